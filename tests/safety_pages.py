"""One of everything of the child-safety gate, for the pages that show it."""

from datetime import timedelta
from typing import Any

from podworko.accounts.public import User
from podworko.core import times
from podworko.network.public import Leader, Pal
from podworko.volunteering import operations
from podworko.volunteering.models import Content, Standards
from podworko.volunteering.tests.factories import (
    make_application,
    make_checked,
    make_declared,
    make_opportunity,
    make_volunteer,
)


def world(pal: Pal) -> dict[str, object]:
    """Make a leader and a volunteer with checks, and standards; return how addresses name them."""
    leader = Leader.objects.create(name="Ewa Kalina", role="lektorka")
    leader.pals.add(pal)
    make_declared(leader, "PL", "UA")
    make_checked(leader, "krk", valid_to=times.today() + timedelta(days=9))
    wrong = make_checked(leader, "sex-offenders", is_clear=False)
    volunteer = make_volunteer(pal=pal, stage="active")
    make_application(volunteer, make_opportunity(pal=pal, with_minors=True))
    _standards(pal)
    return {
        "prowadzacy": "prowadzacy",
        "wolontariusz": "wolontariusz",
        "checked_leader": leader.public_id,
        "checked_volunteer": volunteer.public_id,
        "checked": wrong.public_id,
    }


def desk(pal: Pal) -> dict[str, list[tuple[Any, ...]]]:
    """Return the desk's pages of the gate, with something in each."""
    made = world(pal)
    leader = ("prowadzacy", made["checked_leader"])
    volunteer = ("wolontariusz", made["checked_volunteer"])
    return {
        "volunteering:desk_checks": [()],
        "volunteering:desk_unchecked": [()],
        "volunteering:desk_check": [leader, volunteer],
        "volunteering:desk_check_declare": [leader],
        "volunteering:desk_check_strike": [(*leader, made["checked"])],
        "volunteering:desk_standards": [()],
        "volunteering:desk_standards_of": [(pal.slug,)],
        "volunteering:desk_standards_write": [(pal.slug,)],
    }


def _standards(pal: Pal) -> Standards:
    writer = User.objects.create_user("pisze@example.org", name="Ola Pisze")
    text = operations.StandardsText(
        full="## Relacje\n\nRozmawiamy spokojnie.\n\n- Nie krzyczymy.",
        short="Nikt nie może Cię krzywdzić.",
        contents=list(Content),
        valid_from=times.today(),
    )
    operations.write_standards(pal, text, actor=writer)
    row = operations.issue_standards(pal, actor=writer, seen_version=1)
    operations.review_standards(row, on=times.today(), words="Pasują.", actor=writer)
    operations.write_standards(pal, text, actor=writer)
    return row
