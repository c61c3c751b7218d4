"""Closing a year: its figures are counted once more, stored, and change no more."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.figures import NETWORK
from podworko.network.public import Pal
from podworko.reports.catalogue import Indicator
from podworko.reports.models import Counted, Edition, Figure
from podworko.reports.queries.board import Number
from podworko.reports.queries.year import Told, Year, published_versions, read_year, scope_of
from podworko.reports.suppression import FAMILIES, GUARDED, WHOLE

Key = tuple[str, int]


class ClosingError(DomainError):
    """A rule of closing a year says no."""

    code = "closing"


@transaction.atomic
def close_year(year: int, *, actor: audit.Actor) -> Edition:
    """Count a year that is over once more and keep what it came to; it is done once.

    What it holds back in public is decided here, over all of it. Raises ClosingError for a year
    that is not over, that is closed already, or that a later closed year was compared with.
    """
    _hold_closing()
    _check_may_close(year)
    if Edition.objects.filter(year=year).exists():
        raise ClosingError(_("Ten rok jest już zamknięty."))
    edition = _stored(year, 1, "", read_year(year), actor)
    audit.record("year.closed", actor=actor, target=edition)
    return edition


@transaction.atomic
def correct_year(year: int, *, reason: str, seen: int, actor: audit.Actor) -> Edition:
    """Count a closed year anew, as a new edition that says why; the old one is kept.

    `seen` is the number of the edition that was looked at. Raises ClosingError without a reason,
    for a year not closed, and when there is a newer edition than the one seen.
    """
    if not reason.strip():
        raise ClosingError(_("Napisz, co poprawiasz."), field="reason")
    last = Edition.objects.select_for_update().filter(year=year).order_by("-number").first()
    if last is None:
        raise ClosingError(_("Ten rok nie jest jeszcze zamknięty."))
    if last.number != seen:
        raise ClosingError(_newer())
    edition = _stored(year, last.number + 1, reason.strip(), read_year(year), actor, after=last)
    audit.record("year.corrected", actor=actor, target=edition, number=edition.number)
    return edition


def may_be_closed(year: int) -> bool:
    """Whether a year can be closed: it is over, open, and no later one is closed."""
    try:
        _check_may_close(year)
    except ClosingError:
        return False
    return not Edition.objects.filter(year=year).exists()


def _hold_closing() -> None:
    """Let years be closed one after another: the oldest PAL is held meanwhile."""
    Pal.objects.select_for_update(no_key=True).order_by("pk").first()


def _check_may_close(year: int) -> None:
    if year >= times.today().year:
        raise ClosingError(_("Ten rok jeszcze trwa. Zamknij go, kiedy się skończy."))
    if Edition.objects.filter(year__gt=year).exists():
        words = _("Późniejszy rok jest już zamknięty i porównany z tym, jaki był wtedy.")
        raise ClosingError(words)


def _stored(  # noqa: PLR0913 - everything an edition is made of
    year: int,
    number: int,
    reason: str,
    read: Year,
    actor: audit.Actor,
    *,
    after: Edition | None = None,
) -> Edition:
    maker = actor if isinstance(actor, User) else None
    pals = [_pal_then(pal) for pal in read.pals]
    try:
        with transaction.atomic():
            edition = Edition.objects.create(
                year=year, number=number, reason=reason, pals=pals, made_by=maker
            )
    except IntegrityError as error:
        raise ClosingError(_newer() if number > 1 else _("Ten rok jest już zamknięty.")) from error
    before = published_versions(year - 1)
    rows = [_counted(edition, place, each, before) for place, each in enumerate(read.indicators, 1)]
    counted = {row.code: row for row in Counted.objects.bulk_create(rows)}
    told = _after(read, after) if after else read.told
    Figure.objects.bulk_create(_figures(counted, told, {pal.pk for pal in read.pals}))
    return edition


def _newer() -> str:
    return _("W tym czasie powstało już nowsze wydanie. Najpierw je obejrzyj.")


def _pal_then(pal: Pal) -> dict[str, object]:
    return {
        "key": pal.pk,
        "slug": pal.slug,
        "name": pal.name,
        "opened_on": pal.opened_on and pal.opened_on.isoformat(),
        "closed_on": pal.closed_on and pal.closed_on.isoformat(),
        "is_fictional": pal.is_fictional,
    }


def _counted(
    edition: Edition, position: int, indicator: Indicator, before: Mapping[str, int]
) -> Counted:
    held = indicator.defined_on(date(edition.year, 12, 31))
    first = date(edition.year, 1, 1)
    earlier = indicator.defined_on(first)
    return Counted(
        edition=edition,
        code=indicator.code,
        position=position,
        group=indicator.group,
        group_label=_in_languages(indicator.group.label),
        label=_in_languages(indicator.label),
        version=held.version,
        version_before=before.get(indicator.code, held.version),
        since=held.since,
        words=_in_languages(held.words),
        earlier={} if earlier.version == held.version else _in_languages(earlier.words),
        is_people=indicator.is_people,
        is_distinct=indicator.is_distinct,
    )


def _in_languages(words: str | Promise) -> dict[str, str]:
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found[code] = str(words)
    return found


def _figures(
    counted: Mapping[str, Counted], told: Mapping[Key, Told], pals: set[int]
) -> Iterator[Figure]:
    scopes = {WHOLE: Figure.Scope.WHOLE, NETWORK: Figure.Scope.COMMON}
    for (code, scope), each in told.items():
        if scope not in scopes and scope not in pals:
            continue
        yield Figure(
            counted=counted[code],
            scope=scopes.get(scope, Figure.Scope.PAL),
            pal_id=None if scope in scopes else scope,
            number=each.now.value,
            is_cut=each.now.is_cut,
            is_held=each.is_held,
            before=each.before.value,
            is_before_cut=each.before.is_cut,
            is_before_held=each.is_before_held,
        )


def _after(read: Year, last: Edition) -> dict[Key, Told]:
    """Hold back what, beside the edition before, would tell what either of them holds back.

    A family of numbers that hang together is told anew only where neither edition holds any of
    it back; one that is as it was, as it was. Otherwise none of it is told again. A year before
    that was never closed stays as the first edition told it: it too could be subtracted.
    """
    earlier = {
        (figure.counted.code, scope_of(figure)): figure
        for figure in Figure.objects.filter(counted__edition=last).select_related("counted")
    }
    told = dict(read.told)
    if not read.has_published_before:
        told = {key: _with_before(each, earlier.get(key)) for key, each in told.items()}
    found = dict(told)
    for family in {FAMILIES.get(code, code) for code, _scope in told} - GUARDED:
        keys = [key for key in told if FAMILIES.get(key[0], key[0]) == family]
        keys += [key for key in earlier if FAMILIES.get(key[0], key[0]) == family]
        found |= _family_after(set(keys), told, earlier)
    return found


def _with_before(told: Told, figure: Figure | None) -> Told:
    """Return a number beside that of the year before as an earlier edition told it."""
    if figure is None:
        return replace(told, before=Number(None), is_before_held=True)
    before = Number(figure.before, figure.is_before_cut)
    return replace(told, before=before, is_before_held=figure.is_before_held)


def _family_after(
    keys: set[Key], told: Mapping[Key, Told], earlier: Mapping[Key, Figure]
) -> dict[Key, Told]:
    is_held = any(told[key].is_held for key in keys if key in told)
    was_held = any(earlier[key].is_held for key in keys if key in earlier)
    is_same = all(
        key in told and key in earlier and told[key].now.value == earlier[key].number
        for key in keys
    )
    mine = {key: told[key] for key in keys if key in told}
    if is_same:
        return {key: _held(each, is_held=earlier[key].is_held) for key, each in mine.items()}
    if is_held or was_held:
        return {key: _held(each, is_held=True) for key, each in mine.items()}
    return mine


def _held(told: Told, *, is_held: bool) -> Told:
    return replace(told, is_held=is_held)


__all__ = ["ClosingError", "close_year", "correct_year", "may_be_closed"]
