"""How the desk shows a message's state and address."""

from django import template

from podworko.core import phones
from podworko.messages.models import Message, Status
from podworko.ui.templatetags import ui

register = template.Library()

_TONES = {
    Status.QUEUED: ("info", "hourglass"),
    Status.SENDING: ("info", "send"),
    Status.SENT: ("done", ""),
    Status.FAILED: ("cancelled", "alert"),
    Status.WITHDRAWN: ("neutral", "ban"),
    Status.TO_CALL: ("few", "phone"),
    Status.CALLED: ("done", ""),
    Status.TO_PRINT: ("few", "printer"),
    Status.PRINTED: ("done", ""),
}


@register.inclusion_tag("ui/badge.html")
def status_badge(message: Message) -> dict[str, str]:
    """Show the state of a message: `{% status_badge message %}`."""
    tone, icon = _TONES[Status(message.status)]
    return ui.badge(message.get_status_display(), tone=tone, icon=icon)


@register.filter
def masked_phone(e164: str) -> str:
    """Show enough of a number for its owner."""
    return phones.mask(e164)
