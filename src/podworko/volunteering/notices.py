"""What volunteers are told, each by the channel that reaches them."""

from collections.abc import Mapping
from datetime import date

from podworko.core import codes
from podworko.core.phones import display
from podworko.messages import public as messages
from podworko.volunteering import links
from podworko.volunteering.days import day_words
from podworko.volunteering.models import Agreement, Application, Volunteer


def applied(application: Application, *, code: str) -> None:
    """Write that an application came, by which day it is answered, and where to look."""
    volunteer = application.volunteer
    context = {
        "title": application.opportunity.title,
        "due_on": day_words(application.due_on, volunteer.person.language),
        "code": codes.spaced(code),
    }
    write("applied", volunteer, context, once=f"applied:{application.pk}")


def answered(application: Application) -> None:
    """Write what was answered, in the words of whoever answered."""
    state = application.state
    context: dict[str, messages.JSON] = {
        "title": application.opportunity.title,
        "is_declined": state == Application.State.DECLINED,
        "is_taken": state == Application.State.TAKEN,
        "words": application.answer,
    }
    write("answered", application.volunteer, context, once=f"answered:{application.pk}:{state}")


def agreement_ends(agreement: Agreement) -> None:
    """Write, once, that an agreement ends soon."""
    context = {"ends_on": day_words(agreement.ends_on, agreement.volunteer.person.language)}
    write("agreement_ends", agreement.volunteer, context, once=f"agreement-ends:{agreement.pk}")


def unsigned(agreement: Agreement, *, last_on: date) -> None:
    """Write, once, that an agreement waits for a signature, and until when one may work."""
    context = {"last_on": day_words(last_on, agreement.volunteer.person.language)}
    write("unsigned", agreement.volunteer, context, once=f"agreement-unsigned:{agreement.pk}")


def write(
    name: str, volunteer: Volunteer, context: Mapping[str, messages.JSON], *, once: str
) -> None:
    """Write one message of this module to a volunteer, with their PAL and their own page."""
    pal = volunteer.pal
    known: dict[str, messages.JSON] = {
        "name": volunteer.person.name,
        "pal": pal.name,
        "pal_phone": display(pal.phone) if pal.phone else "",
        "page_url": links.own_url(volunteer),
    }
    messages.send(
        f"volunteering/{name}",
        to=messages.recipient_of(volunteer.person),
        context={**known, **context},
        about=volunteer,
        once=f"volunteering.{once}",
        pal_id=pal.pk,
    )
