"""Erasure leaves no mark of the person: not in any table, file or backup."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from podworko.activities.models import Presence, SignUp
from podworko.activities.tests.factories import join, make_session
from podworko.audit.public import SYSTEM, history
from podworko.core.privacy import DECLARATIONS, GONE, HOLDS, WAYS
from podworko.core.text import fold
from podworko.messages.jobs import PERIODIC
from podworko.network.public import Leader
from podworko.people.merging import merge
from podworko.people.models import Person
from podworko.privacy import operations
from podworko.privacy.matters import MATTERS
from podworko.privacy.models import DataHold, Erasure
from podworko.privacy.operations.erasing import digest_of
from podworko.privacy.subjects import column_at, declared, subject_of
from podworko.privacy.tests.planting import EMAIL, NAME, NEEDLES, PHONE, Planter, marks_left

pytestmark = pytest.mark.django_db
autodiscover_modules("tasks")

UNREACHED = {
    "accounts.grant", "accounts.handover", "accounts.user", "activities.door",
    "advice.knowledgepage", "consultations.specialist", "diagnosis.batch", "diagnosis.kiosk",
    "diagnosis.response", "network.leaderhold", "planning.approval",
    "reports.edition", "reports.localvalue", "reports.report",
    "volunteering.acknowledgement", "volunteering.review",
    # Staff, whose names go with their accounts and with their last day.
    "advice.question", "advice.turn", "consultations.appointment", "consultations.waiting",
    "debates.voter", "initiatives.support", "volunteering.shift",
    # Sealed or digests: nothing is read there; what their modules do is tested there and below.
    "debates.remark", "diagnosis.answer", "diagnosis.observation", "diagnosis.sheet",
    "diagnosis.surveyfile", "initiatives.noticereport", "initiatives.problemstep",
    "planning.proof", "reports.story",
    # Words of nobody: no author is kept, so nobody's are found.
    "activities.heldact", "initiatives.grouptalk", "initiatives.initiativepost",
    "network.booking", "network.rulessigned", "opendata.follower", "opendata.sending",
    "partners.agreement", "partners.correction", "promotion.photo", "promotion.release",
    # About a thing that goes by its own time, or with what it belongs to.
}  # fmt: skip
"""Tables that lead to no resident, each for one of the reasons told."""


def make_person(**fields: Any) -> Person:
    told = {"name": NAME, "folded_name": fold(NAME), "email": EMAIL, "phone": PHONE, **fields}
    return Person.objects.create(**told)


def planted() -> Person:
    """Plant a person wherever the declarations lead to one."""
    person = make_person()
    planter = Planter(person)
    for label, model, told in declared():
        if label != "people.person" and (told.people or told.contacts):
            planter.plant(model)
    return person


def erased(person: Person) -> Erasure:
    return operations.erase(person, why=Erasure.Why.REQUEST, actor=SYSTEM)


@pytest.fixture
def media(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    default_storage.__dict__.pop("base_location", None)
    default_storage.__dict__.pop("location", None)
    return Path(settings.MEDIA_ROOT)


def test_every_declaration_names_what_is_there_and_who_keeps_its_time() -> None:
    wrong = []
    for label, model, told in declared():
        told_paths = (*told.fields, *told.people, *told.contacts, *told.empties, *told.marks)
        wrong += [
            f"{label}: no {path}"
            for path in (*told_paths, *filter(None, [told.since]))
            if column_at(model, path) is None
        ]
        if told.kept_by not in PERIODIC:
            wrong.append(f"{label}: no job {told.kept_by}")
        if told.keep_days and told.goes_with_card and not told.people:
            wrong.append(f"{label}: nobody keeps its time")
        if {told.end, told.erasing} - set(WAYS) or told.matter not in MATTERS:
            wrong.append(f"{label}: {told.end}, {told.erasing}, {told.matter}")
        if told.hold and told.hold not in HOLDS:
            wrong.append(f"{label}: {told.hold}")

    assert wrong == []


def test_every_table_that_leads_to_a_person_or_has_their_contact_declares_it() -> None:
    """No column to a card, and no e-mail of somebody, is left out of a declaration."""
    missed = []
    for model, told in DECLARATIONS.items():
        for column in model._meta.concrete_fields:
            leads = column.is_relation and column.related_model is Person
            if leads and column.name not in (*told.fields, "merged_into"):
                missed.append(f"{model._meta.label}.{column.name}")

    assert missed == []


def test_every_table_is_planted_or_says_why_it_leads_to_nobody() -> None:
    reached = {label for label, _model, told in declared() if told.people or told.contacts}

    assert {label for label, _model, _told in declared()} == reached | UNREACHED
    assert reached & UNREACHED == set()


def test_erasure_leaves_no_mark_in_tables_or_files(
    media: Path, django_capture_on_commit_callbacks: Any
) -> None:
    person = planted()
    PERIODIC["volunteering.erase_old"].run()  # papers ten years old are emptied there
    assert len(marks_left()) > 50

    with django_capture_on_commit_callbacks(execute=True):
        made = erased(person)

    assert marks_left() == []
    assert [path for path in media.rglob("*") if path.is_file() and _has_mark(path)] == []
    assert made.is_whole
    assert "person.data_erased" in history(made)
    assert made.digest == digest_of(
        {"key": str(person.public_id), "went": made.went, "stays": [],
         "at": made.made_at.isoformat()}, ""
    )  # fmt: skip


def test_erasing_twice_is_once_and_merged_cards_go_together() -> None:
    person, twin = make_person(), make_person(email="inny@example.org")
    merge(person, gone=twin, actor=SYSTEM)

    first, second = erased(person), erased(twin)

    assert first == second
    assert set(Person.objects.values_list("name", "email")) == {(GONE, "")}
    assert Erasure.objects.count() == 1


def test_a_contact_that_is_somebody_elses_too_leads_to_nobodys_rows() -> None:
    mother, child = make_person(), make_person(name="Jaś", phone="")

    assert subject_of(mother).contacts == {PHONE}
    assert subject_of(child).contacts == frozenset()


def test_what_is_to_come_is_called_off_so_that_the_next_one_moves_up() -> None:
    session = make_session(capacity=1)
    assert session.sign_up_list
    first, second = join(session.sign_up_list, "ada"), join(session.sign_up_list, "ola")
    assert second.status == SignUp.Status.WAITING

    erased(first.person)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, first.name, first.email) == (SignUp.Status.CANCELLED, GONE, "")
    assert second.status in (SignUp.Status.OFFERED, SignUp.Status.CONFIRMED)


def test_a_hold_keeps_a_person_until_it_ends() -> None:
    person = make_person()
    hold = DataHold.objects.create(
        person=person, reason="claim", why="spór", since=timezone.localdate()
    )
    with pytest.raises(operations.ErasingError, match="wstrzymane"):
        erased(person)

    DataHold.objects.filter(pk=hold.pk).update(ended_at=timezone.now())

    assert erased(person).is_whole


def test_a_paper_the_law_keeps_stays_with_the_name_alone_and_goes_when_its_time_is_over() -> None:
    person = make_person()
    planter = Planter(person)
    agreement: Any = planter.plant(_model("volunteering.agreement"))
    today = timezone.localdate()
    type(agreement).objects.update(ends_on=today, begins_on=today)

    made = erased(person)

    person.refresh_from_db()
    assert (person.name, person.email, person.phone) == (NAME, "", "")
    assert [each["label"] for each in made.stays] == ["volunteering.agreement"]
    assert made.until == today + timedelta(days=3650)
    assert not made.is_whole


def test_people_who_came_are_counted_as_before() -> None:
    person = make_person()
    planter = Planter(person)
    planter.plant(Presence)

    erased(person)

    left = Presence.objects.get()
    assert (left.person_id, left.name, left.picked_up_by) == (person.pk, GONE, "")


def _model(label: str) -> Any:
    return next(model for each, model, _told in declared() if each == label)


def _has_mark(path: Path) -> bool:
    return _marked(path.read_bytes())


def _marked(data: bytes) -> bool:
    return any(needle in data.decode(errors="ignore") for needle in NEEDLES)


def test_whoever_leads_activities_to_this_day_is_not_erased_from_them() -> None:
    person = make_person()
    Leader.objects.create(name=NAME, email=EMAIL)

    with pytest.raises(operations.ErasingError, match="prowadzi zajęcia"):
        erased(person)


@pytest.mark.parametrize(("has_namesake", "left"), [(False, GONE), (True, NAME)])
def test_a_whole_name_at_the_door_is_theirs_unless_somebody_else_bears_it(
    *, has_namesake: bool, left: str
) -> None:
    person = make_person()
    if has_namesake:
        make_person(email="inna@example.org", phone="")
    walk_in: Any = Planter(person).bare(Presence)
    Presence.objects.filter(pk=walk_in.pk).update(name=NAME, person=None)

    erased(person)

    assert Presence.objects.get().name == left
