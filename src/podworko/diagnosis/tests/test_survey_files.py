"""Answers as files, out and in: nothing is lost between, and broken files say why."""

import csv
import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from podworko.accounts.public import Grant, User
from podworko.audit.public import SYSTEM
from podworko.core.tabular import TabularError
from podworko.diagnosis import operations
from podworko.diagnosis.models import Response, Study, Survey, SurveyFile
from podworko.diagnosis.operations.survey_files import SurveyFileError, tables_of
from podworko.diagnosis.queries.results import results
from podworko.diagnosis.queries.survey_data import survey_data
from podworko.diagnosis.survey_proposals import proposals
from podworko.diagnosis.survey_tables import ColumnData
from podworko.diagnosis.tests.factories import make_study
from podworko.diagnosis.tests.survey_factories import OF_EVERY_KIND, answer, make_survey
from podworko.diagnosis.tests.test_publishing import of_everything

pytestmark = pytest.mark.django_db

HEADER = "Nr;Płeć;Ocena;Dochód;Czego brakuje;Uwagi"
LINES = [
    f"{n};{'kobieta' if n % 3 else 'mężczyzna'};{n % 5 + 1};{n * 7 + 0.5};ławki; zieleń|światło;"
    f"Zdanie {n}, inne niż pozostałe."
    for n in range(1, 31)
]
TABLE = "\n".join([HEADER, *[line.replace("ławki; ", "ławki|") for line in LINES]])


def sent(text: str = TABLE, *, study: Study | None = None, encoding: str = "utf-8") -> SurveyFile:
    return operations.send_survey_file(
        study or make_study(),
        title="Badanie sąsiadów",
        files=(("badanie.csv", text.encode(encoding)),),
        actor=SYSTEM,
    )


def proposed(file: SurveyFile) -> tuple[ColumnData, ...]:
    return tuple(each.column for each in proposals(*tables_of(file)))


def signed_in(client: Client, study: Study) -> Client:
    user = User.objects.create_user("ola@example.org", name="Ola")
    Grant.objects.create(user=user, role="animator", pal=study.pal)
    client.force_login(user)
    return client


def test_columns_are_understood() -> None:
    columns = proposed(sent())

    assert [(each.kind, str(each.role)) for each in columns] == [
        ("", "none"),
        ("single", "sex"),
        ("scale", "none"),
        ("number", "none"),
        ("multiple", "none"),
        ("text", "none"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1250", "iso-8859-2", "utf-16"])
def test_a_file_becomes_a_closed_survey_whatever_its_encoding(encoding: str) -> None:
    file = sent(TABLE.replace(".5;", ",5;"), encoding=encoding)

    report = operations.import_survey(file, columns=proposed(file), actor=SYSTEM)

    survey = Survey.objects.get()
    assert (survey.state, survey.are_results_public) == ("closed", False)
    assert (file.survey, bytes(file.data), report.lines) == (survey, b"", ())
    found = {each.words: each for each in results(survey).results}
    assert results(survey).total == 30
    assert {bar.label: bar.count for bar in found["Płeć"].bars} == {"kobieta": 20, "mężczyzna": 10}
    assert {bar.label: bar.count for bar in found["Czego brakuje"].bars} == {
        "ławki": 30,
        "zieleń": 30,
        "światło": 30,
    }
    assert str(found["Dochód"].average) == "109.0"
    assert set(Response.objects.values_list("channel", flat=True)) == {"import"}


def test_the_same_file_twice_is_once() -> None:
    study = make_study()
    first = sent(study=study)
    operations.import_survey(first, columns=proposed(first), actor=SYSTEM)
    second = sent(study=study)

    report = operations.import_survey(second, columns=proposed(second), actor=SYSTEM)

    assert "już wczytany" in report.notes[0]
    assert Survey.objects.count() == 1


def test_rows_that_cannot_be_read_are_told_and_the_others_taken() -> None:
    file = sent("a,b\n1,x\nnie wiem,y\n,\n2,x\n,NA\n")
    columns = (ColumnData("a", "number", "Ile"), ColumnData("b", "single", "Co"))

    told = operations.import_survey(file, columns=columns, actor=SYSTEM, dry_run=True)
    assert Survey.objects.count() == 0
    assert [(line.number, line.message) for line in told.lines] == [
        (3, "a: to nie jest liczba: „nie wiem”"),
        (6, "nie ma tu żadnej odpowiedzi"),
    ]

    operations.import_survey(file, columns=columns, actor=SYSTEM)
    assert Response.objects.count() == 2


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("a\n" + "\n".join(f"w{n}" for n in range(50)), ColumnData("a", "single", "a")),
        ("a\n1\n30\n", ColumnData("a", "scale", "a")),
        ("a\nx\ny\n", ColumnData("a", "number", "a")),
        ("a\nx\n", ColumnData("a", "", "a")),
        ("a\n" + "x" * 300 + "\n", ColumnData("a", "single", "a")),
    ],
)
def test_a_column_that_is_not_what_it_is_said_to_be_stores_nothing(
    text: str, column: ColumnData
) -> None:
    file = sent(text)

    with pytest.raises(SurveyFileError):
        operations.import_survey(file, columns=(column,), actor=SYSTEM)

    assert Survey.objects.count() == 0


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 x", b"PK\x03\x04 broken", b"\x00\x01\x02" * 99])
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(TabularError):
        operations.send_survey_file(make_study(), title="x", files=(("x.csv", data),), actor=SYSTEM)
    assert SurveyFile.objects.count() == 0


