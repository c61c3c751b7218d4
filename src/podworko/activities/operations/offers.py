"""Offers from the queue: taking, declining, letting them pass; and "does it go ahead?"."""

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from podworko.activities import notices
from podworko.activities.models import SignUp, SignUpList
from podworko.activities.operations import places
from podworko.audit import public as audit
from podworko.messages import public as messages

TOO_FEW = _("Zgłosiło się zbyt mało osób.")


@transaction.atomic
def accept_offer(sign_up: SignUp, *, actor: audit.Actor, channel: str = "") -> None:
    """Turn an offer into a place; accepting twice changes nothing.

    The gates are checked again: limits may have changed while the household waited.
    Raises OfferGoneError when there is no offer or its time has passed, ClosedError when
    the thing has begun or was called off, GateError when age or guardian stand in the way.
    """
    locked = places.lock(sign_up.list)
    sign_up.refresh_from_db()
    if sign_up.status == SignUp.Status.CONFIRMED:
        return
    places.check_not_over(locked)
    if sign_up.status != SignUp.Status.OFFERED or _has_passed(sign_up):
        raise places.OfferGoneError(places.NO_OFFER)
    places.check_gates(locked, guests=sign_up.guests.all(), has_guardian=bool(sign_up.name))
    places.confirm(sign_up)
    messages.cancel_pending(about=sign_up)
    audit.record("signup.accepted", actor=actor, target=sign_up, channel=channel)
    notices.tell(sign_up, "confirmed")


@transaction.atomic
def decline_offer(sign_up: SignUp, *, actor: audit.Actor, channel: str = "") -> list[SignUp]:
    """Give an offer back; return those who get it next. Declining twice changes nothing.

    Raises OfferGoneError when a place was accepted already: that is cancelled instead.
    """
    locked = places.lock(sign_up.list)
    sign_up.refresh_from_db()
    if not sign_up.is_live:
        return []
    if sign_up.status != SignUp.Status.OFFERED:
        raise places.OfferGoneError(places.NO_OFFER)
    reason = SignUp.EndReason.DECLINED
    return _end_offer(locked, sign_up, reason=reason, actor=actor, channel=channel)


@transaction.atomic
def lapse_offer(sign_up: SignUp, *, actor: audit.Actor = audit.SYSTEM) -> list[SignUp]:
    """End an offer whose time has passed; return those who get it next.

    An offer taken in the meantime, or whose time has not passed, stays as it is.
    """
    locked = places.lock(sign_up.list)
    sign_up.refresh_from_db()
    if sign_up.status != SignUp.Status.OFFERED or not _has_passed(sign_up):
        return []
    return _end_offer(locked, sign_up, reason=SignUp.EndReason.LAPSED, actor=actor)


@transaction.atomic
def decide_minimum(
    sign_up_list: SignUpList, *, actor: audit.Actor = audit.SYSTEM
) -> SignUpList.Decision:
    """Settle whether a thing with a least number of people goes ahead, and tell everybody.

    Deciding twice changes nothing. Only confirmed places count: an offer is no promise.
    """
    locked = places.lock(sign_up_list)
    if locked.decision != SignUpList.Decision.PENDING or locked.minimum is None:
        return SignUpList.Decision(locked.decision)
    if locked.has_begun():
        return _let_be(locked, actor=actor)
    coming = sum(locked.sign_ups.confirmed().values_list("people", flat=True))
    enough = coming >= locked.minimum
    decision = SignUpList.Decision.GOES_AHEAD if enough else SignUpList.Decision.CANCELLED
    locked.decision = decision
    locked.save(update_fields=["decision"])
    audit.record(f"list.{decision}", actor=actor, target=locked, people=coming)
    if enough:
        notices.tell_all(locked, "goes_ahead")
    else:
        call_off_list(locked, reason=TOO_FEW, actor=actor)
    return decision


def _let_be(sign_up_list: SignUpList, *, actor: audit.Actor) -> SignUpList.Decision:
    """Settle what has begun in the meantime: it takes place, and nobody need be told."""
    sign_up_list.decision = SignUpList.Decision.GOES_AHEAD
    sign_up_list.save(update_fields=["decision"])
    audit.record("list.goes-ahead", actor=actor, target=sign_up_list)
    return SignUpList.Decision.GOES_AHEAD


def call_off_list(sign_up_list: SignUpList, *, reason: str | Promise, actor: audit.Actor) -> None:
    """End every sign-up of a locked list and its sessions, and tell everybody why.

    A reason that can be translated is told to each in their own language.
    """
    sign_up_list.is_cancelled = True
    live = list(sign_up_list.sign_ups.live())
    for session in sign_up_list.sessions.filter(status="planned", starts_at__gt=timezone.now()):
        places.mark_cancelled(session, reason=str(reason), actor=actor)
    for sign_up in live:
        places.end(sign_up, reason=SignUp.EndReason.CALLED_OFF)
        notices.tell(sign_up, "called_off", reason=reason)
    sign_up_list.taken = sign_up_list.reserved_taken = sign_up_list.waiting = 0
    sign_up_list.save(update_fields=["is_cancelled", "taken", "reserved_taken", "waiting"])
    audit.record_many("signup.called_off", actor=actor, targets=live)


def _has_passed(sign_up: SignUp) -> bool:
    return sign_up.offer_until is not None and sign_up.offer_until <= timezone.now()


def _end_offer(
    locked: SignUpList,
    sign_up: SignUp,
    *,
    reason: SignUp.EndReason,
    actor: audit.Actor,
    channel: str = "",
) -> list[SignUp]:
    places.give_back(locked, sign_up)
    places.end(sign_up, reason=reason)
    audit.record(f"signup.{reason}", actor=actor, target=sign_up, channel=channel)
    notices.tell(sign_up, reason)
    return places.fill_free_places(locked, actor=actor)
