"""The desk's board: a week or a month at a glance, and moving things on it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.activities import policies
from podworko.activities.queries import board as queries
from podworko.activities.queries.board import By
from podworko.core import times
from podworko.network.public import Pal

MONTH = "miesiac"


@dataclass(frozen=True, slots=True)
class Look:
    """What of the board is looked at, as the address says it."""

    pal: Pal | None
    pals: tuple[Pal, ...]
    day: date
    by: By
    is_month: bool

    @property
    def first(self) -> date:
        """The first day shown of a week, or the first of the month."""
        return self.day.replace(day=1) if self.is_month else _monday(self.day)

    @property
    def earlier(self) -> str:
        step = 1 if self.is_month else queries.WEEK
        return self._address(day=self.first - timedelta(days=step))

    @property
    def later(self) -> str:
        return self._address(day=self.first + timedelta(days=31 if self.is_month else queries.WEEK))

    @property
    def today(self) -> str:
        return self._address(day=times.today())

    @property
    def views(self) -> list[tuple[str, str]]:
        """The addresses of the same days by room, by leader, and as a month."""
        return [
            (By.ROOM, self._address(by=By.ROOM)),
            (By.LEADER, self._address(by=By.LEADER)),
            (MONTH, self._address(is_month=True)),
        ]

    @property
    def view(self) -> str:
        return MONTH if self.is_month else self.by

    def _address(
        self, *, day: date | None = None, by: By | None = None, is_month: bool | None = None
    ) -> str:
        query = QueryDict(mutable=True)
        if self.pal:
            query["pal"] = self.pal.slug
        query["od"] = f"{day or self.day:%Y-%m-%d}"
        shows_month = self.is_month and by is None if is_month is None else is_month
        query["widok"] = MONTH if shows_month else (by or self.by)
        return f"?{query.urlencode()}"


@needs(May.SEE_DESK)
@never_cache
@require_safe
def board(request: StaffRequest) -> HttpResponse:
    """Show a week by room or by leader, or a month, of one of one's PALs."""
    look = _look(request)
    shown = None
    if look.pal:
        shown = (
            queries.month(look.pal, look.first)
            if look.is_month
            else queries.week(look.pal, look.first, by=look.by)
        )
    context = {
        "look": look,
        "board": shown,
        "today": times.today(),
        "now": timezone.now(),
        "may_edit": look.pal is not None
        and policies.editable_pals(request.user).filter(pk=look.pal.pk).exists(),
        "movable": set(queries.movable(shown, user=request.user)) if shown else set(),
    }
    return render(request, "activities/desk/board.html", context)


def _look(request: StaffRequest) -> Look:
    """Read the address; what makes no sense is as if nobody said it."""
    pals = tuple(policies.desk_pals(request.user).select_related("seat"))
    wanted = request.GET.get("pal", "")
    pal = next((each for each in pals if each.slug == wanted), pals[0] if pals else None)
    view = request.GET.get("widok", By.ROOM)
    return Look(
        pal=pal,
        pals=pals,
        day=_day(request.GET.get("od", "")),
        by=By.LEADER if view == By.LEADER else By.ROOM,
        is_month=view == MONTH,
    )


def _day(text: str) -> date:
    """Return the day named, or today; a day no calendar can be drawn around is not one."""
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    today = times.today()
    return day if day and abs(day.year - today.year) <= 10 else today  # noqa: PLR2004 - years


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
