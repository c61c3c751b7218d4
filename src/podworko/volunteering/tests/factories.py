"""Plain typed functions: what a test does not name, it does not care about."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from podworko.accounts.public import Grant, User
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.diagnosis.tests.factories import make_need, make_pal
from podworko.network.public import Leader, Pal
from podworko.people.public import Person
from podworko.planning.public import Tie
from podworko.volunteering import links, operations
from podworko.volunteering.models import (
    Agreement,
    Application,
    Checked,
    Declared,
    Opportunity,
    Volunteer,
)
from podworko.volunteering.operations import Signed, Terms

_numbers = count(1)


def make_staff() -> User:
    number = next(_numbers)
    return User.objects.create_user(f"opiekun{number}@example.org", name=f"Ola {number}")


def make_coordinator(pal: Pal) -> User:
    """Make somebody who runs volunteering in a PAL."""
    user = make_staff()
    Grant.objects.create(user=user, role="volunteering-coordinator", pal=pal)
    return user


def make_person(**fields: Any) -> Person:
    number = next(_numbers)
    values = {"name": f"Jan {number}", "folded_name": f"jan {number}"}
    return Person.objects.create(**{**values, **fields})


def make_volunteer(*, pal: Pal | None = None, **fields: Any) -> Volunteer:
    return Volunteer.objects.create(person=make_person(), pal=pal or make_pal(), **fields)


def day_in(days: int) -> date:
    return times.today() + timedelta(days=days)


def make_terms(**fields: Any) -> Terms:
    """Make terms of half a year from today."""
    values: dict[str, Any] = {
        "scope": "pomoc przy lekcjach",
        "manner": "w świetlicy, z wychowawczynią",
        "place": "PAL",
        "begins_on": times.today(),
        "ends_on": day_in(180),
    }
    return Terms(**{"supervisor": make_staff(), **values, **fields})


def make_agreement(volunteer: Volunteer | None = None, **fields: Any) -> Agreement:
    """Make an agreement that nobody signed yet."""
    return operations.prepare(volunteer or make_volunteer(), make_terms(**fields), actor=SYSTEM)


def make_signed(volunteer: Volunteer | None = None, **fields: Any) -> Agreement:
    """Make an agreement that holds in writing."""
    signed = Signed(on=times.today(), kept_at="segregator 1")
    return operations.put_in_force(make_agreement(volunteer, **fields), signed, actor=SYSTEM)


def make_checked(who: Person | Leader, kind: str, **fields: Any) -> Checked:
    """Note that one paper of somebody was looked at yesterday, and was clear."""
    of: dict[str, Any] = {"leader": who} if isinstance(who, Leader) else {"person": who}
    return Checked.objects.create(kind=kind, done_on=day_in(-1), **of, **fields)


def make_declared(
    who: Person | Leader, *countries: str, lived_in: tuple[str, ...] = ()
) -> Declared:
    """Note what somebody answered to the two questions; without countries: Polish, here always."""
    of: dict[str, Any] = {"leader": who} if isinstance(who, Leader) else {"person": who}
    return Declared.objects.create(
        citizenships=list(countries) or ["PL"], lived_in=list(lived_in), **of
    )


def make_safe(who: Person | Leader) -> None:
    """Have somebody asked, checked by every paper and trained."""
    make_declared(who)
    for kind in ("sex-offenders", "state-commission", "krk", "training"):
        make_checked(who, kind)


def make_active(volunteer: Volunteer | None = None, **fields: Any) -> Volunteer:
    """Make a volunteer who works under an agreement of half a year, signed today."""
    made = volunteer or make_volunteer(stage="active", **fields)
    make_signed(made)
    return made


def make_opportunity(**fields: Any) -> Opportunity:
    """Make something to do every week that is open to all."""
    number = next(_numbers)
    values = {"title": f"Zadanie {number}", "words": "Pomaga się.", "state": "open"}
    if "pal" not in fields:
        fields["pal"] = make_pal()
    return Opportunity.objects.create(**{**values, **fields})


def make_application(volunteer: Volunteer, opportunity: Opportunity) -> Application:
    return Application.objects.create(
        volunteer=volunteer, opportunity=opportunity, due_on=day_in(7)
    )


def volunteering_world(pal: Pal) -> dict[str, object]:
    """Make one of everything that addresses of volunteering name."""
    opportunity = make_opportunity(pal=pal, title="Pomoc przy lekcjach")
    volunteer = make_active(pal=pal)
    application = make_application(volunteer, opportunity)
    tied = operations.tie(opportunity, Tie(make_need(pal=pal), "bo tak mówili"), actor=SYSTEM)
    return {
        "opportunity": opportunity.public_id,
        "opportunity_tie": tied.pk,
        "volunteer": volunteer.public_id,
        "volunteer_token": links.token(volunteer),
        "application": application.public_id,
        "agreement": Agreement.objects.get(volunteer=volunteer).public_id,
        "closed": "closed",
        "stage_talk": "talk",
        "porozumienie": "porozumienie",
    }
