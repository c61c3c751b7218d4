"""What people who asked, and officers, are told, each by their own way."""

from django.utils.formats import date_format
from django.utils.translation import override

from podworko.accounts.public import User
from podworko.messages import public as messages
from podworko.privacy import links
from podworko.privacy.models import Breach, RightsRequest


def tell(request: RightsRequest, template: str, *, words: str = "") -> bool:
    """Tell whoever asked; False where only a letter or nothing reaches them: that is the desk's."""
    to = messages.Recipient(
        request.name, email=request.email, phone=request.phone, language=request.language
    )
    if not (request.email or request.phone):
        return False
    with override(request.language):
        until = date_format(request.due_on, "j E Y")
    messages.send(
        f"privacy/{template}",
        to=to,
        context={"until": until, "words": words, "url": links.status_url(request)},
        about=request,
        once=f"privacy:{template}:{request.public_id}",
    )
    return True


def warn(officer: User, thing: RightsRequest | Breach, *, until: str, url: str) -> None:
    """Tell an officer, once, that the time of something ends soon."""
    kind = "breach" if isinstance(thing, Breach) else "request"
    messages.send(
        "privacy/clock_near",
        to=messages.Recipient(officer.name, email=officer.email, language="pl"),
        context={"is_breach": kind == "breach", "until": until, "url": url},
        about=thing,
        once=f"privacy:clock:{kind}:{thing.public_id}:{officer.pk}:{until}",
    )
