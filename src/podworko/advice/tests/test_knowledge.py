"""The knowledge base: dated, expiring, checked by another, found by the meaning of words."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from podworko.advice import operations
from podworko.advice.models import KnowledgePage, Topic
from podworko.advice.operations import KNOWLEDGE_FIELDS, TOPIC_FIELDS
from podworko.advice.queries import found, related
from podworko.advice.reading import AdviceError
from podworko.advice.tests.factories import (
    make_page,
    make_question,
    make_staff,
    make_topic,
)
from podworko.audit.public import SYSTEM, history
from podworko.core import times
from podworko.core.versions import ChangedMeanwhileError, version_of

pytestmark = pytest.mark.django_db


def expire(page: KnowledgePage) -> None:
    day = times.today() - timedelta(days=1)
    KnowledgePage.objects.filter(pk=page.pk).update(expires_on=day)


def test_what_came_from_a_question_is_published_by_another() -> None:
    writer, checker = make_staff(), make_staff()
    page = KnowledgePage(
        topic=make_topic(), question="Co z pismem?", answer="Idź.", from_question=True
    )
    operations.save_page(page, actor=writer)

    with pytest.raises(AdviceError):
        operations.publish_page(page, actor=writer, role="animator")
    operations.publish_page(page, actor=checker, role="animator")

    page.refresh_from_db()
    assert (page.written_by, page.checked_by, page.is_public) == (writer, checker, True)
    assert page.reviewed_on == times.today()
    assert page.expires_on == times.today() + timedelta(days=365)
    assert history(page) == ["knowledge.written", "knowledge.published"]


def test_changed_after_a_question_it_is_checked_anew_and_others_stay() -> None:
    for is_from, state in ((True, "draft"), (False, "published")):
        page = make_page(from_question=is_from)
        seen = version_of(page, KNOWLEDGE_FIELDS)
        page.answer = "Inaczej."

        operations.save_page(page, actor=make_staff(), seen_version=seen)

        page.refresh_from_db()
        assert page.state == state


def test_who_saves_second_overwrites_nothing() -> None:
    page = make_page()

    with pytest.raises(ChangedMeanwhileError):
        operations.save_page(page, actor=make_staff(), seen_version="x")


def test_an_expired_page_is_hidden_until_somebody_checks_it(client: Client) -> None:
    page = make_page()
    expire(page)

    assert client.get(page.get_absolute_url()).status_code == 404
    assert list(KnowledgePage.objects.expiring()) == [page]
    assert found("pismo").pages == ()
    operations.review_page(page, actor=make_staff(), role="animator")

    assert client.get(page.get_absolute_url()).status_code == 200
    assert not KnowledgePage.objects.expiring().exists()


def test_a_draft_is_not_checked_and_what_is_withdrawn_is_found_no_more() -> None:
    page = make_page(question="Gdzie zapłacić za śmieci?")
    assert found("śmieci").pages == (page,)

    operations.withdraw_page(page, actor=make_staff())

    assert found("śmieci").pages == ()
    with pytest.raises(AdviceError):
        operations.review_page(page, actor=make_staff(), role="animator")


@pytest.mark.parametrize(
    "words", ["pisma komornika", "dostałam pismo od komornikow", "komornikiem"]
)
def test_words_are_found_by_their_meaning(words: str) -> None:
    page = make_page(question="Dostałem pismo od komornika. Co robić?")
    make_page(question="Jak zapisać dziecko do szkoły?", answer="W szkole.")

    assert related(words)[0] == page


def test_a_related_page_is_looked_for_at_a_fixed_cost(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_page(question="Co zrobić z pismem z banku?")
    related("pismo")
    for _number in range(3):
        make_page(question="Co zrobić z pismem z banku?")
    related("pismo")

    with django_assert_num_queries(3):  # revision of the index, hits, pages
        assert len(related("pismo")) == 4


def test_nothing_is_related_to_nothing() -> None:
    make_page()

    assert related("  ") == ()


def test_addresses_of_pages_never_meet_those_of_forms() -> None:
    first = make_page(question="Zapytaj", is_published=False)
    second = make_page(question="Zapytaj", is_published=False)
    third = make_page(question="???", is_published=False)

    assert [page.slug for page in (first, second, third)] == ["zapytaj-2", "zapytaj-3", "wpis"]


def test_a_page_speaks_the_readers_language_or_says_that_it_does_not(client: Client) -> None:
    page = make_page(
        question="Co z pismem?",
        question_en="What about the letter?",
        answer_en="Read it.",
        checklist="dowód",
    )

    with translation.override("en"):
        english = client.get(page.get_absolute_url()).content.decode()
    with translation.override("uk"):
        ukrainian = client.get(page.get_absolute_url()).content.decode()

    assert "What about the letter?" in english
    assert 'class="prose" lang="pl"' not in english
    assert 'class="prose" lang="pl"' in ukrainian


def test_easy_words_stand_behind_a_switch(client: Client) -> None:
    page = make_page(easy="To jest pismo.\n\nNie bój się.")

    plain = client.get(page.get_absolute_url()).content.decode()
    easy = client.get(page.get_absolute_url(), {"wersja": "latwa"}).content.decode()

    assert "Nie bój się." not in plain
    assert "<p>To jest pismo.</p><p>Nie bój się.</p>" in easy


def test_a_list_is_printed_and_without_one_there_is_none(client: Client) -> None:
    with_list, without = make_page(checklist="dowód\n\npismo"), make_page()

    printed = client.get(reverse("advice:checklist", args=[with_list.slug]))

    assert printed.content.startswith(b"%PDF")
    assert client.get(reverse("advice:checklist", args=[without.slug])).status_code == 404


def test_the_front_page_finds_by_words_and_by_topic(client: Client) -> None:
    letters, bills = make_topic(name="Pisma"), make_topic(name="Rachunki")
    make_page(topic=letters, question="Pismo z sądu")
    make_page(topic=bills, question="Rachunek za prąd")
    home = reverse("advice:home")

    by_words = client.post(home, {"words": "rachunków"}).content.decode()
    by_topic = client.get(home, {"temat": letters.slug}).content.decode()
    nothing = client.post(home, {"words": "hipopotam"}).content.decode()
    in_address = client.get(home, {"words": "rachunków", "q": "rachunków"}).content.decode()

    assert "Rachunek za prąd" in by_words
    assert "Pismo z sądu" not in by_words
    assert "Pismo z sądu" in by_topic
    assert "Rachunek za prąd" not in by_topic
    assert "Nie mamy jeszcze takiej odpowiedzi" in nothing
    assert "Pismo z sądu" in in_address  # words of an address are no search


def test_what_somebody_looked_for_is_kept_by_no_cache(client: Client) -> None:
    make_page()
    home = reverse("advice:home")

    assert "no-store" in client.post(home, {"words": "przemoc"})["Cache-Control"]
    assert 'method="post" role="search"' in client.get(home).content.decode()


def test_a_search_keeps_what_was_typed_and_costs_the_same_for_one_page_and_three(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    topic, home = make_topic(), reverse("advice:home")
    make_page(topic=topic, question="Rachunek za prąd")
    client.post(home, {"words": "rachunków"})  # the dictionary is read from disk the first time
    make_page(topic=topic, question="Rachunek za gaz")
    make_page(topic=topic, question="Rachunek za wodę")

    with django_assert_max_num_queries(9):  # as below, and three to find by words
        page = client.post(home, {"words": "rachunków"}).content.decode()

    assert 'name="words" value="rachunków"' in page
    assert all(name in page for name in ("za prąd", "za gaz", "za wodę"))


def test_a_search_without_the_page_s_own_token_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)

    assert client.post(reverse("advice:home"), {"words": "przemoc"}).status_code == 403
    assert "csrfmiddlewaretoken" in client.get(reverse("advice:home")).content.decode()


def test_the_front_page_costs_the_same_for_one_page_and_three(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    topic = make_topic()
    make_page(topic=topic)
    client.get(reverse("advice:home"))
    make_page(topic=topic)
    make_page(topic=topic)

    with django_assert_max_num_queries(6):  # topics twice, pages, talks, their outcomes, tallies
        client.get(reverse("advice:home"))


def test_a_topic_with_questions_keeps_its_readers() -> None:
    topic = make_topic()
    make_question(topic=topic)
    seen = version_of(topic, TOPIC_FIELDS)
    topic.role = "specialist"

    with pytest.raises(AdviceError) as caught:
        operations.save_topic(topic, actor=SYSTEM, seen_version=seen)

    assert caught.value.field == "role"


def test_a_topic_without_questions_may_change_hands() -> None:
    topic = make_topic()
    seen = version_of(topic, TOPIC_FIELDS)
    topic.role = "specialist"

    operations.save_topic(topic, actor=SYSTEM, seen_version=seen)

    assert Topic.objects.get().role == "specialist"
    with pytest.raises(ChangedMeanwhileError):
        operations.save_topic(topic, actor=SYSTEM, seen_version=seen)


@pytest.mark.parametrize(
    "wrong", [{"reviewed_on": None}, {"kind": "poem"}, {"answer": ""}, {"question": ""}]
)
def test_the_database_refuses(wrong: dict[str, str | None]) -> None:
    page = make_page()

    with pytest.raises(IntegrityError), transaction.atomic():
        KnowledgePage.objects.filter(pk=page.pk).update(**wrong)