def test_a_key_gives_values_their_meaning() -> None:
    key = b"pytanie,wartosc,znaczenie\n1,1,wcale\nq,5,bardzo\n"
    data = b"q\n" + b"1\n5\n" * 5
    files = (("a.csv", data), ("klucz.csv", key))
    file = operations.send_survey_file(make_study(), title="x", files=files, actor=SYSTEM)

    operations.import_survey(file, columns=proposed(file), actor=SYSTEM)

    (result,) = results(Survey.objects.get()).results
    assert [(bar.label, bar.count) for bar in result.bars] == [("wcale", 5), ("bardzo", 5)]


def test_a_file_goes_through_the_pages(client: Client) -> None:
    study = make_study()
    signed_in(client, study)
    upload = SimpleUploadedFile("badanie.csv", TABLE.encode())
    answered = client.post(
        reverse("diagnosis:desk_survey_import"),
        {"study": study.pk, "title": "Badanie", "file": upload},
    )
    page = answered["Location"]
    file = SurveyFile.objects.get()
    fields: dict[str, str] = {}
    for at, column in enumerate(proposed(file)):
        fields |= {
            f"rodzaj-{at}": column.kind,
            f"slowa-{at}": column.words,
            f"rola-{at}": column.role,
        }

    assert "Uwagi" in client.get(page).content.decode()
    checked = client.post(page, fields | {"co": "sprawdz"}).content.decode()
    assert "Wierszy z odpowiedziami: 30." in checked
    assert Survey.objects.count() == 0
    wrong = client.post(page, fields | {"rodzaj-3": "scale", "co": "sprawdz"})
    assert wrong.status_code == 422
    made = client.post(page, fields | {"co": "wczytaj"})
    survey = Survey.objects.get()
    results_page = reverse("diagnosis:desk_survey_results", args=[survey.public_id])
    assert made["Location"] == results_page
    assert client.get(page)["Location"] == results_page


def test_a_broken_file_is_refused_on_the_page(client: Client) -> None:
    study = make_study()
    signed_in(client, study)
    broken = SimpleUploadedFile("a.csv", b"%PDF-1.4")

    refused = client.post(
        reverse("diagnosis:desk_survey_import"),
        {"study": study.pk, "title": "Badanie", "file": broken},
    )

    assert refused.status_code == 422
    assert "To plik PDF" in refused.content.decode()


def exported(client: Client, survey: Survey, query: str) -> bytes:
    address = reverse("diagnosis:desk_survey_data", args=[survey.public_id])
    return client.get(f"{address}?{query}").content


def test_answers_and_the_codebook_are_given_as_files(client: Client) -> None:
    survey = make_survey(*OF_EVERY_KIND)
    answer(survey, of_everything(1)[0], key=uuid.uuid4())
    signed_in(client, survey.study)

    text = exported(client, survey, "plik=csv").decode("utf-8-sig")
    book = exported(client, survey, "plik=csv&lista=ksiega").decode("utf-8-sig")
    sheets = load_workbook(io.BytesIO(exported(client, survey, "plik=xlsx")))

    (row,) = csv.DictReader(io.StringIO(text), delimiter=";")
    assert (row["wiek"], row["braki.o1"], row["braki.o2"]) == ("o1", "1", "")
    assert (row["waga.o3"], row["tabela.r1"], row["ocena"]) == ("1", "c2", "4")
    assert (row["gdzie"], row["slowa"]) == ("o2", "Pani Zofia z parteru wie wszystko.")
    assert "wiek;wiek;jedna odpowiedź;o2;60 i więcej" in book
    assert sheets.sheetnames[1] == "Księga kodów"


@pytest.mark.parametrize("answers", [1, 3])
def test_a_file_costs_the_same_for_one_and_three(
    answers: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    survey = make_survey(*OF_EVERY_KIND)
    for each in of_everything(answers):
        answer(survey, each)

    with django_assert_num_queries(5):  # editions, questions, options, answers, people
        data = survey_data(survey)

    assert len(data.rows) == answers
