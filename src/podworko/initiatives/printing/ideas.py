"""A draft application of an initiative on paper: everything its team typed, ready to be checked.

It goes to a Polish office, so it is in Polish whatever the reader's language: its words stand
here and not in the catalogues.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format

from podworko.core import times
from podworko.core.phones import display
from podworko.initiatives.models import Initiative, Support
from podworko.initiatives.queries.ideas_board import DeskPage
from podworko.ui.typesetting import Document
from podworko.ui.typesetting.typography import paragraphs

Route = Initiative.Route
_LEADS = {
    Route.LOCAL: "Szkic wniosku o realizację zadania w ramach inicjatywy lokalnej (art. 19b-19h"
    " ustawy o działalności pożytku publicznego i o wolontariacie). Wzór wniosku i ocenę ustala"
    " urząd: przed złożeniem sprawdź aktualny formularz.",
    Route.BUDGET: "Szkic do budżetu obywatelskiego. Wzór i terminy ustala urząd.",
    Route.GRANT: "Szkic wniosku o grant. Wzór i terminy ustala ten, kto daje grant.",
    Route.PAL: "Szkic prośby do PAL o środki.",
}


def application(page: DeskPage, supporters: Sequence[Support]) -> Document:
    """Return the draft of an application; supporters are counted, named only by the paper list."""
    with translation.override("pl"):
        return Document(
            "initiatives/printing/ideas.typ",
            title=f"Szkic wniosku: {page.initiative.title}",
            data=_data(page, supporters),
        )


def _data(page: DeskPage, supporters: Sequence[Support]) -> dict[str, object]:
    initiative = page.initiative
    return {
        "language": "pl",
        "pal": initiative.pal.name,
        "title": initiative.title,
        "lead": _LEADS.get(Route(initiative.route), "") if initiative.route else "",
        "facts": _facts(page, supporters),
        "purpose": paragraphs(initiative.words),
        "why": paragraphs(initiative.purpose_words),
        "needs": [f"{link.end.title}: {link.why}" for link in page.links],
        "steps": [[_days(row.begins_on, row.ends_on), row.words] for row in page.steps],
        "work": [
            [row.words, row.member.person.name if row.member else "", _hours(row.planned_hours)]
            for row in page.work
        ],
        "costs": [[row.words, row.get_source_display(), _zl(row.grosze)] for row in page.costs],
        "sums": _sums(page),
        "score": _score(page),
        "is_demo": getattr(settings, "PODWORKO_DEMO", False),
        "words": _words(page, supporters),
    }


def _facts(page: DeskPage, supporters: Sequence[Support]) -> list[list[str]]:
    initiative = page.initiative
    route = str(initiative.get_route_display()) if initiative.route else "jeszcze nie wybrana"
    facts = {
        "Gdzie": initiative.where,
        "Droga": route,
        "W zespole": f"{page.told.members} os.",
        "Poparcie": f"{page.told.support} os., z tego {_on_paper(supporters)} na papierze",
        "Kiedy": _days_of(page),
    }
    return [[name, text] for name, text in facts.items() if text]


def _sums(page: DeskPage) -> list[list[str]]:
    sums = page.sums
    work = f"{_hours(sums.planned_hours)} godz."
    if sums.hour_grosze is not None and sums.work_grosze is not None:
        worth = f", po {_zl(sums.hour_grosze)} za godzinę (ustalił PAL): {_zl(sums.work_grosze)}"
        work += worth
    return [
        ["Praca własna", work],
        ["Pieniądze i rzeczy, które dajemy", _zl(sums.given_grosze)],
        ["Wkład własny razem", _zl(sums.own_grosze)],
        ["O co prosimy", _zl(sums.asked_grosze)],
        ["Wartość całości", _zl(sums.total_grosze)],
    ]


def _score(page: DeskPage) -> list[str]:
    """Tell the team's own score; only the city's route has a sheet."""
    sheet = page.sheet
    if page.initiative.route != Route.LOCAL:
        return []
    figures = sheet.figures
    missing = f"Do progu brakuje: {sheet.missing}." if sheet.missing else "Próg osiągnięty."
    told = (
        f"Cel: {sheet.purpose} z {figures.purpose_most}. Wkład własny: {sheet.own} z"
        f" {figures.own_most}. Premia: {sheet.bonus} z {figures.bonus}. Razem {sheet.total}, próg"
        f" {figures.pass_mark}. {missing} To ocena własna zespołu, nie urzędu."
    )
    return [
        told,
        *sheet.hints,
        "Rozliczenie w tym samym roku kalendarzowym, w którym jest zadanie.",
    ]


def _words(page: DeskPage, supporters: Sequence[Support]) -> dict[str, object]:
    del supporters
    pal = page.initiative.pal
    contact = (pal.name, display(pal.phone) if pal.phone else "")
    printed = f"Wydruk: {date_format(times.today(), 'j E Y')}"
    return {
        "what": "Co chcemy zrobić",
        "why": "Dlaczego to ważne dla okolicy",
        "needs": "Na jakie potrzeby to odpowiada",
        "steps": "Harmonogram",
        "work": "Praca własna",
        "costs": "Budżet",
        "sums": "Podsumowanie",
        "score": "Samoocena na arkuszu 100 punktów",
        "nothing": "jeszcze nie wpisano",
        "step_head": ["Kiedy", "Co"],
        "work_head": ["Co", "Kto", "Godziny"],
        "cost_head": ["Co", "Skąd", "Kwota"],
        "signature": "Podpisy co najmniej dwóch osób z zespołu",
        "draft": "SZKIC. Sprawdź każdą liczbę, zanim podpiszesz.",
        "demo": "Przykład z miasta na niby, nie do złożenia.",
        "page": "strona @n z @m",
        "foot": [each for each in (*contact, printed) if each],
    }


def _on_paper(supporters: Iterable[Support]) -> int:
    return sum(each.channel == "paper" for each in supporters)


def _days_of(page: DeskPage) -> str:
    if not page.steps:
        return ""
    return _days(min(row.begins_on for row in page.steps), max(row.ends_on for row in page.steps))


def _days(first: date, last: date) -> str:
    if first == last:
        return date_format(first, "j.m.Y")
    return f"{date_format(first, 'j.m.Y')} – {date_format(last, 'j.m.Y')}"


def _hours(hours: Decimal) -> str:
    return f"{hours.normalize():f}".replace(".", ",")


def _zl(grosze: int) -> str:
    whole, rest = divmod(grosze, 100)
    return f"{whole:,}".replace(",", "\u00a0") + f",{rest:02d}\u00a0zł"
