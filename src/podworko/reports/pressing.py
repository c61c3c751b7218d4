"""What waits now and where it is crowded: the board's part of today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from podworko.accounts.public import May
from podworko.activities.public import ListPressure, list_pressure
from podworko.advice.public import late_questions
from podworko.core.figures import Figured, figured
from podworko.initiatives.public import LateAnswers, late_answers
from podworko.planning.public import PlanPressure, plan_pressure


class Unit(StrEnum):
    """In what a number is told."""

    NUMBER = "number"
    DAYS = "days"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Pressing:
    """One thing that waits; `url_name` is the desk's list of it, for who has `may` there."""

    label: str | Promise
    words: str | Promise
    source: str
    part: str
    may: May
    url_name: str
    unit: Unit = Unit.NUMBER


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions to the advice point that wait too long."""

    late: int = 0


NOTHING: Mapping[str, object] = {
    "lists": ListPressure(),
    "plan": PlanPressure(),
    "answers": LateAnswers(),
    "questions": Questions(),
}


def read(today: date) -> dict[str, Figured[Any]]:
    """Return what each module says waits today; a fixed number of queries."""
    return {
        "lists": list_pressure(today),
        "plan": plan_pressure(today),
        "answers": late_answers(today),
        "questions": figured(Questions, {"late": late_questions(today)}),
    }


PRESSING: tuple[Pressing, ...] = (
    Pressing(
        _("Potrzeby bez odpowiedzi"),
        _(
            "Potwierdzone potrzeby, na które jeszcze nic nie odpowiada: żadne zajęcia, inicjatywa"
            " ani inne działanie."
        ),
        "plan",
        "unanswered",
        May.SEE_PLAN,
        "planning:desk_board",
    ),
    Pressing(
        _("Najdłużej bez odpowiedzi"),
        _("Od ilu dni znamy potrzebę, która czeka najdłużej."),
        "plan",
        "oldest",
        May.SEE_PLAN,
        "planning:desk_board",
        Unit.DAYS,
    ),
    Pressing(
        _("Osoby na listach rezerwowych"),
        _("Ile osób czeka dziś na miejsce na zajęciach, które się jeszcze nie skończyły."),
        "lists",
        "waiting",
        May.SEE_DESK,
        "activities:desk_programme",
    ),
    Pressing(
        _("Pełne listy"),
        _("Listy zapisów na zajęcia przed nami, na których nie ma już miejsc."),
        "lists",
        "full",
        May.SEE_DESK,
        "activities:desk_programme",
    ),
    Pressing(
        _("Ile się czeka na miejsce"),
        _(
            "Połowa osób, które w tym roku doczekały się miejsca, czekała najwyżej tyle dni."
            " Zaczęty dzień liczy się cały."
        ),
        "lists",
        "days",
        May.SEE_DESK,
        "activities:desk_programme",
        Unit.DAYS,
    ),
    Pressing(
        _("Oddane miejsca"),
        _("Ile osób miało w tym roku miejsce i samo je oddało."),
        "lists",
        "given_back",
        May.SEE_DESK,
        "activities:desk_programme",
    ),
    Pressing(
        _("Nie doczekali się miejsca"),
        _("Ile osób było na liście rezerwowej do końca zajęć, które skończyły się w tym roku."),
        "lists",
        "turned_away",
        May.SEE_DESK,
        "activities:desk_programme",
    ),
    Pressing(
        _("Nie przyszli mimo zapisu"),
        _(
            "Ilu na sto zapisanych nie przyszło w tym roku. Bez nieobecności zapowiedzianych"
            " wcześniej i bez spotkań, na których nikt nie sprawdził listy."
        ),
        "lists",
        "missed_percent",
        May.KEEP_REGISTERS,
        "activities:desk_registers",
        Unit.PERCENT,
    ),
    Pressing(
        _("Pytania po terminie"),
        _("Pytania do punktu porad, na które odpowiedź miała już być. Wszystkie tematy razem."),
        "questions",
        "late",
        May.ANSWER_QUESTIONS,
        "advice:desk_questions",
    ),
    Pressing(
        _("Inicjatywy po terminie"),
        _("Inicjatywy, w których mieszkańcy mieli już dostać odpowiedź."),
        "answers",
        "ideas",
        May.ACCOMPANY,
        "initiatives:desk_ideas",
    ),
    Pressing(
        _("Sprawy okolicy po terminie"),
        _("Zgłoszone sprawy, na które odpowiedź miała już być."),
        "answers",
        "problems",
        May.ANSWER_PROBLEMS,
        "initiatives:desk_problems",
    ),
    Pressing(
        _("Zajęcia do sprawdzenia"),
        _("Zajęcia, które ktoś zaplanował i które czekają, aż ktoś inny je opublikuje."),
        "lists",
        "to_check",
        May.SEE_DESK,
        "activities:desk_programme",
    ),
    Pressing(
        _("Plany do zatwierdzenia"),
        _("Plany roczne, które czekają na zgodę sieci."),
        "plan",
        "plans",
        May.SEE_PLAN,
        "planning:desk_board",
    ),
)
