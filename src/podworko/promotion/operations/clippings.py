"""What was printed or aired about a PAL: noted once, mended, struck off."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.versions import unchanged
from podworko.promotion.models import Clipping
from podworko.promotion.operations.press import PressError

OLDEST_YEAR = 2010
"""Older than any PAL: a day before it was typed wrong, and no figures would hold it."""
CLIPPING_FIELDS = (
    "outlet",
    "pal",
    "release",
    "title",
    "appeared_on",
    "spot",
    "url",
    "kept_at",
    "reach",
)


@transaction.atomic
def save_clipping(clipping: Clipping, *, actor: User, seen_version: str = "") -> Clipping:
    """Store what was printed or aired, new or changed.

    Raises ChangedMeanwhileError, and stores nothing, when it is not `seen_version` any more, and
    PressError for a day to come, for what nobody could look at, and for what is noted already.
    """
    is_new = clipping.pk is None
    _check(clipping)
    if is_new:
        clipping.noted_by = actor
    else:
        unchanged(clipping, fields=CLIPPING_FIELDS, seen_version=seen_version)
    try:
        with transaction.atomic():
            clipping.save()
    except IntegrityError as error:
        raise PressError(_("Ten adres jest już zapisany jako wycinek."), field="url") from error
    # Both verbs stand whole: a test reads them from the source.
    if is_new:
        audit.record("clipping.noted", actor=actor, target=clipping)
    else:
        audit.record("clipping.changed", actor=actor, target=clipping)
    return clipping


@transaction.atomic
def remove_clipping(clipping: Clipping, *, actor: audit.Actor) -> None:
    """Strike off what was noted by mistake; twice is once."""
    gone, _rows = Clipping.objects.filter(pk=clipping.pk).delete()
    if gone:
        audit.record("clipping.removed", actor=actor, target=clipping)


def _check(clipping: Clipping) -> None:
    if clipping.appeared_on > times.today():
        words = _("Ten dzień jeszcze nie nadszedł. Zapisz, kiedy to się ukaże.")
        raise PressError(words, field="appeared_on")
    if clipping.appeared_on.year < OLDEST_YEAR:
        raise PressError(_("Sprawdź rok."), field="appeared_on")
    if not (clipping.url or clipping.kept_at):
        words = _("Podaj adres w internecie albo napisz, gdzie jest wycinek.")
        raise PressError(words, field="url")
