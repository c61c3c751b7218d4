"""What groups are told of their bookings, each by the channel that reaches its contact.

A notice is written in the transaction of the change it tells of.
"""

from collections.abc import Sequence

from django.utils import timezone, translation
from django.utils.formats import date_format

from podworko.core import times
from podworko.core.phones import display
from podworko.core.versions import version_of
from podworko.messages import public as messages
from podworko.network.booking import links
from podworko.network.booking.models import Booking, Group

REACHED_BY = ("link_key", "contact_name", "phone", "email", "language", "prefers")


def tell(bookings: Sequence[Booking], what: str, *, reason: str = "", before: str = "") -> None:
    """Write one notice of what became of these bookings of one group; never twice the same.

    `before` tells of a move which booking it was (see `when_and_where`).
    """
    first = bookings[0]
    with translation.override(first.group.language):
        context = _facts(first.group) | {
            "when": _when(first),
            "all": [_when(booking) for booking in bookings],
            "more": len(bookings) - 1,
            "room": first.room.name,
            "place": ", ".join(filter(None, (first.room.place.name, first.room.place.address))),
            "purpose": first.purpose,
            "reason": reason.rstrip("."),
            "before": before,
            "is_waiting": first.state == Booking.State.REQUESTED,
        }
    # The sequence tells one move from the next.
    once = f"booking:{first.pk}:{what}:{first.sequence}"
    _send(first.group, what, context, about=first, once=once)


def when_and_where(booking: Booking) -> str:
    """Say in the group's language when and in which room a booking is."""
    with translation.override(booking.group.language):
        return f"{_when(booking)}, {booking.room.name}"


def send_link(group: Group) -> None:
    """Write to a group the address of its page; at most once an hour, unless it or they changed."""
    with translation.override(group.language):
        context = _facts(group)
    # A digest: neither the key nor the contact stands in what tells one message from another.
    version = version_of(group, REACHED_BY)
    once = f"group:{group.pk}:link:{version}:{timezone.now():%Y%m%d%H}"
    _send(group, "link", context, about=group, once=once)


def recipient(group: Group) -> messages.Recipient:
    """Return how a group is reached."""
    return messages.Recipient(
        name=group.contact_name,
        email=group.email,
        phone=group.phone,
        language=group.language,
        prefers=group.prefers,
    )


def _send(
    group: Group,
    what: str,
    context: dict[str, messages.JSON],
    *,
    about: Booking | Group,
    once: str,
) -> None:
    messages.send(
        f"network/booking_{what}",
        to=recipient(group),
        context=context,
        about=about,
        once=once,
        pal_id=group.pal_id,
    )


def _facts(group: Group) -> dict[str, messages.JSON]:
    return {
        "name": group.contact_name,
        "group": group.name,
        "pal": group.pal.name,
        "pal_phone": display(group.pal.phone) if group.pal.phone else "",
        "page_url": links.page_url(group),
    }


def _when(booking: Booking) -> str:
    begins, ends = times.local(booking.starts_at), times.local(booking.ends_at)
    return f"{date_format(begins, 'l, j E Y, H:i')}–{date_format(ends, 'H:i')}"
