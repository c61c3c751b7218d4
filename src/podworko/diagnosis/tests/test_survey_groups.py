"""Questions that stand in several columns: proposed by headings and values, and read whole."""

import uuid
from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse

from podworko.audit.public import SYSTEM
from podworko.core.tabular import read_rows
from podworko.diagnosis import operations
from podworko.diagnosis.models import Answer, Response, Survey, SurveyFile
from podworko.diagnosis.operations.survey_files import SurveyFileError
from podworko.diagnosis.queries.results import results
from podworko.diagnosis.queries.survey_data import survey_data
from podworko.diagnosis.survey_proposals import proposals
from podworko.diagnosis.survey_tables import ColumnData
from podworko.diagnosis.tests.factories import make_study
from podworko.diagnosis.tests.survey_factories import OF_EVERY_KIND, answer, make_survey
from podworko.diagnosis.tests.test_publishing import of_everything
from podworko.diagnosis.tests.test_survey_files import proposed, sent, signed_in

pytestmark = pytest.mark.django_db

Shape = list[tuple[str, str, str]]


def shape(header: str, *lines: str) -> Shape:
    """Return group, kind and part of each column as proposed."""
    table = read_rows("x.csv", "\n".join([header, *lines]).encode())
    return [(p.column.group, p.column.kind, p.column.part) for p in proposals(table, {})]


def imported(text: str, *columns: ColumnData, encoding: str = "") -> Survey:
    file = sent(text)
    known = columns or proposed(file)
    operations.import_survey(file, columns=known, actor=SYSTEM, encoding=encoding)
    return Survey.objects.get()


@pytest.mark.parametrize(
    ("ticks", "header"),
    [
        (("1", "0"), "Czego brakuje [ławki];Czego brakuje [zieleń];Wiek"),
        (("TAK", "NIE"), "Czego brakuje: ławki;Czego brakuje: zieleń;Wiek"),
        (("x", ""), "Czego brakuje - ławki;Czego brakuje - zieleń;Wiek"),
        (("1", ""), "braki.ławki;braki.zieleń;Wiek"),
    ],
)
def test_columns_with_yes_and_no_are_one_question(ticks: tuple[str, str], header: str) -> None:
    yes, no = ticks
    lines = [f"{yes if n % 2 else no};{yes if n % 3 else no};{30 + n % 7}" for n in range(1, 13)]

    assert shape(header, *lines) == [
        ("A", "ticked", "ławki"),
        ("A", "ticked", "zieleń"),
        ("", "number", ""),
    ]
    (result, _age) = results(imported("\n".join([header, *lines]))).results
    assert {bar.label: bar.count for bar in result.bars} == {"ławki": 6, "zieleń": 8}
    assert result.words in ("Czego brakuje", "braki")


def test_an_answer_that_is_called_no_is_not_ticked_by_a_no() -> None:
    lines = [f"{n % 3 == 0:d};{n % 3 == 1:d};{'nie' if n % 3 else 'tak'}" for n in range(30)]
    grouped = [ColumnData(name, "ticked", "Dzieci", group="A", part=name[0]) for name in "01"]
    last = ColumnData("nie", "ticked", "Dzieci", group="A", part="nie")

    (result,) = results(imported("\n".join(["0;1;nie", *lines]), *grouped, last)).results

    assert [bar.count for bar in result.bars] == [10, 10, 10]


def test_an_answer_that_is_called_no_ticks_a_column_where_nothing_else_stands() -> None:
    columns = [ColumnData(name, "ticked", "Pies", group="A", part=name) for name in ("tak", "nie")]

    (result,) = results(imported("tak;nie\ntak;\n;nie\n;nie\n", *columns)).results

    assert [bar.count for bar in result.bars] == [1, 2]


def test_a_heading_with_an_endless_number_names_no_place() -> None:
    assert shape(f"wybór {'9' * 5000};wybór 2", "a;b")[0][0] == ""


def test_columns_that_repeat_the_answer_where_it_was_ticked_are_one_question() -> None:
    lines = [f"{'ławki' if n % 2 else ''};{'zieleń' if n % 3 else ''};u{n}" for n in range(12)]

    assert shape("Czego brakuje_1;Czego brakuje_2;Uwagi", *lines)[:2] == [
        ("A", "ticked", "ławki"),
        ("A", "ticked", "zieleń"),
    ]
    survey = imported("\n".join(["Czego brakuje_1;Czego brakuje_2;Uwagi", *lines]))
    assert {bar.label: bar.count for bar in results(survey).results[0].bars} == {
        "ławki": 6,
        "zieleń": 8,
    }


