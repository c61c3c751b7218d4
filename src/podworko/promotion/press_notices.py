"""What the media are told: a release, its correction, its withdrawal."""

from django.utils import translation
from django.utils.translation import gettext as _

from podworko.messages import public as messages
from podworko.promotion import press_links
from podworko.promotion.models import Dispatch, Photo, PressContact, Release
from podworko.promotion.press_text import text_of

TEMPLATES = {
    Dispatch.Kind.RELEASE: "promotion/press_release",
    Dispatch.Kind.CORRECTION: "promotion/press_release",
    Dispatch.Kind.WITHDRAWAL: "promotion/press_withdrawn",
}


def tell(dispatch: Dispatch) -> None:
    """Write the message of a dispatch, once; who has only a phone stands on the list of calls."""
    _send(dispatch, TEMPLATES[Dispatch.Kind(dispatch.kind)], _context(dispatch))


def ask_not_to_show(dispatch: Dispatch, photo: Photo) -> None:
    """Ask a contact not to show a photograph, once, and say which one it is."""
    is_over = dispatch.release.state == Release.State.WITHDRAWN
    own = {"photo": photo.alt, "credit": photo.credit}
    context = {**_context(dispatch), **own, "is_withdrawn": is_over}
    _send(dispatch, "promotion/press_photo", context)


def _send(dispatch: Dispatch, template: str, context: dict[str, messages.JSON]) -> None:
    contact, release = _to(dispatch), dispatch.release
    copy = messages.Copy(
        to=_recipient(contact, language=release.language),
        about=dispatch,
        once=f"press:{dispatch.pk}",
        unsubscribe_url=press_links.end_url(contact, language="pl") if contact.email else "",
    )
    messages.send_copies(template, [copy], context=context, pal_id=release.pal_id)


def _context(dispatch: Dispatch) -> dict[str, messages.JSON]:
    contact, release = _to(dispatch), dispatch.release
    text = text_of(release)
    with translation.override(release.language):
        prefix = _("Sprostowanie") if dispatch.kind == Dispatch.Kind.CORRECTION else text.heading
    return {
        "prefix": f"EMBARGO. {prefix}" if text.embargo else prefix,
        "title": text.title,
        "embargo": text.embargo,
        "correction": text.correction,
        "lead": text.lead,
        "facts": [{"label": label, "value": value} for label, value in text.facts],
        "paragraphs": list(text.paragraphs),
        "saying": text.saying,
        "contact": " · ".join(text.contact),
        "sender": text.sender,
        "caller": f"PAL {text.sender}" if release.pal else text.sender,
        "photos": contact.outlet.wants_photos and release.photos.shown().exists(),
        "why": release.withdrawn_why,
        "source": contact.source,
        "url": press_links.page_url(release),
        "end": press_links.end_url(contact, language=release.language) if contact.email else "",
    }


def _to(dispatch: Dispatch) -> PressContact:
    assert dispatch.contact is not None  # noqa: S101 - a constraint says so of what is to be sent
    return dispatch.contact


def _recipient(contact: PressContact, *, language: str) -> messages.Recipient:
    is_mail = contact.way == PressContact.Way.EMAIL
    return messages.Recipient(
        contact.name or contact.outlet.name,
        email=contact.email if is_mail else "",
        phone=contact.phone,
        language=language,
        prefers=contact.way,
    )
