"""The library of photographs: where each may be shown, and that a no is obeyed everywhere."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from podworko.accounts.public import User
from podworko.audit.public import SYSTEM, history
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.messages.models import Message
from podworko.messages.public import unsealed
from podworko.people.public import (
    Channel,
    Person,
    add_guardian,
    give_consent,
    withdraw_consent,
)
from podworko.promotion import operations
from podworko.promotion.models import Photo, Portrayal, Scope
from podworko.promotion.models.photos import UNUSED_DAYS
from podworko.promotion.operations import (
    PORTRAYAL_FIELDS,
    Asked,
    Said,
    news,
    photo_keeping,
    portrayals,
)
from podworko.promotion.photo_places import shown_now
from podworko.promotion.queries import photos as queries
from podworko.promotion.tests.factories import make_news, make_photo, writer, yes

pytestmark = pytest.mark.django_db
YEARS_AGO = timezone.now() - timedelta(days=UNUSED_DAYS + 1)

ASKED, NO = Said(name="Ola"), Said(name="Ola", state="refused")


@pytest.fixture
def user() -> User:
    return writer()


@pytest.fixture
def ada() -> Person:
    return Person.objects.create(
        name="Ada Nowak", folded_name="ada nowak", email="ada@example.org", channel="desk"
    )


def allowed(photo: Photo) -> list[str]:
    return [scope.value for scope in Scope if queries.may_show(photo, scope)]


ALL = [scope.value for scope in Scope]


@pytest.mark.parametrize(
    ("basis", "people", "where"),
    [
        ("unknown", (), []),
        ("unknown", (yes(),), []),
        ("nobody", (), ALL),
        ("gathering", (), ALL),
        ("gathering", (NO,), []),
        ("agreed", (), []),
        ("agreed", (yes(),), ALL),
        ("agreed", (yes("Ada", Scope.SITE), yes("Ola")), ["site"]),
        ("agreed", (yes(), ASKED), []),
        ("agreed", (yes(), NO), []),
    ],
)
def test_it_is_shown_where_its_basis_allows_and_everybody_on_it_agreed(
    basis: str, people: tuple[Said, ...], where: list[str]
) -> None:
    assert allowed(make_photo(*people, basis=basis)) == where


def test_a_photograph_whose_one_person_did_not_agree_to_the_press_cannot_go_there() -> None:
    photo = make_photo(yes("Ada"), yes("Ola", Scope.SITE, Scope.PRINT), basis="agreed")

    with pytest.raises(DomainError), transaction.atomic():
        operations.take_for(photo, scope=Scope.PRESS)
    with transaction.atomic():
        assert operations.take_for(photo, scope=Scope.SITE).used_at is not None


def test_a_childs_yes_is_its_guardians() -> None:
    photo = make_photo()
    with pytest.raises(DomainError) as refused:
        operations.name_person(photo, yes(is_child=True), actor=SYSTEM)
    assert refused.value.field == "guardian"
    assert operations.name_person(photo, yes(is_child=True, guardian="Ewa"), actor=SYSTEM).pk


TOMORROW = times.today() + timedelta(days=1)


@pytest.mark.parametrize(
    "said",
    [Said(), Said(name="Ola", state="given"), yes(name=" "), yes(given_on=TOMORROW)],
)
def test_nobody_and_a_yes_to_nothing_are_refused(said: Said) -> None:
    with pytest.raises(DomainError):
        operations.name_person(make_photo(), said, actor=SYSTEM)


@pytest.mark.parametrize(
    "bad",
    [
        {"for_site": True},
        {"state": "given"},
        {"state": "withdrawn"},
        {"channel": "smoke"},
        {"state": "given", "for_site": True, "given_on": "2026-11-01", "is_child": True},
    ],
)
def test_the_database_refuses_a_consent_that_makes_no_sense(bad: dict[str, Any]) -> None:
    photo = make_photo(ASKED)
    with pytest.raises(IntegrityError), transaction.atomic():
        photo.portrayals.update(**bad)


def test_taking_all_back_takes_the_photograph_away_file_and_all(
    user: User, django_capture_on_commit_callbacks: Any
) -> None:
    photo, item = make_photo(yes(), basis="agreed"), make_news()
    operations.add_picture(item, photo, actor=user)
    name = str(photo.file.name)
    assert default_storage.exists(name)
    assert [each.place.name for each in shown_now(photo)] == ["news"]

    with django_capture_on_commit_callbacks(execute=True):
        told = photo.portrayals.all()
        assert operations.take_back(told, actor=user, channel=Channel.PHONE) == 1
        assert operations.take_back(told, actor=user, channel=Channel.PHONE) == 0

    photo.refresh_from_db()
    assert (photo.state, photo.alt, str(photo.file)) == ("withdrawn", "", "")
    assert not item.pictures.exists()
    assert not default_storage.exists(name)
    assert photo.portrayals.get().withdrawn_at is not None
    assert "photo.withdrawn" in history(photo)


def test_taking_a_part_back_leaves_the_rest(user: User) -> None:
    photo, item = make_photo(yes(), basis="agreed"), make_news()
    operations.add_picture(item, photo, actor=user)

    operations.take_back(
        photo.portrayals.all(), actor=user, channel=Channel.DESK, scopes=[Scope.PRESS]
    )
    assert allowed(photo) == ["site", "print", "social"]
    assert item.pictures.exists()

    operations.take_back(
        photo.portrayals.all(), actor=user, channel=Channel.DESK, scopes=[Scope.SITE]
    )
    assert allowed(photo) == ["print", "social"]
    assert not item.pictures.exists()


def test_a_no_takes_it_down_and_being_asked_only_hides_it(user: User) -> None:
    photo, item = make_photo(basis="gathering"), make_news()
    operations.add_picture(item, photo, actor=user)

    asked = operations.name_person(photo, ASKED, actor=user)
    assert item.pictures.exists()
    assert not item.pictures.shown().exists()

    seen = version_of(asked, PORTRAYAL_FIELDS)
    operations.change_portrayal(asked, NO, actor=user, seen_version=seen)
    assert not item.pictures.exists()
    with pytest.raises(DomainError):
        operations.remove_portrayal(asked, actor=user)
    with pytest.raises(ChangedMeanwhileError):
        operations.change_portrayal(asked, yes(), actor=user, seen_version=seen)


def test_one_photograph_stands_once_beside_an_item(user: User) -> None:
    photo, item = make_photo(), make_news()
    first = operations.add_picture(item, photo, actor=user)
    assert operations.add_picture(item, photo, actor=user) == first


def test_a_photograph_of_the_library_outlives_the_news_that_showed_it(user: User) -> None:
    photo, item = make_photo(), make_news()
    operations.add_picture(item, photo, actor=user)
    operations.withdraw_news(item, why="Pomyłka.", actor=user)

    photo.refresh_from_db()
    assert photo.is_kept


def test_who_agreed_learns_how_to_take_it_back_once_for_an_event(ada: Person) -> None:
    photo = make_photo(yes("", person=ada), basis="agreed")
    portrayal = photo.portrayals.get()
    assert portrayal.name == "Ada Nowak"
    seen = version_of(portrayal, PORTRAYAL_FIELDS)
    operations.change_portrayal(portrayal, yes("Ada", Scope.SITE), actor=SYSTEM, seen_version=seen)

    sent = Message.objects.filter(template="promotion/photo_consent")
    assert [unsealed(message).to_email for message in sent] == ["ada@example.org"]


def test_a_childs_guardian_is_told(ada: Person) -> None:
    child = Person.objects.create(name="Zosia", folded_name="zosia", channel="desk")
    add_guardian(child, guardian=ada, actor=SYSTEM)
    make_photo(yes("", person=child, is_child=True, guardian="Ada Nowak"))

    assert unsealed(Message.objects.get()).to_email == "ada@example.org"


def test_who_takes_the_general_consent_back_is_on_no_photograph(ada: Person) -> None:
    photo = make_photo(yes("", person=ada), basis="agreed")
    consent = give_consent(ada, text="image", version="2026-11", channel=Channel.DESK)
    withdraw_consent(consent, channel=Channel.PHONE, actor=SYSTEM)

    photo.refresh_from_db()
    assert not photo.is_kept


def test_a_request_is_answered_once_and_whoever_asked_is_told(user: User) -> None:
    photo = make_photo(basis="gathering")
    first, second = (
        operations.ask_take_down(photo, Asked(contact=contact), actor="resident")
        for contact in ("ola@example.org", "+48600700800")
    )
    assert first.answer_by == timezone.localdate() + timedelta(days=7)
    with pytest.raises(DomainError):
        operations.answer_take_down(first, is_done=False, words=" ", actor=user)

    operations.answer_take_down(first, is_done=True, words="Przepraszamy.", actor=user)

    second.refresh_from_db()
    photo.refresh_from_db()
    assert (photo.is_kept, second.state) == (False, "done")
    told = Message.objects.filter(template="promotion/photo_answer").order_by("pk")
    assert [message.channel for message in told] == ["email", "sms"]
    with pytest.raises(DomainError):
        operations.answer_take_down(second, is_done=False, words="Nie.", actor=user)
    with pytest.raises(DomainError):
        operations.ask_take_down(photo, Asked(), actor="resident")


def test_a_request_refused_leaves_the_photograph(user: User) -> None:
    asked = operations.ask_take_down(make_photo(), Asked(), actor="resident")
    done = operations.answer_take_down(asked, is_done=False, words="Nikogo nie widać.", actor=user)

    assert (done.state, done.photo.is_kept) == ("kept", True)
    assert not Message.objects.exists()


def test_names_go_with_the_photograph_and_the_fact_stays(ada: Person) -> None:
    gone = make_photo(yes("", person=ada, paper_at="segregator"), basis="agreed")
    kept = make_photo(yes("Ola"), basis="agreed")
    operations.withdraw_photo(gone, why="Bo tak.", actor=SYSTEM)

    assert operations.forget_names(actor=SYSTEM) == 1
    assert operations.forget_names(actor=SYSTEM) == 0

    row = gone.portrayals.get()
    assert (row.name, row.person, row.paper_at, row.state) == ("", None, "", "given")
    assert kept.portrayals.get().name == "Ola"


def test_what_nothing_shows_for_three_years_goes(user: User) -> None:
    unused, shown, gone = make_photo(), make_photo(), make_photo()
    for photo in (shown, gone):
        operations.add_picture(make_news(), photo, actor=user)
    Photo.objects.update(created_at=YEARS_AGO, used_at=YEARS_AGO)
    operations.remove_picture(gone.news_pictures.get(), actor=user)
    Photo.objects.filter(pk=unused.pk).update(used_at=None)

    assert operations.drop_unused(actor=SYSTEM) == 1
    assert operations.drop_unused(actor=SYSTEM) == 0
    later = timezone.now() + timedelta(days=UNUSED_DAYS + 1)
    assert operations.drop_unused(actor=SYSTEM, now=later) == 1
    kept = [photo.pk for photo in Photo.objects.kept()]
    assert kept == [shown.pk]


def test_what_is_used_while_the_old_are_swept_stays(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo, item = make_photo(), make_news()
    Photo.objects.update(created_at=YEARS_AGO)

    def used_meanwhile(_photos: list[Photo]) -> dict[int, object]:
        operations.add_picture(item, photo, actor=user)
        return {}

    monkeypatch.setattr(photo_keeping, "shown_now_of", used_meanwhile)
    assert operations.drop_unused(actor=SYSTEM) == 0
    assert item.pictures.shown().exists()


def noted(patch: pytest.MonkeyPatch, calls: list[object], module: Any, name: str) -> None:
    """Note each call of a function by what is given to it first, and go on."""
    real = getattr(module, name)

    def note(row: Any, **given: Any) -> object:
        calls.append(row.pk if name == "lock_photo" else name)
        return real(row, **given)

    patch.setattr(module, name, note)


def test_photographs_are_locked_before_what_shows_them(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every time, lower key first: the other way round, one of two at once would fail."""
    item, calls = make_news(), []  # type: ignore[var-annotated]
    photos = [make_photo(yes(), basis="agreed") for _n in range(2)]
    for photo in photos:
        operations.add_picture(item, photo, actor=user)
    keys = [photo.pk for photo in photos]
    for module, name in ((news, "_lock"), (news, "lock_photo"), (portrayals, "lock_photo")):
        noted(monkeypatch, calls, module, name)

    operations.take_back(Portrayal.objects.order_by("-pk"), actor=user, channel="web")
    assert calls[:2] == keys
    for photo in (make_photo(), make_photo()):
        operations.add_picture(item, photo, actor=user)
    calls.clear()
    operations.withdraw_news(item, why="Pomyłka.", actor=user)
    assert calls == [*item_keys(), "_lock"]


