"""Standards for the protection of minors (art. 22b and 22c): editions, reviews, who knows them."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from podworko.accounts.public import Grant
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.versions import ChangedMeanwhileError
from podworko.diagnosis.tests.factories import make_pal
from podworko.messages.public import Message
from podworko.volunteering import operations, tasks
from podworko.volunteering.models import Acknowledgement, Content, Review, Standards
from podworko.volunteering.models.standards import review_due_on
from podworko.volunteering.prose import Block, blocks
from podworko.volunteering.queries import standards as queries
from podworko.volunteering.tests.factories import day_in, make_staff
from podworko.volunteering.tests.safety_factories import make_standards, text_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("missing", list(Content))
def test_art_22c_ust_1_standards_that_lack_something_are_not_issued(missing: Content) -> None:
    pal = make_pal()
    kept = [each.value for each in Content if each != missing]
    operations.write_standards(pal, text_of(contents=kept), actor=make_staff())

    with pytest.raises(DomainError) as refused:
        operations.issue_standards(pal, actor=make_staff(), seen_version=1)

    assert refused.value.field == "contents"
    assert str(missing.label) in str(refused.value.message)


def test_art_22c_standards_are_in_two_versions() -> None:
    pal = make_pal()
    operations.write_standards(pal, text_of(short=" "), actor=make_staff())

    with pytest.raises(DomainError) as refused:
        operations.issue_standards(pal, actor=make_staff(), seen_version=1)

    assert refused.value.field == "short"


def test_art_22c_standards_are_reviewed_every_two_years() -> None:
    assert review_due_on(date(2026, 8, 15)) == date(2028, 8, 15)
    assert review_due_on(date(2024, 2, 29)) == date(2026, 2, 28)
    assert review_due_on(date(2024, 12, 31)) == date(2026, 12, 31)


def test_art_22c_a_review_moves_the_next_one_and_is_written_down() -> None:
    pal = make_pal()
    row = make_standards(pal, days_ago=800)
    [before] = queries.kept_standards([pal])

    operations.review_standards(row, on=times.today(), words="Pasują.", actor=make_staff())

    [after] = queries.kept_standards([pal])
    assert (before.is_overdue, after.is_overdue) == (True, False)
    assert after.due_on == review_due_on(times.today())
    assert [review.words for review in after.reviews] == ["Pasują."]


@pytest.mark.parametrize(
    ("on", "words", "field"), [(0, " ", "words"), (1, "Pasują.", "reviewed_on")]
)
def test_art_22c_a_review_has_a_note_and_a_day_that_was(on: int, words: str, field: str) -> None:
    row = make_standards(make_pal())

    with pytest.raises(DomainError) as refused:
        operations.review_standards(row, on=day_in(on), words=words, actor=make_staff())

    assert refused.value.field == field


def test_a_draft_is_neither_reviewed_nor_acknowledged() -> None:
    draft = operations.write_standards(make_pal(), text_of(), actor=make_staff())

    with pytest.raises(DomainError):
        operations.review_standards(draft, on=times.today(), words="x", actor=make_staff())
    with pytest.raises(DomainError):
        operations.acknowledge_standards(draft, actor=make_staff())


def test_what_was_issued_stays_and_the_next_edition_asks_the_staff_anew() -> None:
    pal, reader = make_pal(), make_staff()
    Grant.objects.create(user=reader, role="leader", pal=pal)
    first = make_standards(pal)
    operations.acknowledge_standards(first, actor=reader)
    operations.acknowledge_standards(first, actor=reader)
    [known] = queries.kept_standards([pal], reader=reader)

    second = make_standards(pal)

    [asked] = queries.kept_standards([pal], reader=reader)
    assert (known.is_known, asked.is_known) == (True, False)
    assert [row.number for row in asked.editions] == [2, 1]
    assert Acknowledgement.objects.count() == 1
    assert [row.known_on for row in queries.readers_of(first)] == [times.today()]
    assert [row.known_on for row in queries.readers_of(second)] == [None]


def test_an_edition_of_a_later_day_leaves_the_former_one_in_force() -> None:
    pal = make_pal()
    first = make_standards(pal)
    operations.write_standards(pal, text_of(valid_from=day_in(9)), actor=make_staff())
    later = operations.issue_standards(pal, actor=make_staff(), seen_version=1)

    [kept] = queries.kept_standards([pal])

    assert (kept.current, kept.coming) == (first, later)
    assert queries.public_standards(pal) == first


def test_who_saves_second_is_told() -> None:
    pal = make_pal()
    operations.write_standards(pal, text_of(), actor=make_staff())

    with pytest.raises(ChangedMeanwhileError):
        operations.write_standards(pal, text_of(full="Inne."), actor=make_staff())
    operations.write_standards(pal, text_of(full="Nowe."), actor=make_staff(), seen_version=1)
    with pytest.raises(ChangedMeanwhileError):
        operations.issue_standards(pal, actor=make_staff(), seen_version=1)

    assert Standards.objects.get().full == "Nowe."


def test_without_a_draft_nothing_is_issued() -> None:
    with pytest.raises(DomainError):
        operations.issue_standards(make_pal(), actor=make_staff(), seen_version=0)


def test_the_database_refuses() -> None:
    pal = make_pal()
    row = make_standards(pal)
    reader = make_staff()
    operations.acknowledge_standards(row, actor=reader)
    operations.write_standards(pal, text_of(), actor=reader)
    attempts: list[Callable[[], object]] = [
        lambda: Standards.objects.create(
            pal=pal, number=1, issued_at=row.issued_at, full="a", short="b"
        ),
        lambda: Standards.objects.create(pal=pal, number=9),
        lambda: Standards.objects.filter(pk=row.pk).update(short=""),
        lambda: Review.objects.create(standards=row, words=""),
        lambda: Acknowledgement.objects.create(standards=row, user=reader),
    ]

    for attempt in attempts:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


def test_kept_standards_cost_the_same_for_one_and_three(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    pals = [make_pal() for _number in range(3)]
    for pal in pals:
        row = make_standards(pal)
        operations.review_standards(row, on=times.today(), words="Tak.", actor=make_staff())
    reader = make_staff()

    for asked in (pals[:1], pals):
        with django_assert_num_queries(3):
            queries.kept_standards(asked, reader=reader)


def test_a_review_that_is_due_is_told_once() -> None:
    pal, writer = make_pal(), make_staff()
    Grant.objects.create(user=writer, role="animator", pal=pal)
    make_standards(pal, days_ago=710)

    tasks.remind_of_checks()
    tasks.remind_of_checks()

    told = Message.objects.values_list("template", "to_email")
    assert list(told) == [("volunteering/standards_due", writer.email)]


def test_anybody_reads_and_prints_both_versions() -> None:
    pal = make_pal(slug="lipowa")
    client = Client()
    page = reverse("volunteering:standards", args=["lipowa"])
    nothing = client.get(page).status_code
    make_standards(pal)

    read = client.get(page)
    of_pal = client.get(reverse("network:pal", args=["lipowa"]))
    paper = reverse("volunteering:standards_paper", args=["lipowa"])
    papers = [client.get(paper), client.get(f"{paper}?wersja=dla-dzieci")]

    assert nothing == 404
    assert "Nikt nie może Cię krzywdzić." in read.text
    assert "Rozmawiamy spokojnie." in read.text
    assert page in of_pal.text
    assert [each.content[:4] for each in papers] == [b"%PDF", b"%PDF"]


def test_plain_text_is_read_in_parts() -> None:
    assert blocks("## Tytuł\r\nPierwszy.\r\nDrugi.\r\n\r\n- raz\n- dwa\n\n\nKoniec.") == [
        Block("head", ("Tytuł",)),
        Block("text", ("Pierwszy.", "Drugi.")),
        Block("list", ("raz", "dwa")),
        Block("text", ("Koniec.",)),
    ]
