"""The rules of news."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone, translation

from podworko.accounts.public import User
from podworko.activities.tests.factories import make_activity, make_pal
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.promotion import operations, policies
from podworko.promotion.models import NewsItem, NewsLink, NewsPicture, Photo
from podworko.promotion.operations import NEWS_FIELDS
from podworko.promotion.queries import news as queries
from podworko.promotion.tests.factories import make_news, make_picture, picture_data, writer

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return writer()


def test_a_draft_is_public_once_published_and_the_trail_says_so(user: User) -> None:
    item = make_news(hours=None)
    assert not NewsItem.objects.public().exists()

    operations.publish_news(item, at=None, actor=user)

    assert NewsItem.objects.public().get() == item
    assert audit.history(item) == ["news.published"]


def test_what_is_planned_comes_out_by_itself_at_its_moment(user: User) -> None:
    item = make_news(hours=None)
    at = timezone.now() + timedelta(hours=2)

    operations.publish_news(item, at=at, actor=user)

    assert not NewsItem.objects.public().exists()
    assert not NewsItem.objects.public(now=at - timedelta(seconds=1)).exists()
    assert NewsItem.objects.public(now=at).get() == item
    assert audit.history(item) == ["news.planned"]


def test_a_plan_may_be_moved_and_taken_back_until_it_is_out(user: User) -> None:
    item = make_news(hours=2)
    later = timezone.now() + timedelta(hours=9)
    assert operations.publish_news(item, at=later, actor=user).shows_from == later
    assert operations.stop_planned(item, actor=user).state == "draft"

    out = make_news()
    with pytest.raises(DomainError):
        operations.stop_planned(out, actor=user)
    with pytest.raises(DomainError):
        operations.publish_news(out, at=later, actor=user)


def test_nothing_is_planned_for_the_past(user: User) -> None:
    with pytest.raises(DomainError) as refused:
        operations.publish_news(
            make_news(hours=None), at=timezone.now() - timedelta(minutes=1), actor=user
        )
    assert refused.value.field == "shows_from"


def test_withdrawing_says_why_and_does_not_come_back(user: User) -> None:
    item = make_news()
    with pytest.raises(DomainError):
        operations.withdraw_news(item, why="  ", actor=user)

    operations.withdraw_news(item, why="Pomyliliśmy datę.", actor=user)

    assert not NewsItem.objects.public().exists()
    assert NewsItem.objects.withdrawn().get().withdrawn_why == "Pomyliliśmy datę."
    with pytest.raises(DomainError):
        operations.publish_news(item, at=None, actor=user)
    with pytest.raises(DomainError):
        operations.bring_picture(item, picture_data(), actor=user)


def test_what_was_never_out_cannot_be_withdrawn(user: User) -> None:
    with pytest.raises(DomainError):
        operations.withdraw_news(make_news(hours=3), why="Nie teraz.", actor=user)


def test_who_saves_second_overwrites_nothing(user: User) -> None:
    item = make_news()
    seen = version_of(item, NEWS_FIELDS)
    NewsItem.objects.filter(pk=item.pk).update(title="Czyjś tytuł")
    item.title = "Mój tytuł"

    with pytest.raises(ChangedMeanwhileError):
        operations.save_news(item, actor=user, seen_version=seen)

    item.refresh_from_db()
    assert item.title == "Czyjś tytuł"


def test_a_correction_after_it_came_out_is_dated_and_a_draft_s_is_not(user: User) -> None:
    for hours, is_dated in ((-1, True), (None, False)):
        item = make_news(hours=hours)
        item.title = "Inny"
        operations.save_news(item, actor=user, seen_version=version_of_stored(item))
        item.refresh_from_db()
        assert (item.corrected_at is not None) is is_dated


def version_of_stored(item: NewsItem) -> str:
    return version_of(NewsItem.objects.get(pk=item.pk), NEWS_FIELDS)


def test_saving_publishes_nothing_that_is_not_published(user: User) -> None:
    """What the form's own row says of its state is not stored."""
    item = make_news(hours=None)
    item.state, item.shows_from = NewsItem.State.PUBLISHED, timezone.now()

    operations.save_news(item, actor=user, seen_version=version_of_stored(item))

    item.refresh_from_db()
    assert item.state == "draft"


def test_half_a_language_is_refused_at_what_is_missing(user: User) -> None:
    item = NewsItem(title="A", lead="B", body="C", title_uk="Сад", lead_uk="Сад")
    with pytest.raises(DomainError) as refused:
        operations.save_news(item, actor=user)
    assert refused.value.field == "body_uk"


