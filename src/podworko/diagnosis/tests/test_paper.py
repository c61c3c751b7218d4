"""Paper: every sheet twice, blind; what is not settled is not counted."""

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from podworko.accounts.public import Grant, User
from podworko.audit.public import SYSTEM, history
from podworko.core.geo import Point
from podworko.diagnosis import operations, questionnaire
from podworko.diagnosis.answering import Given
from podworko.diagnosis.forms.desk_paper import SheetForm, initial_of
from podworko.diagnosis.models import Answer, Batch, Response, Sheet
from podworko.diagnosis.operations import PaperError, Reading
from podworko.diagnosis.queries import paper as queries
from podworko.diagnosis.tests.survey_factories import (
    OF_EVERY_KIND,
    answer,
    edition_of,
    make_draft,
    make_survey,
)

pytestmark = pytest.mark.django_db

OLD, YOUNG = ({"wiek": Given(chosen=(code,))} for code in ("o2", "o1"))


@pytest.fixture
def typist() -> User:
    return User.objects.create_user("ola@example.org", name="Ola")


@pytest.fixture
def batch(typist: User) -> Batch:
    survey = make_survey(*OF_EVERY_KIND)
    return operations.open_batch(edition_of(survey), name="Skrzynka", sheets=3, actor=typist)


def read(batch: Batch, number: int, turn: int, given: dict[str, Given], typist: User) -> None:
    operations.type_sheet(batch, reading=Reading(number, turn, given), actor=typist)


def sent(lines: dict[str, str]) -> QueryDict:
    """Return lines as a browser sends them."""
    data = QueryDict(mutable=True)
    data.update(lines)
    return data


def test_one_reading_counts_for_nothing(batch: Batch, typist: User) -> None:
    read(batch, 1, 1, OLD, typist)

    assert not Response.objects.exists()
    assert queries.batch_page(batch).typed_once == (1,)


def test_two_readings_that_agree_are_counted_as_paper(batch: Batch, typist: User) -> None:
    other = User.objects.create_user("ala@example.org", name="Ala")
    read(batch, 1, 1, OLD, typist)
    read(batch, 1, 2, OLD, other)

    response = Response.objects.get()
    assert (response.channel, response.batch, response.sheet_number) == ("paper", batch, 1)
    assert response.entered_by == other
    assert history(batch) == ["batch.opened", "batch.sheet_typed", "batch.sheet_typed"]


def test_readings_that_differ_wait_until_somebody_settles_them(batch: Batch, typist: User) -> None:
    read(batch, 1, 1, OLD, typist)
    read(batch, 1, 2, YOUNG, typist)
    assert queries.batch_page(batch).differing == (1,)
    assert not Response.objects.exists()
    with pytest.raises(PaperError):
        operations.close_batch(batch, actor=typist)

    operations.settle_sheet(batch, number=1, given=YOUNG, actor=typist)

    assert [each.option.code for each in Answer.objects.all() if each.option] == ["o1"]
    assert queries.batch_page(batch).differing == ()


def test_a_sheet_is_settled_only_after_two_readings(batch: Batch, typist: User) -> None:
    read(batch, 1, 1, OLD, typist)

    with pytest.raises(PaperError):
        operations.settle_sheet(batch, number=1, given=OLD, actor=typist)


def test_what_is_counted_is_not_typed_again(batch: Batch, typist: User) -> None:
    for turn in (1, 2):
        read(batch, 1, turn, OLD, typist)

    with pytest.raises(PaperError):
        read(batch, 1, 1, YOUNG, typist)
    with pytest.raises(PaperError):
        operations.settle_sheet(batch, number=1, given=YOUNG, actor=typist)


def test_a_second_reading_waits_for_the_first(batch: Batch, typist: User) -> None:
    with pytest.raises(PaperError):
        read(batch, 1, 2, OLD, typist)

    assert not Sheet.objects.exists()
    assert queries.batch_page(batch).next_first == 1


def test_a_sheet_beyond_the_pile_is_refused(batch: Batch, typist: User) -> None:
    for number in (0, 4):
        with pytest.raises(PaperError):
            read(batch, number, 1, OLD, typist)


def test_an_empty_sheet_is_settled_and_counts_for_nobody(batch: Batch, typist: User) -> None:
    for turn in (1, 2):
        read(batch, 1, turn, {}, typist)

    page = queries.batch_page(batch)
    assert (page.empty, page.counted, page.differing) == (1, 0, ())
    operations.close_batch(batch, actor=typist)


