"""Taking over surveys that were asked elsewhere, from their files."""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.tabular import Row, Table, read_rows
from podworko.core.taking import Line, Outcome, Report
from podworko.core.times import today
from podworko.diagnosis import pabulib, questionnaire
from podworko.diagnosis.answering import Given
from podworko.diagnosis.models import Answer, Response, Study, Survey, SurveyFile
from podworko.diagnosis.operations.answers import rows_of
from podworko.diagnosis.operations.questions import MOST_QUESTIONS, OptionData, QuestionData
from podworko.diagnosis.operations.surveys import SurveyData, make_survey
from podworko.diagnosis.questionnaire import Questionnaire
from podworko.diagnosis.survey_tables import SHORT, ColumnData, Reading, labels_of, readings

__all__ = ["ColumnData", "SurveyFileError", "import_survey", "send_survey_file", "tables_of"]

AT_ONCE = 2000
"""Rows written in one statement; more would only take memory."""
MOST_TOLD = 50
Taken = list[tuple[Row, dict[str, Given]]]


class SurveyFileError(DomainError):
    """A file cannot become a survey as it is understood."""

    code = "survey_file"


@transaction.atomic
def send_survey_file(
    study: Study, *, title: str, files: tuple[tuple[str, bytes], ...], actor: audit.Actor
) -> SurveyFile:
    """Keep a file, and one that says what its values mean, until it becomes a survey.

    Files left from other days are thrown away. Raises TabularError for what is no table,
    SurveyFileError for a heading alone or for votes on a budget.
    """
    SurveyFile.objects.filter(survey=None, sent_on__lt=today()).delete()
    (name, data), *keys = files
    if pabulib.is_budget(data):
        raise SurveyFileError(_("To głosy z budżetu obywatelskiego, a nie ankieta."))
    for each, content in files:
        if not read_rows(each, content).rows:
            raise SurveyFileError(_("W pliku jest tylko nagłówek, bez odpowiedzi."))
    file = SurveyFile.objects.create(
        study=study,
        title=title,
        name=name[-200:],
        data=data,
        key=keys[0][1] if keys else b"",
        digest=sha256(data).hexdigest(),
    )
    audit.record("survey.file_sent", actor=actor, target=file)
    return file


@transaction.atomic
def import_survey(
    file: SurveyFile,
    *,
    columns: tuple[ColumnData, ...],
    actor: audit.Actor,
    dry_run: bool = False,
    encoding: str = "",
) -> Report:
    """Make a closed survey of a file, with every row that can be read; `dry_run` only tells.

    A text file is read in `encoding`, or the likeliest one. The same file of the same study
    twice is once. Raises SurveyFileError, storing nothing, when a column cannot be what it is
    said to be or no row can be read.
    """
    Study.objects.select_for_update(no_key=True).get(pk=file.study_id)
    before = SurveyFile.objects.filter(study=file.study_id, digest=file.digest)
    if before.exclude(survey=None).exists():
        return Report(file.name, (), (_("Ten plik jest już wczytany. Nic się nie zmieniło."),))
    table, labels = tables_of(file, encoding=encoding)
    found = readings(table, columns, labels)
    _check(found)
    taken, refused = _taken(table, found)
    if not dry_run:
        _store(file, found, taken, actor)
    return Report(file.name, tuple(refused[:MOST_TOLD]), tuple(_notes(table, taken, refused)))


def tables_of(file: SurveyFile, *, encoding: str = "") -> tuple[Table, dict[str, dict[str, str]]]:
    """Return the table in a file, read in `encoding` or the likeliest, and what values mean."""
    table = read_rows(file.name, bytes(file.data), encoding=encoding)
    key = read_rows("", bytes(file.key)) if file.key else None
    return table, {name: dict(told) for name, told in labels_of(key, table.header).items()}


