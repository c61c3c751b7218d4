"""Plain typed functions: what a test does not name, it does not care about."""

from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from podworko.activities.models import Activity, Session, SignUp, SignUpList
from podworko.activities.operations import (
    Applicant,
    Contact,
    ListRules,
    SignUpRequest,
    Slot,
    add_sessions,
    sign_up,
)
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.network.public import Pal
from podworko.people.public import Channel

_numbers = count(1)


def make_pal(**fields: Any) -> Pal:
    number = next(_numbers)
    fields.setdefault("name", f"PAL Testowy {number}")
    fields.setdefault("slug", f"testowy-{number}")
    fields.setdefault("folded_name", fields["name"].lower())
    return Pal.objects.create(**fields)


def make_activity(**fields: Any) -> Activity:
    """Make a published activity with sign-up per session."""
    number = next(_numbers)
    fields.setdefault("title", "Warsztaty ceramiki")
    fields.setdefault("slug", f"warsztaty-{number}")
    fields.setdefault("state", Activity.State.PUBLISHED)
    if "pal" not in fields:
        fields["pal"] = make_pal()
    return Activity.objects.create(**fields)


def make_session(*, days: float = 7, activity: Activity | None = None, **rules: Any) -> Session:
    """Make a session some days from now, two places unless told otherwise."""
    rules.setdefault("capacity", 2)
    starts = timezone.now() + timedelta(days=days)
    slot = Slot(starts, starts + timedelta(hours=2), outside_hours="klucze ma Ola")
    activity = activity or make_activity()
    (session,) = add_sessions(activity, [slot], rules=ListRules(**rules), actor=SYSTEM)
    return session


def make_list(*, days: float = 7, activity: Activity | None = None, **rules: Any) -> SignUpList:
    """Make the list of such a session."""
    made = make_session(days=days, activity=activity, **rules).sign_up_list
    assert made is not None
    return made


def request_of(name: str, people: int = 1, **fields: Any) -> SignUpRequest:
    """Write what somebody called `name` asks for, by e-mail unless told otherwise."""
    contact = fields.pop("contact", Contact(name, email=f"{name}@example.org"))
    guests = fields.pop("guests", (Applicant(name), *(Applicant() for _ in range(people - 1))))
    fields.setdefault("channel", Channel.WEB)
    return SignUpRequest(contact=contact, guests=guests, **fields)


def join(sign_up_list: SignUpList, name: str, people: int = 1, **fields: Any) -> SignUp:
    """Sign somebody up."""
    asked = request_of(name, people, **fields)
    return sign_up(sign_up_list, request=asked, actor=RESIDENT)


def names_with(sign_up_list: SignUpList, status: SignUp.Status) -> list[str]:
    """Return who has `status`, in the order they came."""
    rows = sign_up_list.sign_ups.filter(status=status).order_by("ticket")
    return list(rows.values_list("name", flat=True))
