"""A hold stops every clock: each function that lets go of rows is run over each declaration."""

import itertools
from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.db import models
from django.utils.module_loading import autodiscover_modules

from podworko.advice.models import Question
from podworko.audit.public import SYSTEM
from podworko.core import vault
from podworko.core.holds import may_go
from podworko.core.privacy import KEEPER, STAY, Declaration, erasing
from podworko.core.text import fold
from podworko.initiatives import idea_links
from podworko.initiatives.models import Initiative, InitiativeMember, Support
from podworko.messages.jobs import PERIODIC
from podworko.messages.models import Message
from podworko.messages.operations import forget_messages
from podworko.messages.tests.factories import make_message
from podworko.partners.models import Agreement, Correction
from podworko.people.models import Person
from podworko.privacy import operations
from podworko.privacy.models import Erasure
from podworko.privacy.subjects import WALLED, Model, column_at, declared
from podworko.privacy.tests.planting import LONG_AGO, Planter
from podworko.privacy.tests.test_erasing import UNREACHED
from podworko.volunteering.models import Shift
from podworko.volunteering.visited import Visited, seal

pytestmark = pytest.mark.django_db
autodiscover_modules("tasks")

AGO, DAY = LONG_AGO, LONG_AGO.date()
WEEK_BEFORE = DAY - timedelta(days=7)
OVER: dict[str, dict[str, Any]] = {
    "accounts.user": {"created_at": AGO},
    "activities.session": {"starts_at": AGO - timedelta(hours=1), "ends_at": AGO},
    "advice.question": {"state": "answered", "answered_at": AGO, "read_at": AGO},
    "debates.hearing": {"state": "told", "decided": "Będą ławki.", "ended_at": AGO},
    "debates.voice": {"about": "debate", "words": "Ławka.", "sent_at": AGO},
    "diagnosis.proposal": {"status": "refused", "answered_on": DAY, "reason": "Nie u nas."},
    "diagnosis.resource": {"status": "archived", "archived_on": DAY, "consent_on": WEEK_BEFORE},
    "initiatives.initiative": {"state": "withdrawn", "since": DAY},
    "initiatives.loan": {
        "state": "back", "first_on": DAY, "last_on": DAY, "answered_at": AGO, "out_at": AGO,
        "back_at": AGO,
    },
    "initiatives.notice": {"expires_on": DAY},
    "initiatives.problem": {"state": "ended", "ended_at": AGO},
    "initiatives.teamapplication": {"state": "declined", "answered_at": AGO},
    "initiatives.teammember": {"since": WEEK_BEFORE, "until": DAY},
    "initiatives.teamtask": {"done_on": DAY},
    "initiatives.thing": {"state": "withdrawn", "withdrawn_on": DAY},
    "network.booking": {"starts_at": AGO - timedelta(hours=1), "ends_at": AGO},
    "network.group": {"ended_on": DAY, "is_active": False},
    "outbox.message": {"channel": "email", "status": "sent", "created_at": AGO, "sent_at": AGO},
    "partners.agreement": {
        "state": "ended", "starts_on": WEEK_BEFORE, "ends_on": DAY, "ended_on": DAY,
    },
    "partners.correction": {"state": "taken", "answered_on": DAY},
    "partners.organisation": {"status": "withdrawn", "withdrawn_on": DAY},
    "privacy.accessrequest": {
        "received_on": WEEK_BEFORE, "due_on": DAY, "answered_at": AGO, "outcome": "done",
    },
    "privacy.rightsrequest": {
        "received_on": WEEK_BEFORE, "due_on": DAY, "answered_at": AGO, "decision": "done",
    },
    "promotion.photo": {
        "state": "withdrawn", "withdrawn_at": AGO, "file": "", "alt": "", "caption": "",
        "credit": "",
    },
    "promotion.takedown": {"state": "done", "answered_at": AGO},
    "volunteering.application": {"state": "taken", "answered_at": AGO},
    "volunteering.certificate": {"number": itertools.count(1).__next__},
    "volunteering.hoursentry": {"state": "refused", "day": DAY},
    "volunteering.shift": {"starts_at": AGO - timedelta(hours=1), "ends_at": AGO},
    "volunteering.volunteer": {"stage": "ended", "ended_on": DAY},
}  # fmt: skip
"""What makes rows of a table over their time, where `since` alone does not."""


def clocked() -> Iterable[tuple[str, Model, Declaration]]:
    """Name every table with a time that somebody keeps and that a person is found in."""
    for label, model, told in declared():
        has_clock = told.kept_by != KEEPER or (told.is_kept_here and told.end != STAY)
        if has_clock and is_reached(model, told):
            yield label, model, told


def is_reached(model: Model, told: Declaration) -> bool:
    ways = told.people or told.contacts or told.names or told.held_by
    return bool(ways) or model in erasing.finders


CLOCKED: dict[str, list[tuple[str, Model, Declaration]]] = defaultdict(list)
for _label, _model, _told in clocked():
    CLOCKED[_told.kept_by].append((_label, _model, _told))


def person_of(name: str, number: int) -> Person:
    return Person.objects.create(
        name=f"{name} Zet", folded_name=fold(f"{name} Zet"), email=f"{name.lower()}@example.org",
        phone=f"+4860070081{number}",
    )  # fmt: skip


def planted(person: Person, model: Model, told: Declaration) -> models.Model:
    """Plant a row about a person that is long over its time."""
    planter = Planter(person)
    planter.given |= {
        label: {**planter.given.get(label, {}), **more} for label, more in OVER.items()
    }
    row = planter.plant(model)
    seal_in(row, person)
    for path in filter(None, (told.since, *(OVER.get(row._meta.label_lower, ())))):
        begin_long_ago(row, path)
    return row