def _check(found: list[Reading]) -> None:
    if not found:
        raise SurveyFileError(_("Wybierz przynajmniej jedną kolumnę."))
    if len(found) > MOST_QUESTIONS:
        raise SurveyFileError(
            _("Ankieta może mieć najwyżej %(most)s pytań.") % {"most": MOST_QUESTIONS}
        )
    for reading in found:
        if reading.fault:
            name = reading.column.name[:SHORT]
            raise SurveyFileError(f"{name}: {reading.fault}", field=reading.column.name)


def _taken(table: Table, found: list[Reading]) -> tuple[Taken, list[Line]]:
    """Read every row: its answers by code, or why it is refused."""
    taken: Taken = []
    refused: list[Line] = []
    for row in table.rows:
        try:
            given = _given(row, found)
        except ValueError as error:
            refused.append(Line(row.number, Outcome.REFUSED, "", str(error)))
            continue
        if given:
            taken.append((row, given))
        else:
            words = _("nie ma tu żadnej odpowiedzi")
            refused.append(Line(row.number, Outcome.REFUSED, "", words))
    return taken, refused


def _given(row: Row, found: list[Reading]) -> dict[str, Given]:
    answers = ((f"p{number}", each.given(row)) for number, each in enumerate(found, start=1))
    return {code: answer for code, answer in answers if not answer.is_empty}


def _store(file: SurveyFile, found: list[Reading], taken: Taken, actor: audit.Actor) -> None:
    if not taken:
        raise SurveyFileError(_("Żadnego wiersza nie da się odczytać."))
    survey = make_survey(
        file.study, data=SurveyData(file.title), questions=_questions(found), actor=actor
    )
    edition = survey.editions.get()
    edition.opened_on = today()
    edition.save(update_fields=["opened_on"])
    survey.state = Survey.State.CLOSED
    survey.save(update_fields=["state"])
    _write(questionnaire.load(edition), (given for _row, given in taken))
    file.survey, file.data, file.key = survey, b"", b""
    file.save(update_fields=["survey", "data", "key"])
    audit.record("survey.imported", actor=actor, target=survey, answers=len(taken))


def _questions(found: list[Reading]) -> tuple[QuestionData, ...]:
    return tuple(
        QuestionData(
            kind=reading.kind,
            words={"pl": reading.column.words or reading.column.name},
            code=f"p{number}",
            role=reading.column.role,
            least=reading.least,
            most=reading.most,
            options=_options(reading),
        )
        for number, reading in enumerate(found, start=1)
    )


def _options(reading: Reading) -> tuple[OptionData, ...]:
    chosen = [OptionData({"pl": reading.options[t]}, code) for t, code in reading.codes.items()]
    rows = [
        OptionData({"pl": reading.rows[name]}, code, is_row=True)
        for name, code in reading.row_codes.items()
    ]
    return (*chosen, *rows)


def _write(whole: Questionnaire, people: Iterable[dict[str, Given]]) -> None:
    """Store answers in bulk: one statement for some thousands of rows."""
    waiting: list[tuple[Response, dict[str, Given]]] = []
    for given in people:
        response = Response(edition=whole.edition, channel=Response.Channel.IMPORT)
        waiting.append((response, given))
        if len(waiting) >= AT_ONCE:
            _flush(whole, waiting)
    _flush(whole, waiting)


def _flush(whole: Questionnaire, waiting: list[tuple[Response, dict[str, Given]]]) -> None:
    Response.objects.bulk_create([response for response, _given in waiting])
    Answer.objects.bulk_create(_answers(whole, waiting), batch_size=AT_ONCE)
    waiting.clear()


def _answers(
    whole: Questionnaire, waiting: list[tuple[Response, dict[str, Given]]]
) -> Iterator[Answer]:
    for response, given in waiting:
        yield from rows_of(response, whole, given)


def _notes(table: Table, taken: Taken, refused: list[Line]) -> Iterator[str]:
    yield from table.notes
    yield _("Wierszy z odpowiedziami: %(count)s.") % {"count": len(taken)}
    if refused:
        yield _("Odrzuconych wierszy: %(count)s.") % {"count": len(refused)}
    if len(refused) > MOST_TOLD:
        yield _("Poniżej pierwsze %(most)s.") % {"most": MOST_TOLD}
