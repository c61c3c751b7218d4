"""The sheet for a parish board: all of a PAL's coming weeks on one page, phones to tear off."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from podworko.activities.public import Activity, Session
from podworko.core import phones, times
from podworko.core.http import absolute
from podworko.network.public import Pal
from podworko.promotion.bills import where_lines
from podworko.promotion.printing.posters import shown, small_print
from podworko.ui.typesetting import Document, qr_code

TABS = 8
"""Strips to tear off along the lower edge."""


def board_sheet(pal: Pal, sessions: Sequence[Session], *, first: date, last: date) -> Document:
    """Return one black-and-white page of `sessions` by day; what does not fit is counted."""
    address = absolute(get_language() or "pl", "network:pal", pal.slug)
    span = f"{date_format(first, 'j E')} – {date_format(last, 'j E Y')}"
    days = groupby(sessions, key=lambda each: times.local(each.starts_at).date())
    return Document(
        "promotion/printing/board.typ",
        title=_("Na tablicę: %(pal)s, %(span)s") % {"pal": pal.name, "span": span},
        data={
            "pal": pal.name,
            "span": span,
            "place": where_lines(pal.seat),
            "phone": phones.display(pal.phone) if pal.phone else "",
            "address": address,
            "shown_address": shown(address),
            "tabs": TABS,
            "days": [
                {
                    "name": date_format(day, "l, j E"),
                    "sessions": [_session(each, pal) for each in held],
                }
                for day, held in days
            ],
            "left": [_left(count) for count in range(len(sessions) + 1)],
            "words": {
                "invites": _("Zaprasza"),
                "empty": _("W tym czasie nie ma zaplanowanych zajęć."),
                "qr": _("Kod QR prowadzi na stronę: %(address)s") % {"address": address},
                "online": _("Wszystko o zajęciach:"),
                "call": _("Zapisy i pytania:"),
                "fine": " · ".join(small_print(is_fictional=pal.is_fictional)),
            },
        },
        pictures={"qr": qr_code(address)},
    )


def _session(session: Session, pal: Pal) -> dict[str, object]:
    activity = session.activity
    begin, end = times.local(session.starts_at), times.local(session.ends_at)
    is_elsewhere = session.place is not None and session.place_id != pal.seat_id
    is_open = activity.sign_up_mode == Activity.SignUpMode.NONE
    notes = [
        session.place.name if session.place and is_elsewhere else "",
        _("bez zapisów") if is_open else "",
    ]
    return {
        "hours": "" if session.is_all_day else f"{begin:%H:%M}–{end:%H:%M}",
        "title": session.title or activity.local_title,
        "note": ", ".join(note for note in notes if note),
    }


def _left(count: int) -> str:
    """Return how many more there are; the template counts, the catalogue knows plural forms."""
    if not count:
        return ""
    words = ngettext("…i jeszcze %(count)s spotkanie:", "…i jeszcze %(count)s spotkań:", count)
    return words % {"count": count}
