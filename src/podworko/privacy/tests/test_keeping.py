"""Time is kept: what is over goes, what was counted stays, and each run says what it did."""

from contextlib import nullcontext
from datetime import date, timedelta
from typing import Any
from unittest import mock

import pytest
from django.utils import timezone

from podworko.accounts.public import Grant, User, forgetting
from podworko.activities.models import FirstCame, Guest, Presence, Register, Session, SignUp
from podworko.activities.operations.forgetting import forget_past, last_year_over
from podworko.activities.queries.figures import programme_figures
from podworko.activities.tests.factories import join, make_session
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.privacy import GONE
from podworko.network.public import Leader
from podworko.people.models import Consent, Person
from podworko.privacy import health, operations
from podworko.privacy.models import DataHold, RetentionRun
from podworko.privacy.operations import certifying, keeping
from podworko.privacy.operations.erasing import digest_of
from podworko.privacy.tests.factories import make_officer, make_person

pytestmark = pytest.mark.django_db


def came(person: Person | None, day: date, *, pal: Any = None, **fields: Any) -> Presence:
    """Have somebody come to a meeting on a day."""
    session = make_session(**({"activity": pal.activities.first()} if pal else {}))
    start = times.at(day, timezone.now().time())
    Session.objects.filter(pk=session.pk).update(
        starts_at=start, ends_at=start + timedelta(hours=1)
    )
    session.activity.state = "done"
    session.activity.save(update_fields=["state"])
    register = Register.objects.create(session=session)
    told = {"name": person.name if person else "", "state": "present", "state_by": "system"}
    return Presence.objects.create(
        register=register, person=person, state_at=start, **{**told, **fields}
    )


