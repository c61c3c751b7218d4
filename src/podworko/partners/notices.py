"""What organisations are asked. Written in the transaction of the change it tells of."""

from podworko.core.phones import display
from podworko.messages import public as messages
from podworko.partners import links
from podworko.partners.models import Contact, Organisation


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
