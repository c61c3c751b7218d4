"""What people are told about photographs they are on, each by their own way."""

from podworko.messages import public as messages
from podworko.people.public import Person
from podworko.promotion import photo_links
from podworko.promotion.models import Portrayal, TakeDown


def tell_is_noted(portrayal: Portrayal) -> None:
    """Tell whoever agreed that it was noted, with the link to take it back; once for an event.

    For a child its guardian is told. Who gets no e-mail and no text has it on the paper they
    signed, with the telephone to call.
    """
    person = portrayal.person
    to = _answers_for(person) if person else None
    if person is None or to is None or not messages.is_written_to(to):
        return
    photo = portrayal.photo
    event = f"s{photo.session_id}" if photo.session_id else f"p{photo.pk}"
    messages.send(
        "promotion/photo_consent",
        to=messages.recipient_of(to),
        context={"name": person.name, "url": photo_links.own_url(person, to.language)},
        about=portrayal,
        once=f"photo-consent:{person.pk}:{event}",
        pal_id=photo.pal_id,
        # Whoever reads the outbox must not hold the link to somebody's photographs.
        sealed=True,
    )


def tell_answer(asked: TakeDown) -> None:
    """Tell whoever asked to take a picture down what was done, by the way they left."""
    if not asked.contact:
        return
    is_mail = "@" in asked.contact
    to = messages.Recipient(
        asked.said_by,
        email=asked.contact if is_mail else "",
        phone="" if is_mail else asked.contact,
        language=asked.language,
        prefers="email" if is_mail else "",
    )
    messages.send(
        "promotion/photo_answer",
        to=to,
        context={"is_done": asked.state == TakeDown.State.DONE, "words": asked.answer},
        about=asked,
        once=f"photo-answer:{asked.public_id}",
        pal_id=asked.photo.pal_id,
    )


def _answers_for(person: Person) -> Person | None:
    """Return the guardian of a child who has one, else the person."""
    tie = person.guardians.select_related("guardian").order_by("pk").first()
    return tie.guardian if tie else person
