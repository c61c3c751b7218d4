"""What is told before a check lapses or standards wait for a review; each thing once."""

from datetime import date

from django.conf import settings
from django.db import models

from podworko.accounts.public import May, User, holders_of
from podworko.audit import public as audit
from podworko.core.http import absolute
from podworko.messages import public as messages
from podworko.network.public import Leader, Pal
from podworko.people.public import Person
from podworko.volunteering.days import day_words
from podworko.volunteering.models import Standards
from podworko.volunteering.policies import is_oneself
from podworko.volunteering.queries.checks import CheckedRow

__all__ = ["tell_of_lapse", "tell_of_review"]


def tell_of_lapse(row: CheckedRow, day: date) -> None:
    """Write to somebody whose paper lapses on a day, and to whoever checks people there."""
    who, once = row.who, f"check-lapses:{audit.label(row.who)}:{day:%Y%m%d}"
    pal_id = row.pal_ids[0] if row.pal_ids else None
    to = _reached(who)
    if to:
        _write("check_lapses", to, {}, day, about=who, once=once, pal_id=pal_id)
    for user in _who_checks(row):
        told = {"who": row.name, "page_url": absolute(_LANGUAGE, "volunteering:desk_unchecked")}
        to = messages.Recipient(name=user.name, email=user.email)
        _write("check_to_renew", to, told, day, about=who, once=f"{once}:{user.pk}", pal_id=pal_id)


def tell_of_review(standards: Standards, due_on: date) -> None:
    """Write to whoever writes a PAL's standards that they are to be reviewed by a day."""
    pal = standards.pal
    told = {
        "pal": pal.name,
        "page_url": absolute(_LANGUAGE, "volunteering:desk_standards_of", pal.slug),
    }
    for user in holders_of(May.EDIT_STANDARDS, pal_ids=[pal.pk]):
        to = messages.Recipient(name=user.name, email=user.email)
        once = f"standards-due:{standards.pk}:{due_on:%Y%m%d}:{user.pk}"
        _write("standards_due", to, told, due_on, about=standards, once=once, pal_id=pal.pk)


_LANGUAGE = settings.LANGUAGE_CODE


def _write(  # noqa: PLR0913 - one word per part of a message
    template: str,
    to: messages.Recipient,
    told: dict[str, str],
    day: date,
    *,
    about: models.Model,
    once: str,
    pal_id: int | None,
) -> None:
    words = day_words(day, to.language)
    context: dict[str, messages.JSON] = {"name": to.name, **told, "day": words}
    messages.send(
        f"volunteering/{template}", to=to, context=context, about=about, once=once, pal_id=pal_id
    )


def _reached(who: Person | Leader) -> messages.Recipient | None:
    """Return how somebody is reached: a leader's card has no address for letters, so maybe not."""
    if isinstance(who, Person):
        return messages.recipient_of(who)
    if not who.phone and not who.email:
        return None
    return messages.Recipient(
        name=who.name, email=who.email, phone=who.phone, language=who.language
    )


def _who_checks(row: CheckedRow) -> list[User]:
    """Return who is to see to it: the volunteer's coordinator while they check, else who does."""
    pal_ids = row.pal_ids or Pal.objects.values_list("pk", flat=True)
    held = holders_of(May.CHECK_PEOPLE, pal_ids=pal_ids)
    others = [user for user in held if not is_oneself(row.who, user)]
    return [user for user in others if user == row.coordinator] or others
