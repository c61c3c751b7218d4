"""What is told of consultations and polls where their address is passed on."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.core import times
from podworko.debates.models import Hearing, Poll
from podworko.network.public import Pal
from podworko.ui.sharing import ShareCard, SharedPage, as_uuid


def hearing_card(key: str) -> ShareCard | None:
    """Tell what residents are asked about, and until when."""
    found = Hearing.objects.public().select_related("pal").filter(public_id=as_uuid(key)).first()
    if found is None:
        return None
    return ShareCard(
        title=found.title,
        over=f"{_whose(found.pal)} · {_('konsultacje społeczne')}",
        lines=(_until(found.last_minute, is_over=found.is_over),),
    )


def poll_card(key: str) -> ShareCard | None:
    """Tell what is put to the vote, and until when; never how votes fall."""
    found = Poll.objects.public().select_related("pal").filter(public_id=as_uuid(key)).first()
    if found is None:
        return None
    return ShareCard(
        title=found.question,
        over=f"{_whose(found.pal)} · {_('głosowanie')}",
        lines=(_until(found.last_minute, is_over=found.is_over),),
    )


def _whose(pal: Pal | None) -> str:
    return pal.name if pal else _("cała sieć PAL")


def _until(moment: datetime, *, is_over: bool) -> str:
    if is_over:
        return _("zakończone")
    return _("do %(day)s") % {"day": date_format(times.local(moment), "j E, H:i")}


PAGES = (
    SharedPage("konsultacje", "debates:hearing", "public_id", hearing_card),
    SharedPage("glosowanie", "debates:poll", "public_id", poll_card),
)
