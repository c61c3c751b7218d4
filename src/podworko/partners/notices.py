"""What organisations and teams are told. Written in the transaction of the change it tells of."""

from collections.abc import Iterable

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format

from podworko.accounts.public import May, User, holders_of
from podworko.core.http import absolute
from podworko.core.phones import display
from podworko.messages import public as messages
from podworko.network.public import Pal
from podworko.partners import links
from podworko.partners.models import Agreement, Contact, Organisation


def ask_owner(organisation: Organisation, contact: Contact) -> None:
    """Write with the address where all that residents read is confirmed or corrected."""
    pal = organisation.pal
    messages.send(
        "partners/check",
        to=messages.Recipient(
            name=contact.name,
            email=contact.email,
            phone=contact.phone,
            language=contact.language,
        ),
        context={
            "name": contact.name,
            "organisation": organisation.name,
            "is_reminder": organisation.reminded_on is not None,
            "page_url": links.check_url(organisation, language=contact.language),
            "pal": pal.name if pal else "",
            "pal_phone": display(pal.phone) if pal and pal.phone else "",
        },
        about=organisation,
        once=f"partner:{organisation.pk}:check:{organisation.asked_on}:{organisation.reminded_on}",
        pal_id=organisation.pal_id,
    )


def team_of(pal: Pal) -> list[User]:
    """Return who keeps the partners of a PAL today; the network's people when nobody there does."""
    own = holders_of(May.RUN_PARTNERS, pal_ids=[pal.pk], network_too=False)
    return own or holders_of(May.RUN_PARTNERS, pal_ids=[pal.pk])


def tell_of_end(agreement: Agreement, team: Iterable[User]) -> None:
    """Write to each of the team until when an agreement runs, and where it is extended or ended."""
    for user in team:
        to = messages.Recipient(name=user.name, email=user.email)
        once = f"{agreement.pk}:{agreement.ends_on}:{agreement.told_days}:{user.pk}"
        messages.send(
            "partners/agreement_ends",
            to=to,
            context={
                "name": user.name,
                "agreement": agreement.title,
                "organisation": agreement.organisation.name,
                "pal": agreement.pal.name,
                "day": _last_day(agreement, to.language),
                "page_url": absolute(
                    settings.LANGUAGE_CODE, "partners:desk_agreement", agreement.public_id
                ),
            },
            about=agreement,
            once=f"partner-agreement-ends:{once}",
            pal_id=agreement.pal_id,
        )


def _last_day(agreement: Agreement, language: str) -> str:
    with translation.override(language):
        return date_format(agreement.ends_on, "j E Y") if agreement.ends_on else ""
