"""Walks: who may join and when, noting once, places rounded, voices counted by person."""

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from podworko.audit.models import Entry
from podworko.audit.public import RESIDENT, SYSTEM, history
from podworko.core.geo import Point
from podworko.core.tests.racing import at_once, meet_before
from podworko.core.times import today
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.diagnosis import operations
from podworko.diagnosis.models import Evidence, Need, Observation, Study, Walk
from podworko.diagnosis.models.walks import LETTERS, rounded
from podworko.diagnosis.operations import WalkError, walks
from podworko.diagnosis.operations.walks import WALK_FIELDS
from podworko.diagnosis.tests.factories import make_need, make_study
from podworko.diagnosis.tests.walking import (
    a_note,
    make_stop,
    make_walk,
    make_walker,
    noted,
    yesterday_walk,
)

pytestmark = pytest.mark.django_db

State = Walk.State


def test_a_new_walk_has_a_code_of_six_plain_letters() -> None:
    walk = Walk(study=make_study(), title="Z wózkiem", starts_at=timezone.now(), meets_at="brama")

    operations.save_walk(walk, actor=SYSTEM)

    assert len(walk.code) == 6
    assert set(walk.code) <= set(LETTERS)
    assert walk.state == State.PLANNED


def test_a_code_that_somebody_has_is_not_given_again(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = make_walk().code
    codes = iter([taken, taken, "ZZZZZZ"])
    monkeypatch.setattr(walks, "new_code", lambda: next(codes))
    walk = Walk(study=make_study(), title="Drugi", starts_at=timezone.now(), meets_at="brama")

    operations.save_walk(walk, actor=SYSTEM)

    assert walk.code == "ZZZZZZ"


def test_who_saves_a_walk_second_overwrites_nothing() -> None:
    walk = make_walk()

    with pytest.raises(ChangedMeanwhileError):
        operations.save_walk(walk, actor=SYSTEM, seen_version="stara")


def test_a_walk_does_not_become_smaller_than_those_on_it() -> None:
    walk = make_walk()
    make_walker(walk, number=5)
    seen = version_of(walk, WALK_FIELDS)
    walk.most_people = 4

    with pytest.raises(WalkError):
        operations.save_walk(walk, actor=SYSTEM, seen_version=seen)


@pytest.mark.parametrize(
    ("days", "is_on"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_code_opens_a_walk_around_its_day(days: int, is_on: bool) -> None:  # noqa: FBT001 - a case
    walk = make_walk(starts_at=timezone.now() + timedelta(days=days))

    assert walk.is_on(today()) == is_on


@pytest.mark.parametrize("state", [State.PLANNED, State.CLOSED])
def test_nobody_joins_a_walk_that_is_not_open(state: Walk.State) -> None:
    walk = make_walk(state=state)

    with pytest.raises(WalkError):
        make_walker(walk)


@pytest.mark.parametrize("number", [0, 1, 9, 99])
def test_a_number_is_taken_once_and_there_are_as_many_as_people(number: int) -> None:
    walk = make_walk(most_people=8)
    make_walker(walk, number=1)

    with pytest.raises(WalkError):
        make_walker(walk, number=number)

    assert walk.walkers.count() == 1


def test_sending_twice_is_noting_once() -> None:
    walker, key = make_walker(), uuid.uuid4()

    first, second = noted(walker, key=key), noted(walker, key=key, remark="inaczej")

    assert first.pk == second.pk
    assert Observation.objects.get().remark == "Ciemno, nie widać schodów."
    assert history(first) == ["observation.noted"]


def test_a_key_of_somebody_else_is_refused_and_tells_nothing() -> None:
    walk, key = make_walk(), uuid.uuid4()
    noted(make_walker(walk, number=1), key=key)

    with pytest.raises(WalkError):
        noted(make_walker(walk, number=2), key=key)

    assert Observation.objects.count() == 1


def test_a_place_is_kept_to_fifty_metres() -> None:
    walker = make_walker()

    one = noted(walker, near=Point(50.061947, 19.936856))
    two = noted(walker, near=Point(50.062149, 19.937101))

    assert (one.lat, one.lon) == (Decimal("50.0620"), Decimal("19.9370"))
    assert (two.lat, two.lon) == (one.lat, one.lon)
    assert rounded(-0.00026) == Decimal("-0.0005")


def test_where_there_is_no_place_the_stop_is_one() -> None:
    walk = make_walk()
    stop = operations.save_stop(make_stop(walk), near=Point(50.061947, 19.936856), actor=SYSTEM)

    made = noted(make_walker(walk), stop=stop)

    assert made.point == Point(50.062, 19.937)


def test_a_note_says_something_and_belongs_to_the_walk() -> None:
    walker = make_walker()

    for wrong in (a_note(remark="  "), a_note(stop=make_stop(make_walk()))):
        with pytest.raises(WalkError):
            operations.note(walker, what=wrong, actor=RESIDENT)

    photo = ContentFile(b"jpeg", name="a.jpg")
    kept = noted(walker, remark="", photo=photo)
    assert str(kept.photo.name).startswith("inner/walks/")


def test_what_was_written_before_the_end_still_arrives_for_a_week() -> None:
    walk = make_walk()
    walker = make_walker(walk)
    operations.move_walk(walk, to=State.CLOSED, actor=SYSTEM)

    noted(walker, made_on=today() + timedelta(days=40))
    Walk.objects.update(starts_at=timezone.now() - timedelta(days=8))

    assert Observation.objects.get().made_on == walk.day + timedelta(days=1)
    with pytest.raises(WalkError):
        noted(walker)


def test_a_walker_who_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walks, "MOST_NOTES", 1)
    walker = make_walker()
    noted(walker)

    with pytest.raises(WalkError):
        noted(walker)


def test_stops_are_put_in_order() -> None:
    walk = make_walk()
    first, second, third = (make_stop(walk, title=name) for name in "abc")

    operations.shift_stop(third, by=-1, actor=SYSTEM)
    operations.shift_stop(first, by=-1, actor=SYSTEM)
    operations.remove_stop(second, actor=SYSTEM)

    assert [stop.title for stop in walk.stops.all()] == ["a", "c"]
    assert history(walk) == ["walk.script_changed"] * 3


def test_notes_become_a_need_with_a_voice_for_each_person() -> None:
    walk = yesterday_walk()
    dark = list(walk.observations.filter(category="safety"))
    need = Need(pal=walk.study.pal, title="Ciemno przy szkole", category="safety")

    operations.need_from_walk(need, walk=walk, observations=dark, actor=SYSTEM)
    evidence = Evidence.objects.get()
    assert (evidence.voices, evidence.study, evidence.method) == (1, walk.study, "walk")
    operations.need_from_walk(
        need, walk=walk, observations=list(walk.observations.all()), actor=SYSTEM
    )

    assert Evidence.objects.get().voices == 2
    assert need.observations.count() == 3
    with pytest.raises(WalkError):
        operations.need_from_walk(need, walk=walk, observations=[], actor=SYSTEM)


def test_a_note_hidden_or_moved_counts_no_more_at_its_need() -> None:
    walk = yesterday_walk()
    one, other = make_need(), make_need(pal=walk.study.pal)
    notes = list(walk.observations.all())

    def voices() -> list[int]:
        return [need.evidence.get(about__gt="").voices for need in (one, other)]

    operations.need_from_walk(one, walk=walk, observations=notes, actor=SYSTEM)
    operations.need_from_walk(other, walk=walk, observations=notes[:1], actor=SYSTEM)
    moved = voices()
    notes[0].refresh_from_db()
    operations.hide(notes[0], why="nazwisko", actor=SYSTEM)
    hidden = voices()
    operations.show_again(notes[0], actor=SYSTEM)

    assert moved[1] == 1
    assert (hidden[1], voices()) == (0, moved)
    assert moved[0] == len({note.walker_id for note in notes[1:]})


def test_evidence_of_a_walk_does_not_say_how_few_notes_there_are() -> None:
    walk = yesterday_walk()
    need = make_need(pal=walk.study.pal)

    operations.need_from_walk(
        need, walk=walk, observations=[walk.observations.all()[0]], actor=SYSTEM
    )

    assert need.evidence.get(about__gt="").words == f"notatki ze spaceru „{walk.title}”"


def test_a_hidden_note_counts_no_more_and_its_photograph_goes_inside() -> None:
    walk = yesterday_walk()
    one = walk.observations.get(mark="good")
    Observation.objects.filter(pk=one.pk).update(photo="inner/walks/a.jpg")

    with pytest.raises(WalkError):
        operations.share_photo(one, alt=" ", public=True, actor=SYSTEM)
    operations.share_photo(one, alt="trawnik", public=True, actor=SYSTEM)
    with pytest.raises(WalkError):
        operations.hide(one, why=" ", actor=SYSTEM)
    operations.hide(one, why="widać twarz", actor=SYSTEM)
    with pytest.raises(WalkError):
        operations.share_photo(one, alt="trawnik", public=True, actor=SYSTEM)

    one.refresh_from_db()
    assert (one.is_photo_public, one.hidden_why) == (False, "widać twarz")
    assert walk.observations.kept().count() == 2
    operations.need_from_walk(make_need(), walk=walk, observations=[one], actor=SYSTEM)
    assert Evidence.objects.get(study=walk.study).voices == 0
    operations.show_again(one, actor=SYSTEM)
    assert walk.observations.kept().count() == 3


def test_a_walk_with_notes_stays() -> None:
    with pytest.raises(WalkError):
        operations.remove_walk(yesterday_walk(), actor=SYSTEM)
    operations.remove_walk(make_walk(), actor=SYSTEM)

    assert Walk.objects.count() == 1


def test_no_walk_is_opened_in_a_closed_study() -> None:
    walk = make_walk(state=State.PLANNED, study=make_study(state=Study.State.CLOSED))

    with pytest.raises(WalkError):
        operations.move_walk(walk, to=State.OPEN, actor=SYSTEM)


def test_the_database_refuses_what_no_operation_writes() -> None:
    made = noted(make_walker())

    for wrong in ({"remark": ""}, {"mark": "x"}, {"hidden_at": timezone.now()}, {"lat": 50}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Observation.objects.filter(pk=made.pk).update(**wrong)


@pytest.mark.django_db(transaction=True)
def test_the_same_note_sent_twice_at_once_is_kept_once(monkeypatch: pytest.MonkeyPatch) -> None:
    meet_before(monkeypatch, walks, "_noted")
    walker, key = make_walker(), uuid.uuid4()

    raised = at_once([lambda: noted(walker, key=key)] * 2, IntegrityError)

    assert (raised, Observation.objects.count()) == ([], 1)
    assert Entry.objects.filter(verb="observation.noted").count() == 1


@pytest.mark.django_db(transaction=True)
def test_that_race_is_real_without_the_second_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard the test above: who does not look again hits the constraint."""
    meet_before(monkeypatch, walks, "_noted")
    monkeypatch.setattr(walks, "_held", lambda _walker, _key: None)
    walker, key = make_walker(), uuid.uuid4()

    raised = at_once([lambda: noted(walker, key=key)] * 2, IntegrityError)

    assert (len(raised), Observation.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_who_choose_one_number_at_once_do_not_share_it() -> None:
    walk = make_walk()

    raised = at_once([lambda: make_walker(walk, number=3)] * 2, WalkError)

    assert (len(raised), walk.walkers.count()) == (1, 1)
