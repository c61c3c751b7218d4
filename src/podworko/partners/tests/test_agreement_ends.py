"""Before an agreement ends its team is told, twice and never more; it is extended, not retyped."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from podworko.accounts.public import Grant, User
from podworko.audit import public as audit
from podworko.audit.public import SYSTEM, history
from podworko.core.times import today
from podworko.messages.models import Message
from podworko.network.public import Pal
from podworko.partners import notices, operations, tasks
from podworko.partners.models import Agreement
from podworko.partners.operations import AgreementError
from podworko.partners.queries import desk
from podworko.partners.tests.factories import make_agreement, make_organisation, make_pal

pytestmark = pytest.mark.django_db


def in_days(days: int) -> date:
    return today() + timedelta(days=days)


def make_user(pal: Pal | None, role: str = "animator", name: str = "ola") -> User:
    user = User.objects.create_user(f"{name}@example.org", name="Ola Wrona")
    Grant.objects.create(user=user, role=role, pal=pal)
    return user


def ending(days: int, *, with_team: bool = True) -> Agreement:
    """Return a signed agreement that ends in so many days, of a PAL with one animator."""
    pal = make_pal()
    if with_team:
        make_user(pal)
    made = make_agreement(make_organisation(), pal, starts_on=in_days(-400), ends_on=in_days(days))
    operations.sign_agreement(made, day=in_days(-400), actor=SYSTEM)
    made.refresh_from_db()
    return made


def told() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("to_email", flat=True))


def test_a_team_is_told_45_and_14_days_before_each_once() -> None:
    agreement = ending(46)

    for left, messages in ((46, 0), (45, 1), (45, 1), (15, 1), (14, 2), (14, 2), (0, 2), (-1, 2)):
        Agreement.objects.update(ends_on=in_days(left))
        tasks.tell_of_ends()
        assert len(told()) == messages
        assert history(agreement).count("partner_agreement.end_told") == messages


def test_the_message_says_whose_until_when_and_where() -> None:
    agreement = ending(20)

    tasks.tell_of_ends()

    message = Message.objects.get()
    assert message.to_email == "ola@example.org"
    assert agreement.organisation.name in message.subject
    assert str(agreement.public_id) in message.body_text


def test_one_written_down_late_is_told_of_once() -> None:
    ending(10)

    tasks.tell_of_ends()
    tasks.tell_of_ends()

    assert told() == ["ola@example.org"]


def test_a_run_that_dies_in_the_middle_tells_nobody_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    agreement = ending(20)

    def die(*_args: object, **_more: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(audit, "record", die)
        with pytest.raises(RuntimeError):
            tasks.tell_of_ends()
    assert told() == []

    tasks.tell_of_ends()
    tasks.tell_of_ends()

    assert told() == ["ola@example.org"]
    assert history(agreement).count("partner_agreement.end_told") == 1


@pytest.mark.parametrize("meanwhile", ["ended", "extended", "closed", "no end"])
def test_nothing_is_told_of_what_does_not_end_any_more(meanwhile: str) -> None:
    agreement = ending(20)
    stale = Agreement.objects.get()
    if meanwhile == "ended":
        operations.end_agreement(agreement, reason="Zgodnie.", actor=SYSTEM)
    elif meanwhile == "extended":
        operations.extend_agreement(
            agreement, ends_on=in_days(300), signed_on=today(), actor=SYSTEM
        )
    elif meanwhile == "closed":
        Pal.objects.update(status=Pal.Status.CLOSED)
    else:
        Agreement.objects.update(ends_on=None)

    tasks.tell_of_ends()

    # What a run had read before the change is looked at again under the lock.
    assert not operations.tell_of_end(stale, actor=SYSTEM)
    assert told() == []


def test_the_network_is_told_where_a_pal_has_nobody() -> None:
    agreement = ending(20, with_team=False)
    tasks.tell_of_ends()
    assert (told(), Agreement.objects.get().told_days) == ([], None)

    make_user(None, "network-coordinator", "siec")
    tasks.tell_of_ends()
    assert told() == ["siec@example.org"]

    make_user(agreement.pal)
    assert [user.email for user in notices.team_of(agreement.pal)] == ["ola@example.org"]


def test_an_extended_one_keeps_its_words_and_is_told_of_again_before_its_new_end() -> None:
    agreement = ending(10)
    tasks.tell_of_ends()

    operations.extend_agreement(agreement, ends_on=in_days(40), signed_on=today(), actor=SYSTEM)
    tasks.tell_of_ends()

    agreement.refresh_from_db()
    extension = agreement.extensions.get()
    assert (agreement.ends_on, agreement.state, agreement.signed_on) == (
        in_days(40),
        "signed",
        in_days(-400),
    )
    assert (extension.ended_before, extension.ends_on) == (in_days(10), in_days(40))
    assert len(told()) == 2
    assert "partner_agreement.extended" in history(agreement)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"ends_on": in_days(10)}, "ends_on"),
        ({"ends_on": in_days(5)}, "ends_on"),
        ({"signed_on": in_days(1)}, "signed_on"),
    ],
)
def test_an_extension_is_longer_and_signed_already(fields: dict[str, Any], field: str) -> None:
    agreement = ending(10)

    with pytest.raises(AgreementError) as refused:
        operations.extend_agreement(
            agreement, **{"ends_on": in_days(90), "signed_on": today()} | fields, actor=SYSTEM
        )

    assert refused.value.field == field
    assert Agreement.objects.get().ends_on == in_days(10)


def test_one_that_ran_out_is_extended_past_today_and_an_ended_one_is_not() -> None:
    agreement = ending(-5)
    with pytest.raises(AgreementError):
        operations.extend_agreement(agreement, ends_on=in_days(-1), signed_on=today(), actor=SYSTEM)
    operations.extend_agreement(agreement, ends_on=in_days(90), signed_on=today(), actor=SYSTEM)
    operations.end_agreement(agreement, reason="Zgodnie.", actor=SYSTEM)

    with pytest.raises(AgreementError):
        operations.extend_agreement(
            agreement, ends_on=in_days(200), signed_on=today(), actor=SYSTEM
        )


@pytest.mark.parametrize("days", [7, None])
def test_the_database_refuses_a_notice_that_is_none(days: int | None) -> None:
    agreement = ending(20)
    wrong = {"told_days": 45, "ends_on": None} if days is None else {"told_days": days}

    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(pk=agreement.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        agreement.extensions.create(ended_before=today(), ends_on=today(), signed_on=today())


def test_what_ran_out_and_nobody_ended_stands_on_the_first_page(client: Client) -> None:
    agreement = ending(-1)
    client.force_login(User.objects.get())

    assert desk.to_do(User.objects.get()) == desk.ToDo(0, 0, ending=0, over=1)
    page = client.get(reverse("desk:home")).content.decode()

    assert "1 porozumienie minęło, a nikt go nie zakończył" in page
    operations.end_agreement(agreement, reason="Zgodnie.", actor=SYSTEM)
    assert not desk.to_do(User.objects.get())


def test_the_desk_extends_without_typing_anything_anew(client: Client) -> None:
    agreement = ending(10)
    client.force_login(User.objects.get())
    path = reverse("partners:desk_agreement", args=[agreement.public_id])
    extend = reverse("partners:desk_extend_agreement", args=[agreement.public_id])
    offered = client.get(path).context["extend_form"]
    assert offered["ends_on"].value() == in_days(420)

    wrong = client.post(extend, {"ends_on": "2020-01-01", "signed_on": today().isoformat()})
    assert wrong.status_code == 422
    assert "2020-01-01" in wrong.content.decode()
    client.post(extend, {"ends_on": in_days(375).isoformat(), "signed_on": today().isoformat()})

    page = client.get(path).content.decode()
    assert "Przedłużone" in page
    assert Agreement.objects.get().ends_on == in_days(375)
