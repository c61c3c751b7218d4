"""Two at the desk act at the same moment; each race has its control."""

from functools import partial

import pytest
from django.db import IntegrityError, OperationalError

from podworko.audit.public import SYSTEM
from podworko.core.tests.racing import at_once, meet_after, needs_row_locks
from podworko.partners import operations
from podworko.partners.models import Contact, Correction, Organisation
from podworko.partners.operations import OrganisationError, asking, contacts
from podworko.partners.tests.factories import make_organisation

pytestmark = pytest.mark.django_db(transaction=True)


def answer_at_once(patch: pytest.MonkeyPatch) -> list[Exception]:
    """Have one take a correction over and another drop it; return who was told no."""
    told = operations.correct(make_organisation(), words="Nowe godziny.", actor=SYSTEM)
    meet_after(patch, asking, "_locked")
    acts = [
        partial(asking.answer_correction, told, state=state, actor=SYSTEM)
        for state in (Correction.State.TAKEN, Correction.State.DROPPED)
    ]
    return at_once(acts, OrganisationError, OperationalError)


def test_a_correction_gets_one_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(answer_at_once(monkeypatch)) == 1


def test_the_race_for_an_answer_is_real(monkeypatch: pytest.MonkeyPatch) -> None:
    needs_row_locks()
    monkeypatch.setattr(asking, "_locked", lambda row: Correction.objects.get(pk=row.pk))

    assert answer_at_once(monkeypatch) == []


def name_at_once(patch: pytest.MonkeyPatch) -> list[Exception]:
    """Have two each write down somebody else as the one who is asked."""
    owner = make_organisation()
    meet_after(patch, contacts, "locked_organisation")
    acts = [
        partial(
            contacts.save_contact,
            Contact(organisation=owner, name=name, email="a@example.org", is_asked=True),
            actor=SYSTEM,
        )
        for name in ("Ewa", "Jan")
    ]
    return at_once(acts, IntegrityError, OperationalError)


def test_of_two_named_at_once_both_stay_and_one_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert name_at_once(monkeypatch) == []

    assert Contact.objects.count() == 2
    assert Contact.objects.filter(is_asked=True).count() == 1


def test_the_race_for_who_is_asked_is_real(monkeypatch: pytest.MonkeyPatch) -> None:
    needs_row_locks()
    monkeypatch.setattr(contacts, "locked_organisation", lambda pk: Organisation.objects.get(pk=pk))

    assert len(name_at_once(monkeypatch)) == 1
