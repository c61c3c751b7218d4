"""What happens by itself: thin, each step safe to run twice."""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.db import DatabaseError
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.activities import notices
from podworko.activities.models import Activity, Answer, Session, SignUp, SignUpList
from podworko.activities.operations import doors, forgetting, offers, programme, reviewing
from podworko.audit import public as audit
from podworko.core import photos, throttle
from podworko.core.errors import DomainError
from podworko.core.holds import may_go
from podworko.messages.public import periodic
from podworko.network.public import UncheckedLeaderError

REMIND_BEFORE = timedelta(hours=24)
log = logging.getLogger(__name__)


@periodic("activities.lapse_offers", every=timedelta(minutes=1))
def lapse_offers() -> None:
    """End offers whose time has passed, each in a transaction of its own."""
    due = SignUp.objects.offered().filter(offer_until__lte=timezone.now())
    for sign_up in due.select_related("list").order_by("offer_until", "pk"):
        _apart(partial(offers.lapse_offer, sign_up), sign_up)


@periodic("activities.publish_scheduled", every=timedelta(minutes=1))
def publish_scheduled() -> None:
    """Publish what was set to appear by now; what cannot be shown stays and is logged.

    What somebody is to lead who is not cleared for its minors any more becomes a draft again, so
    that who planned it reads why.
    """
    due = Activity.objects.filter(state=Activity.State.SCHEDULED, publish_at__lte=timezone.now())
    for activity in due.order_by("publish_at"):
        try:
            programme.publish(activity, actor=audit.SYSTEM)
        except UncheckedLeaderError as error:
            words = _("Zajęcia nie opublikowały się same. %(why)s") % {"why": error.message}
            reviewing.unschedule(activity, words=words, actor=audit.SYSTEM)
        except DomainError as error:
            log.warning("activity %s was not published: %s", activity.pk, error.code)


@periodic("activities.decide_minimums", every=timedelta(minutes=5))
def decide_minimums() -> None:
    """Settle whether things with a least number of people go ahead."""
    due = SignUpList.objects.filter(
        decision=SignUpList.Decision.PENDING,
        minimum__isnull=False,
        decision_at__lte=timezone.now(),
        is_cancelled=False,
    )
    for sign_up_list in due.order_by("decision_at"):
        _apart(partial(offers.decide_minimum, sign_up_list), sign_up_list)


def _apart(act: Callable[[], object], about: Model) -> None:
    """Let one that fails not stop the rest; it is tried again with the next tick."""
    try:
        act()
    except DatabaseError:
        log.exception("%s %s failed and is tried again", about._meta.label, about.pk)  # noqa: SLF001 - Django's public _meta


@periodic("activities.remind", every=timedelta(minutes=10))
def remind() -> None:
    """Remind people of what is on within a day; nobody twice of the same session."""
    now = timezone.now()
    soon = Session.objects.public().filter(
        status=Session.Status.PLANNED,
        starts_at__gt=now,
        starts_at__lte=now + REMIND_BEFORE,
        sign_up_list__isnull=False,
    )
    for session in soon.select_related("activity__pal", "sign_up_list", "place"):
        confirmed = SignUp.objects.confirmed().filter(list=session.sign_up_list)
        # Who signed up just now has the confirmation in hand and needs no second message.
        old_enough = confirmed.filter(confirmed_at__lte=session.starts_at - REMIND_BEFORE)
        related = ("list__activity__pal", "list__activity__place")
        notices.remind(session, old_enough.select_related(*related))


@periodic("activities.finish_past", every=timedelta(hours=1))
def finish_past() -> None:
    """Mark what is over as done."""
    programme.finish_past()


@periodic("activities.delete_answers", every=timedelta(hours=6))
def delete_answers() -> None:
    """Delete sensitive answers the day after the event, the rest after thirty days."""
    now = timezone.now()
    over = Q(question__is_sensitive=True, sign_up__list__ends_at__lt=now - timedelta(days=1))
    over |= Q(sign_up__list__ends_at__lt=now - timedelta(days=30))
    may_go(Answer.objects.filter(over), deleting=True).delete()


@periodic("activities.forget_doors", every=timedelta(hours=12))
def forget_doors() -> None:
    """Delete screens at the door that ended a month ago."""
    doors.forget_doors()


@periodic("activities.forget_photos", every=timedelta(hours=6))
def forget_photos() -> None:
    """Delete photographs put aside for forms that nobody sent again."""
    photos.forget_old()


@periodic("core.forget_throttles", every=timedelta(hours=6))
def forget_throttles() -> None:
    """Drop counters that no longer hold anybody back."""
    throttle.forget_old()


@periodic("activities.forget_past", every=timedelta(hours=24))
def forget_past() -> None:
    """Let registers of years that are long over name nobody."""
    forgetting.forget_past(actor=audit.SYSTEM)
