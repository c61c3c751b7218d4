import io
import zipfile
from datetime import datetime, time, timedelta

import pytest
from openpyxl import Workbook

from podworko.activities import operations
from podworko.activities.models import Activity, Session, SignUp
from podworko.activities.tests.factories import join, make_pal
from podworko.activities.tests.importing_kit import (
    SOON,
    day,
    outcomes,
    sheet,
    take,
)
from podworko.audit.models import Entry
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.messages.models import Message
from podworko.network.models import Pal, Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def pal() -> Pal:
    seat = Place.objects.create(name="Klub Olsza", slug="klub-olsza")
    return make_pal(name="PAL Olsza", slug="olsza", seat=seat)


def test_rows_of_one_title_are_sessions_of_one_draft(pal: Pal) -> None:
    report = take(
        sheet(
            f"Ceramika;{day()};17:00–19:00;Klub Olsza;Warsztaty;60+;bezpłatnie;12",
            f"Ceramika;{day(7)};17:00–19:00;;;;;8",
            f"Koncert;{day(1)};18.30;;Kultura;;15 zł;",
        ),
        pal,
    )

    assert outcomes(report) == ["taken", "taken", "taken"]
    pottery, concert = Activity.objects.order_by("title")
    assert (pottery.state, pottery.kind, pottery.age_min) == ("draft", "skills", 60)
    assert (concert.kind, str(concert.cost), concert.sign_up_mode) == ("culture", "15.00", "none")
    sessions = list(pottery.sessions.order_by("starts_at"))
    assert [s.sign_up_list.capacity for s in sessions if s.sign_up_list] == [12, 8]
    assert times.local(sessions[0].starts_at) == times.at(SOON, time(17))
    assert {s.place for s in sessions} == {pal.seat}


def test_the_same_file_twice_changes_nothing(pal: Pal) -> None:
    text = sheet(
        f"Ceramika;{day()};17:00–19:00;Klub;Warsztaty;60+;;12", f"Kino;{day(1)};;;;;;", ";;;;;;;5"
    )
    take(text, pal)
    before = (
        Entry.objects.count(),
        list(Session.objects.values()),
        list(Activity.objects.values()),
    )

    again = take(text, pal)

    assert outcomes(again) == ["same", "same", "refused"]
    after = (Entry.objects.count(), list(Session.objects.values()), list(Activity.objects.values()))
    assert after == before


def test_a_dry_run_says_it_all_and_changes_nothing(pal: Pal) -> None:
    text = sheet(f"Ceramika;{day()};17:00–19:00;;;;;12", "Kino;jutro;;;;;;")

    dry = take(text, pal, dry_run=True)

    assert (Activity.objects.count(), Entry.objects.count()) == (0, 0)
    assert outcomes(dry) == ["taken", "refused"]
    assert take(text, pal).lines == dry.lines


def test_published_only_when_asked(pal: Pal) -> None:
    text = sheet(f"Ceramika;{day()};17:00;;;;;")
    take(text, pal)

    report = take(text, pal, publish=True)

    assert outcomes(report) == ["changed"]
    assert Session.objects.get().is_public
    assert outcomes(take(text, pal, publish=True)) == ["same"]


@pytest.mark.parametrize("moved", [f"{day()};19:00–21:00", f"{day(1)};17:00–19:00"])
def test_a_moved_row_keeps_its_people_and_tells_them(pal: Pal, moved: str) -> None:
    take(sheet(f"Ceramika;{day()};17:00–19:00;;;;;12"), pal, publish=True)
    session = Session.objects.get()
    assert session.sign_up_list
    join(session.sign_up_list, "ada")

    report = take(sheet(f"Ceramika;{moved};;;;;12"), pal)

    assert outcomes(report) == ["changed"]
    assert "Przeniesione z" in report.lines[0].message
    assert Session.objects.get().pk == session.pk
    assert SignUp.objects.get().status == "confirmed"
    assert Message.objects.filter(template="activities/changed").count() == 1
    assert outcomes(take(sheet(f"Ceramika;{moved};;;;;12"), pal)) == ["same"]


