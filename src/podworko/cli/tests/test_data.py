import csv
import json
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from podworko.activities.models import Activity
from podworko.activities.tests.factories import make_activity, make_pal, make_session
from podworko.cli import data, setup
from podworko.core import times
from podworko.network.models import Place
from podworko.opendata.public import export

pytestmark = pytest.mark.django_db

DAY = f"{times.today() + timedelta(days=5):%d.%m.%Y}"


def file(folder: Path, text: str) -> str:
    path = folder / "program.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_exit_code_tells_whether_all_rows_went(tmp_path: Path, capsys: Any) -> None:
    make_pal(slug="olsza")
    whole = file(tmp_path, f"Tytuł;Data\nKino;{DAY}\n")
    options = ["activities", whole, "--pal", "olsza"]

    assert data.bring_in([*options, "--dry-run"]) == 0
    assert Activity.objects.count() == 0
    assert data.bring_in(options) == 0
    assert Activity.objects.get().title == "Kino"
    partly = file(tmp_path, f"Tytuł;Data\nKino;{DAY}\nTeatr;kiedyś\n")
    assert data.bring_in(["activities", partly, "--pal", "olsza"]) == 3
    shown = capsys.readouterr().out
    assert "Próba: niczego nie zmieniono" in shown
    assert "odrzucone: 1" in shown


@pytest.mark.parametrize("more", [[], ["--pal", "nie-ma"]])
def test_what_cannot_be_read_is_one(tmp_path: Path, capsys: Any, more: list[str]) -> None:
    path = file(tmp_path, f"Tytuł;Data\nKino;{DAY}\n")

    assert data.bring_in(["activities", path, *more]) == 1
    assert data.bring_in(["districts", str(tmp_path / "nie-ma.json")]) == 1
    assert "PAL" in capsys.readouterr().err


def test_the_report_can_be_read_by_machines(tmp_path: Path, capsys: Any) -> None:
    make_pal(slug="olsza")
    path = file(tmp_path, f"Tytuł;Data\nKino;{DAY}\n")

    data.bring_in(["activities", path, "--pal", "olsza", "--json", "--dry-run"])

    (report,) = json.loads(capsys.readouterr().out)
    assert report["counts"] == {"taken": 1, "changed": 0, "same": 0, "refused": 0}
    assert [row["row"] for row in report["rows"]] == [2]


def test_what_cannot_be_read_stands_in_the_report_too(tmp_path: Path, capsys: Any) -> None:
    path = file(tmp_path, "a;b\n1;2\n")

    assert data.bring_in(["activities", path, "--json"]) == 1
    (report,) = json.loads(capsys.readouterr().out)
    assert (report["source"], "Brak kolumny" in report["error"]) == (path, True)


def test_a_folder_names_the_demonstration_city(tmp_path: Path, monkeypatch: Any) -> None:
    started: list[str] = []
    monkeypatch.setattr(setup, "start", started.append)
    monkeypatch.setenv("PODWORKO_DATA", "elsewhere")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings.prod")
    line = ["export", "pals", "--data", str(tmp_path), "--out", str(tmp_path / "p.csv")]

    assert (data.run(line), started) == (1, [])
    (tmp_path / "secret.key").write_text("secret")
    assert (data.run(line), len(started)) == (0, 1)
    assert os.environ["DJANGO_SETTINGS_MODULE"] == "config.settings.demo"
    assert os.environ["PODWORKO_DATA"] == str(tmp_path.resolve())


def test_what_is_not_set_is_said_in_a_line(monkeypatch: Any, capsys: Any) -> None:
    def fail(_settings: str) -> None:
        raise ImproperlyConfigured("PODWORKO_SECRET_KEY is not set.")

    monkeypatch.setattr(setup, "start", fail)

    assert data.run(["export", "pals"]) == 1
    assert "PODWORKO_SECRET_KEY" in capsys.readouterr().err


def test_export_gives_public_rows_safe_to_open(tmp_path: Path) -> None:
    place = Place.objects.create(name="Klub", slug="klub", lat=50.0, lon=19.9)
    pal = make_pal(slug="olsza", seat=place)
    make_session(activity=make_activity(title="=1+1", pal=pal, place=place))
    make_session(activity=make_activity(title="Szkic", state=Activity.State.DRAFT))
    out = tmp_path / "s.csv"

    data.give_out(["sessions", "--bom", "--out", str(out)])

    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(out.read_text("utf-8-sig").splitlines())
    assert (row["title"], row["pal_slug"], row["place_lat"]) == ("'=1+1", "olsza", "50.0")
    titles = [one["title"] for one in json.loads(export("activities", as_format="json"))]
    assert titles == ["=1+1"]
    assert len(json.loads(export("places", as_format="geojson"))["features"]) == 1
    slugs = {
        row["slug"] for row in csv.DictReader(export("pals", as_format="csv").decode().splitlines())
    }
    assert "olsza" in slugs
