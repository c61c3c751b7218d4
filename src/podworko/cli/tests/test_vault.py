"""The key of what is confidential: made, changed, tried, and missed at every door."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

from podworko.cli import __main__ as commands
from podworko.cli import backup, demo, server, setup, vault
from podworko.core import vault as core
from podworko.core.models import VaultProof
from podworko.messages.models import Message
from podworko.messages.operations import send
from podworko.messages.public import Recipient, unsealed
from podworko.network.models import Place

DOORS = (["serve"], ["jobs"], ["demo", "--port", "0"])


def new_key() -> str:
    return Fernet.generate_key().decode()


def seal_something() -> Message:
    """Have something sealed beside the proof."""
    place = Place.objects.create(name="Dom", slug="dom")
    return send(
        "consultations/cancelled",
        to=Recipient("Żaneta", email="zaneta@example.org"),
        context={"name": "Żaneta", "when": "", "manage_url": "https://example.org", "pal": ""}
        | {"pal_phone": ""},
        about=place,
        once="sealed",
        sealed=True,
    )


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Have every door stand in a set-up site; give what went on behind it."""
    done: list[str] = []

    def note(what: str) -> Callable[..., None]:
        return lambda *_args, **_more: done.append(what)

    monkeypatch.setattr(setup, "start", lambda _settings: None)
    monkeypatch.setattr(setup, "ensure_database", note("tables"))
    monkeypatch.setattr(setup, "ensure_static", note("static"))
    monkeypatch.setattr(server, "serve", note("served"))
    monkeypatch.setattr(server, "start_jobs", note("jobs"))
    monkeypatch.setattr(demo, "_environment", lambda _options: None)
    monkeypatch.setattr(demo, "_load", note("loaded"))
    monkeypatch.setattr(demo, "_serve", note("served"))
    monkeypatch.setattr("django.core.management.execute_from_command_line", note("jobs"))
    return done


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door[0])
@pytest.mark.parametrize("kind", ["none", "no key", "another"])
def test_no_door_opens_without_the_key_and_nothing_is_changed(
    door: list[str], kind: str, opened: list[str], settings: Any, capsys: Any
) -> None:
    core.prove()
    before = VaultProof.objects.get().token
    keys = {"none": [], "no key": ["short"], "another": [new_key()]}[kind]
    settings.PODWORKO_VAULT_KEYS = keys

    assert commands.main(door) == 1

    said = capsys.readouterr().err
    assert said.startswith("podworko: PODWORKO_VAULT_KEY ")
    assert said.count("\n") == 1
    assert opened == []
    assert VaultProof.objects.get().token == before


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door[0])
def test_with_the_key_every_door_opens(door: list[str], opened: list[str]) -> None:
    assert commands.main(door) == 0

    assert opened[0] == "tables"
    assert opened[-1] in {"served", "jobs"}


@pytest.mark.django_db
def test_a_former_key_after_a_comma_opens_too(opened: list[str], settings: Any) -> None:
    core.prove()
    settings.PODWORKO_VAULT_KEYS = [new_key(), *settings.PODWORKO_VAULT_KEYS]

    assert commands.main(["serve"]) == 0
    assert "served" in opened


def test_before_there_are_tables_a_missing_key_is_said_already(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PODWORKO_VAULT_KEYS = []
    monkeypatch.setattr(setup, "ensure_database", lambda: pytest.fail("tables were made"))

    with pytest.raises(ImproperlyConfigured, match="is not set"):
        setup.ensure_ready()


@pytest.fixture
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "begin", lambda _argv: True)


def test_a_new_key_seals(capsys: Any, settings: Any) -> None:
    assert vault.run(["vault", "new-key"]) == 0

    settings.PODWORKO_VAULT_KEYS = [capsys.readouterr().out.strip()]
    assert core.opened(core.sealed({"name": "Ola"})) == {"name": "Ola"}


@pytest.mark.django_db
@pytest.mark.usefixtures("_installed")
def test_a_lost_key_is_given_up_only_when_said_so(settings: Any, capsys: Any) -> None:
    core.prove()
    lost = seal_something()
    settings.PODWORKO_VAULT_KEYS = [new_key()]

    assert vault.run(["vault", "give-up"]) == 1
    assert "nothing was changed" in capsys.readouterr().err
    with pytest.raises(ImproperlyConfigured):
        core.prove()

    assert vault.run(["vault", "give-up", "--lose"]) == 0
    core.prove()
    lost.refresh_from_db()
    assert "1 values are given up" in capsys.readouterr().out
    assert unsealed(lost).to_name == ""
    assert core.count_closed() == 0


