"""Plain typed functions: an ESF+ project, and somebody of a PAL who takes part in it."""

from datetime import date, timedelta
from typing import Any

from podworko.activities.tests.factories import join, make_activity, make_session
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.network.public import Pal
from podworko.people.public import Person
from podworko.reports import operations
from podworko.reports.models import EsfParticipant, EsfProject


def make_project(*pals: Pal, **fields: Any) -> EsfProject:
    """Have a project of these PALs, which began a year ago and goes on for one more."""
    today = times.today()
    known = {
        "title": "Razem w okolicy",
        "agreement": "FE-1/2026",
        "begins_on": today - timedelta(days=365),
        "ends_on": today + timedelta(days=365),
        "keep_until": today + timedelta(days=2000),
    }
    return operations.add_project(EsfProject(**{**known, **fields}), pals=pals, actor=SYSTEM)


def make_card(pal: Pal, name: str = "ada", birth_year: int | None = 1980) -> Person:
    """Have a resident of whom the team of a PAL knows: they signed up there."""
    session = make_session(activity=make_activity(pal=pal), capacity=9)
    assert session.sign_up_list
    person = join(session.sign_up_list, name).person
    assert person is not None
    person.birth_year = birth_year
    person.save(update_fields=["birth_year"])
    return person


def bare_card(name: str = "Ada", birth_year: int | None = 1980) -> Person:
    """Have a resident whom no PAL knows yet."""
    return Person.objects.create(name=name, folded_name=name.lower(), birth_year=birth_year)


def enter(project: EsfProject, person: Person, **fields: Any) -> EsfParticipant:
    """Have somebody taken part in a project since a month ago."""
    day: date = times.today() - timedelta(days=30)
    row = EsfParticipant(
        project=project, person=person, **{"sex": "female", "entered_on": day, **fields}
    )
    return operations.add_participant(row, actor=SYSTEM)


def esf_world(pal: Pal) -> dict[str, object]:
    """Make a project with somebody in it, and return how addresses name them."""
    project = make_project(pal)
    row = enter(project, make_card(pal, "uczestniczka"))
    return {"esf_project": project.public_id, "esf_participant": row.public_id}


def esf_desk_pages(pal: Pal) -> dict[str, list[tuple[object, ...]]]:
    """Return the desk's pages of a project by their names."""
    world = esf_world(pal)
    one: list[tuple[object, ...]] = [(world["esf_project"],)]
    return {
        "reports:desk_esfs": [()],
        "reports:desk_esf_new": [()],
        "reports:desk_esf": one,
        "reports:desk_esf_edit": one,
        "reports:desk_esf_add": one,
        "reports:desk_esf_person": [(world["esf_participant"],)],
        "reports:desk_esf_drop": [(world["esf_participant"],)],
    }
