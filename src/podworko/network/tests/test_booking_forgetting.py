"""The contact of a group that ended is forgotten when its time has come, and not a day before."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from podworko.audit import public as audit
from podworko.audit.models import Entry
from podworko.core import times
from podworko.core.privacy import DECLARATIONS, Subject, erasing
from podworko.core.versions import version_of
from podworko.messages.jobs import PERIODIC
from podworko.messages.models import Message, Status
from podworko.network import tasks
from podworko.network.booking import forgetting, groups, links, notices
from podworko.network.booking.models import Booking, Group, RulesSigned
from podworko.network.tests.desk import Desk
from podworko.network.tests.lending import at, make_booking, make_group, make_house

pytestmark = pytest.mark.django_db

KEPT = DECLARATIONS[Group].keep_days or 0
GRACE = forgetting.GRACE.days


@pytest.fixture
def group() -> Group:
    return make_group(make_house(), phone="+48600100200", prefers="sms")


def ago(days: int) -> date:
    return times.today() - timedelta(days=days)


def old(group: Group, *, days: int) -> Booking:
    """Give a group a booking that was over so many days ago, and no other sign of life."""
    booking = make_booking(group)
    moments = {"starts_at": at(-days, 10), "ends_at": at(-days, 12)}
    Booking.objects.update(created_at=at(-days - 5, 9), who_opens="Ola", reason="Tak", **moments)
    Group.objects.update(created_at=at(-days - 90, 9))
    return booking


def end(group: Group, *, days: int) -> None:
    Group.objects.filter(pk=group.pk).update(is_active=False, ended_on=ago(days))


def sign(group: Group, *, days: int = 40) -> RulesSigned:
    rules = group.pal.house_rules.create(version=1, text="Zamykamy okna.")
    return RulesSigned.objects.create(
        group=group, rules=rules, cycle=2024, signed_on=ago(days), signed_by="Halina", channel="web"
    )


def contact(group: Group) -> tuple[str, ...]:
    group.refresh_from_db()
    return (group.contact_name, group.phone, group.email, group.prefers)


NOBODY = ("", "", "", "")


@pytest.mark.parametrize(("days", "is_known"), [(GRACE - 1, True), (GRACE, False)])
def test_a_group_that_ended_is_forgotten_on_the_thirtieth_day(
    group: Group, days: int, *, is_known: bool
) -> None:
    end(group, days=days)

    assert forgetting.forget_ended() == (0 if is_known else 1)
    assert (contact(group) != NOBODY) == is_known


@pytest.mark.parametrize(("days", "is_known"), [(KEPT - 1, True), (KEPT, False)])
def test_one_that_only_stopped_coming_is_forgotten_when_the_declaration_says(
    group: Group, days: int, *, is_known: bool
) -> None:
    old(group, days=days)

    forgetting.forget_ended()

    assert (contact(group) != NOBODY) == is_known
    assert group.is_active == is_known


def test_a_new_group_that_has_not_booked_yet_is_known(group: Group) -> None:
    assert forgetting.forget_ended() == 0
    assert contact(group) != NOBODY


@pytest.mark.parametrize("state", Booking.State.values)
def test_whoever_asked_lately_is_known_whatever_came_of_it(group: Group, state: str) -> None:
    old(group, days=KEPT + 100)
    Booking.objects.update(created_at=at(-KEPT + 1, 9), state=state)

    assert forgetting.forget_ended() == 0


def test_what_tells_of_people_goes_and_what_counts_stays(group: Group) -> None:
    booking, signed = old(group, days=50), sign(group)
    before, key = links.token(group), group.link_key
    end(group, days=GRACE)

    forgetting.forget_ended()

    assert contact(group) == NOBODY
    assert (group.name, group.ended_on) == ("Chór sąsiedzki", ago(GRACE))
    assert group.link_key != key
    booking.refresh_from_db()
    assert (booking.purpose, booking.who_opens, booking.reason) == ("", "", "")
    assert (booking.people, booking.state) == (8, "confirmed")
    signed.refresh_from_db()
    assert signed.signed_by == ""
    assert Client().get(reverse("network:group", args=[before])).status_code == 404


def test_it_is_in_the_trail_once_however_often_the_job_runs(group: Group) -> None:
    end(group, days=GRACE)

    tasks.forget_ended_groups()
    tasks.forget_ended_groups()

    entry = Entry.objects.get(verb="group.forgotten")
    assert (entry.actor, entry.target) == (audit.SYSTEM, audit.label(group))


def test_the_job_runs_by_itself() -> None:
    assert PERIODIC["network.forget_ended_groups"].run is tasks.forget_ended_groups


def test_nobody_is_called_about_a_group_that_is_forgotten(group: Group) -> None:
    booking = old(group, days=50)
    Group.objects.update(prefers="call")
    group.refresh_from_db()
    notices.send_link(group)
    booking.group = group
    notices.tell([booking], "confirmed")
    end(group, days=GRACE)

    forgetting.forget_ended()

    assert set(Message.objects.values_list("status", flat=True)) == {Status.WITHDRAWN}


@pytest.mark.parametrize(("days", "name"), [(KEPT - 1, "Halina"), (KEPT, "")])
def test_of_a_group_that_meets_only_old_signers_are_forgotten(
    group: Group, days: int, name: str
) -> None:
    make_booking(group)
    signed = sign(group, days=days)

    forgetting.forget_ended()
    forgetting.forget_ended()

    signed.refresh_from_db()
    assert signed.signed_by == name
    assert contact(group) != NOBODY
    assert Entry.objects.filter(verb="house_rules.signer_forgotten").count() == (name == "")


@pytest.mark.parametrize(("days", "who"), [(KEPT - 1, "Ola"), (KEPT, "")])
def test_of_a_group_that_meets_only_old_openers_are_forgotten(
    group: Group, days: int, who: str
) -> None:
    booking = old(group, days=days)
    make_booking(group, days=4)

    forgetting.forget_ended()
    forgetting.forget_ended()

    booking.refresh_from_db()
    assert (booking.who_opens, booking.purpose) == (who, "Próba")
    assert Entry.objects.filter(verb="booking.opener_forgotten").count() == (who == "")


def test_what_a_hold_kept_of_a_forgotten_group_goes_once_it_has_ended(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    booking = old(group, days=50)
    end(group, days=GRACE)
    monkeypatch.setattr(erasing, "held", lambda: Subject((0,), names=frozenset({"Ola"})))
    forgetting.forget_ended()
    booking.refresh_from_db()
    assert (contact(group), booking.purpose, booking.who_opens) == (NOBODY, "Próba", "Ola")
    monkeypatch.setattr(erasing, "held", Subject)

    forgetting.forget_ended()
    forgetting.forget_ended()

    booking.refresh_from_db()
    assert (booking.purpose, booking.who_opens, booking.reason) == ("", "", "")
    assert Entry.objects.filter(verb="booking.opener_forgotten").count() == 1


# Ending


def save(group: Group, **changes: Any) -> None:
    stored = Group.objects.get(pk=group.pk)
    seen = version_of(stored, groups.GROUP_FIELDS)
    for name, value in changes.items():
        setattr(stored, name, value)
    groups.save_group(stored, seen_version=seen, actor=audit.SYSTEM)
    group.refresh_from_db()


def test_the_day_it_ends_is_noted_once_and_forgotten_when_it_returns(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(group, is_active=False)
    assert group.ended_on == times.today()
    tomorrow = times.today() + timedelta(days=1)
    monkeypatch.setattr(times, "today", lambda: tomorrow)

    save(group, email="nowy@example.org")
    assert group.ended_on == tomorrow - timedelta(days=1)
    save(group, is_active=True)
    assert group.ended_on is None


def test_a_group_that_is_forgotten_may_return_with_a_new_contact(group: Group) -> None:
    end(group, days=GRACE)
    forgetting.forget_ended()

    save(group, is_active=True, contact_name="Jan Lis", email="jan@example.org")

    assert forgetting.forget_ended() == 0
    assert Client().get(reverse("network:group", args=[links.token(group)])).status_code == 200


@pytest.mark.parametrize("wrong", [{"is_active": False}, {"ended_on": date(2026, 1, 1)}])
def test_the_database_wants_a_day_for_each_end(group: Group, wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Group.objects.filter(pk=group.pk).update(**wrong)


def test_the_desk_reads_when_the_contact_goes_and_that_it_is_gone(client: Client) -> None:
    desk = Desk(client)
    group = make_group(desk.pal)
    address = reverse("network:desk_group", args=[group.public_id])
    end(group, days=GRACE - 1)
    text = client.get(address).content.decode()
    assert "Kontakt usuniemy" in text
    assert links.token(group) not in text
    sheet = reverse("network:desk_group_sheet", args=[group.public_id])
    assert client.get(sheet).status_code == 404

    end(group, days=GRACE)
    forgetting.forget_ended()

    assert "Kontakt usunęliśmy" in client.get(address).content.decode()
