"""Nobody who was erased is in a new backup, and no older one brings them back."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile

from podworko.activities.models import SignUp
from podworko.audit.public import SYSTEM
from podworko.cli import backup, ending
from podworko.core import times
from podworko.core.archive import write_archive
from podworko.core.errors import DomainError
from podworko.core.privacy import GONE, erasing
from podworko.core.text import fold
from podworko.debates.models import Voice
from podworko.initiatives.models import Problem
from podworko.network.public import Leader
from podworko.people.merging import merge
from podworko.people.models import Person
from podworko.privacy import erased_list, operations
from podworko.privacy.models import Erasure
from podworko.privacy.operations import erasing as operations_erasing
from podworko.privacy.tests.planting import EMAIL, NAME, NEEDLES, PHONE, Planter, marks_left

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("own_database"),
    pytest.mark.slow,
]


def known_person() -> Person:
    """Make somebody with a card, a sign-up, a picture and a voice that leads to no card."""
    person = Person.objects.create(name=NAME, folded_name=fold(NAME), email=EMAIL, phone=PHONE)
    planter = Planter(person)
    planter.given["initiatives.problem"] = {"photo": ContentFile(NAME.encode(), name="a.png")}
    for model in (SignUp, Voice, Problem):
        planter.plant(model)
    return person


def marked(folder: Path) -> list[Path]:
    found = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in found if _is_marked(path.read_bytes())]


def test_a_new_backup_holds_no_byte_of_whoever_was_erased(tmp_path: Path, files: Path) -> None:
    person = known_person()
    assert marks_left()
    operations.erase(person, why=Erasure.Why.REQUEST, actor=SYSTEM)

    write_archive(tmp_path / "new.zip", files=files)

    with ZipFile(tmp_path / "new.zip") as archive:
        assert [name for name in archive.namelist() if _is_marked(archive.read(name))] == []


def test_an_older_backup_does_not_bring_them_back(
    tmp_path: Path, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    person = known_person()
    write_archive(tmp_path / "old.zip", files=files)
    operations.erase(person, why=Erasure.Why.REQUEST, actor=SYSTEM)
    assert len(erased_list.since(None)) == 1

    done = backup.run(["restore", str(tmp_path / "old.zip"), "--replace"])

    assert done == ending.DONE
    assert "erased again" in capsys.readouterr().out
    assert marks_left() == []
    assert marked(files) == []
    assert Erasure.objects.get().why == Erasure.Why.RESTORED


def test_the_list_alone_is_the_control(tmp_path: Path, files: Path) -> None:
    """Without the list kept apart an older backup does bring the person back."""
    person = known_person()
    write_archive(tmp_path / "old.zip", files=files)
    operations.erase(person, why=Erasure.Why.REQUEST, actor=SYSTEM)
    Erasure.objects.all().delete()
    (files.parent / erased_list.NAME).unlink()

    backup.run(["restore", str(tmp_path / "old.zip"), "--replace"])

    assert marks_left() != []


def _is_marked(data: bytes) -> bool:
    return any(needle in data.decode(errors="ignore") for needle in NEEDLES)


def test_an_older_backup_does_not_bring_back_a_card_that_was_merged_later(
    tmp_path: Path, files: Path
) -> None:
    kept, gone = known_person(), Person.objects.create(name=f"{NAME} II", folded_name=fold(NAME))
    write_archive(tmp_path / "old.zip", files=files)
    merge(kept, gone=gone, actor=SYSTEM)
    operations.erase(kept, why=Erasure.Why.REQUEST, actor=SYSTEM)

    backup.run(["restore", str(tmp_path / "old.zip"), "--replace"])

    assert set(Person.objects.values_list("name", flat=True)) == {GONE}


def test_a_backup_from_before_something_was_settled_can_be_restored(
    tmp_path: Path, files: Path
) -> None:
    """Whoever led activities when it was made had ended before they were erased."""
    person = known_person()
    Leader.objects.create(name=NAME, email=EMAIL)
    write_archive(tmp_path / "old.zip", files=files)
    Leader.objects.update(ends_on=times.today() - timedelta(days=1))
    operations.erase(person, why=Erasure.Why.REQUEST, actor=SYSTEM)

    done = backup.run(["restore", str(tmp_path / "old.zip"), "--replace"])

    assert done == ending.DONE
    assert marks_left() == []


def test_whom_a_module_refuses_to_erase_again_is_told_of_and_the_rest_is_back(
    tmp_path: Path, files: Path, capsys: pytest.CaptureFixture[str], monkeypatch: Any
) -> None:
    person = known_person()
    write_archive(tmp_path / "old.zip", files=files)
    operations.erase(person, why=Erasure.Why.REQUEST, actor=SYSTEM)

    def refuse(*_told: object) -> dict[str, int]:
        raise DomainError("Ta rzecz jest teraz u kogoś.")

    monkeypatch.setattr(type(erasing), "steps", lambda _self: [refuse])
    done = backup.run(["restore", str(tmp_path / "old.zip"), "--replace"])

    assert done == ending.DONE
    assert str(person.public_id) in capsys.readouterr().err


def test_a_contact_that_is_somebody_elses_in_the_backup_leads_to_nothing_there(
    tmp_path: Path, files: Path
) -> None:
    person = known_person()
    other = Person.objects.create(name="Ela Kos", folded_name="ela kos", phone=PHONE)
    Voice.objects.update(email="", phone=PHONE)
    write_archive(tmp_path / "old.zip", files=files)
    Person.objects.filter(pk=other.pk).update(phone="")
    operations.erase(person, why=Erasure.Why.REQUEST, actor=SYSTEM)

    backup.run(["restore", str(tmp_path / "old.zip"), "--replace"])

    assert Voice.objects.get().phone == PHONE


def test_a_line_cut_short_spoils_nothing_but_itself(files: Path) -> None:
    operations.erase(known_person(), why=Erasure.Why.REQUEST, actor=SYSTEM)
    path = files.parent / erased_list.NAME
    with path.open("a") as held:
        held.write('["cut sho')
    operations.erase(Person.objects.create(name="Ela"), why=Erasure.Why.REQUEST, actor=SYSTEM)

    assert len(erased_list.since(None)) == 2


@pytest.mark.usefixtures("files")
def test_an_erasure_under_way_when_the_backup_was_made_is_done_again() -> None:
    made = operations.erase(known_person(), why=Erasure.Why.REQUEST, actor=SYSTEM)

    assert len(erased_list.since(made.made_at + timedelta(minutes=1))) == 1
    assert erased_list.since(made.made_at + timedelta(minutes=16)) == []


@pytest.mark.usefixtures("files")
def test_a_file_that_cannot_be_deleted_keeps_nobody_from_the_list(monkeypatch: Any) -> None:
    def refuse(_names: object) -> None:
        raise PermissionError

    monkeypatch.setattr(operations_erasing, "remove_files", refuse)
    with pytest.raises(PermissionError):
        operations.erase(known_person(), why=Erasure.Why.REQUEST, actor=SYSTEM)

    assert len(erased_list.since(None)) == 1


def test_the_nightly_run_writes_whom_a_fault_kept_from_the_list(files: Path) -> None:
    operations.erase(known_person(), why=Erasure.Why.REQUEST, actor=SYSTEM)
    (files.parent / erased_list.NAME).unlink()

    operations.keep(actor=SYSTEM)

    assert len(erased_list.since(None)) == 1
