"""What residents are told of what they proposed, and owners are asked.

A notice is written in the transaction of the change it tells of.
"""

from django.utils import translation

from podworko.core.http import absolute
from podworko.core.phones import display
from podworko.diagnosis import links
from podworko.diagnosis.models import Need, Proposal, Resource
from podworko.messages import public as messages
from podworko.network.public import Pal


def tell(proposal: Proposal) -> None:
    """Write once to whoever proposed something what became of it; nothing without a contact."""
    if not proposal.has_contact:
        return
    thing = proposal.need or proposal.resource
    with translation.override(proposal.language):
        context = _facts(proposal.pal) | {
            "name": proposal.name,
            "title": proposal.title,
            "reason": proposal.reason.rstrip("."),
            "page_url": _page_url(thing, proposal.language),
        }
    messages.send(
        f"diagnosis/proposal_{proposal.status}",
        to=messages.Recipient(
            name=proposal.name,
            email=proposal.email,
            phone=proposal.phone,
            language=proposal.language,
            prefers=proposal.prefers,
        ),
        context=context,
        about=proposal,
        once=f"proposal:{proposal.pk}:{proposal.status}",
        pal_id=proposal.pal_id,
    )


def ask_owner(resource: Resource) -> None:
    """Write to whoever keeps a resource, with the address where it is confirmed or corrected."""
    facts = _facts(resource.pal) if resource.pal else {"pal": "", "pal_phone": ""}
    messages.send(
        "diagnosis/resource_check",
        to=messages.Recipient(
            name=resource.person_name,
            email=resource.owner_email,
            phone=resource.owner_phone,
            language=resource.owner_language,
        ),
        context=facts
        | {
            "name": resource.person_name,
            "resource": resource.name,
            "page_url": links.check_url(resource, language=resource.owner_language),
        },
        about=resource,
        once=f"resource:{resource.pk}:check:{resource.asked_on}",
        pal_id=resource.pal_id,
    )


def _facts(pal: Pal) -> dict[str, messages.JSON]:
    return {"pal": pal.name, "pal_phone": display(pal.phone) if pal.phone else ""}


def _page_url(thing: Need | Resource | None, language: str) -> str:
    """Return where the thing is read, "" for what residents do not see yet."""
    if thing is None or (isinstance(thing, Need) and not thing.is_public):
        return ""
    name = "diagnosis:need" if isinstance(thing, Need) else "diagnosis:resource"
    return absolute(language, name, thing.public_id)