def item_keys() -> list[int]:
    return list(Photo.objects.kept().order_by("pk").values_list("pk", flat=True))


def test_who_is_crossed_out_meanwhile_has_nothing_to_take_back(user: User) -> None:
    photo = make_photo(ASKED)
    row = photo.portrayals.get()
    for _n in range(2):
        operations.remove_portrayal(row, actor=user)

    assert operations.take_back([row], actor=user, channel="web") == 0
    with pytest.raises(ChangedMeanwhileError):
        operations.change_portrayal(row, NO, actor=user, seen_version="")


def test_who_asked_is_forgotten_a_year_after_the_answer(user: User) -> None:
    asked = operations.ask_take_down(make_photo(), Asked("Ola", "ola@example.org"), actor=SYSTEM)
    later = timezone.now() + timedelta(days=366)
    assert operations.forget_requests(actor=SYSTEM, now=later) == 0
    operations.answer_take_down(asked, is_done=False, words="Nie.", actor=user)

    assert operations.forget_requests(actor=SYSTEM, now=later) == 1
    asked.refresh_from_db()
    assert (asked.said_by, asked.contact, asked.answer) == ("", "", "")


def test_people_are_found_by_parts_of_a_name() -> None:
    make_photo(yes("Józef Łąka"))
    found = Photo.objects.all()
    assert [row.portrayal.name for row in queries.of_name(found, "laka")] == ["Józef Łąka"]
    assert queries.of_name(found, "jo") == []
    assert Portrayal.objects.count() == 1