def test_closing_a_pile_deletes_the_readings_and_keeps_the_answers(
    batch: Batch, typist: User
) -> None:
    for turn in (1, 2):
        read(batch, 1, turn, OLD, typist)

    operations.close_batch(batch, actor=typist)
    operations.close_batch(batch, actor=typist)

    assert not Sheet.objects.exists()
    assert Response.objects.count() == 1
    with pytest.raises(PaperError):
        read(batch, 2, 1, OLD, typist)


def test_paper_may_be_typed_after_closing_and_not_before_opening(typist: User) -> None:
    with pytest.raises(PaperError):
        operations.open_batch(edition_of(make_draft()), name="x", sheets=1, actor=typist)
    survey = make_survey(*OF_EVERY_KIND)
    operations.close_survey(survey, actor=SYSTEM)

    held = operations.open_batch(edition_of(survey), name="x", sheets=1, actor=typist)
    for turn in (1, 2):
        read(held, 1, turn, OLD, typist)

    assert Response.objects.count() == 1


def test_paper_need_not_answer_what_the_page_demands(typist: User) -> None:
    survey = make_survey()
    batch = operations.open_batch(edition_of(survey), name="x", sheets=1, actor=typist)
    without_end = {
        "wychodzi": Given(chosen=("o2",)),
        "dlaczego": Given(chosen=("o1",)),
    }

    for turn in (1, 2):
        read(batch, 1, turn, without_end, typist)

    assert Response.objects.count() == 1


def test_lines_are_typed_as_numbers_and_read_back() -> None:
    whole = questionnaire.load(edition_of(make_survey(*OF_EVERY_KIND)))
    typed = {
        "s-wiek": "2",
        "s-braki": "1, 3",
        "s-ocena": "4",
        "s-waga": "3 1",
        "s-godziny": "2,5",
        "s-slowa": "Ławki",
        "s-gdzie": "1",
        "s-tabela-r1": "2",
        "language": "pl",
    }
    form = SheetForm(sent(typed), whole=whole)

    assert form.is_valid(), form.errors
    values = {code: given.as_json() for code, given in form.given.items()}
    told = initial_of(whole, values)
    assert {name: value for name, value in told.items() if value} == {
        **{name: value for name, value in typed.items() if name != "language"},
        "s-braki": "1 3",
        "s-godziny": "2.5",
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [("s-wiek", "3"), ("s-wiek", "x"), ("s-wiek", "1 2"), ("s-ocena", "9"), ("s-ocena", "x")],
)
def test_a_number_that_is_not_on_the_paper_is_told(name: str, value: str) -> None:
    whole = questionnaire.load(edition_of(make_survey(*OF_EVERY_KIND)))
    form = SheetForm(sent({name: value, "language": "pl"}), whole=whole)

    assert list(form.errors) == [name]


def test_a_pile_is_typed_twice_and_settled_on_the_pages(client: Client) -> None:
    survey = make_survey(*OF_EVERY_KIND)
    user = User.objects.create_user("socjalna@example.org", name="Ola")
    Grant.objects.create(user=user, role="social-worker", pal=survey.study.pal)
    client.force_login(user)
    papers = reverse("diagnosis:desk_papers", args=[survey.public_id])

    where = client.post(papers, {"name": "Skrzynka", "sheets_announced": "2"})["Location"]
    sheets = (("1", "1"), ("2", "2"), ("2", "1"), ("2", "2"))
    for at, (age, rate) in enumerate(sheets):
        number, turn = at % 2 + 1, at // 2 + 1
        path = f"{where}{number}/odczyt-{turn}/"
        lines = {"s-wiek": age, "s-ocena": rate, "language": "pl"}
        assert client.post(path, lines).status_code == 302
    assert "Arkusz 1: zobacz różnice" in client.get(where).content.decode()

    settle = client.get(f"{where}1/uzgodnij/").content.decode()
    assert "Ile masz" not in settle
    client.post(f"{where}1/uzgodnij/", {"s-wiek": "1", "s-ocena": "2", "language": "pl"})
    client.post(f"{where}zamknij/")

    assert Batch.objects.get().state == Batch.State.CLOSED
    assert Response.objects.filter(channel="paper").count() == 2


def test_a_place_pointed_at_is_no_line_of_paper() -> None:
    survey = make_survey(*OF_EVERY_KIND)
    answer(survey, {"gdzie": Given(point=Point(50, 19))})

    whole = questionnaire.load(edition_of(survey))
    assert initial_of(whole, {"gdzie": {"point": [50, 19]}})["s-gdzie"] == ""
