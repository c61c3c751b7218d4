"""Studies: what lets them run and close, steps, needs with evidence, two who write at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from podworko.audit.models import Entry
from podworko.audit.public import SYSTEM, history
from podworko.core.times import today
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.diagnosis import operations
from podworko.diagnosis.models import Evidence, Need, Study
from podworko.diagnosis.operations import EvidenceData, StudyError
from podworko.diagnosis.operations.studies import REPORT_FIELDS, STUDY_FIELDS
from podworko.diagnosis.tests.factories import make_need, make_pal, make_study
from podworko.diagnosis.tests.walking import make_step, make_walk

pytestmark = pytest.mark.django_db

State = Study.State


def evidence_of(step: Any, **fields: Any) -> EvidenceData:
    return EvidenceData("interview", "rozmowy", 7, step.study, about=step, **fields)  # type: ignore[arg-type]


def test_two_studies_of_one_name_have_two_addresses() -> None:
    pal = make_pal()
    days = {"begins_on": today(), "ends_on": today()}

    made = [
        operations.save_study(Study(pal=pal, title="Żółć pod lipą!", **days), actor=SYSTEM)
        for _number in range(3)
    ]

    base = f"zolc-pod-lipa-{today().year}"
    assert [study.slug for study in made] == [base, f"{base}-2", f"{base}-3"]
    assert history(made[0]) == ["study.begun"]


@pytest.mark.parametrize("lacking", ["who_asks", "why", "methods"])
def test_a_study_runs_only_with_who_asks_why_and_how(lacking: str) -> None:
    said: dict[str, Any] = {"who_asks": "Zespół", "why": "Żeby wiedzieć", "methods": ["walk"]}
    study = make_study(
        state=State.PREPARED, **said | {lacking: "  " if lacking != "methods" else []}
    )

    with pytest.raises(StudyError):
        operations.move_study(study, to=State.RUNNING, actor=SYSTEM)
    Study.objects.filter(pk=study.pk).update(**said)
    operations.move_study(study, to=State.RUNNING, actor=SYSTEM)

    study.refresh_from_db()
    assert study.state == State.RUNNING


def test_a_running_study_cannot_lose_who_asks() -> None:
    study = make_study(methods=["walk"])
    seen = version_of(study, STUDY_FIELDS)
    study.who_asks = ""

    with pytest.raises(StudyError):
        operations.save_study(study, actor=SYSTEM, seen_version=seen)

    study.refresh_from_db()
    assert study.who_asks == "Zespół PAL"


def test_a_study_is_not_closed_without_conclusions_nor_over_an_open_walk() -> None:
    study = make_study(state=State.ANALYSED)
    walk = make_walk(study=study)

    with pytest.raises(StudyError) as no_conclusions:
        operations.move_study(study, to=State.CLOSED, actor=SYSTEM)
    Study.objects.update(conclusions="Brakuje ławek.")
    with pytest.raises(StudyError) as open_walk:
        operations.move_study(study, to=State.CLOSED, actor=SYSTEM)
    operations.move_walk(walk, to=walk.State.CLOSED, actor=SYSTEM)
    operations.move_study(study, to=State.CLOSED, actor=SYSTEM)

    assert "Napisz wnioski." in str(no_conclusions.value.message)
    assert str(open_walk.value.message) == "Zakończ spacer, który jest otwarty."
    study.refresh_from_db()
    assert study.state == State.CLOSED


@pytest.mark.parametrize(
    ("now", "to"),
    [
        (State.PREPARED, State.ANALYSED),
        (State.RUNNING, State.PREPARED),
        (State.RUNNING, State.CLOSED),
        (State.CLOSED, State.RUNNING),
    ],
)
def test_no_state_is_leapt_over(now: Any, to: Any) -> None:
    study = make_study(state=now, methods=["walk"], conclusions="Są.")

    with pytest.raises(StudyError):
        operations.move_study(study, to=to, actor=SYSTEM)


def test_moving_where_it_is_leaves_no_entry() -> None:
    study = make_study()

    operations.move_study(study, to=State.RUNNING, actor=SYSTEM)

    assert history(study) == []


def test_a_report_is_shown_only_once_the_study_is_closed() -> None:
    study = make_study(state=State.ANALYSED)

    with pytest.raises(StudyError):
        operations.publish_report(study, public=True, actor=SYSTEM)
    Study.objects.update(state=State.CLOSED)
    operations.publish_report(study, public=True, actor=SYSTEM)
    operations.publish_report(study, public=True, actor=SYSTEM)
    operations.publish_report(study, public=False, actor=SYSTEM)

    assert history(study) == ["study.report_published", "study.report_withdrawn"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Study.objects.filter(pk=study.pk).update(is_report_public=True, state=State.PREPARED)


def test_the_description_and_the_report_do_not_overwrite_each_other() -> None:
    study = make_study(methods=["walk"])
    of_facts, of_report = Study.objects.get(pk=study.pk), Study.objects.get(pk=study.pk)
    of_facts.area, of_report.conclusions = "Inny teren", "Brakuje ławek."

    operations.save_study(of_facts, actor=SYSTEM, seen_version=version_of(study, STUDY_FIELDS))
    operations.write_report(of_report, actor=SYSTEM, seen_version=version_of(study, REPORT_FIELDS))

    study.refresh_from_db()
    assert (study.area, study.conclusions) == ("Inny teren", "Brakuje ławek.")
    with pytest.raises(ChangedMeanwhileError):
        operations.save_study(of_facts, actor=SYSTEM, seen_version="stara")
    with pytest.raises(ChangedMeanwhileError):
        operations.write_report(of_report, actor=SYSTEM, seen_version="stara")


def test_a_closed_study_keeps_its_conclusions() -> None:
    study = make_study(state=State.CLOSED, conclusions="Są.")
    seen = version_of(study, REPORT_FIELDS)
    study.conclusions = " "

    with pytest.raises(StudyError):
        operations.write_report(study, actor=SYSTEM, seen_version=seen)


def test_the_previous_study_is_an_earlier_one_of_the_same_pal() -> None:
    study = make_study(methods=["walk"])
    elsewhere = make_study(begins_on=today() - timedelta(days=400))
    later = make_study(pal=study.pal, begins_on=today())
    earlier = make_study(pal=study.pal, begins_on=today() - timedelta(days=400))

    for wrong in (study, elsewhere, later):
        study.previous = wrong
        with pytest.raises(StudyError) as refused:
            operations.save_study(study, actor=SYSTEM, seen_version=version_of(study, STUDY_FIELDS))
        assert refused.value.field == "previous"
    study.refresh_from_db()
    seen = version_of(study, STUDY_FIELDS)
    study.previous = earlier
    operations.save_study(study, actor=SYSTEM, seen_version=seen)

    assert list(earlier.next_ones.all()) == [study]


def test_a_step_that_is_done_says_what_was_heard() -> None:
    step = make_step(is_done=False, findings="")
    step.is_done = True

    with pytest.raises(StudyError) as refused:
        operations.save_step(step, actor=SYSTEM)
    step.findings = "Ciemno."
    operations.save_step(step, actor=SYSTEM)

    assert refused.value.field == "findings"
    assert history(step) == ["study.step_changed"]


def test_steps_of_a_closed_study_stay_as_they_are() -> None:
    step = make_step(study=make_study(state=State.CLOSED))

    for change in (operations.save_step, operations.remove_step):
        with pytest.raises(StudyError):
            change(step, actor=SYSTEM)


def test_a_need_comes_from_a_step_with_its_voices() -> None:
    step = make_step(voices=9)
    need = Need(pal=step.study.pal, title="Ciemno przy przejściu", category="safety")

    operations.need_from_step(need, step=step, data=evidence_of(step), actor=SYSTEM)
    operations.need_from_step(need, step=step, data=evidence_of(step), actor=SYSTEM)

    kept = Evidence.objects.get()
    assert (kept.need, kept.study, kept.voices) == (need, step.study, 7)
    assert need.status == Need.Status.REPORTED
    with pytest.raises(StudyError):
        operations.remove_step(step, actor=SYSTEM)


def test_nobody_said_anything_in_a_step_that_is_not_done() -> None:
    step = make_step(is_done=False)

    with pytest.raises(StudyError):
        operations.need_from_step(make_need(), step=step, data=evidence_of(step), actor=SYSTEM)


def test_a_step_nothing_rests_on_is_removed() -> None:
    step = make_step()

    operations.remove_step(step, actor=SYSTEM)

    assert step.study.steps.count() == 0
    assert Entry.objects.get().verb == "study.step_removed"
