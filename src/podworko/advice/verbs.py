"""What the trail says, in words, of the advice point."""

from django.utils.translation import gettext_lazy as _

HEADING = _("Porady")
CHANGES = {
    "knowledge.changed": _("Zmieniono wpis w bazie wiedzy"),
    "knowledge.published": _("Opublikowano wpis w bazie wiedzy"),
    "knowledge.reviewed": _("Sprawdzono wpis w bazie wiedzy"),
    "knowledge.withdrawn": _("Wycofano wpis z bazy wiedzy"),
    "knowledge.written": _("Napisano wpis do bazy wiedzy"),
    "question.answered": _("Odpowiedziano na pytanie do porad"),
    "question.asked": _("Zadano pytanie do porad"),
    "question.asked_more": _("Dopytano w poradach"),
    "question.called": _("Zadzwoniono, że czeka odpowiedź z porad"),
    "question.erased": _("Osoba, która pytała, usunęła pytanie"),
    "question.erased_old": _("Usunięto pytanie po czasie"),
    "question.judged": _("Oceniono odpowiedź z porad"),
    "question.moved": _("Przekazano pytanie do innego tematu"),
    "question.seen": _("Przeczytano odpowiedź z porad"),
    "talk.corrected": _("Poprawiono rozmowę na dyżurze"),
    "talk.noted": _("Zapisano rozmowę na dyżurze"),
    "talk.removed": _("Usunięto rozmowę z dyżuru"),
    "topic.added": _("Dodano temat porad"),
    "topic.changed": _("Zmieniono temat porad"),
    "topic.tied": _("Powiązano temat porad z potrzebą albo celem"),
    "topic.untied": _("Odwiązano temat porad"),
}
LOOKS = {
    "question.read": _("Pytanie do porad"),
    "question.read_own": _("Własne pytanie, z kodem"),
    "question.told": _("Kontakt, żeby dać znać o odpowiedzi"),
}
