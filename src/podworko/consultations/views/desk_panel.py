"""What the desk's first page says to a specialist: numbers and hours, and nobody's name."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from podworko.accounts.public import May, User, may
from podworko.consultations import policies
from podworko.consultations.queries import agenda
from podworko.consultations.queries.calls import calls_of


def holds(request: HttpRequest) -> bool:
    """Whether the menu leads this person to their talks."""
    return may(request.user, May.HOLD_CONSULTATIONS)


def edits(request: HttpRequest) -> bool:
    """Whether the menu leads this person to what help is offered."""
    return may(request.user, May.EDIT_CONSULTATIONS)


def proves(request: HttpRequest) -> bool:
    """Whether the menu leads this person to the proof of deletion."""
    return may(request.user, May.SEE_AUDIT)


def panel(request: HttpRequest) -> SafeString:
    """Draw how many talks there are today, when the next one is, and what waits."""
    user = request.user
    if not isinstance(user, User) or not holds(request):
        return SafeString()
    if policies.own_specialist(user) is None:
        return SafeString()
    context = {
        "todo": agenda.todo(user),
        "talks": agenda.talks_today(user),
        "to_call": len(calls_of(user)),
    }
    return render_to_string("consultations/desk/_panel.html", context, request)
