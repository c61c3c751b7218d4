"""Two act at once: erasing leaves one certificate, and one of two first texts is refused kindly."""

from typing import Any
from unittest import mock

import pytest
from django.db import IntegrityError

from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.tests.racing import at_once, meet_before, needs_row_locks
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.people.models import Person
from podworko.privacy import operations
from podworko.privacy.models import Clause, Erasure, ProcessingNote
from podworko.privacy.operations import erasing, officer
from podworko.privacy.operations.officer import NOTE_FIELDS
from podworko.privacy.tests.factories import make_officer, make_person

pytestmark = pytest.mark.django_db(transaction=True)


def erase(key: int) -> Any:
    person = Person.objects.get(pk=key)
    return lambda: operations.erase(person, why=Erasure.Why.REQUEST, actor=SYSTEM)


def test_erasing_at_once_is_erasing_once(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    person = make_person(email="ada@example.org")

    assert at_once([erase(person.pk), erase(person.pk)]) == []

    assert Erasure.objects.count() == 1


def test_without_looking_again_after_the_lock_there_are_two(tmp_path: Any, settings: Any) -> None:
    """The control: what makes the second one find it done is taken away."""
    settings.MEDIA_ROOT = tmp_path / "media"
    person = make_person(email="ada@example.org")

    with mock.patch.object(erasing, "_certificate_of", return_value=None):
        at_once([erase(person.pk), erase(person.pk)])

    assert Erasure.objects.count() == 2


def publish(words: str) -> Any:
    return lambda: operations.publish_clause(
        Clause(form="zapisy", words=words, valid_from=times.today()), actor=SYSTEM
    )


def note(words: str) -> Any:
    empty = version_of(ProcessingNote(matter="programme"), NOTE_FIELDS)
    return lambda: operations.save_note(_note(words), seen_version=empty, actor=SYSTEM)


def _note(words: str) -> ProcessingNote:
    row = ProcessingNote.objects.filter(matter="programme").first()
    row = row or ProcessingNote(matter="programme")
    row.words = words
    return row


FIRST = [(Clause, publish), (ProcessingNote, note)]


@pytest.mark.parametrize(("model", "act"), FIRST)
def test_of_two_first_texts_one_is_told_that_the_other_was_quicker(
    model: Any, act: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_before(monkeypatch, officer, "_save_first")

    refused = at_once([act("Zapisujemy."), act("Notujemy.")], DomainError)

    assert len(refused) == 1
    assert model.objects.count() == 1


@pytest.mark.parametrize(("model", "act"), FIRST)
def test_the_control_of_first_texts_is_a_fault(
    model: Any, act: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without what turns the refusal of the database into words."""
    needs_row_locks()
    monkeypatch.setattr(officer, "_save_first", lambda row: row.save(force_insert=True))
    meet_before(monkeypatch, officer, "_save_first")

    refused = at_once([act("Zapisujemy."), act("Notujemy.")], IntegrityError, DomainError)

    assert [type(error) for error in refused] == [IntegrityError]
    assert model.objects.count() == 1


def test_whoever_was_slower_keeps_what_they_typed(client: Any, monkeypatch: Any) -> None:
    client.force_login(make_officer())
    Clause.objects.create(form="zapisy", number=1, words="Jej słowa.", valid_from=times.today())

    def refuse(*_args: Any, **_more: Any) -> None:
        raise ChangedMeanwhileError("Ktoś inny zapisał")

    monkeypatch.setattr(officer, "_save_first", refuse)
    day = f"{times.today().year + 1}-01-02"
    sent = {"words": "Moje słowa.", "valid_from": day}
    answer = client.post("/biurko/prywatnosc/klauzule/zapisy/", sent)

    assert answer.status_code == 409
    for words in ("Moje słowa.", "Jej słowa.", "Ktoś inny zapisał"):
        assert words in answer.text
