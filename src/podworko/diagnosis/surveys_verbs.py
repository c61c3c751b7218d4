"""What the trail says, in words, of surveys and of paper typed in."""

from django.utils.translation import gettext_lazy as _

CHANGES = {
    "survey.made": _("Założono ankietę"),
    "survey.changed": _("Zmieniono opis ankiety"),
    "survey.opened": _("Otwarto ankietę"),
    "survey.closed": _("Zamknięto ankietę"),
    "survey.edition_begun": _("Zaczęto nowe wydanie pytań"),
    "survey.edition_opened": _("Włączono nowe wydanie pytań"),
    "survey.edition_dropped": _("Wyrzucono nowe wydanie pytań"),
    "survey.quotas_set": _("Ustalono, ile odpowiedzi zebrać"),
    "survey.question_added": _("Dodano pytanie ankiety"),
    "survey.question_changed": _("Zmieniono pytanie ankiety"),
    "survey.question_moved": _("Przestawiono pytanie ankiety"),
    "survey.question_removed": _("Usunięto pytanie ankiety"),
    "survey.answer_entered": _("Wpisano odpowiedzi na ankietę"),
    "survey.results_published": _("Ogłoszono wyniki ankiety"),
    "survey.results_shown_again": _("Pokazano znów wyniki ankiety"),
    "survey.results_withdrawn": _("Wycofano wyniki ankiety"),
    "survey.code_added": _("Dodano kategorię odpowiedzi"),
    "survey.code_removed": _("Usunięto kategorię odpowiedzi"),
    "survey.answer_coded": _("Przypisano odpowiedź do kategorii"),
    "survey.answer_masked": _("Zasłonięto słowa w odpowiedzi"),
    "survey.file_sent": _("Przesłano plik z ankietą"),
    "survey.imported": _("Wczytano ankietę z pliku"),
    "kiosk.started": _("Uruchomiono tablet z ankietą"),
    "kiosk.stopped": _("Zatrzymano tablet z ankietą"),
    "batch.opened": _("Zaczęto paczkę ankiet papierowych"),
    "batch.sheet_typed": _("Wpisano arkusz ankiety"),
    "batch.sheet_settled": _("Uzgodniono arkusz ankiety"),
    "batch.closed": _("Zamknięto paczkę ankiet papierowych"),
}