def test_a_ranking_is_read_by_things() -> None:
    header = "Co ważne [dom];Co ważne [park];Co ważne [szkoła]"
    lines = ["1;2;3", "2;1;3", "1;;2", "3;1;2", "1;0;2"]

    assert {each[:2] for each in shape(header, *lines)} == {("A", "ranked")}
    (result,) = results(imported("\n".join([header, *lines]))).results
    assert {bar.label: bar.count for bar in result.bars} == {"dom": 3, "park": 2, "szkoła": 0}
    assert dict(result.places)["park"] == round((2 + 1 + 1) / 3, 1) or result.places


@pytest.mark.parametrize(
    "header",
    [
        "1. wybór;2. wybór;3. wybór",
        "Pierwszy wybór;Drugi wybór;Trzeci wybór",
        "1st choice;2nd choice;3rd choice",
        "Miejsce 1;Miejsce 2;Miejsce 3",
    ],
)
def test_a_ranking_is_read_by_places(header: str) -> None:
    lines = ["dom;park;szkoła", "park;dom;", "dom;szkoła;park", "park;szkoła;dom"]

    assert shape(header, *lines) == [("A", "places", each) for each in "123"]
    (result,) = results(imported("\n".join([header, *lines]))).results
    assert {bar.label: bar.count for bar in result.bars} == {"dom": 2, "park": 2, "szkoła": 0}
    assert result.answered == 4


def test_a_table_is_read_by_rows_on_one_scale() -> None:
    header = "Jak oceniasz [ulicę];Jak oceniasz [dom];Płeć"
    lines = ["dobrze;źle;k", "źle;źle;m", "dobrze;dobrze;k", "dobrze;;k", "źle;dobrze;m"] * 2

    assert shape(header, *lines) == [
        ("A", "matrix", "ulicę"),
        ("A", "matrix", "dom"),
        ("", "single", ""),
    ]
    (table, _sex) = results(imported("\n".join([header, *lines]))).results
    told = {row.label: {bar.label: bar.count for bar in row.bars} for row in table.rows}
    assert told == {"ulicę": {"dobrze": 6, "źle": 4}, "dom": {"dobrze": 4, "źle": 4}}


def test_headings_alone_put_nothing_together() -> None:
    lines = [f"{n % 5 + 1};{n % 7};słowo {n};{n}" for n in range(20)]

    assert {each[0] for each in shape("Pytanie 1;Pytanie 2;Uwagi: a;Uwagi: b", *lines)} == {""}
    assert {each[0] for each in shape("Q1;Q2", *["tak;nie", "nie;tak"] * 5)} == {""}


def test_a_file_of_ours_comes_in_as_it_went_out() -> None:
    survey = make_survey(*OF_EVERY_KIND)
    for given in of_everything(6):
        answer(survey, given, key=uuid.uuid4())
    data = survey_data(survey)
    lines = [";".join("" if cell is None else str(cell) for cell in row) for row in data.rows]
    file = sent("\n".join([";".join(data.headings), *lines]))
    kinds = Counter(each.kind for each in proposed(file))

    operations.import_survey(file, columns=proposed(file), actor=SYSTEM)

    taken = {each.words: each for each in results(Survey.objects.latest("pk")).results}
    assert kinds["ranked"] == 3
    assert [bar.count for bar in taken["waga"].bars] == [0, 0, 6]
    assert Response.objects.count() == 12


@pytest.mark.parametrize(
    ("line", "kind", "told"),
    [
        ("1;1", "ranked", "to samo miejsce"),
        ("1;7", "ranked", "od 1 do 2"),
        ("może;1", "ticked", "ani „tak”, ani „nie”"),
        ("a;a", "places", "dwa miejsca"),
    ],
)
def test_a_row_that_contradicts_itself_is_told_and_not_guessed(
    line: str, kind: str, told: str
) -> None:
    good = "a;b" if kind == "places" else "1;2" if kind == "ranked" else "1;0"
    file = sent(f"q1;q2\n{good}\n{line}\n")
    columns = tuple(
        ColumnData(f"q{n}", kind, "Pytanie", group="A", part=str(n)) for n in range(1, 3)
    )

    report = operations.import_survey(file, columns=columns, actor=SYSTEM)

    (refused,) = report.lines
    assert refused.number == 3
    assert told in refused.message
    assert Response.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "parts", "told"),
    [
        ("ticked", ("a", "A"), "oznaczają to samo"),
        ("places", ("1", "3"), "numery 1, 2, 3"),
        ("scale", ("a", "b"), "dla jednej kolumny"),
        ("matrix", ("x" * 201, "b"), "za długie"),
    ],
)
def test_columns_that_cannot_be_one_question_store_nothing(
    kind: str, parts: tuple[str, str], told: str
) -> None:
    file = sent("q1;q2\n1;2\n2;1\n")
    columns = tuple(
        ColumnData(f"q{n}", kind, "Pytanie", group="A", part=part)
        for n, part in enumerate(parts, start=1)
    )

    with pytest.raises(SurveyFileError, match=told):
        operations.import_survey(file, columns=columns, actor=SYSTEM)


