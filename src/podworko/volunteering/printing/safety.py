"""Papers of the child-safety gate: who is unchecked, the organiser's letter, the standards."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.core import times
from podworko.core.http import absolute
from podworko.network.public import gates
from podworko.ui.typesetting import Document
from podworko.volunteering.models import Standards, Volunteer
from podworko.volunteering.prose import blocks
from podworko.volunteering.queries.checks import CheckedRow, Report, Unled

__all__ = ["organisers_letter", "standards", "unchecked"]


def unchecked(report: Report) -> Document:
    """Return who is planned with minors and not cleared, as the page tells it and no more."""
    return Document(
        "volunteering/printing/unchecked.typ",
        title=_("Kto dziś nie jest sprawdzony"),
        data={
            "day": date_format(report.day, "l, j E Y"),
            "unchecked": _rows(report.unchecked),
            "lapsing": _rows(report.lapsing),
            "unled": [_unled_words(one) for one in report.unled],
            "words": {
                "head": _("Kto dziś nie jest sprawdzony"),
                "law": _("Praca z dziećmi i młodzieżą: ustawa z 13.05.2016, art. 21."),
                "unchecked": _("Zaplanowani, a czegoś brakuje"),
                "lapsing": _("Coś traci ważność w ciągu 30 dni"),
                "unled": _("Nie wiadomo, kto prowadzi"),
                "who": _("Kto"),
                "lacks": _("Czego brakuje"),
                "plan": _("Co ma w planie"),
                "nobody": _("Nikt."),
                "foot": [_("Dane chronione. Po przeczytaniu zniszcz.")],
            },
        },
    )


def organisers_letter(volunteer: Volunteer) -> Document:
    """Return the letter with which a volunteer asks for a paper of KRK free of charge."""
    pal = volunteer.pal
    place = ", ".join(filter(None, (pal.name, pal.seat.address if pal.seat else "")))
    facts = {"name": volunteer.person.name, "pal": place}
    return Document(
        "volunteering/printing/letter.typ",
        title=_("Pismo organizatora wolontariatu"),
        data={
            "pal": place,
            "day": date_format(times.today(), "j E Y"),
            "words": {
                "head": _("Pismo organizatora wolontariatu"),
                "to": _("Krajowy Rejestr Karny"),
                "about": _("Prośba o informację o osobie bez opłaty"),
                "texts": [
                    _(
                        "Zaświadczamy, że %(name)s ma wykonywać w %(pal)s świadczenia jako"
                        " wolontariuszka lub wolontariusz: ochotniczo i bez wynagrodzenia"
                        " (art. 2 pkt 3 ustawy z 24 kwietnia 2003 r. o działalności pożytku"
                        " publicznego i o wolontariacie)."
                    )
                    % facts,
                    _(
                        "To praca z osobami małoletnimi. Przed jej rozpoczęciem ta osoba ma nam"
                        " przedłożyć informację z Krajowego Rejestru Karnego (art. 21 ust. 3"
                        " ustawy z 13 maja 2016 r. o przeciwdziałaniu zagrożeniom"
                        " przestępczością na tle seksualnym i ochronie małoletnich)."
                    ),
                    _("Prosimy o wydanie tej informacji bez opłaty: służy wolontariatowi."),
                ],
                "signature": _("Data, podpis i pieczątka organizatora"),
                "foot": [],
            },
        },
    )


def standards(row: Standards, *, is_short: bool) -> Document:
    """Return one version of a PAL's standards, to hang on the wall or take home."""
    head = _("Nasze zasady: żeby każde dziecko było tu bezpieczne")
    title = head if is_short else _("Standardy ochrony małoletnich")
    return Document(
        "volunteering/printing/standards.typ",
        title=f"{title}: {row.pal.name}",
        data={
            "pal": row.pal.name,
            "is_short": is_short,
            "blocks": [
                {"kind": block.kind, "lines": list(block.lines)}
                for block in blocks(row.short if is_short else row.full)
            ],
            "words": {
                "head": title,
                "valid": _("Wydanie %(number)d, obowiązuje od %(day)s")
                % {"number": row.number, "day": date_format(row.valid_from, "j E Y")},
                "foot": [absolute("pl", "volunteering:standards", row.pal.slug).split("//", 1)[-1]],
            },
        },
    )


def _rows(rows: Iterable[CheckedRow]) -> list[dict[str, object]]:
    return [
        {
            "name": row.name,
            "role": ", ".join(filter(None, (row.role, *row.pals))),
            "lacks": [_lack_words(lack) for lack in row.told],
            "plan": [f"{plan.title}, {date_format(plan.day, 'j E')}" for plan in row.planned[:3]],
        }
        for row in rows
    ]


def _unled_words(one: Unled) -> str:
    plan = one.soonest
    words = f"{plan.title}, {date_format(plan.day, 'j E')}, {plan.pal}"
    return words if one.number == 1 else f"{words} ({one.number})"


def _lack_words(lack: gates.Lack) -> str:
    if lack.since <= times.today():
        return lack.words
    last = date_format(lack.since - timedelta(days=1), "j E Y")
    return _("%(what)s: ważne do %(day)s") % {"what": lack.words, "day": last}
