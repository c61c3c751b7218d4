"""A report as it is read, from one structure: on the page, on paper, as text and as tables.

Three variants choose sections and their order: for everybody, for the council (short, tables
first) and for whoever gives the money (plan and what was done, definitions).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core import times
from podworko.core.tabular import Value
from podworko.reports import of_goals
from podworko.reports.models import Report
from podworko.reports.parts import Bar, Quote, Section, Table
from podworko.reports.queries.content import Content, content_of, kept_content
from podworko.reports.queries.told import (
    NETWORK,
    WHOLE,
    Line,
    Meaning,
    PalThen,
    YearTold,
    edition_of,
    of_edition,
    of_running,
    pal_notes,
)
from podworko.ui.typesetting.typography import paragraphs

HEADLINES = ("sessions-held", "participations", "people", "advice-talks", "volunteers")
PLACES = (*HEADLINES[:3], "newcomers", *HEADLINES[3:], "volunteer-hours")


class Variant(models.TextChoices):
    """For whom a report is."""

    PUBLIC = "dla-wszystkich", gettext_lazy("dla wszystkich")
    COUNCIL = "dla-rady", gettext_lazy("dla rady: krótko, najpierw liczby")
    FUNDER = "dla-grantodawcy", gettext_lazy("dla dającego pieniądze: plan, wykonanie, definicje")


SECTIONS = {
    Variant.PUBLIC: (
        *("summary", "numbers", "places", "good", "stories", "plan", "said", "doings"),
        *("hard", "learned", "planned", "thanks", "how", "definitions"),
    ),
    Variant.COUNCIL: (*("numbers", "places", "summary", "plan", "said", "hard", "planned", "how"),),
    Variant.FUNDER: (
        *("summary", "measures", "numbers", "places", "stories", "good", "hard", "learned"),
        *("doings", "planned", "how", "definitions"),
    ),
}


@dataclass(frozen=True, slots=True)
class Assembled:
    """A whole report, in one variant; `draft` says that it is one, and why."""

    year: int
    title: str
    variant: Variant
    facts: tuple[str, ...]
    headlines: tuple[Line, ...]
    sections: tuple[Section, ...] = ()
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """What a report is made of; `pal` is None for the network."""

    report: Report
    told: YearTold
    pal: PalThen | None
    content: Content = field(default_factory=dict)

    @property
    def scope(self) -> int:
        return self.pal.key if self.pal else WHOLE


def source_of(report: Report, *, edition: int | None = None) -> Source:
    """Return what a report is made of: as it was published, or as it stands today.

    Of an edition that does not exist the newest is taken; the figures of a year that is not
    closed are those of today.
    """
    held = edition_of(report.year, number=edition) or edition_of(report.year)
    told = of_edition(held) if held else of_running(report.year)
    pal = _pal_of(told, report)
    content = kept_content(report) if report.is_public else content_of(report.year, report.pal)
    return Source(report, told, pal, content)


def assemble(source: Source, variant: Variant) -> Assembled:
    """Return a report in one variant, without the sections that would say nothing."""
    sections = (MAKERS[code](source) for code in SECTIONS[variant])
    year = source.report.year
    name = source.pal.name if source.pal else _("sieć PAL")
    return Assembled(
        year=year,
        title=_("Sprawozdanie %(year)s: %(name)s") % {"year": year, "name": name},
        variant=variant,
        facts=tuple(_facts(source)),
        headlines=tuple(source.told.line(code, source.scope) for code in HEADLINES),
        sections=tuple(section for section in sections if not section.is_empty),
        draft="" if source.report.is_public else _draft_words(source),
    )


def _pal_of(told: YearTold, report: Report) -> PalThen | None:
    if report.pal is None:
        return None
    known = next((pal for pal in told.pals if pal.key == report.pal_id), None)
    pal = report.pal
    return known or PalThen(pal.pk, pal.slug, pal.name, pal.opened_on, pal.closed_on)


def _draft_words(source: Source) -> str:
    if source.told.edition is None:
        return _("Szkic. Rok nie jest zamknięty, więc liczby jeszcze się zmienią.")
    return _("Szkic. Rok jest zamknięty, liczby już się nie zmienią.")


def _facts(source: Source) -> Iterator[str]:
    report, edition = source.report, source.told.edition
    if report.published_at:
        day = date_format(times.local(report.published_at), "j E Y")
        yield _("Opublikowane %(day)s.") % {"day": day}
    if edition:
        day = date_format(times.local(edition.made_at), "j E Y")
        yield _("Liczby z dnia %(day)s, wydanie %(number)s.") % {
            "day": day,
            "number": edition.number,
        }
        if edition.reason:
            yield _("Co poprawiono: %(reason)s") % {"reason": edition.reason}


def _narrative(name: str, title: Any) -> Callable[[Source], Section]:  # noqa: ANN401 - lazy words
    def make(source: Source) -> Section:
        told = tuple(paragraphs(getattr(source.report, name)))
        return Section(name, str(title), told, is_typed=True)

    return make


def _numbers(source: Source) -> Section:
    year = source.report.year
    headings = (_("Co liczymy"), str(year), str(year - 1), _("zmiana"))
    tables = tuple(
        Table(label, headings, tuple((line.meaning.label, *line.cells) for line in lines))
        for label, lines in source.told.groups(source.scope)
    )
    return Section("numbers", _("Rok w liczbach"), tuple(_number_notes(source)), tables=tables)


def _number_notes(source: Source) -> Iterator[str]:
    yield _(
        "„Udziały” mówią, ile razy ktoś przyszedł, a „różne osoby” – ilu było ludzi. Osoby"
        " wpisane z imienia, z kartą PAL i policzone przy wejściu podajemy osobno."
    )
    if source.pal is None:
        yield _("Kto był w dwóch PAL, w liczbie osób całej sieci jest raz.")


def _places(source: Source) -> Section:
    if source.pal is not None:
        return Section("places", "")
    told, codes = source.told, PLACES
    scopes = [(pal.key, pal.name) for pal in told.pals]
    if told.has_common:
        scopes.append((NETWORK, _("wspólne, nie jednego PAL")))
    scopes.append((WHOLE, _("cała sieć")))
    rows = tuple(
        (name, *(told.line(code, scope).cells[0] for code in codes))
        if scope != NETWORK
        else (name, *(_common(told, code) for code in codes))
        for scope, name in scopes
    )
    labels = tuple(told.line(code, WHOLE).meaning.label for code in codes)
    table = Table(_("Każdy PAL osobno"), (_("PAL"), *labels), rows)
    return Section(
        "places",
        _("Gdzie i ile"),
        tables=(table,),
        bars=tuple(_bars(told, "participations")),
        bars_of=told.line("participations", WHOLE).meaning.label,
    )


def _common(told: YearTold, code: str) -> Value:
    return told.line(code, NETWORK).cells[0] if (code, NETWORK) in told.told else "–"


def _bars(told: YearTold, code: str) -> Iterator[Bar]:
    """Yield a bar for each place; one that is not told has none, and its words say so."""
    lines = [(pal.name, told.line(code, pal.key)) for pal in told.pals]
    values = [line.now.value or 0 if line.now else 0 for _name, line in lines]
    most = max(values, default=0) or 1
    for (name, line), value in zip(lines, values, strict=True):
        yield Bar(name, line.now_words, round(100 * value / most))


def _stories(source: Source) -> Section:
    stories = [] if source.report.is_new else source.report.stories.all()
    quotes = tuple(
        Quote(story.title, tuple(paragraphs(story.words)))
        for story in stories
        if story.words.strip()
    )
    return Section("stories", _("Historie zmiany"), quotes=quotes, is_typed=True)


def _plan(source: Source) -> Section:
    title = _("Plan i co z niego wyszło")
    goals = source.content.get("goals", [])
    if goals:
        rows = tuple(
            (
                goal["title"],
                of_goals.outcome(goal["outcome"]),
                of_goals.tasks(goal),
                goal["outcome_words"] or "–",
            )
            for goal in goals
        )
        headings = (_("Cel"), _("Wynik"), _("Zadania"), _("Co się zmieniło"))
        return Section("plan", title, tables=(Table(_("Cele roku"), headings, rows),))
    return Section("plan", title, tables=_plans(source))


def _plans(source: Source) -> tuple[Table, ...]:
    plans = source.content.get("plans", [])
    if not plans:
        return ()
    codes = ("reached", "partly", "missed", "dropped", "open")
    rows = tuple((each["pal"], *(each.get(code, 0) for code in codes)) for each in plans)
    headings = (_("PAL"), *(of_goals.outcome(code) for code in codes))
    return (Table(_("Cele planów: ile z nich i jak się skończyło"), headings, rows),)


def _measures(source: Source) -> Section:
    """Return every goal with its thread: need, planned, held, people, effect."""
    goals = source.content.get("goals", [])
    thread = tuple(
        (
            ", ".join(goal["needs"]) or "–",
            goal["title"],
            ", ".join(goal["done"]) or "–",
            goal["held"],
            of_goals.of_people(goal["participations"]),
            of_goals.of_people(goal["people"]),
            goal["outcome_words"] or of_goals.outcome(goal["outcome"]),
        )
        for goal in goals
    )
    if not thread:
        return Section("measures", _("Plan i wykonanie"), tables=_plans(source))
    headings = (
        *(_("Potrzeba"), _("Cel"), _("Co zrobiliśmy"), _("Spotkania"), _("Udziały")),
        *(_("Różne osoby"), _("Skutek")),
    )
    tables = [Table(_("Od potrzeby do skutku"), headings, thread)]
    rows = tuple(row for goal in goals for row in of_goals.measure_rows(goal))
    if rows:
        heads = (_("Cel"), _("Wskaźnik"), _("Na początku"), _("Plan"), _("Wykonanie"))
        tables.append(Table(_("Wskaźniki planu"), heads, rows))
    return Section("measures", _("Plan i wykonanie"), tables=tuple(tables))


def _said(source: Source) -> Section:
    kinds = {"debate": _("Debata"), "hearing": _("Konsultacje"), "poll": _("Głosowanie")}
    rows = tuple(
        (f"{kinds[each['kind']]}: {each['title']}", each["words"] or "–")
        for each in source.content.get("said", [])
    )
    tables = (Table(_("Głos mieszkańców"), (_("O czym"), _("Co postanowiono")), rows),)
    return Section(
        "said", _("Co powiedzieliście i co z tego wynikło"), tables=tables if rows else ()
    )


def _doings(source: Source) -> Section:
    """Return initiatives, partners and media by name."""
    content = source.content
    named = (
        (_("Inicjatywy mieszkańców"), content.get("initiatives", [])),
        (_("Partnerzy z porozumieniem"), content.get("partners", [])),
        (_("Wspólne działania"), content.get("joint", [])),
        (
            _("W mediach"),
            [f"„{each['title']}” ({each['outlet']})" for each in content.get("media", [])],
        ),
    )
    points = tuple(f"{title}: {', '.join(names)}" for title, names in named if names)
    return Section("doings", _("Inicjatywy, partnerzy, media"), points=points)


def _how(source: Source) -> Section:
    told = source.told
    pals = [source.pal] if source.pal else told.pals
    changed = [
        _(
            "%(label)s: definicja zmieniła się w ciągu roku. Cały rok jest policzony według wersji"
            " %(version)s, która obowiązuje od %(since)s."
        )
        % {"label": each.label, "version": each.version, "since": date_format(each.since, "j E Y")}
        for each in _meanings(source)
        if each.earlier
    ]
    compared = [
        _(
            "%(label)s: rok wcześniej liczyliśmy według innej definicji (wersja %(version)s), więc"
            " nie podajemy zmiany."
        )
        % {"label": each.label, "version": each.version_before}
        for each in _meanings(source)
        if each.version != each.version_before
    ]
    common = (
        _(
            "„Nie podajemy” znaczy, że liczba jest bardzo mała (od 1 do 4 osób) albo że z niej i z"
            " innych liczb można by taką małą grupę wyliczyć. Zero podajemy zawsze."
        ),
        _("Rozmów ze specjalistami nikt nie liczy po nazwiskach: podajemy tylko to, co wolno."),
        _(
            "Liczby zapisano w dniu zamknięcia roku. Późniejsze poprawki list, scalenie kart"
            " i usunięcie danych osób ich nie zmieniają."
        ),
    )
    notes = [note for pal in pals for note in pal_notes(told, pal)]
    return Section("how", _("Jak czytać te liczby"), (*common, *notes, *changed, *compared))


def _meanings(source: Source) -> list[Meaning]:
    """Return what is counted in this very report, in its order."""
    return [line.meaning for line in source.told.lines(source.scope)]


def _definitions(source: Source) -> Section:
    rows = tuple(
        (each.label, each.words, each.version, date_format(each.since, "j E Y"))
        for each in _meanings(source)
    )
    headings = (_("Wskaźnik"), _("Co liczymy"), _("wersja"), _("od"))
    table = Table(_("Definicje, które obowiązywały ostatniego dnia roku"), headings, rows)
    return Section("definitions", _("Co dokładnie liczymy"), tables=(table,))


MAKERS: dict[str, Callable[[Source], Section]] = {
    "summary": _narrative("summary", gettext_lazy("Rok w kilku zdaniach")),
    "good": _narrative("good", gettext_lazy("Co się udało")),
    "hard": _narrative("hard", gettext_lazy("Co było trudne")),
    "learned": _narrative("learned", gettext_lazy("Czego się nauczyliśmy")),
    "planned": _narrative("planned", gettext_lazy("Co dalej")),
    "thanks": _narrative("thanks", gettext_lazy("Dziękujemy")),
    "numbers": _numbers,
    "places": _places,
    "stories": _stories,
    "plan": _plan,
    "measures": _measures,
    "said": _said,
    "doings": _doings,
    "how": _how,
    "definitions": _definitions,
}