@pytest.mark.django_db
@pytest.mark.usefixtures("_installed")
def test_giving_up_leaves_what_a_key_opens(settings: Any) -> None:
    core.prove()
    kept = seal_something()
    settings.PODWORKO_VAULT_KEYS = [new_key(), *settings.PODWORKO_VAULT_KEYS]

    vault.run(["vault", "give-up", "--lose"])

    kept.refresh_from_db()
    assert unsealed(kept).to_name == "Żaneta"


@pytest.mark.django_db
@pytest.mark.usefixtures("_installed")
def test_rotating_makes_the_former_key_needless(settings: Any, capsys: Any) -> None:
    core.prove()
    message, newest = seal_something(), new_key()
    settings.PODWORKO_VAULT_KEYS = [newest, *settings.PODWORKO_VAULT_KEYS]
    assert vault.run(["vault", "check"]) == 0
    assert "2 of 2 values are of a former key" in capsys.readouterr().out

    assert vault.run(["vault", "rotate"]) == 0

    settings.PODWORKO_VAULT_KEYS = [newest]
    assert "2 values are sealed with the first key" in capsys.readouterr().out
    assert vault.run(["vault", "check"]) == 0
    assert capsys.readouterr().out == "The first key opens all that is sealed here: 2 values.\n"
    message.refresh_from_db()
    assert unsealed(message).to_name == "Żaneta"


@pytest.mark.django_db
@pytest.mark.usefixtures("_installed")
def test_rotation_that_was_stopped_still_needs_the_former_key(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    core.prove()
    seal_something()
    newest = new_key()
    settings.PODWORKO_VAULT_KEYS = [newest, *settings.PODWORKO_VAULT_KEYS]
    anew, left = core._anew, iter([True])

    def once(token: str) -> str:
        if not next(left, False):
            raise KeyboardInterrupt
        return anew(token)

    monkeypatch.setattr(core, "_anew", once)
    with pytest.raises(KeyboardInterrupt):
        core.rotate()

    monkeypatch.setattr(core, "_anew", anew)
    former = settings.PODWORKO_VAULT_KEYS
    settings.PODWORKO_VAULT_KEYS = [newest]
    with pytest.raises(ImproperlyConfigured, match="another key"):
        core.prove()
    settings.PODWORKO_VAULT_KEYS = former
    assert vault.run(["vault", "rotate"]) == 0
    settings.PODWORKO_VAULT_KEYS = [newest]
    core.prove()


@pytest.mark.django_db
@pytest.mark.usefixtures("_installed")
def test_check_finds_what_no_key_opens(settings: Any, capsys: Any) -> None:
    core.prove()
    own = settings.PODWORKO_VAULT_KEYS
    settings.PODWORKO_VAULT_KEYS = [new_key()]
    seal_something()
    settings.PODWORKO_VAULT_KEYS = own

    assert vault.run(["vault", "check"]) == 1
    assert capsys.readouterr().err == "podworko: 1 of 2 values are of a key that is not set.\n"


@pytest.mark.django_db
@pytest.mark.usefixtures("_installed")
@pytest.mark.parametrize("what", ["rotate", "check"])
def test_another_key_is_refused(what: str, settings: Any) -> None:
    core.prove()
    settings.PODWORKO_VAULT_KEYS = [new_key()]

    with pytest.raises(ImproperlyConfigured, match="another key"):
        vault.run(["vault", what])


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("own_database")
def test_backup_of_another_key_comes_back_and_says_that_it_does_not_open(
    tmp_path: Path, files: Path, settings: Any, capsys: Any
) -> None:
    del files
    core.prove()
    own = settings.PODWORKO_VAULT_KEYS
    target = str(tmp_path / "b.zip")
    backup.write([target])
    settings.PODWORKO_VAULT_KEYS = [new_key()]

    assert backup.put_back([target, "--replace"]) == 1

    said = capsys.readouterr().err
    assert "the data are back, but the site will not start" in said
    settings.PODWORKO_VAULT_KEYS = own
    core.prove()
    with zipfile.ZipFile(target) as archive:
        parts = [archive.read(name) for name in archive.namelist()]
    assert not any(own[0].encode() in part for part in parts)
