"""Two at the desk act at the same moment; each race has its control."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, OperationalError

from podworko.accounts.public import Grant, User
from podworko.audit.public import SYSTEM, history
from podworko.core.tests.racing import at_once, meet_after, meet_before, needs_row_locks
from podworko.core.times import today
from podworko.messages.models import Message
from podworko.partners import operations
from podworko.partners.models import Agreement, Contact, Correction, Organisation
from podworko.partners.operations import OrganisationError, agreements, asking, contacts
from podworko.partners.tests.factories import make_agreement, make_organisation, make_pal

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
    meet_before(patch, Contact, "save")
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


def tell_at_once(patch: pytest.MonkeyPatch) -> int:
    """Have two workers tell of the same end; return how often the trail says so."""
    pal, soon = make_pal(), today() + timedelta(days=20)
    user = User.objects.create_user("ola@example.org", name="Ola Wrona")
    Grant.objects.create(user=user, role="animator", pal=pal)
    row = make_agreement(make_organisation(), pal, ends_on=soon)
    operations.sign_agreement(row, day=today(), actor=SYSTEM)
    meet_after(patch, agreements, "_locked")
    at_once([partial(agreements.tell_of_end, row, actor=SYSTEM)] * 2, OperationalError)
    return history(row).count("partner_agreement.end_told")


def test_of_two_workers_one_tells_of_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    assert tell_at_once(monkeypatch) == 1
    assert Message.objects.filter(template="partners/agreement_ends").count() == 1


def test_the_race_of_two_workers_is_real(monkeypatch: pytest.MonkeyPatch) -> None:
    needs_row_locks()
    monkeypatch.setattr(agreements, "_locked", lambda row: Agreement.objects.get(pk=row.pk))

    assert tell_at_once(monkeypatch) == 2
