"""That somebody asks to take a public picture down, and what we answer."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.core.times import today
from podworko.people.public import Channel
from podworko.promotion.models import Photo, TakeDown
from podworko.promotion.operations.photos import (
    PhotoError,
    close_request,
    lock_photo,
    withdraw_photo,
)

State = TakeDown.State


@dataclass(frozen=True, slots=True)
class Asked:
    """What whoever asks wrote; the contact is parsed, or "" when they left none."""

    said_by: str = ""
    contact: str = ""
    words: str = ""
    language: str = "pl"
    channel: str = Channel.WEB


@transaction.atomic
def ask_take_down(photo: Photo, asked: Asked, *, actor: audit.Actor) -> TakeDown:
    """Keep a request to take a picture down, with the day by which the desk answers.

    Raises PhotoError when it is withdrawn already: then nothing shows it.
    """
    held = lock_photo(photo)
    if not held.is_kept:
        raise PhotoError(_("Tego zdjęcia już nie pokazujemy."))
    made = TakeDown.objects.create(
        photo=held,
        said_by=asked.said_by.strip(),
        contact=asked.contact.strip(),
        words=asked.words.strip(),
        language=asked.language,
        channel=asked.channel,
        answer_by=today() + timedelta(days=TakeDown.DAYS),
    )
    audit.record("photo.take_down_asked", actor=actor, target=made, channel=made.channel)
    return made


@transaction.atomic
def answer_take_down(asked: TakeDown, *, is_done: bool, words: str, actor: User) -> TakeDown:
    """Take the picture down, or say why it stays; whoever asked is told by the way they left.

    Taking it down answers every other request for it. Raises PhotoError for what was answered
    already, and for a no without words.
    """
    photo = lock_photo(asked.photo)
    held = TakeDown.objects.select_for_update(no_key=True, of=("self",)).get(pk=asked.pk)
    if held.state != State.WAITING:
        raise PhotoError(_("Na to już ktoś odpowiedział. Odśwież stronę."))
    if not is_done and not words.strip():
        raise PhotoError(_("Napisz, dlaczego zdjęcie zostaje."), field="words")
    held.answer = words.strip()
    if is_done:
        held.save(update_fields=["answer"])
        withdraw_photo(photo, why=_("Poprosił o to ktoś, kto jest na zdjęciu."), actor=actor)
    else:
        close_request(held, state=State.KEPT, actor=actor)
    return TakeDown.objects.get(pk=held.pk)


__all__ = ["Asked", "answer_take_down", "ask_take_down"]