def test_next_months_file_adds_dates_and_moves_none(pal: Pal) -> None:
    take(sheet(f"Ceramika;{day()};17:00;;;;;"), pal, name="listopad.csv")

    take(sheet(f"Ceramika;{day(7)};17:00;;;;;"), pal, name="grudzien.csv")

    assert Session.objects.count() == 2


def test_what_staff_moved_stays_where_they_moved_it(pal: Pal) -> None:
    text = sheet(f"Ceramika;{day()};17:00–19:00;;;;;12")
    take(text, pal)
    session = Session.objects.get()
    later = session.starts_at + timedelta(hours=2)
    slot = operations.Slot(later, later + timedelta(hours=2), place=session.place)
    operations.change_session(session, slot, actor=SYSTEM)

    assert outcomes(take(text, pal)) == ["same"]
    assert Session.objects.get().starts_at == later


def test_what_the_desk_moved_elsewhere_stays_until_the_source_moves_it(pal: Pal) -> None:
    for name in ("Park", "Hala"):
        Place.objects.create(name=name, slug=name.lower())
    school = Place.objects.create(name="Szkoła", slug="szkola")
    take(sheet(f"Ceramika;{day()};17:00–19:00;Park;;;;12"), pal)
    session = Session.objects.get()
    slot = operations.Slot(session.starts_at, session.ends_at, place=school)
    operations.change_session(session, slot, actor=SYSTEM)

    again = take(sheet(f"Ceramika;{day()};17:00–19:00;Park;;;;12"), pal)
    kept = Session.objects.get().place
    moved = take(sheet(f"Ceramika;{day()};17:00–19:00;Hala;;;;12"), pal)

    assert (outcomes(again), kept) == (["same"], school)
    assert outcomes(moved) == ["changed"]
    assert Session.objects.get().place == Place.objects.get(name="Hala")


def test_a_changed_limit_and_words_are_followed(pal: Pal) -> None:
    take(sheet(f"Ceramika;{day()};17:00;;;;;12"), pal)

    report = take(sheet(f"Ceramika;{day()};17:00;;;18+;10 zł;20"), pal)

    assert outcomes(report) == ["changed"]
    activity = Activity.objects.get()
    assert (activity.age_min, str(activity.cost)) == (18, "10.00")
    assert activity.sign_up_lists.get().capacity == 20


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (f";{day()};17:00;;;;;", "Brak tytułu"),
        ("Kino;;17:00;;;;;", "Brak daty"),
        ("Kino;32.13.2026;17:00;;;;;", "zamiast daty"),
        (f"Kino;{day()};rano;;;;;", "zamiast godziny"),
        (f"Kino;{day()};19:00-17:00;;;;;", "Koniec nie jest później"),
        (f"Kino;{day()};17:00;;;dużo;;", "zamiast wieku"),
        (f"Kino;{day()};17:00;;;;drogo;", "zamiast liczby"),
        (f"Kino;{day()};17:00;;;;99999,999;", "Cena nie może"),
        (f"Kino;{day()};17:00;;;;;0", "większa od zera"),
        (f"{'K' * 161};{day()};17:00;;;;;", "Tytuł ma ponad"),
    ],
)
def test_a_row_that_cannot_be_taken_is_refused_by_name(pal: Pal, row: str, message: str) -> None:
    report = take(sheet(f"Ceramika;{day()};17:00;;;;;", row), pal)

    assert outcomes(report) == ["taken", "refused"]
    assert message in report.lines[1].message
    assert report.lines[1].number == 3


