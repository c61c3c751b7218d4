"""The common output indicators of an ESF+ project: its participants, by sex and in total."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from podworko.reports.models import EsfParticipant, EsfProject
from podworko.reports.models.esf import band_of

Sex, Work, Education = EsfParticipant.Sex, EsfParticipant.Work, EsfParticipant.Education
SEXES = tuple(Sex.values)
SEX_WORDS = (_("Kobiety"), _("Mężczyźni"), _("Nie podano"))
EECO_UNEMPLOYED = "EECO02"
"""The only code of this list that we know from its source (domain.md 2.7, E2)."""
AGES = (
    ("under_18", _("dzieci i młodzież przed 18. rokiem życia")),
    ("18_29", _("osoby w wieku 18–29 lat")),
    ("55_more", _("osoby w wieku 55 lat lub więcej")),
)
WORKS = (
    ("unemployed", _("osoby bezrobotne, także długotrwale"), EECO_UNEMPLOYED),
    (Work.LONG_TERM, _("osoby długotrwale bezrobotne"), ""),
    (Work.INACTIVE, _("osoby bierne zawodowo"), ""),
    (Work.EMPLOYED, _("osoby pracujące"), ""),
)


@dataclass(frozen=True, slots=True)
class EsfLine:
    """One common indicator: of women, men, those who did not say, and of all."""

    label: str | Promise
    numbers: tuple[int, ...]
    code: str = ""

    @property
    def by_sex(self) -> list[tuple[str | Promise, int]]:
        """The numbers beside whom they are of, in the order of SEXES."""
        return list(zip(SEX_WORDS, self.numbers, strict=True))

    @property
    def total(self) -> int:
        return sum(self.numbers)


def esf_table(project: EsfProject, counted: QuerySet[EsfParticipant]) -> tuple[EsfLine, ...]:
    """Return the indicators of a project over those who are `counted`; one query.

    People aged 30 to 54 are in the total alone: no common indicator asks for them.
    """
    counts = _counted(counted)

    def line(key: str, label: str | Promise, code: str = "") -> EsfLine:
        return EsfLine(label, tuple(counts[key, sex] for sex in SEXES), code)

    lines = [line("all", _("wszystkie osoby")), *(line(key, label) for key, label in AGES)]
    if project.asks_work:
        lines += [line(key, label, code) for key, label, code in WORKS]
        lines += _lacking(line("no-work", _("nie wpisano, czy pracują")))
    if project.asks_education:
        lines += [line(key, label) for key, label in Education.choices]
        lines += _lacking(line("no-education", _("nie wpisano wykształcenia")))
    return tuple(lines)


def _lacking(line: EsfLine) -> list[EsfLine]:
    """Tell of answers that are not there, as a project began to ask later; of none, nothing."""
    return [line] if line.total else []


def is_forgotten(project: EsfProject) -> bool:
    """Whether the day until which documents are kept is over and nobody is known any more.

    While a hold or a pause keeps rows longer, the table is still told.
    """
    return project.is_over and not project.participants.exists()


def _counted(rows: QuerySet[EsfParticipant]) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    grouped = rows.order_by().values_list("sex", "birth_year", "entered_on", "work", "education")
    for sex, birth_year, day, work, education, number in grouped.annotate(number=Count("pk")):
        keys = {"all", band_of(day, birth_year), work or "no-work", education or "no-education"}
        if work == Work.LONG_TERM:
            keys.add("unemployed")
        for key in keys:
            counts[key, sex] += number
    return counts