def seal_in(row: models.Model, person: Person) -> None:
    """Put the person into a row where nobody but its module finds them."""
    told: dict[str, str] = {}
    if isinstance(row, Question):
        told = {"contact": vault.sealed({"email": person.email, "phone": ""})}
    elif isinstance(row, Support):
        told = {"contact_digest": idea_links.contact_digests(row.initiative, person.email)[0]}
    elif isinstance(row, Shift):
        told = {"sealed": seal(Visited(name=person.name))}
    elif isinstance(row, Agreement | Correction):
        row.organisation.contacts.create(name=person.name, email=person.email)
    if told:
        type(row)._base_manager.filter(pk=row.pk).update(**told)


def begin_long_ago(row: models.Model, path: str) -> None:
    """Move back what Django itself sets when a row is made, or what the row hangs on tells."""
    *way, last = path.split("__")
    at: Any = row
    for part in way:
        at = getattr(at, part)
    column: Any = column_at(type(row), path)
    is_told = last in OVER.get(at._meta.label_lower, ()) and not getattr(
        column, "auto_now_add", False
    )
    if isinstance(column, models.DateField) and not is_told:
        when = AGO if isinstance(column, models.DateTimeField) else DAY
        type(at)._base_manager.filter(pk=at.pk).update(**{last: when})


def states_of(rows: list[models.Model]) -> dict[str, Any]:
    return {
        row._meta.label_lower: type(row)._base_manager.filter(pk=row.pk).values().first()
        for row in rows
    }


def same_in(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    return [label for label in before if before[label] == after[label]]


@pytest.mark.parametrize("clock", sorted(CLOCKED))
def test_no_clock_lets_go_of_whoever_has_a_hold(clock: str, tmp_path: Any, settings: Any) -> None:
    """And the control: the same rows of somebody without one go, and all once it ends."""
    settings.MEDIA_ROOT = tmp_path / "media"
    ada, ola = person_of("Ada", 1), person_of("Ola", 2)
    of_ada = [planted(ada, model, told) for _label, model, told in CLOCKED[clock]]
    of_ola = [planted(ola, model, told) for _label, model, told in CLOCKED[clock]]
    hold = operations.begin_hold(ada, reason="claim", why="spór", actor=SYSTEM)
    held, other = states_of(of_ada), states_of(of_ola)

    PERIODIC[clock].run()

    assert states_of(of_ada) == held
    assert same_in(other, states_of(of_ola)) == []
    operations.end_hold(hold, actor=SYSTEM)
    PERIODIC[clock].run()
    assert same_in(held, states_of(of_ada)) == []


def test_whatever_has_a_clock_is_held_or_leads_to_nobody() -> None:
    """What is behind the wall and the rolls of secret votes go by themselves, hold or none."""
    free = {
        label
        for label, model, told in declared()
        if (told.kept_by != KEEPER or told.is_kept_here) and not is_reached(model, told)
    }

    assert free <= UNREACHED
    assert {told.matter for _label, _model, told in clocked()}.isdisjoint(WALLED)
    assert "debates.voter" in free


def test_what_hangs_on_somebody_elses_row_keeps_it() -> None:
    """A row that would take a held person's rows with it stays; where it is emptied, it goes."""
    ada, ola = person_of("Ada", 1), person_of("Ola", 2)
    member = Planter(ada).plant(InitiativeMember)
    assert isinstance(member, InitiativeMember)
    Initiative.objects.update(sender=ola)
    operations.begin_hold(ada, reason="claim", why="spór", actor=SYSTEM)

    assert not may_go(Initiative.objects.all(), deleting=True).exists()
    assert may_go(Initiative.objects.all()).exists()


def test_a_hold_keeps_nothing_of_a_namesake_who_is_erased_nor_a_letter_on_its_way() -> None:
    """Neither is a clock: one asked to be forgotten, the other to be written to no more."""
    ada, other = person_of("Ada", 1), person_of("Ola", 2)
    Person.objects.filter(pk=other.pk).update(name=ada.name, folded_name=ada.folded_name)
    operations.begin_hold(ada, reason="claim", why="spór", actor=SYSTEM)
    of_other = make_message(
        person_id=other.pk, to_name=ada.name, to_email=other.email, status="sent", sent_at=AGO
    )
    waiting = make_message(person_id=ada.pk, to_email=ada.email, about="letter:1")

    other.refresh_from_db()
    operations.erase(other, why=Erasure.Why.REQUEST, actor=SYSTEM)
    forget_messages(Message.objects.filter(about="letter:1"), actor=SYSTEM)

    of_other.refresh_from_db()
    waiting.refresh_from_db()
    assert (of_other.to_name, of_other.body_text) == ("", "")
    assert waiting.status == "withdrawn"


def test_many_holds_and_many_ideas_cost_as_many_queries_as_one(
    django_assert_num_queries: Any,
) -> None:
    """The holds, cards made one with them twice, their contacts, and what hangs on an idea."""
    for number in range(3):
        person = person_of(f"Ada{number}", number)
        old = person_of(f"Dawna{number}", number + 3)
        Person.objects.filter(pk=old.pk).update(merged_into=person)
        support = Planter(person).plant(Support)
        seal_in(support, old)
        operations.begin_hold(old if number else person, reason="claim", why="spór", actor=SYSTEM)

        with django_assert_num_queries(7):
            assert not may_go(Initiative.objects.all(), deleting=True).exists()


def test_without_a_hold_all_may_go_for_one_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        rows = may_go(Initiative.objects.all(), deleting=True)

    assert str(rows.query) == str(Initiative.objects.all().query)
