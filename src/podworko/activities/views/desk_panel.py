"""What the programme shows on the first page of the desk."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from podworko.accounts.public import May, User, may
from podworko.activities import policies
from podworko.activities.queries import desk_people
from podworko.activities.queries.held import held_count
from podworko.activities.queries.making import waiting_for_review
from podworko.activities.queries.people import person_in_programme
from podworko.activities.queries.registers import (
    led_soon,
    registers_kept,
    registers_to_fill,
)
from podworko.people.public import Person


def is_shown(request: HttpRequest) -> bool:
    """Whether the desk's menu leads this person to the programme."""
    return may(request.user, May.SEE_DESK)


def keeps_registers(request: HttpRequest) -> bool:
    """Whether the desk's menu leads this person to the registers."""
    return policies.keeps_registers(request.user)


def signs_up(request: HttpRequest) -> bool:
    """Whether the desk's menu leads this person to the counter."""
    return may(request.user, May.MANAGE_SIGN_UPS)


def person_panel(request: HttpRequest, *, person: Person) -> SafeString:
    """Draw what a person signed up for, to whoever may see sign-ups."""
    user = request.user
    if not isinstance(user, User) or not may(user, May.SEE_SIGN_UPS):
        return mark_safe("")
    context = {"programme": person_in_programme(person, user=user)}
    return render_to_string("activities/desk/_person_panel.html", context, request)


def panel(request: HttpRequest) -> SafeString:
    """Draw what is on today, what must be answered soon, and whom to call."""
    user = request.user
    if not isinstance(user, User):
        return mark_safe("")
    today = desk_people.today(user)
    context = {
        "today": today,
        "kept": registers_kept(user, today.sessions),
        "may_see_people": may(user, May.SEE_SIGN_UPS),
        "may_edit": may(user, May.EDIT_ACTIVITIES),
        "may_sign_up": signs_up(request),
        "may_open_doors": may(user, May.KEEP_REGISTERS),
        "to_review": waiting_for_review(user) if may(user, May.PUBLISH_ACTIVITIES) else [],
        "leading": led_soon(user),
        "to_fill": registers_to_fill(user) if keeps_registers(request) else [],
        "held": held_count(user) if may(user, May.KEEP_REGISTERS) else 0,
    }
    return render_to_string("activities/desk/_panel.html", context, request)
