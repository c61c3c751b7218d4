"""What the trail says, in words, of what neighbours lend, post and report."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HEADING = _("Sąsiedzka wymiana")
CHANGES: dict[str, str | Promise] = {
    "loan.answered": _("Odpowiedziano na prośbę o pożyczenie"),
    "loan.asked": _("Ktoś poprosił o pożyczenie rzeczy"),
    "loan.cancelled": _("Odwołano pożyczenie"),
    "loan.declined": _("Odmówiono, bo rzecz wycofano"),
    "loan.forgot": _("Usunięto dane pożyczenia po czasie"),
    "loan.handed_out": _("Wydano pożyczoną rzecz"),
    "loan.note": _("Przekazano wiadomość o pożyczeniu"),
    "loan.taken_back": _("Przyjęto zwrot pożyczonej rzeczy"),
    "notice.answered": _("Sprawdzono ogłoszenie"),
    "notice.appeal_answered": _("Odpowiedziano na odwołanie"),
    "notice.appealed": _("Odwołano się w sprawie ogłoszenia"),
    "notice.extended": _("Przedłużono ogłoszenie"),
    "notice.forgot": _("Usunięto ogłoszenie po czasie"),
    "notice.hidden": _("Zdjęto ogłoszenie z tablicy"),
    "notice.mended": _("Poprawiono ogłoszenie"),
    "notice.posted": _("Nadeszło ogłoszenie"),
    "notice.replied": _("Przekazano odpowiedź na ogłoszenie"),
    "notice.reported": _("Zgłoszono uwagę do ogłoszenia"),
    "notice.reports_closed": _("Zamknięto uwagi do ogłoszenia"),
    "notice.withdrawn": _("Wycofano ogłoszenie"),
    "problem.forgot": _("Usunięto dane zgłoszenia okolicy po czasie"),
    "problem.joined": _("Ktoś dopisał się do zgłoszenia okolicy"),
    "problem.published": _("Zmieniono, czy zgłoszenie okolicy jest na liście"),
    "problem.reported": _("Zgłoszono sprawę okolicy"),
    "problem.step": _("Zapisano krok w sprawie okolicy"),
    "thing.added": _("Dodano rzecz do wypożyczalni"),
    "thing.changed": _("Zmieniono opis rzeczy do pożyczenia"),
    "thing.forgot": _("Usunięto dane rzeczy po czasie"),
    "thing.offered": _("Mieszkaniec zgłosił rzecz do wypożyczalni"),
    "thing.photo_dropped": _("Usunięto zdjęcie rzeczy na prośbę osoby, którą widać"),
    "thing.state": _("Zmieniono, czy rzecz można pożyczać"),
}
LOOKS: dict[str, str | Promise] = {
    "board.notice": _("Ogłoszenie"),
    "problems.problem": _("Zgłoszenie okolicy"),
    "shelf.loan": _("Pożyczenie rzeczy"),
    "shelf.paper": _("Protokół wydania i zwrotu"),
    "shelf.thing": _("Rzecz mieszkańca do pożyczenia"),
}