def test_a_link_nobody_could_follow_is_refused(user: User) -> None:
    item = NewsItem(title="A", lead="B", body="[tu](www.example.org)")
    with pytest.raises(DomainError) as refused:
        operations.save_news(item, actor=user)
    assert refused.value.field == "body"


def test_each_reads_their_own_language_or_polish() -> None:
    words: dict[str, Any] = {"title_uk": "Сад", "lead_uk": "Сад відкрито.", "body_uk": "Так."}
    item = make_news(**words)
    with translation.override("uk"):
        assert (item.language, item.local_title) == ("uk", "Сад")
    with translation.override("en"):
        assert (item.language, item.local_title) == ("pl", item.title)
    assert item.languages == ["pl", "uk"]


@pytest.mark.parametrize(
    ("field", "value"), [("alt", " "), ("credit", ""), ("basis", "agreed"), ("basis", "unknown")]
)
def test_a_picture_needs_words_an_author_and_consent(user: User, field: str, value: Any) -> None:
    item = make_news()
    with pytest.raises(DomainError) as refused:
        operations.bring_picture(item, picture_data(**{field: value}), actor=user)
    assert refused.value.field == ("photo" if field == "basis" else field)
    assert not item.pictures.exists()


@pytest.mark.parametrize("bad", [{"alt": ""}, {"credit": ""}, {"basis": "all"}, {"file": ""}])
def test_the_database_refuses_such_a_picture_too(bad: dict[str, Any]) -> None:
    picture = make_picture(make_news())
    with pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.filter(pk=picture.photo_id).update(**bad)


def test_a_picture_removed_takes_its_file_along(
    user: User, django_capture_on_commit_callbacks: Any
) -> None:
    picture = make_picture(make_news())
    name = str(picture.photo.file.name)
    assert default_storage.exists(name)

    with django_capture_on_commit_callbacks(execute=True):
        operations.remove_picture(picture, actor=user)

    assert not default_storage.exists(name)


def test_pictures_of_what_was_withdrawn_are_gone_at_once(
    user: User, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    picture, kept = make_picture(make_news()), make_picture(make_news())
    assert client.get(picture.photo.url).status_code == 200

    with django_capture_on_commit_callbacks(execute=True):
        operations.withdraw_news(picture.item, why="Bo tak.", actor=user)

    assert NewsPicture.objects.get() == kept
    assert client.get(picture.photo.url).status_code == 404


def test_a_file_that_the_library_does_not_have_is_swept_away_but_not_one_just_brought() -> None:
    kept, lost = make_picture(make_news()), make_picture(make_news())
    Photo.objects.filter(pk=lost.photo_id).delete()

    assert operations.sweep_pictures() == 0
    assert operations.sweep_pictures(now=timezone.now() + timedelta(hours=2)) >= 1

    assert default_storage.exists(str(kept.photo.file.name))
    assert not default_storage.exists(str(lost.photo.file.name))


def test_a_link_is_shown_while_residents_may_read_of_the_thing(user: User) -> None:
    item, activity = make_news(), make_activity(title="Joga")
    operations.add_link(item, activity, name="activity", actor=user)
    operations.add_link(item, activity, name="activity", actor=user)
    assert [lead.title for lead in queries.related(item)] == ["Joga"]

    type(activity).objects.filter(pk=activity.pk).update(state="draft")

    assert list(queries.related(item)) == []
    assert len(list(queries.related(item, hidden=True))) == 1


def test_a_link_leads_to_exactly_one_thing() -> None:
    item, activity = make_news(), make_activity()
    NewsLink.objects.create(item=item, activity=activity)
    for fields in ({}, {"activity": activity}):
        with pytest.raises(IntegrityError), transaction.atomic():
            NewsLink.objects.create(item=item, **fields)


def test_a_choice_names_only_what_residents_may_read_of() -> None:
    hidden = make_activity(state="draft")
    for value in (f"activity-{hidden.pk}", "activity-0", "user-1", "activity", ""):
        with pytest.raises(LookupError):
            queries.thing_of(value)


def test_an_animator_writes_of_their_pal_and_a_coordinator_of_the_network() -> None:
    pal, other = make_pal(), make_pal()
    mine, theirs, ours = make_news(pal=pal), make_news(pal=other), make_news(pal=None)

    animator = writer(pal=pal, name="Ala")
    coordinator = writer("network-coordinator", name="Kora")

    assert list(policies.written_news(animator)) == [mine]
    assert set(policies.written_news(coordinator)) == {mine, theirs, ours}


def test_a_pal_s_list_has_the_network_s_news_too() -> None:
    pal = make_pal()
    here, everywhere = make_news(pal=pal), make_news(pal=None)
    make_news(pal=make_pal())

    assert set(queries.news_list(pal=pal)) == {here, everywhere}
