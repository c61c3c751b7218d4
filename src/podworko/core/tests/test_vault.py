import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from podworko.core import vault
from podworko.core.models import VaultProof


def new_key() -> str:
    return Fernet.generate_key().decode()


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=400), max_size=5))
def test_what_is_sealed_opens_as_it_was(values: dict[str, str]) -> None:
    assert vault.opened(vault.sealed(values)) == values


def test_a_seal_shows_neither_words_nor_their_length() -> None:
    short, long = vault.sealed({"name": "Ola"}), vault.sealed({"name": "Aleksandra Wrona-Nowak"})

    assert "Ola" not in short
    assert len(short) == len(long)
    assert vault.sealed({"name": "Ola"}) != short


def test_nothing_is_nothing() -> None:
    assert vault.opened("") == {}


def test_another_key_opens_nothing_and_says_nothing(settings: object) -> None:
    token = vault.sealed({"name": "Ola"})
    settings.PODWORKO_VAULT_KEYS = [new_key()]  # type: ignore[attr-defined]

    with pytest.raises(vault.SealedError) as caught:
        vault.opened(token)

    assert token not in str(caught.value)
    assert caught.value.__suppress_context__


def test_what_was_changed_does_not_open() -> None:
    token = vault.sealed({"name": "Ola"})
    other = token[:-5] + ("A" if token[-5] != "A" else "B") + token[-4:]

    with pytest.raises(vault.SealedError):
        vault.opened(other)


def test_the_newest_key_seals_and_all_open(settings: object) -> None:
    former = settings.PODWORKO_VAULT_KEYS[0]  # type: ignore[attr-defined]
    before = vault.sealed({"name": "Ola"})
    newest = new_key()
    settings.PODWORKO_VAULT_KEYS = [newest, former]  # type: ignore[attr-defined]
    after = vault.sealed({"name": "Ala"})

    assert vault.opened(before) == {"name": "Ola"}
    settings.PODWORKO_VAULT_KEYS = [newest]  # type: ignore[attr-defined]
    assert vault.opened(after) == {"name": "Ala"}


@pytest.mark.parametrize(
    ("keys", "said"),
    [([], "is not set"), (["short"], "no key"), (["ą" * 32], "no key")],
    ids=["none", "no key", "letters"],
)
def test_without_a_key_it_says_how_to_make_one(
    settings: object, keys: list[str], said: str
) -> None:
    settings.PODWORKO_VAULT_KEYS = keys  # type: ignore[attr-defined]

    with pytest.raises(ImproperlyConfigured, match=said) as caught:
        vault.sealed({})

    assert "./podworko vault new-key" in str(caught.value)


@pytest.mark.django_db
def test_the_first_start_notes_the_key_and_another_is_refused(settings: object) -> None:
    vault.prove()
    proof = VaultProof.objects.get()
    vault.prove()
    settings.PODWORKO_VAULT_KEYS = [new_key()]  # type: ignore[attr-defined]

    with pytest.raises(ImproperlyConfigured, match="another key"):
        vault.prove()

    assert VaultProof.objects.get().token == proof.token


@pytest.mark.django_db
def test_after_rotation_the_former_key_is_not_needed(settings: object) -> None:
    vault.prove()
    former = settings.PODWORKO_VAULT_KEYS[0]  # type: ignore[attr-defined]
    newest = new_key()
    settings.PODWORKO_VAULT_KEYS = [newest, former]  # type: ignore[attr-defined]

    assert vault.rotate() == vault.count() == 1

    settings.PODWORKO_VAULT_KEYS = [newest]  # type: ignore[attr-defined]
    vault.prove()


@pytest.mark.django_db
def test_rotation_stops_at_what_no_key_opens(settings: object) -> None:
    vault.prove()
    token = VaultProof.objects.get().token
    settings.PODWORKO_VAULT_KEYS = [new_key()]  # type: ignore[attr-defined]

    with pytest.raises(vault.SealedError):
        vault.rotate()

    assert VaultProof.objects.get().token == token
