"""How long results and files of a large survey take: `.venv/bin/python bench/surveys.py [PEOPLE]`.

5,000 people answer ten questions: 50,000 answers in a throwaway SQLite database (or the one in
DATABASE_URL). Prints milliseconds.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

CHOICES, SCALES = 6, 3


def main(people: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ.setdefault("PODWORKO_DATA", folder)
        import django  # noqa: PLC0415 - the database is chosen above

        django.setup()
        _run(people)


def _run(people: int) -> None:
    from django.core.management import call_command  # noqa: PLC0415

    from podworko.core.tabular import write_table  # noqa: PLC0415
    from podworko.diagnosis import publishing  # noqa: PLC0415
    from podworko.diagnosis.models import Answer  # noqa: PLC0415
    from podworko.diagnosis.queries.crossings import crossings  # noqa: PLC0415
    from podworko.diagnosis.queries.heard import heard  # noqa: PLC0415
    from podworko.diagnosis.queries.results import results  # noqa: PLC0415
    from podworko.diagnosis.queries.survey_data import survey_data  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    survey = _timed("read in from a file", lambda: _read_in(people))
    print(f"{people} people, {Answer.objects.count()} answers")
    found = _timed("results at the desk", lambda: results(survey))
    _timed("crossed by age", lambda: crossings(survey, found=found, by="age"))
    _timed("read person by person and guarded", lambda: publishing.told(heard(survey)))
    data = _timed("put in a table", lambda: survey_data(survey))
    for kind in ("xlsx", "csv"):
        _timed(
            f"written as .{kind}",
            lambda kind=kind: write_table(data.headings, data.rows, as_format=kind),
        )


def _read_in(people: int) -> Any:  # noqa: ANN401 - a model, which is imported only now
    from podworko.audit.public import SYSTEM  # noqa: PLC0415
    from podworko.diagnosis import operations  # noqa: PLC0415
    from podworko.diagnosis.operations.survey_files import tables_of  # noqa: PLC0415
    from podworko.diagnosis.survey_proposals import proposals  # noqa: PLC0415
    from podworko.diagnosis.tests.factories import make_study  # noqa: PLC0415

    files = (("survey.csv", _table(people).encode()),)
    file = operations.send_survey_file(make_study(), title="Bench", files=files, actor=SYSTEM)
    columns = tuple(each.column for each in proposals(*tables_of(file)))
    operations.import_survey(file, columns=columns, actor=SYSTEM)
    return file.survey


def _table(people: int) -> str:
    dice = random.Random(people)
    names = ["wiek", *(f"wybór {n}" for n in range(CHOICES - 1))]
    names += [*(f"skala {n}" for n in range(SCALES)), "uwagi"]
    rows = [";".join(names)]
    for number in range(people):
        cells = [f"grupa {dice.randint(1, 6)}" for _name in range(CHOICES)]
        cells += [str(dice.randint(1, 7)) for _name in range(SCALES)]
        rows.append(";".join([*cells, f"Ławek brakuje i światła, mówi osoba {number}"]))
    return "\n".join(rows)


def _timed(label: str, action: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever it makes
    began = time.perf_counter()
    found = action()
    print(f"{(time.perf_counter() - began) * 1000:9.0f} ms  {label}")
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
