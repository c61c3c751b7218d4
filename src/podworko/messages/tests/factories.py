"""Makers of test data: few defaults, no hidden rows."""

from uuid import uuid4

from django.utils import timezone

from podworko.accounts.public import Grant, User
from podworko.messages.channels import Recipient
from podworko.messages.models import Channel, Message, Status

CONTEXT = {
    "title": "Joga dla seniorów",
    "name": "Anna",
    "place": "os. Złotej Jesieni 3",
    "url": "https://example.org/moje/7/",
}


def make_recipient(
    name: str = "Anna Nowak", *, phone: str = "", person_id: int | None = None
) -> Recipient:
    return Recipient(name, email="anna@example.org", phone=phone, person_id=person_id)


def make_message(**fields: object) -> Message:
    values = {
        "template": "outbox/hello",
        "channel": Channel.EMAIL,
        "status": Status.QUEUED,
        "to_name": "Anna Nowak",
        "to_email": "anna@example.org",
        "to_folded": "anna nowak anna@example.org",
        "subject": "Zapis",
        "body_text": "Miejsce czeka.",
        "about": "network.pal:1",
        "once": uuid4().hex,
        "next_try_at": timezone.now(),
    }
    return Message.objects.create(**{**values, **fields})


def make_staff(role: str, *, is_everywhere: bool = False) -> tuple[User, int]:
    """Make somebody with a role at a new PAL, or everywhere; give the PAL's key too."""
    word = uuid4().hex[:8]
    pals = Grant._meta.get_field("pal").related_model  # the network's table, which stands above us
    pal = pals._default_manager.create(name=f"PAL {word}", slug=word, folded_name=word)
    user = make_user()
    Grant.objects.create(user=user, role=role, pal_id=None if is_everywhere else pal.pk)
    return user, pal.pk


def make_user() -> User:
    return User.objects.create_user(f"{uuid4().hex[:8]}@example.org", name="Ola Wrona")
