"""Reports as they are read and written: pages, files, the API, and who may do what."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import docx
import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from podworko.accounts.public import User
from podworko.audit.public import SYSTEM, history
from podworko.core import times
from podworko.core.disclosure import is_few
from podworko.network.public import Pal
from podworko.planning.models import Proof
from podworko.planning.tests.factories import approved, make_goal, make_plan, make_whole_goal
from podworko.promotion.public import press_sources
from podworko.reports import operations
from podworko.reports.assembled import Variant, source_of
from podworko.reports.catalogue import STANDARD
from podworko.reports.models import Edition, Figure, Report, Story
from podworko.reports.of_goals import measure_rows
from podworko.reports.operations.writing import version_of_all, version_of_story
from podworko.reports.queries.content import of_parts, of_people, settled
from podworko.reports.queries.told import WHOLE, edition_of, of_edition, of_running
from podworko.reports.tests.adversary import (
    Key,
    derived_groups,
    small_groups,
    small_groups_of_others,
)
from podworko.reports.tests.factories import (
    came_on,
    last_year,
    made_of,
    make_pal,
    people,
    published,
    staff,
)
from podworko.reports.views.files import KINDS

pytestmark = pytest.mark.django_db
NOT_TOLD = "nie podajemy"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def city() -> tuple[Pal, Pal, Pal]:
    """Three places with a reported year: many in the first, three in the others."""
    pals = make_pal(name="A", slug="a"), make_pal(name="B", slug="b"), make_pal(name="C", slug="c")
    made_of(last_year(), *pals)
    for pal in (*pals, None):
        published(last_year(), pal)
    return pals


def api(path: str = "", **query: str) -> Any:
    return Client().get(f"/api/v1/reports{path}", query).json()


def numbers_told(pals: tuple[Pal, ...]) -> dict[Key, int]:
    """Return every number of people that the API tells, by what is counted and of whom."""
    keys = {pal.slug: pal.pk for pal in pals} | {"common": 0, "whole": WHOLE}
    return {
        (each["code"], keys[figure["pal"] or figure["scope"]]): int(figure["value"])
        for each in api(f"/{last_year()}")["indicators"]
        if each["is_people"] and each["code"] != "consultations"
        for figure in each["figures"]
        if figure["value"] is not None
    }


def truth() -> dict[Key, int]:
    edition = edition_of(last_year())
    assert edition is not None
    codes = {each.code for each in STANDARD if each.is_people} - {"consultations"}
    told = of_edition(edition).told
    return {key: int(each.now.value or 0) for key, each in told.items() if key[0] in codes}


def test_from_all_that_is_given_out_nobody_finds_a_small_group(city: tuple[Pal, Pal, Pal]) -> None:
    values, told = truth(), numbers_told(city)
    hidden = set(values) - set(told)

    assert told.items() <= values.items()
    assert small_groups(values, hidden) == []
    assert derived_groups(values, hidden) == []
    assert small_groups_of_others(values, hidden) == {}


def of_page(slug: str, kind: str, *, wersja: str) -> bytes:
    args: list[object] = [last_year(), *([slug] if slug else []), kind]
    name = "reports:report_file" if slug else "reports:year_file"
    answer = Client().get(reverse(name, args=args), {"wersja": wersja})
    assert answer.status_code == 200
    return answer.content


def cells_of_csv(made: bytes) -> dict[str, str]:
    rows = csv.reader(io.StringIO(made.decode("utf-8-sig")), delimiter=";")
    return {row[1]: row[2] for row in rows}


def cells_of_xlsx(made: bytes) -> Iterator[tuple[str, str]]:
    for sheet in openpyxl.load_workbook(io.BytesIO(made)).worksheets:
        for row in sheet.iter_rows(values_only=True):
            if len(row) > 1:
                yield str(row[0]), str(row[1])


def cells_of_docx(made: bytes) -> Iterator[tuple[str, str]]:
    for table in docx.Document(io.BytesIO(made)).tables:
        for row in table.rows:
            yield row.cells[0].text, row.cells[1].text


@pytest.mark.parametrize("wersja", Variant.values)
def test_every_file_of_every_variant_tells_what_the_api_tells_and_no_more(
    city: tuple[Pal, Pal, Pal], wersja: str
) -> None:
    labels = {str(each.label): each.code for each in STANDARD if each.is_people}
    told = numbers_told(city)
    for slug, scope in [(pal.slug, pal.pk) for pal in city] + [("", WHOLE)]:
        files = [list(cells_of_csv(of_page(slug, "csv", wersja=wersja)).items())]
        files += [list(cells_of_xlsx(of_page(slug, "xlsx", wersja=wersja)))]
        files += [list(cells_of_docx(of_page(slug, "docx", wersja=wersja)))]
        for rows in files:
            # What a label means stands in the last table; numbers come first.
            found = {labels[label]: value for label, value in reversed(rows) if label in labels}
            found.pop("consultations", None)
            assert found
            for code, value in found.items():
                expected = str(told.get((code, scope), NOT_TOLD))
                assert value == expected, (code, slug)


@pytest.mark.usefixtures("city")
def test_the_paper_is_tagged_and_tells_no_more_either() -> None:
    sheet = PdfReader(io.BytesIO(of_page("b", "pdf", wersja="dla-wszystkich")))
    text = " ".join(" ".join(page.extract_text() for page in sheet.pages).split())

    assert sheet.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert sheet.metadata
    assert "Sprawozdanie" in str(sheet.metadata.title)
    assert re.search(r"Różne osoby, które przyszły nie podajemy", text)


def test_the_page_says_what_is_held_back_and_how_to_read_it(city: tuple[Pal, Pal, Pal]) -> None:
    page = Client().get(reverse("reports:report", args=[last_year(), city[1].slug]))
    body = page.content.decode()

    assert page.context["told"].headlines[2].now is None
    assert NOT_TOLD in body
    assert "„Nie podajemy” znaczy" in body
    assert "To był dobry rok." in body


def test_a_press_release_of_a_closed_year_tells_the_numbers_of_its_report(
    city: tuple[Pal, Pal, Pal],
) -> None:
    user = staff("network-coordinator")
    told = numbers_told(city)
    labels = {str(each.label): each.code for each in STANDARD if each.is_people}
    for pal in (*city, None):
        word = f"{last_year()}-{pal.slug}" if pal else str(last_year())
        read = press_sources["figures"].read(word, user)
        assert read is not None
        lines = dict(line.removeprefix("- ").rsplit(": ", 1) for line in read.body.splitlines())
        of_people = {labels[label]: value for label, value in lines.items() if label in labels}
        scope = pal.pk if pal else WHOLE
        assert (
            of_people.items()
            <= {code: str(value) for (code, whose), value in told.items() if whose == scope}.items()
        )
        assert not any(is_few(int(value)) for value in of_people.values())


def test_what_is_not_published_is_nowhere() -> None:
    pal = make_pal(slug="a")
    operations.close_year(last_year(), actor=SYSTEM)
    report = operations.begin_report(last_year(), pal, actor=SYSTEM)
    client = Client()

    assert client.get(reverse("reports:report", args=[last_year(), "a"])).status_code == 404
    assert client.get(reverse("reports:year", args=[last_year()])).status_code == 404
    assert api()["count"] == 0
    assert client.get(f"/api/v1/reports/{last_year()}").status_code == 404
    assert not report.is_public


@pytest.mark.usefixtures("city")
def test_an_old_edition_is_kept_and_read() -> None:
    operations.correct_year(last_year(), reason="Zgubiona lista.", seen=1, actor=SYSTEM)
    client, path = Client(), reverse("reports:year", args=[last_year()])

    assert "Co poprawiono: Zgubiona lista." in client.get(path).content.decode()
    assert "Zgubiona" not in str(client.get(path, {"wydanie": "1"}).context["told"].facts)
    assert client.get(path, {"wydanie": "7"}).status_code == 404
    assert api(f"/{last_year()}", edition="1")["edition"] == 1


def test_the_page_of_the_network_costs_the_same_whatever_the_number_of_places() -> None:
    published(last_year(), None)
    path = reverse("reports:year", args=[last_year()])

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            Client().get(path)
        return len(queries)

    one = cost()
    for name in "ABC":
        make_pal(name=name)
    made_of(last_year(), *Pal.objects.all())
    operations.correct_year(last_year(), reason="Nowe miejsca.", seen=1, actor=SYSTEM)

    assert cost() == one


def words(form: Any, **typed: str) -> dict[str, str]:
    """Return what a browser sends: what was seen, and what was typed."""
    seen = {f"initial-{name}": form[name].value() or "" for name in operations.REPORT_FIELDS}
    now = {name: form[name].value() or "" for name in operations.REPORT_FIELDS}
    return {"version": form["version"].value(), **seen, **now, **typed}


def test_two_who_write_a_report_at_once_lose_nothing() -> None:
    pal = make_pal(slug="a")
    client = signed_in(staff("animator", pal))
    path = reverse("reports:desk_write", args=[times.today().year, "a"])
    form = client.get(path).context["form"]

    first = client.post(path, words(form, summary="Rok ogrodu."))
    second = client.post(path, words(form, hard="Brakowało sali."))

    assert first.status_code == 302
    assert second.status_code == 409
    merged = second.context["form"]
    assert merged["summary"].value() == "Rok ogrodu."
    assert merged["hard"].value() == "Brakowało sali."
    assert client.post(path, words(merged)).status_code == 302
    report = Report.objects.get()
    assert (report.summary, report.hard) == ("Rok ogrodu.", "Brakowało sali.")


def test_an_animator_writes_of_ones_own_pal_and_the_network_publishes() -> None:
    ours, _theirs = make_pal(slug="a"), make_pal(slug="b")
    animator, network = signed_in(staff("animator", ours)), signed_in(staff("network-coordinator"))
    year = last_year()
    operations.close_year(year, actor=SYSTEM)
    report = operations.begin_report(year, ours, actor=SYSTEM)
    Report.objects.update(summary="Rok ogrodu.")

    def act(client: Client, what: str, whose: str = "a") -> int:
        report.refresh_from_db()
        read = {"version": version_of_all(report)}
        return client.post(reverse("reports:desk_act", args=[year, whose, what]), read).status_code

    assert animator.get(reverse("reports:desk_report", args=[year, "b"])).status_code == 404
    assert animator.get(reverse("reports:desk_report", args=[year, "siec"])).status_code == 404
    assert act(animator, "gotowe") == 302
    assert act(animator, "publikuj") == 404
    assert act(network, "publikuj") == 302
    report.refresh_from_db()
    assert report.is_public
    assert history(report)[-2:] == ["report.ready", "report.published"]


def test_nothing_is_published_before_its_year_is_closed_or_without_words() -> None:
    pal, user = make_pal(), staff("network-coordinator")
    report = operations.begin_report(last_year(), pal, actor=SYSTEM)

    with pytest.raises(operations.ReportError):
        operations.mark_ready(report, actor=user)
    Report.objects.update(summary="Rok ogrodu.")
    operations.mark_ready(report, actor=user)
    report.refresh_from_db()
    with pytest.raises(operations.ReportError):
        operations.publish_report(report, seen_version=version_of_all(report), actor=user)


@pytest.mark.parametrize("of_story", [False, True])
def test_nobody_publishes_words_that_were_changed_after_they_were_read(*, of_story: bool) -> None:
    year, pal = last_year(), make_pal(slug="a")
    network = signed_in(staff("network-coordinator"))
    operations.close_year(year, actor=SYSTEM)
    report = operations.begin_report(year, pal, actor=SYSTEM)
    story = Story.objects.create(report=report, title="Ogród", words="Wyszła z domu.")
    Report.objects.update(summary="Rok ogrodu.", state="ready")
    desk = reverse("reports:desk_report", args=[year, "a"])
    act = reverse("reports:desk_act", args=[year, "a", "publikuj"])
    read = {"version": network.get(desk).context["version"]}
    if of_story:
        Story.objects.filter(pk=story.pk).update(words="Imię i nazwisko.")
    else:
        Report.objects.update(summary="Imię i nazwisko.")

    told = network.post(act, read, follow=True)

    report.refresh_from_db()
    assert not report.is_public
    assert "Przeczytaj je jeszcze raz" in told.content.decode()
    network.post(act, {"version": told.context["version"]})
    report.refresh_from_db()
    assert report.is_public


def test_a_story_is_dropped_after_a_question() -> None:
    pal = make_pal(slug="a")
    report = operations.begin_report(last_year(), pal, actor=SYSTEM)
    story = Story.objects.create(report=report, title="Ogród", words="Wyszła z domu.")
    client = signed_in(staff("animator", pal))
    path = reverse("reports:desk_story_drop", args=[story.public_id])

    assert "Usunąć historię?" in client.get(path).content.decode()
    assert Story.objects.exists()
    assert client.post(path).status_code == 302
    assert not Story.objects.exists()


@pytest.mark.parametrize("is_closed", [False, True])
def test_a_coordinator_of_one_pal_closes_and_corrects_no_year_of_all(*, is_closed: bool) -> None:
    pal = make_pal(slug="a")
    if is_closed:
        operations.close_year(last_year(), actor=SYSTEM)
    client = signed_in(staff("network-coordinator", pal))
    close, correct = (
        reverse(f"reports:desk_{what}", args=[last_year()]) for what in ("close", "correct")
    )

    answers = [client.get(close), client.get(correct), client.post(close)]
    answers.append(client.post(correct, {"reason": "Lista.", "seen": "1"}))

    assert [each.status_code for each in answers] == [404] * 4
    assert Edition.objects.count() == int(is_closed)


def test_who_corrects_second_sees_the_new_edition_and_keeps_the_words() -> None:
    operations.close_year(last_year(), actor=SYSTEM)
    client = signed_in(staff("network-coordinator"))
    path = reverse("reports:desk_correct", args=[last_year()])
    operations.correct_year(last_year(), reason="Pierwsza.", seen=1, actor=SYSTEM)

    late = client.post(path, {"reason": "Zgubiona lista.", "seen": "1"})
    form = late.context["form"]

    assert late.status_code == 422
    assert "nowsze wydanie" in late.content.decode()
    assert (form["reason"].value(), form["seen"].value()) == ("Zgubiona lista.", 2)
    again = {name: form[name].value() for name in ("reason", "seen")}
    assert client.post(path, again).status_code == 302


@pytest.mark.parametrize("year", [0, 1, 1999, 99999999999])
def test_a_year_before_there_was_anything_is_no_page(year: int) -> None:
    client = signed_in(staff("network-coordinator"))

    for what in ("zamknij", "popraw"):
        path = f"/biurko/sprawozdania/{year}/{what}/"
        assert [client.get(path).status_code, client.post(path).status_code] == [404, 404]
    assert Client().get(f"/raporty/{year}/").status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_no_words_break_a_file_or_run_in_it(kind: str) -> None:
    """Whatever may be typed, or come from another program: marks, formulas, letters cut in two."""
    words = "=1+1\x01\x0b\x1f\ufffe\u202eאב <script>alert(1)</script> " + "d" * 60
    pal = make_pal(name=words, slug="a")
    typed: dict[str, Any] = dict.fromkeys(operations.REPORT_FIELDS, words * 9)
    report = published(last_year(), pal, **typed)
    Story.objects.create(report=report, title=words, words=words * 20)
    operations.correct_year(last_year(), reason=words, seen=1, actor=SYSTEM)
    page = Client().get(reverse("reports:report", args=[last_year(), "a"])).content

    made = of_page("a", kind, wersja="dla-wszystkich")

    assert b"<script>alert(1)" not in page
    assert made
    if kind == "xlsx":
        cells = [
            cell
            for sheet in openpyxl.load_workbook(io.BytesIO(made)).worksheets
            for row in sheet.rows
            for cell in row
        ]
        assert "f" not in {cell.data_type for cell in cells}


def test_the_plan_and_what_was_done_and_a_story_stand_in_the_report() -> None:
    year, pal = last_year(), make_pal(slug="a")
    plan = make_plan(pal=pal, year=year)
    goal = make_whole_goal(plan)
    approved(plan)
    proof = Proof.objects.create(goal=goal, kind="story", words="Wyszła z domu.", is_public=True)
    hidden = Proof.objects.create(goal=goal, kind="story", words="Tylko dla nas.")
    report = operations.begin_report(year, pal, actor=SYSTEM)
    operations.add_story(report, proof=proof, actor=SYSTEM)
    with pytest.raises(operations.ReportError):
        operations.add_story(report, proof=hidden, actor=SYSTEM)
    published(year, pal)

    told = {
        wersja: Client()
        .get(reverse("reports:report", args=[year, "a"]), {"wersja": wersja})
        .content.decode()
        for wersja in Variant.values
    }

    assert all(goal.title in body for body in told.values())
    assert "Wyszła z domu." in told[Variant.PUBLIC]
    assert "Wyszła z domu." not in told[Variant.COUNCIL]
    assert "Od potrzeby do skutku" in told[Variant.FUNDER]


def test_what_was_published_stays_in_the_words_of_then() -> None:
    year, pal = last_year(), make_pal(slug="a")
    plan = make_plan(pal=pal, year=year)
    goal = make_whole_goal(plan)
    approved(plan)
    published(year, pal)
    title = goal.title
    make_goal(plan=plan, title="Dopisany później")
    plan.approvals.all().delete()

    body = Client().get(reverse("reports:report", args=[year, "a"])).content.decode()

    assert title in body


def test_who_told_a_story_may_withdraw_it_from_a_published_report() -> None:
    report = published(last_year(), make_pal(slug="a"))
    story = Story.objects.create(report=report, title="Ogród", words="Wyszła z domu.")
    with pytest.raises(operations.ReportError):
        operations.save_story(story, seen_version=version_of_story(story), actor=SYSTEM)

    operations.remove_story(story, actor=SYSTEM)

    body = Client().get(reverse("reports:report", args=[last_year(), "a"])).content.decode()
    assert "Wyszła z domu." not in body


def test_a_place_that_opened_or_closed_midway_is_said_to() -> None:
    year = last_year()
    make_pal(name="Pół", slug="pol", opened_on=date(year, 6, 1))
    gone = make_pal(name="Był", slug="byl", status="closed", closed_on=date(year, 9, 30))
    came_on(gone, date(year, 2, 1), *people(6))
    published(year, None)

    body = Client().get(reverse("reports:year", args=[year])).content.decode()

    assert f"Pół działa od 1 czerwca {year}." in body
    assert f"Był zakończył działanie 30 września {year}." in body


def test_the_network_previews_and_closes_a_year_and_an_animator_does_not() -> None:
    pal = make_pal(slug="a")
    came_on(pal, times.today().replace(year=last_year(), day=1), *people(3))
    path = reverse("reports:desk_close", args=[last_year()])
    network, animator = signed_in(staff("network-coordinator")), signed_in(staff("animator", pal))

    page = network.get(path)

    assert page.context["page"].held
    assert not Edition.objects.exists()
    assert animator.post(path).status_code == 403
    assert network.post(path).status_code == 302
    assert Edition.objects.get().year == last_year()


@pytest.mark.parametrize(
    ("count", "whole", "told"),
    [(0, None, 0), (3, 40, None), (37, 40, None), (40, 40, 40), (20, 40, 20), (20, None, None)],
)
def test_a_goals_people_are_told_where_neither_they_nor_the_rest_are_few(
    count: int, whole: int | None, told: int | None
) -> None:
    assert of_people(count, None if whole is None else Decimal(whole)) == told


@pytest.mark.parametrize(
    ("counts", "whole", "told"),
    [
        ([8, 3, 9], 20, [None, None, 9]),  # 20 - 8 - 9: the second is three at most
        ([8, 9], 20, [None, 9]),  # three came to what answers no goal
        ([8, 12], 20, [8, 12]),
        ([8, 3, 9], 40, [8, None, 9]),
        ([1, 1, 1, 20], 26, [None, None, None, None]),  # six, of which two are one each at least
        ([15, 15, 3], 20, [15, 15, None]),  # a coming that answers two goals is in both
        ([0, 0], None, [0, 0]),
    ],
)
def test_a_small_goal_does_not_follow_from_those_beside_it(
    counts: list[int | None], whole: int | None, told: list[int | None]
) -> None:
    number = None if whole is None else Decimal(whole)

    assert of_parts(counts, number, is_sum=True) == told


def test_a_goal_is_held_back_beside_every_edition_and_its_measure_with_it() -> None:
    measure = {"title": "Udziały", "actual": "8", "is_small": False, "of": "participations"}
    goal = {"participations": 8, "people": 8, "measures": [measure, {**measure, "of": ""}]}
    first = settled([goal], {"participations": [Decimal(20)], "people": [Decimal(30)]})
    later = settled([goal], {"participations": [Decimal(20), Decimal(12)], "people": [None]})

    assert (first[0]["participations"], first[0]["people"]) == (8, 8)
    assert first[0]["measures"] == goal["measures"]
    assert (later[0]["participations"], later[0]["people"]) == (None, None)
    assert [each["actual"] for each in later[0]["measures"]] == [None, "8"]


def test_a_report_holds_a_goal_back_when_a_correction_would_tell_of_the_rest() -> None:
    year, pal = last_year(), make_pal(slug="a")
    report = published(year, pal)
    goal = {"participations": 8, "people": 0, "measures": [], "title": "Ogród", "needs": []}
    goal |= {"outcome": "open", "outcome_words": "", "tasks": [], "done": [], "held": 2}
    Report.objects.update(content={"goals": [goal]})
    Figure.objects.filter(counted__code="participations", pal=pal).update(number=20)
    report.refresh_from_db()
    assert source_of(report).content["goals"][0]["participations"] == 8

    operations.correct_year(year, reason="Lista.", seen=1, actor=SYSTEM)
    last = Figure.objects.filter(counted__edition__number=2, counted__code="participations")
    last.filter(pal=pal).update(number=12, is_held=False)

    for edition in (None, 1, 2):
        assert source_of(report, edition=edition).content["goals"][0]["participations"] is None


def test_a_running_year_is_not_compared_with_a_whole_one() -> None:
    operations.close_year(last_year(), actor=SYSTEM)

    line = of_running(times.today().year).line("sessions-held", WHOLE)

    assert (line.change, line.change_words) == (None, "–")
    assert line.before is not None


def test_the_words_of_people_are_marked_as_polish_for_who_reads_in_english() -> None:
    published(last_year(), make_pal(slug="a"))

    body = Client().get(f"/en/raporty/{last_year()}/a/").content.decode()

    assert '<p class="prose" lang="pl">To był dobry rok.</p>' in body
    assert "“Not told” means" in body


def test_the_page_of_a_pal_leads_to_its_newest_report_once_it_is_out(client: Client) -> None:
    pal, other = make_pal(), make_pal()
    report = published(last_year(), pal)

    assert report.get_absolute_url() in client.get(pal.get_absolute_url()).content.decode()
    assert "Co zrobiliśmy w roku" not in client.get(other.get_absolute_url()).content.decode()


def test_an_indicator_told_in_steps_says_that_it_is_at_least_so_much() -> None:
    each = {"title": "Rozmowy", "unit": "", "baseline": "0", "target": "30", "actual": "25"}
    few = {"title": "Cel", "measures": [each | {"is_small": False, "in_steps": ["baseline"]}]}
    more = {"title": "Cel", "measures": [each | {"is_small": False, "in_steps": ["actual"]}]}

    assert list(measure_rows(few)) == [("Cel", "Rozmowy", "mniej niż 5", "30", "25")]
    assert list(measure_rows(more)) == [("Cel", "Rozmowy", "0", "30", "co najmniej 25")]