def test_ages_of_two_rows_are_not_mixed(pal: Pal) -> None:
    head = "Tytuł;Data;Wiek od;Wiek do"
    rows = (f"Kino;{day()};13;", f"Kino;{day(1)};;10", f"Bal;{day()};40000;", f"Gry;{day()};9;7")

    report = take(sheet(*rows, head=head), pal)

    assert outcomes(report) == ["taken", "taken", "refused", "refused"]
    activity = Activity.objects.get()
    assert (activity.age_min, activity.age_max) == (13, None)
    take(sheet(f"Kino;{day()};;12", head=head), pal)
    activity.refresh_from_db()
    assert (activity.age_min, activity.age_max) == (None, 12)


def test_a_pal_is_found_by_any_of_its_names(pal: Pal) -> None:
    pal.aliases.create(name="Olsza II", folded_name="olsza ii")
    other = make_pal(name="PAL Wróżenice", slug="wrozenice")
    head = "PAL;nazwa zajęć;dzień;od;do"
    rows = [f"{name};Kino {name};{day()};17;18" for name in ("olsza II", "PAL WROZENICE", "Xyz")]

    report = take(sheet(*rows, head=head))

    assert outcomes(report) == ["taken", "taken", "refused"]
    assert set(Activity.objects.values_list("pal", flat=True)) == {pal.pk, other.pk}


def test_what_is_not_known_is_taken_with_a_word_about_it(pal: Pal) -> None:
    report = take(sheet(f"Coś;{day()};;Remiza;Zupełnie inne;;;"), pal)

    said = report.lines[0].message
    assert all(w in said for w in ("Bez godziny", "Nie znam miejsca", "Nie znam rodzaju"))
    session = Session.objects.get()
    assert (session.is_all_day, session.place) == (True, pal.seat)


def test_a_row_may_repeat(pal: Pal) -> None:
    head = "Tytuł;Data;Godzina;Powtarzanie"
    rows = (f"A;{day()};17-18;co tydzień do {day(21)}", f"B;{day()};17-18;co 2 tygodnie 3 razy")

    report = take(sheet(*rows, f"C;{day()};17-18;co tydzień", head=head), pal)

    assert outcomes(report) == ["taken", "taken", "refused"]
    assert Session.objects.filter(activity__title="A", series__isnull=False).count() == 4
    assert Session.objects.filter(activity__title="B").count() == 3
    assert outcomes(take(sheet(*rows, head=head), pal)) == ["same", "same"]


def test_a_workbook_is_read_as_a_table_is(pal: Pal) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["Program na grudzień"])
    page.append(["Tytuł", "Data", "Od", "Do", "Zapisy"])
    page.append(["Ceramika", datetime.combine(SOON, time()), time(17), time(19), "tak"])
    file = io.BytesIO()
    book.save(file)

    report = take(file.getvalue(), pal, name="p.xlsx")

    assert outcomes(report) == ["taken"]
    assert Activity.objects.get().sign_up_mode == "session"


def test_old_encodings_and_ragged_rows_are_read(pal: Pal) -> None:
    text = sheet(f"Zajęcia żółwi;{day()};17:00", f"Śpiew;{day()};18:00;;;;;;;nadmiar")

    for data in (text.encode("cp1250"), text.encode("utf-8-sig"), text.encode("utf-16")):
        Activity.objects.all().delete()
        assert outcomes(take(data, pal)) == ["taken", "taken"]
        assert Activity.objects.filter(title="Zajęcia żółwi").exists()


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 300_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"   \n",
        b"<html><table><tr><td>Tytul</td></tr></table></html>",
        b"%PDF-1.7",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600,
        b"PK\x03\x04 broken",
        bomb(),
        b"imie;nazwisko\nAda;Nowak",
        b"BEGIN:VCALENDAR\nBEGIN:VEV",
    ],
)
def test_what_cannot_be_read_changes_nothing(pal: Pal, data: bytes) -> None:
    with pytest.raises(DomainError):
        take(data, pal)

    assert Activity.objects.count() == 0


def test_nobody_guesses_whose_programme_it_is() -> None:
    with pytest.raises(DomainError, match="którego PAL"):
        take(sheet(f"Kino;{day()};17:00;;;;;"))
