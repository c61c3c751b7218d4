"""Ten years on: whoever volunteered is forgotten, and what was done still counts."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from podworko.audit import public as audit
from podworko.audit.public import SYSTEM
from podworko.volunteering import certificate_codes, operations, tasks
from podworko.volunteering.models import (
    Agreement,
    Certificate,
    HoursEntry,
    PersonHold,
    Shift,
    Turn,
    Volunteer,
)
from podworko.volunteering.operations import forgetting
from podworko.volunteering.operations.forgetting import GONE, forget_old
from podworko.volunteering.tests.factories import day_in, make_active, make_signed, make_volunteer
from podworko.volunteering.tests.hours_factories import (
    make_certificate,
    make_confirmed,
    make_coordinator,
    make_entry,
    make_request,
    make_told,
)
from podworko.volunteering.tests.shifts_factories import make_past, make_shift, put

pytestmark = pytest.mark.django_db

KEPT = -3650
OLD = day_in(KEPT - 1)


def values(row: Any, *names: str) -> tuple[object, ...]:
    row.refresh_from_db()
    return tuple(getattr(row, name) for name in names)


def test_an_agreement_is_emptied_ten_years_after_its_last_day_and_no_sooner() -> None:
    gone, ended, changed, kept = (make_signed() for _each in range(4))
    rows = Agreement.objects.filter(pk__in=[one.pk for one in (gone, ended, changed, kept)])
    rows.update(guardian_name="Maria", begins_on=day_in(KEPT - 900), since=day_in(KEPT - 900))
    rows.filter(pk=gone.pk).update(ends_on=OLD)
    rows.filter(pk=ended.pk).update(state="ended", ended_on=OLD, ended_why="wyjazd")
    rows.filter(pk=changed.pk).update(replaced_on=day_in(KEPT))
    rows.filter(pk=kept.pk).update(ends_on=day_in(KEPT))

    assert (forget_old(actor=SYSTEM), forget_old(actor=SYSTEM)) == (3, 0)

    for one in (gone, ended, changed):
        assert values(one, "guardian_name", "kept_at", "scope", "ended_why") == ("", "", "", "")
        assert audit.history(one)[-1] == "agreement.forgotten"
    assert values(kept, "guardian_name", "kept_at") == ("Maria", "segregator 1")


def test_a_certificate_loses_its_words_and_code_and_keeps_its_numbers() -> None:
    opinion = make_certificate(kind="opinion", opinion="Dobra osoba.")
    kept, waiting = make_certificate(), make_request(words="do pracy")
    declined, withdrawn = make_request(kind="opinion", words="do szkoły"), make_certificate()
    user = make_coordinator()
    operations.decline_certificate(declined, why="Krótko.", actor=user)
    operations.withdraw_certificate(withdrawn, why="Pomyłka.", actor=user)
    code = certificate_codes.shown(opinion)
    Certificate.objects.exclude(pk=kept.pk).update(requested_on=OLD)
    Certificate.objects.filter(pk__in=[opinion.pk, withdrawn.pk]).update(issued_on=OLD)

    assert (forget_old(actor=SYSTEM), forget_old(actor=SYSTEM)) == (3, 0)

    assert certificate_codes.found(code) is None
    words = values(opinion, "name", "scope", "code", "signatory", "opinion", "is_forgotten")
    assert words == ("", "", "", "", GONE, True)
    assert opinion.number
    assert values(declined, "asked_words", "declined_why") == ("", GONE)
    assert values(withdrawn, "name", "withdrawn_why") == ("", GONE)
    assert values(waiting, "asked_words", "is_forgotten") == ("do pracy", False)
    assert values(kept, "is_forgotten") == (False,)


def test_words_of_hours_go_and_minutes_stay_but_not_of_what_waits() -> None:
    done, refused, waiting, lately = make_confirmed(), make_entry(), make_entry(), make_confirmed()
    former = make_confirmed()
    fixed = operations.correct_hours(former, make_told(), why="dłużej", actor=SYSTEM)
    operations.refuse_hours(refused, why="Nie było.", actor=make_coordinator())
    HoursEntry.objects.exclude(pk=lately.pk).update(day=OLD)
    HoursEntry.objects.filter(pk=done.pk).update(allowed_why="bo tak")

    assert (forget_old(actor=SYSTEM), forget_old(actor=SYSTEM)) == (2, 0)

    assert values(done, "words", "allowed_why", "minutes") == ("", "", 120)
    assert values(refused, "words", "refused_why") == ("", GONE)
    for row in (waiting, lately, former, fixed):
        assert values(row, "words") == ("pomoc przy lekcjach",)


def test_who_ended_loses_their_day_of_birth_and_code() -> None:
    gone = make_volunteer(stage="ended", ended_on=OLD, born_on=OLD, code_digest="a")
    kept = make_volunteer(stage="ended", ended_on=day_in(KEPT), born_on=OLD, code_digest="b")
    here = make_volunteer(born_on=OLD)

    tasks.erase_old()

    assert values(gone, "born_on", "code_digest") == (None, "")
    assert values(kept, "born_on", "code_digest") == (OLD, "b")
    assert values(here, "born_on") == (OLD,)
    assert Volunteer.objects.count() == 3


def test_turns_that_came_to_nothing_go_and_those_that_were_worked_stay_as_counts() -> None:
    shift = make_shift(needed=2)
    worked, given = (put(shift, make_active(pal=shift.opportunity.pal)) for _each in range(2))
    operations.give_up(given, actor=SYSTEM)
    make_past(shift)
    Turn.objects.filter(pk=worked.pk).update(rest_why="sama chciała")
    assert forget_old(actor=SYSTEM) == 0
    long_ago = timezone.now() - timedelta(days=-KEPT + 1)
    Shift.objects.update(starts_at=long_ago - timedelta(hours=1), ends_at=long_ago)

    assert (forget_old(actor=SYSTEM), forget_old(actor=SYSTEM)) == (2, 0)

    assert [(turn.pk, turn.rest_why) for turn in Turn.objects.all()] == [(worked.pk, "")]
    assert not PersonHold.objects.exists()


def test_many_are_forgotten_batch_by_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forgetting, "BATCH", 2)
    for number in range(5):
        make_volunteer(stage="ended", ended_on=OLD, born_on=OLD, code_digest=str(number))

    assert forget_old(actor=SYSTEM) == 5

    assert not Volunteer.objects.exclude(born_on=None).exists()


def test_pages_say_what_was_forgotten_and_print_nothing_empty(client: Client) -> None:
    certificate = make_certificate()
    agreement = certificate.volunteer.agreements.get()
    client.force_login(make_coordinator())
    Certificate.objects.update(issued_on=OLD)
    Agreement.objects.update(begins_on=OLD, ends_on=OLD)

    forget_old(actor=SYSTEM)

    for name, key in (("agreement", agreement), ("certificate", certificate)):
        page = client.get(reverse(f"volunteering:desk_{name}", args=[key.public_id]))
        assert "Minęło dziesięć lat" in page.content.decode()
    paper = reverse("volunteering:desk_certificate_paper", args=[certificate.public_id])
    assert client.get(paper).status_code == 404
    paper = reverse("volunteering:desk_paper", args=[agreement.public_id, "porozumienie"])
    assert client.get(paper).status_code == 404
