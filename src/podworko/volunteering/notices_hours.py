"""What volunteers are told of their hours and their certificates, in neutral words."""

from podworko.core import phones
from podworko.core.http import absolute
from podworko.messages import public as messages
from podworko.messages.public import JSON
from podworko.volunteering import links
from podworko.volunteering.days import day_words
from podworko.volunteering.models import Certificate, HoursEntry, Volunteer


def tell_refused(entry: HoursEntry) -> None:
    """Tell that hours were not confirmed and where it says why; once for each entry."""
    volunteer = entry.volunteer
    context = _context(volunteer, "volunteering:own_hours") | {
        "day": day_words(entry.day, volunteer.person.language)
    }
    messages.send(
        "volunteering/hours_refused",
        to=messages.recipient_of(volunteer.person),
        context=context,
        about=entry,
        once=f"volunteering-hours-refused:{entry.pk}",
        pal_id=volunteer.pal_id,
    )


def tell_issued(certificate: Certificate) -> None:
    """Tell that a paper somebody asked for is there; once for each paper."""
    volunteer = certificate.volunteer
    messages.send(
        "volunteering/certificate_ready",
        to=messages.recipient_of(volunteer.person),
        context=_context(volunteer, "volunteering:own_certificates"),
        about=certificate,
        once=f"volunteering-certificate-ready:{certificate.pk}",
        pal_id=volunteer.pal_id,
    )


def tell_declined(certificate: Certificate) -> None:
    """Tell that a request was answered and where it says how; once for each request."""
    volunteer = certificate.volunteer
    messages.send(
        "volunteering/certificate_declined",
        to=messages.recipient_of(volunteer.person),
        context=_context(volunteer, "volunteering:own_certificates"),
        about=certificate,
        once=f"volunteering-certificate-declined:{certificate.pk}",
        pal_id=volunteer.pal_id,
    )


def _context(volunteer: Volunteer, page: str) -> dict[str, JSON]:
    pal = volunteer.pal
    return {
        "name": volunteer.person.name,
        "page_url": absolute(volunteer.person.language, page, links.token(volunteer)),
        "pal": pal.name,
        "pal_phone": phones.display(pal.phone) if pal.phone else "",
    }