def year_of(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def test_figures_are_the_same_after_registers_name_nobody() -> None:
    last = last_year_over(times.today())
    spans = [year_of(last - 1), year_of(last), year_of(last + 1), year_of(times.today().year)]
    ada, ola = make_person("Ada"), make_person("Ola")
    for year, person in ((last - 1, ada), (last, ada), (last, ada), (last, ola)):
        came(person, date(year, 5, 5))
    came(None, date(last, 6, 6), name="", card="K-7")
    came(None, date(last, 7, 7), name="", card="K-7")
    came(ada, times.today() - timedelta(days=1))
    before = [programme_figures(*span) for span in spans]

    forget_past(actor=SYSTEM)

    assert [programme_figures(*span) for span in spans] == before
    old = Presence.objects.filter(register__session__starts_at__year__lte=last)
    assert set(old.values_list("name", flat=True)) == {GONE, ""}
    assert not old.filter(person__in=[ada, ola]).exists()
    assert not old.filter(card="K-7").exists()
    assert list(FirstCame.objects.filter(person=ada).values_list("year", flat=True)) != []
    assert Presence.objects.filter(person=ada, name="Ada").count() == 1


def test_registers_of_whoever_has_a_hold_name_them_until_it_ends() -> None:
    day = date(last_year_over(times.today()), 5, 5)
    held, other = make_person("Ada"), make_person("Ola")
    came(held, day)
    came(other, day)
    hold = operations.begin_hold(held, reason="claim", why="spór", actor=SYSTEM)

    forget_past(actor=SYSTEM)

    assert set(Presence.objects.values_list("name", flat=True)) == {"Ada", GONE}
    operations.end_hold(hold, actor=SYSTEM)
    forget_past(actor=SYSTEM)
    assert set(Presence.objects.values_list("name", flat=True)) == {GONE}


def test_forgetting_twice_is_once_and_makes_nobody_anew() -> None:
    came(make_person("Ada"), date(last_year_over(times.today()), 5, 5))
    forget_past(actor=SYSTEM)
    cards = Person.objects.count()

    assert set(forget_past(actor=SYSTEM).values()) == {0}
    assert Person.objects.count() == cards


def test_sign_ups_of_a_year_that_is_over_name_nobody() -> None:
    session = make_session()
    assert session.sign_up_list
    sign_up = join(session.sign_up_list, "ada")
    long_ago = times.at(date(last_year_over(times.today()), 3, 3), timezone.now().time())
    type(session.sign_up_list).objects.update(starts_at=long_ago, ends_at=long_ago)

    forget_past(actor=SYSTEM)

    held = SignUp.objects.get(pk=sign_up.pk)
    assert (held.name, held.email, held.phone) == (GONE, "", "")
    assert "ada" not in held.identity
    assert held.person.erased_at is not None
    assert set(Guest.objects.values_list("name", "birth_year")) == {("", None)}


def test_a_card_goes_when_nothing_of_it_is_kept_and_a_guardian_waits_for_the_child() -> None:
    old = timezone.now() - timedelta(days=731)
    idle, guardian, child, recent = (make_person(name) for name in "ABCD")
    guardian.wards.create(child=child)
    Person.objects.filter(pk__in=[idle.pk, guardian.pk]).update(created_at=old)
    hold = DataHold.objects.create(person=make_person("E"), reason="claim", why="s", since=old)
    Person.objects.filter(pk=hold.person_id).update(created_at=old)

    assert [person.pk for person in operations.due_cards(times.today())] == [idle.pk]
    made = operations.keep(actor=SYSTEM)

    assert made.went["people.person"] == 1
    assert Person.objects.get(pk=idle.pk).name == GONE
    assert Person.objects.get(pk=guardian.pk).name == "B"
    assert Person.objects.get(pk=recent.pk).name == "D"


def test_the_preview_counts_what_the_run_then_does_and_the_certificate_proves_it() -> None:
    consent = Consent.objects.create(
        person=make_person(), text="image", version="1", channel="paper"
    )
    gone = timezone.now() - timedelta(days=6 * 365 + 1)
    Consent.objects.filter(pk=consent.pk).update(withdrawn_at=gone)
    due = {each.label: each.rows for each in operations.due_by(times.today())}

    first = operations.keep(actor=SYSTEM)
    second = operations.keep(actor=SYSTEM)

    assert due == first.went == {"people.consent": 1}
    assert (first.overdue, second.went) == ({}, {})
    told = {"went": {}, "overdue": {}, "paused": [], "at": second.made_at.isoformat()}
    assert (second.before, second.digest) == (first.digest, digest_of(told, first.digest))
    assert RetentionRun.objects.count() == 2


def test_a_pause_with_its_reason_leaves_a_table_alone() -> None:
    consent = Consent.objects.create(
        person=make_person(), text="image", version="1", channel="paper"
    )
    gone = timezone.now() - timedelta(days=6 * 365 + 1)
    Consent.objects.filter(pk=consent.pk).update(withdrawn_at=gone)
    with pytest.raises(DomainError, match="dlaczego"):
        operations.pause("people.consent", why=" ", actor=SYSTEM)
    held = operations.pause("people.consent", why="kontrola", actor=SYSTEM)

    made = operations.keep(actor=SYSTEM)

    assert (made.went, made.overdue) == ({}, {"people.consent": 1})
    assert made.paused == ["people.consent"]
    operations.go_on(held, actor=SYSTEM)
    assert operations.keep(actor=SYSTEM).went == {"people.consent": 1}


def test_an_account_is_nobodys_two_years_after_its_last_role() -> None:
    user, busy = (User.objects.create_user(f"{n}@example.org", name=n) for n in ("ala", "ela"))
    long_ago = timezone.now() - timedelta(days=800)
    User.objects.update(created_at=long_ago)
    Grant.objects.create(
        user=user, role="animator", pal=None, valid_from=long_ago.date(), ended_at=long_ago
    )
    Grant.objects.create(user=busy, role="animator", pal=None, valid_from=long_ago.date())

    assert forgetting.forget_users(actor=SYSTEM) == 1
    assert forgetting.forget_users(actor=SYSTEM) == 0

    user.refresh_from_db()
    busy.refresh_from_db()
    assert (user.name, user.is_active, "ala" in user.email) == (GONE, False, False)
    assert busy.name == "ela"


def test_whoever_comes_back_while_others_go_stays(monkeypatch: Any) -> None:
    old = timezone.now() - timedelta(days=731)
    first, second = make_person("A"), make_person("B")
    Person.objects.update(created_at=old)
    erase = operations.erase

    def erase_and_come_back(person: Person, **told: Any) -> Any:
        made = erase(person, **told)
        Person.objects.filter(pk=second.pk).update(created_at=timezone.now())
        return made

    monkeypatch.setattr(keeping, "erase", erase_and_come_back)

    assert operations.keep_cards(actor=SYSTEM) == 1
    assert Person.objects.get(pk=first.pk).name == GONE
    assert Person.objects.get(pk=second.pk).name == "B"


def test_cards_that_cannot_go_yet_keep_no_other_waiting(monkeypatch: Any) -> None:
    monkeypatch.setattr(keeping, "CARDS_A_RUN", 1)
    blocked, idle = make_person("A", email="a@example.org"), make_person("B")
    Person.objects.update(created_at=timezone.now() - timedelta(days=731))
    Leader.objects.create(name="A", email="a@example.org")

    assert operations.keep_cards(actor=SYSTEM) == 1
    assert Person.objects.get(pk=blocked.pk).name == "A"
    assert Person.objects.get(pk=idle.pk).name == GONE


def two_over() -> tuple[Consent, Person]:
    """Have a consent and a card whose time is over."""
    consent = Consent.objects.create(
        person=make_person("Z"), text="image", version="1", channel="paper"
    )
    gone = timezone.now() - timedelta(days=6 * 365 + 1)
    Consent.objects.filter(pk=consent.pk).update(withdrawn_at=gone)
    idle = make_person("A")
    Person.objects.filter(pk=idle.pk).update(created_at=timezone.now() - timedelta(days=731))
    return consent, idle


def fail_on(patch: pytest.MonkeyPatch, label: str, error: BaseException) -> None:
    """Have the rows of one table refuse to go."""
    act = keeping.due_rows

    def act_or_fail(model: Any, told: Any, day: date, **more: Any) -> Any:
        if model._meta.label_lower == label and not more:
            raise error
        return act(model, told, day, **more)

    patch.setattr(keeping, "due_rows", act_or_fail)


def test_a_table_that_fails_keeps_no_other_waiting_and_is_told(
    monkeypatch: Any, caplog: Any, client: Any
) -> None:
    _consent, idle = two_over()
    with monkeypatch.context() as patch:
        fail_on(patch, "people.consent", RuntimeError("Ada Mak"))
        made = operations.keep(actor=SYSTEM)

    assert made.failed == {"people.consent": "RuntimeError"}
    assert (made.went, made.overdue) == ({"people.person": 1}, {"people.consent": 1})
    assert Person.objects.get(pk=idle.pk).name == GONE
    assert "people.consent" in caplog.text
    assert "Ada Mak" not in caplog.text
    assert [problem.code for problem in health.keeping()] == ["privacy.keep.failed"]
    client.force_login(make_officer())
    assert "Nocne usuwanie nie zrobiło wszystkiego" in client.get("/biurko/").text
    page = client.get(f"/biurko/prywatnosc/przebieg/{made.public_id}/").text
    assert "Co się nie udało" in page
    assert "Co jest jeszcze po czasie" in page
    again = operations.keep(actor=SYSTEM)
    assert (again.went, again.failed, again.before) == ({"people.consent": 1}, {}, made.digest)
    assert health.keeping() == []


def test_the_control_without_the_guard_nothing_after_it_goes(monkeypatch: Any) -> None:
    _consent, idle = two_over()
    fail_on(monkeypatch, "people.consent", RuntimeError("Ada Mak"))
    monkeypatch.setattr(keeping, "told_failing", lambda _run, _label: nullcontext())

    with pytest.raises(RuntimeError):
        operations.keep(actor=SYSTEM)

    assert Person.objects.get(pk=idle.pk).name == "A"


def test_one_card_that_fails_keeps_no_other_waiting(monkeypatch: Any) -> None:
    first, second = make_person("A"), make_person("B")
    Person.objects.update(created_at=timezone.now() - timedelta(days=731))
    erase = operations.erase

    def erase_or_fail(person: Person, **told: Any) -> Any:
        if person.pk == first.pk:
            raise RuntimeError
        return erase(person, **told)

    monkeypatch.setattr(keeping, "erase", erase_or_fail)
    made = operations.keep(actor=SYSTEM)

    assert (made.went, made.failed) == ({"people.person": 1}, {"people.person": "RuntimeError"})
    assert Person.objects.get(pk=second.pk).name == GONE


def test_what_was_not_counted_is_not_told_to_be_none(monkeypatch: Any, client: Any) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(keeping, "due_by", mock.Mock(side_effect=RuntimeError))
        made = operations.keep(actor=SYSTEM)
    client.force_login(make_officer())

    assert made.failed == {keeping.RUN: "RuntimeError"}
    page = client.get(f"/biurko/prywatnosc/przebieg/{made.public_id}/").text
    assert "Co jest jeszcze po czasie" not in page


def test_a_run_that_died_is_not_said_to_go_on(client: Any) -> None:
    run = certifying.begin([], actor=SYSTEM)
    client.force_login(make_officer())
    page = "/biurko/prywatnosc/przechowywanie/"

    assert "jeszcze trwa" in client.get(page).text
    certificate = client.get(f"/biurko/prywatnosc/przebieg/{run.public_id}/").text
    assert "Co jest jeszcze po czasie" not in certificate
    RetentionRun.objects.update(made_at=timezone.now() - timedelta(hours=7))
    assert "jeszcze trwa" not in client.get(page).text
    assert "nie wszystko się udało" in client.get(page).text


def test_a_run_that_dies_has_told_what_it_did_and_the_next_closes_it(monkeypatch: Any) -> None:
    consent, _idle = two_over()
    with monkeypatch.context() as patch:
        patch.setattr(keeping, "keep_cards", mock.Mock(side_effect=SystemExit))
        with pytest.raises(SystemExit):
            operations.keep(actor=SYSTEM)

    left = RetentionRun.objects.get()
    assert (left.went, left.digest) == ({"people.consent": 1}, "")
    assert not Consent.objects.filter(pk=consent.pk).exists()
    assert health.keeping() == []  # it may go on at this moment
    RetentionRun.objects.update(made_at=timezone.now() - timedelta(hours=7))
    assert [problem.code for problem in health.keeping()] == ["privacy.keep.cut"]

    made = operations.keep(actor=SYSTEM)

    left.refresh_from_db()
    told = {
        "went": left.went, "overdue": {}, "paused": [], "at": left.made_at.isoformat(), "cut": True,
    }  # fmt: skip
    assert (left.is_cut, left.digest) == (True, digest_of(told, ""))
    assert (made.before, made.went) == (left.digest, {"people.person": 1})
    assert health.keeping() == []


def test_a_run_that_another_took_over_lets_go_of_nothing_more(monkeypatch: Any) -> None:
    consent, idle = two_over()
    steps = keeping._steps

    def another_begins(paused: set[str], actor: Any) -> Any:
        for label, step in steps(paused, actor):
            if label == "people.consent":
                certifying.begin([], actor=SYSTEM)
            yield label, step

    monkeypatch.setattr(keeping, "_steps", another_begins)
    with pytest.raises(certifying.TakenOverError):
        operations.keep(actor=SYSTEM)

    assert Consent.objects.filter(pk=consent.pk).exists()
    assert Person.objects.get(pk=idle.pk).name == "A"