def test_a_question_with_too_many_columns_is_refused() -> None:
    header = ";".join(f"q{n}" for n in range(41))
    file = sent(f"{header}\n" + ";".join("1" * 41))
    columns = tuple(ColumnData(f"q{n}", "ticked", "P", group="A", part=f"{n}") for n in range(41))

    with pytest.raises(SurveyFileError, match="41"):
        operations.import_survey(file, columns=columns, actor=SYSTEM)


def test_long_answers_are_taken_whole_or_told() -> None:
    survey = imported(f"Uwagi\n{'a' * 10_000}\n{'b' * 10_001}\n", ColumnData("Uwagi", "text", "U"))

    assert [len(text) for text in Answer.objects.values_list("text", flat=True)] == [10_000]
    assert survey.title == "Badanie sąsiadów"


def test_a_heading_without_rows_is_refused() -> None:
    with pytest.raises(SurveyFileError, match="tylko nagłówek"):
        sent("a;b\n")


def test_votes_on_a_budget_are_no_survey() -> None:
    with pytest.raises(SurveyFileError, match="budżetu"):
        sent("META\nkey;value\nunit;Kraków\nPROJECTS\n")


def test_the_encoding_chosen_is_the_one_read() -> None:
    text = "Miasto;Nr\nkoń;1\n"
    file = operations.send_survey_file(
        make_study(), title="x", files=(("x.csv", text.encode("windows-1250")),), actor=SYSTEM
    )
    columns = (ColumnData("Miasto", "text", "Miasto"),)

    operations.import_survey(file, columns=columns, actor=SYSTEM, encoding="windows-1252")

    assert Answer.objects.get().text == "koñ"


def page_of(client: Client, text: str, encoding: str = "utf-8") -> str:
    study = make_study()
    signed_in(client, study)
    file = operations.send_survey_file(
        study, title="Badanie", files=(("a.csv", text.encode(encoding)),), actor=SYSTEM
    )
    return reverse("diagnosis:desk_survey_mapping", args=[file.public_id])


GROUPED = "Braki [ławki];Braki [zieleń];Wiek\n" + "\n".join(["1;0;20", "0;1;31", "1;1;4,5"] * 4)


def test_columns_are_put_together_and_taken_apart_on_the_page(client: Client) -> None:
    page = page_of(client, GROUPED)
    shown = client.get(page).content.decode()
    assert "Pytanie z 2 kolumn." in shown
    fields = {"rodzaj-0": "ticked", "slowa-0": "Czego brakuje?", "czesc-0": "ławek"}
    fields |= {"grupa-0": "A", "grupa-1": "A", "czesc-1": "zieleni", "rodzaj-2": "number"}

    apart = client.post(page, fields | {"grupa-1": "", "co": "sprawdz"}).content.decode()
    assert "Pytanie z 2 kolumn." not in apart
    assert 'name="rodzaj-1"' in apart
    wrong = client.post(page, fields | {"rodzaj-0": "scale", "co": "sprawdz"})
    assert wrong.status_code == 422
    assert "dla jednej kolumny" in wrong.content.decode()
    client.post(page, fields | {"grupa-2": "-", "co": "wczytaj"})

    (result,) = results(Survey.objects.get()).results
    assert (result.words, [bar.label for bar in result.bars]) == (
        "Czego brakuje?",
        ["ławek", "zieleni"],
    )


def test_the_page_of_a_wide_file_can_be_sent(client: Client) -> None:
    names = [f"Pytanie {chr(97 + n // 20)}{chr(97 + n % 20)}" for n in range(300)]
    page = page_of(client, "\n".join([";".join(names), *[";".join(["tak"] * 300)] * 3]))
    drawn = client.get(page).context["form"].rows()
    fields = {field.html_name: field.value() or "" for each in drawn for field in each.fields}
    assert len(fields) > 1000

    told = client.post(page, fields | {"co": "sprawdz"})

    assert told.status_code == 422
    assert "najwyżej" in told.content.decode()


def test_the_page_shows_the_file_in_each_encoding_and_reads_the_one_chosen(client: Client) -> None:
    page = page_of(client, "Miasto;Nr\nkoń na łące;1\n", encoding="windows-1250")

    likely = client.get(page).content.decode()
    other = client.get(f"{page}?kodowanie=windows-1252").content.decode()

    assert "³¹ce" in likely
    assert "koñ na ³¹ce" in other
    assert "koñ na ³¹ce" not in likely
    assert client.get(f"{page}?kodowanie=klingon").status_code == 200
    fields = {"rodzaj-0": "text", "co": "wczytaj"}
    client.post(f"{page}?kodowanie=windows-1252", fields)
    assert Answer.objects.filter(text="koñ na ³¹ce").exists()
    assert SurveyFile.objects.get().survey
