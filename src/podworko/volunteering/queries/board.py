"""What the coordinator sees: who is where on the path, and what expires."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Prefetch, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from podworko.core import times
from podworko.network.public import Pal
from podworko.volunteering import law
from podworko.volunteering.clearance import Clearance, clearances_of
from podworko.volunteering.models import Agreement, Application, Beneficiary, Checked, Volunteer

__all__ = ["SOON", "Card", "Column", "Due", "DueKind", "board", "dues_of", "ending_policies"]

SOON = timedelta(days=30)
"""How long before something ends the coordinator and the volunteer are told."""
Stage = Volunteer.Stage
SHOWN = tuple(stage for stage in Stage if stage != Stage.ENDED)
LIVE = (Application.State.WAITING, Application.State.INVITED, Application.State.TAKEN)


class DueKind(StrEnum):
    """What ends, or has to be done, by a day."""

    ANSWER = "answer"
    AGREEMENT = "agreement"
    SIGNATURE = "signature"
    ADULT = "adult"
    PAPER = "paper"


WORDS: dict[DueKind, str | Promise] = {
    DueKind.ANSWER: _("odpowiedź na zgłoszenie"),
    DueKind.AGREEMENT: _("koniec porozumienia"),
    DueKind.SIGNATURE: _("ostatni dzień bez podpisu"),
    DueKind.ADULT: _("18. urodziny: nowe porozumienie bez opiekuna"),
    DueKind.PAPER: _("sprawdzenie traci ważność"),
}


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that has to be done by a day."""

    kind: DueKind
    on: date
    volunteer: Volunteer
    about: str = ""

    @property
    def words(self) -> str:
        return str(WORDS[self.kind])

    @property
    def is_late(self) -> bool:
        return self.on < times.today()


@dataclass(frozen=True, slots=True)
class Card:
    """One volunteer on the board."""

    volunteer: Volunteer
    applications: tuple[Application, ...]
    dues: tuple[Due, ...]

    @property
    def titles(self) -> list[str]:
        return [each.opportunity.title for each in self.applications]


@dataclass(frozen=True, slots=True)
class Column:
    """One stage of the path, and who is on it."""

    stage: Stage
    cards: tuple[Card, ...]


def board(volunteers: QuerySet[Volunteer]) -> list[Column]:
    """Return who is where, the longest there first, with what falls due; five queries."""
    rows = Application.objects.filter(state__in=LIVE).select_related("opportunity")
    live = Prefetch("applications", rows.order_by("pk"), to_attr="live")
    found = list(
        volunteers.exclude(stage=Stage.ENDED)
        .select_related("person", "pal")
        .prefetch_related(live)
        .order_by("since", "pk")
    )
    dues = dues_of(found)
    cards: dict[str, list[Card]] = defaultdict(list)
    for each in found:
        applications = tuple(each.live)
        cards[each.stage].append(Card(each, applications, tuple(dues[each.pk])))
    return [Column(stage, tuple(cards[stage])) for stage in SHOWN]


def ending_policies(pals: Iterable[Pal]) -> list[Beneficiary]:
    """Return whose accident policy ends soon, or has ended, the first first; one query."""
    soon = times.today() + SOON
    rows = Beneficiary.objects.filter(pal__in=list(pals), policy_until__lte=soon)
    return list(rows.exclude(policy="").select_related("pal").order_by("policy_until", "pk"))


def dues_of(volunteers: Sequence[Volunteer]) -> dict[int, list[Due]]:
    """Return by key of the volunteer what ends or has to be done soon, the first first.

    Four queries: applications, and what clears a volunteer.
    """
    waiting: dict[int, list[Application]] = defaultdict(list)
    rows = Application.objects.filter(volunteer__in=volunteers, state=Application.State.WAITING)
    for each in rows.select_related("opportunity"):
        waiting[each.volunteer_id].append(each)
    found: dict[int, list[Due]] = {}
    for clearance in clearances_of(volunteers):
        volunteer = clearance.volunteer
        dues = [*_answers(volunteer, waiting[volunteer.pk]), *_papers(clearance)]
        found[volunteer.pk] = sorted(dues, key=lambda due: due.on)
    return found


def _answers(volunteer: Volunteer, waiting: Iterable[Application]) -> list[Due]:
    return [Due(DueKind.ANSWER, each.due_on, volunteer, each.opportunity.title) for each in waiting]


def _papers(clearance: Clearance) -> list[Due]:
    """Return what of the papers ends soon: agreement, signature, coming of age, checks."""
    soon = times.today() + SOON
    found = [*_of_agreement(clearance), *_coming_of_age(clearance), *_lapsing(clearance)]
    return [due for due in found if due.on <= soon]


def _of_agreement(clearance: Clearance) -> list[Due]:
    """Return when the last agreement ends, and until when it is good without a signature."""
    last = _last(clearance.agreements)
    if last is None:
        return []
    volunteer = clearance.volunteer
    found = [Due(DueKind.AGREEMENT, last.last_day, volunteer)]
    if last.must_be_written and last.signed_on is None:
        found.append(Due(DueKind.SIGNATURE, last.unsigned_until, volunteer))
    return found


def _last(agreements: Sequence[Agreement]) -> Agreement | None:
    in_force = [one for one in agreements if one.state == Agreement.State.IN_FORCE]
    return max(in_force, key=lambda one: one.last_day, default=None)


def _coming_of_age(clearance: Clearance) -> list[Due]:
    """Return the 18th birthday of whoever comes of age soon, or came since."""
    born_on = clearance.volunteer.born_on
    last = _last(clearance.agreements)
    if born_on is None or last is None:
        return []
    adult_on = law.adult_on(born_on)
    is_within = last.begins_on < adult_on <= last.last_day
    return [Due(DueKind.ADULT, adult_on, clearance.volunteer)] if is_within else []


def _lapsing(clearance: Clearance) -> list[Due]:
    """Return when papers that hold lose their validity; of each kind the last look counts."""
    last = {(row.kind, row.country): row for row in clearance.known.checked}
    return [
        Due(DueKind.PAPER, row.valid_to, clearance.volunteer, _paper_words(row))
        for row in last.values()
        if row.valid_to and row.is_clear
    ]


def _paper_words(row: Checked) -> str:
    name = str(row.get_kind_display())
    return f"{name} ({row.country})" if row.country else name
