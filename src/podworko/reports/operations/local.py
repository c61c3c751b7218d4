"""Indicators of one's own: what they count, since when, and what each month came to."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.network.public import Pal
from podworko.reports.models import LocalDefinition, LocalIndicator, LocalValue


class LocalError(DomainError):
    """A rule of indicators of one's own says no."""

    code = "local_indicator"


@dataclass(frozen=True, slots=True)
class MonthTyped:
    """What a month came to; `month` is any day of it."""

    month: date
    number: Decimal
    remark: str = ""


@transaction.atomic
def add_indicator(
    indicator: LocalIndicator, *, words: str, since: date, actor: audit.Actor
) -> LocalIndicator:
    """Store a new indicator with the first version of what it counts.

    Raises LocalError for a number of people that would not be whole.
    """
    if indicator.is_people and indicator.decimals:
        raise LocalError(_("Osoby liczymy w całości, bez przecinka."), field="decimals")
    indicator.save()
    indicator.definitions.create(version=1, since=since, words=words)
    audit.record("indicator.added", actor=actor, target=indicator)
    return indicator


@transaction.atomic
def redefine(
    indicator: LocalIndicator, *, words: str, since: date, actor: audit.Actor
) -> LocalDefinition:
    """Say what an indicator counts from a day on; earlier versions stay.

    Raises LocalError for a day not after the last version's, and for one that is ended.
    """
    held = _lock(indicator)
    _check_counts(held)
    last = held.definitions.order_by("-version").first()
    if last and since <= last.since:
        raise LocalError(
            _("Nowa definicja musi być od dnia późniejszego niż ostatnia."), field="since"
        )
    made = held.definitions.create(
        version=(last.version if last else 0) + 1, since=since, words=words
    )
    audit.record("indicator.redefined", actor=actor, target=held, version=made.version)
    return made


@transaction.atomic
def end_indicator(indicator: LocalIndicator, *, actor: audit.Actor) -> None:
    """Count it no more from today on; what was typed stays. Raises LocalError when it is ended."""
    held = _lock(indicator)
    _check_counts(held)
    held.ended_on = times.today()
    held.save(update_fields=["ended_on"])
    audit.record("indicator.ended", actor=actor, target=held)


@transaction.atomic
def type_month(
    indicator: LocalIndicator, pal: Pal, typed: MonthTyped, *, actor: audit.Actor
) -> LocalValue:
    """Store what a month came to, or put it right; the trail keeps what stood there before.

    Raises LocalError for a PAL whose it is not, a month to come or from before the first
    definition or after its end, and for a number below nought or finer than it is counted.
    """
    held = _lock(indicator)
    month = typed.month.replace(day=1)
    _check_month(held, pal, month)
    _check_number(held, typed.number)
    before = LocalValue.objects.filter(indicator=held, pal=pal, month=month).first()
    row = before or LocalValue(indicator=held, pal=pal, month=month)
    was = str(before.number) if before else ""
    row.number, row.remark = typed.number, typed.remark
    row.typed_by = actor if isinstance(actor, User) else None
    row.save()
    audit.record(
        "indicator.typed", actor=actor, target=held, month=f"{month:%Y-%m}", pal=pal.pk, before=was
    )
    return row


def _lock(indicator: LocalIndicator) -> LocalIndicator:
    return LocalIndicator.objects.select_for_update().get(pk=indicator.pk)


def _check_counts(indicator: LocalIndicator) -> None:
    if indicator.ended_on:
        raise LocalError(_("Tego wskaźnika już nie liczymy."))


def _check_month(indicator: LocalIndicator, pal: Pal, month: date) -> None:
    if indicator.pal_id not in (None, pal.pk):
        raise LocalError(_("Ten wskaźnik jest innego PAL."))
    if month > times.today():
        raise LocalError(_("Ten miesiąc jeszcze się nie zaczął."), field="month")
    if indicator.ended_on and month > indicator.ended_on:
        raise LocalError(_("Wtedy tego wskaźnika już nie liczyliśmy."), field="month")
    first = indicator.definitions.order_by("version").values_list("since", flat=True).first()
    if first and month < first.replace(day=1):
        raise LocalError(_("Wtedy nie było jeszcze wiadomo, co liczymy."), field="month")


def _check_number(indicator: LocalIndicator, number: Decimal) -> None:
    if number < 0:
        raise LocalError(_("Liczba nie może być mniejsza od zera."), field="number")
    if number != round(number, indicator.decimals):
        raise LocalError(_("Tak dokładnie tego nie liczymy."), field="number")


__all__ = [
    "LocalError",
    "MonthTyped",
    "add_indicator",
    "end_indicator",
    "redefine",
    "type_month",
]
