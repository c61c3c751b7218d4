"""Nobody who was erased is in a new backup, and no older one brings them back."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile

from podworko.activities.models import SignUp
from podworko.audit.public import SYSTEM
from podworko.cli import backup, ending
from podworko.core.archive import write_archive
from podworko.core.text import fold
from podworko.debates.models import Voice
from podworko.initiatives.models import Problem
from podworko.people.models import Person
from podworko.privacy import erased_list, operations
from podworko.privacy.models import Erasure
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
