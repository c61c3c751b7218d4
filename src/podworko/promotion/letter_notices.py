"""What whoever asks for the newsletter is told, each by their own way."""

import uuid

from podworko.core.phones import display
from podworko.messages import public as messages
from podworko.promotion import letter_links
from podworko.promotion.models import Subscription


def ask_to_confirm(subscription: Subscription) -> None:
    """Send the link that says that the address is the asker's own."""
    _mail(subscription, "promotion/letter_confirm", letter_links.confirm_url(subscription))


def tell_is_held(subscription: Subscription) -> None:
    """Tell whoever asks again that the newsletter comes already, and how to change or end it."""
    _mail(subscription, "promotion/letter_held", letter_links.own_url(subscription))


def tell_by_sms(subscription: Subscription) -> None:
    """Say that texts will come, from whom, and whom to call to end them."""
    _text(subscription, "promotion/letter_sms")


def ask_otherwise(subscription: Subscription) -> None:
    """Tell by phone, when there is one, that e-mail comes back."""
    if subscription.phone:
        _text(subscription, "promotion/letter_bounced")


def recipient(subscription: Subscription) -> messages.Recipient:
    """Return how an edition reaches somebody: by the one way they chose."""
    is_mail = subscription.way == Subscription.Way.EMAIL
    return messages.Recipient(
        subscription.name,
        email=subscription.email if is_mail else "",
        phone="" if is_mail else subscription.phone,
        language=subscription.language,
        prefers=subscription.way,
    )


def _mail(subscription: Subscription, template: str, url: str) -> None:
    to = messages.Recipient("", email=subscription.email, language=subscription.language)
    # Sealed: whoever reads the outbox must not hold the link to somebody's choice.
    once = f"letter:{uuid.uuid4()}"
    messages.send(template, to=to, context={"url": url}, about=subscription, once=once, sealed=True)


def _text(subscription: Subscription, template: str) -> None:
    pal = subscription.pal
    context: dict[str, messages.JSON] = {
        "pal": pal.name if pal else "PAL",
        "phone": display(pal.phone) if pal and pal.phone else "",
    }
    to = messages.Recipient(
        subscription.name,
        phone=subscription.phone,
        language=subscription.language,
        prefers="sms",
    )
    messages.send(
        template,
        to=to,
        context=context,
        about=subscription,
        once=f"letter:{uuid.uuid4()}",
        pal_id=subscription.pal_id,
    )
