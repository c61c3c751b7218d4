"""The programme on paper: who may print it, what stands on it, what never does."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from pytest_django import DjangoAssertNumQueries

from podworko.activities import limits, passes
from podworko.activities.models import Activity, Guest, Session, SignUp, SignUpList
from podworko.activities.operations import (
    Applicant,
    ListRules,
    Slot,
    add_sessions,
    cancel_sign_up,
    registers,
)
from podworko.activities.operations.registers import Mark
from podworko.activities.paper_codes import list_with_code, paper_code
from podworko.activities.tests.desk import Desk
from podworko.activities.tests.factories import join, make_activity, make_pal, make_session
from podworko.audit.models import Access, Entry
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.network.public import Pal, Place
from podworko.people.public import consent_texts
from podworko.ui.tests.papers.reader import (
    is_for_screen_readers,
    language_of,
    metadata,
    opened,
    tags,
    text_of,
)
from podworko.ui.typesetting import press

pytestmark = pytest.mark.django_db

HOSTILE = "#set $x$ \\ *Ada* _B_ `k` @c"
MONDAY = date(2026, 11, 23)


@pytest.fixture
def desk(client: Client) -> Desk:
    return Desk(client)


def file_of(client: Client, name: str, /, *args: object, **asked: Any) -> bytes:
    """Ask for a document and return it; the answer must be a file and not named after anybody."""
    response = client.get(reverse(f"activities:{name}", args=args), asked)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert is_for_screen_readers(response.content)
    return response.content


def held(desk: Desk, *names: str, **rules: Any) -> Session:
    """Give a session of the desk's PAL with these people signed up."""
    session = make_session(activity=desk.activity(), **{"capacity": 200} | rules)
    assert session.sign_up_list
    for name in names:
        join(session.sign_up_list, name)
    return session


def list_of(session: Session) -> SignUpList:
    assert session.sign_up_list
    return session.sign_up_list


def at(pal: Pal, day: date, hour: int, **fields: Any) -> Session:
    """Plan a session of a PAL without sign-up, at a full hour in Poland."""
    begin = datetime(day.year, day.month, day.day, hour, tzinfo=times.WARSAW)
    session_fields = {key: fields.pop(key) for key in ("status", "cancel_reason") if key in fields}
    fields.setdefault("sign_up_mode", Activity.SignUpMode.NONE)
    activity = make_activity(pal=pal, **fields)
    slot = Slot(begin, begin + timedelta(minutes=90))
    (session,) = add_sessions(activity, [slot], rules=ListRules(), actor=SYSTEM)
    Session.objects.filter(pk=session.pk).update(**session_fields)
    return session


# The sheet at the door


def test_sixty_people_stand_on_two_pages_under_one_heading(desk: Desk) -> None:
    session = held(desk, *(f"Osoba {number:02d} Żądło" for number in range(60)))

    file = file_of(desk.client, "print_attendance", session.public_id)

    pages = text_of(file).split("\f")
    assert len(pages) == 2
    assert ["Imię i nazwisko" in page for page in pages] == [True, True]
    assert "60. Osoba 59 Żądło" in pages[1].replace("\n", " ")
    assert ["strona 1 z 2" in pages[0], "strona 2 z 2" in pages[1]] == [True, True]
    assert "Policzeni bez nazwisk" in pages[1]
    assert tags(file).count("/TR") == 1 + 60 + 1 + 5


def test_names_are_printed_as_they_stand(desk: Desk) -> None:
    names = [HOSTILE, "O'Neill-Żądło", "Madonna", "محمد علي", "Ola 😀"]
    session = held(desk, *names)

    text = text_of(file_of(desk.client, "print_attendance", session.public_id))

    assert all(name in text for name in [*names[:3], "Ola □"])
    assert all(letter in text for letter in "محمدعلي")


def test_a_name_and_a_title_without_spaces_stay_on_the_sheet(desk: Desk) -> None:
    session = held(desk, "Ż" * 120)
    Activity.objects.update(title="W" * 160)

    file = file_of(desk.client, "print_attendance", session.public_id)

    whole = text_of(file).translate(str.maketrans("", "", "-‐ \n"))
    assert [whole.count("Ż" * 120), whole.count("W" * 160)] == [1, 1]
    assert widest(file) < opened(file).pages[0].mediabox.width - 40


def test_signatures_and_who_picks_a_child_up_only_where_they_are_needed(desk: Desk) -> None:
    adults = held(desk, "Ada")
    child = Applicant("Jaś", birth_year=timezone.localdate().year - 8)
    families = held(desk)
    join(list_of(families), "Basia", guests=(child,), is_guardian=True)

    plain = text_of(file_of(desk.client, "print_attendance", adults.public_id))
    signed = text_of(file_of(desk.client, "print_attendance", adults.public_id, podpis="1"))
    with_child = text_of(file_of(desk.client, "print_attendance", families.public_id))

    columns = [
        ("Podpis" in text, "Z kim i o której" in text) for text in (plain, signed, with_child)
    ]
    assert columns == [(False, False), (True, False), (False, True)]


def test_who_was_marked_already_has_a_cross(desk: Desk) -> None:
    session = held(desk, "Ada", "Basia", "Cezary")
    Session.objects.update(starts_at=timezone.now())
    session.refresh_from_db()
    marks = {"Ada": "present", "Basia": "absent"}
    guests = {guest.name: guest.pk for guest in Guest.objects.all()}
    acts = [
        Mark(key=uuid.uuid4(), made_at=timezone.now(), guest=guests[name], state=state)
        for name, state in marks.items()
    ]
    registers.write(session, acts, device="tablet", actor=SYSTEM)

    text = text_of(file_of(desk.client, "print_attendance", session.public_id))

    assert [line for line in text.split("\n") if "×" in line] == ["1. Ada ×"]


def test_who_gave_up_is_not_on_the_sheet(desk: Desk) -> None:
    session = held(desk, "Ada", "Basia")
    cancel_sign_up(SignUp.objects.get(name="Basia"), actor=SYSTEM)

    text = text_of(file_of(desk.client, "print_attendance", session.public_id))

    assert ["Ada" in text, "Basia" in text] == [True, False]


def test_a_sheet_leaves_its_entry_in_both_trails_and_no_name_outside(desk: Desk) -> None:
    session = held(desk, "Ada Kowalska")

    answer = desk.client.get(reverse("activities:print_attendance", args=[session.public_id]))

    entry = Entry.objects.get(verb="document.printed")
    assert entry.target == f"activities.session:{session.pk}"
    assert entry.actor == f"accounts.user:{desk.user.pk}"
    assert entry.details == {"document": "lista-obecnosci"}
    look = Access.objects.get(purpose="desk.print.lista-obecnosci")
    assert look.target == entry.target
    assert answer["Cache-Control"].startswith("no-store")
    told = answer["Content-Disposition"] + str(metadata(answer.content))
    assert ["lista-obecnosci" in told, "Ada" in told] == [True, False]


def test_a_sheet_costs_the_same_for_one_and_for_thirty(
    desk: Desk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    one, many = held(desk, "Ada"), held(desk, *(f"Osoba {n}" for n in range(30)))

    for session in (one, many):
        # Who asks 2, grants 1, session 1, register 1, guests 1, offers 1, bands 0, trails 2.
        with django_assert_num_queries(9):
            file_of(desk.client, "print_attendance", session.public_id)


def test_when_the_press_stands_still_it_is_said_on_the_page(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = held(desk, "Ada")
    monkeypatch.setattr(press, "TIME_LIMIT", 0.0001)

    answer = desk.client.get(
        reverse("activities:print_attendance", args=[session.public_id]), follow=True
    )

    assert answer.redirect_chain == [
        (reverse("activities:desk_register", args=[session.public_id]), 302)
    ]
    assert "Ten wydruk jest za duży" in answer.content.decode()
    assert not Entry.objects.filter(verb="document.printed").exists()


# Badges


def test_badges_begin_where_the_sheet_of_labels_does(desk: Desk) -> None:
    session = held(desk, *(f"Osoba {number}" for number in range(22)))

    file = file_of(desk.client, "print_labels", session.public_id, arkusz="21", od="21")
    pages = text_of(file).split("\f")

    assert [page.count("Osoba") for page in pages] == [1, 21]


def test_a_companion_without_a_name_gets_a_label_to_write_on(desk: Desk) -> None:
    session = held(desk)
    join(list_of(session), "Ada", people=3)

    text = text_of(file_of(desk.client, "print_labels", session.public_id))

    assert text.count("Ada") == 1
    assert text.count(session.activity.title) == 3


@pytest.mark.parametrize("asked", [{"arkusz": "1000"}, {"od": "-3"}, {"od": "x", "arkusz": ""}])
def test_labels_asked_for_wrongly_are_the_usual_ones(desk: Desk, asked: dict[str, str]) -> None:
    session = held(desk, "Ada")

    file = file_of(desk.client, "print_labels", session.public_id, **asked)

    assert text_of(file).count("Ada") == 1


# The programme


@pytest.fixture
def pal() -> Pal:
    cache.clear()
    seat = Place.objects.create(name="Remiza", slug="remiza", address="ul. Krótka 5")
    return make_pal(name="PAL Pod Lipami", slug="pod-lipami", phone="+48120000000", seat=seat)


def printed(client: Client, **asked: str) -> bytes:
    return file_of(client, "print_programme", **{"pal": "pod-lipami", "od": "2026-11-25"} | asked)


def test_the_programme_is_had_in_very_large_type(client: Client) -> None:
    pal = make_pal(slug="duze")
    for number in range(28):
        at(pal, MONDAY + timedelta(days=number % 7), 9 + number // 7, title=f"Zajęcia {number}")

    asked = {"pal": "duze", "od": MONDAY.isoformat()}
    usual = file_of(client, "print_programme", **asked)
    large = file_of(client, "print_programme", **asked, litery="duze")
    month = file_of(client, "print_programme", **asked, litery="duze", zakres="miesiac")

    assert len(opened(large).pages) > len(opened(usual).pages)
    assert all(f"Zajęcia {number}" in text_of(large) for number in range(28))
    assert ["1 listopada" in text_of(month), "30 listopada" in text_of(month)] == [True, True]


def test_anybody_prints_a_week_with_its_days_hours_and_address(client: Client, pal: Pal) -> None:
    at(pal, MONDAY, 17, title="Szachy pod lipą")
    at(pal, MONDAY + timedelta(days=6), 10, title="Śniadanie sąsiedzkie")
    at(pal, MONDAY + timedelta(days=7), 10, title="Za tydzień")

    text = text_of(printed(client))

    assert "Poniedziałek, 23 listopada" in text
    assert "17:00–18:30" in text
    assert "Szachy pod lipą" in text
    assert "Śniadanie sąsiedzkie" in text
    assert "Za tydzień" not in text
    assert "/pal/pod-lipami" in text
    assert text.count("strona 1 z 1") == 1


@pytest.mark.parametrize(
    ("view", "span"), [("lista", "tydzien"), ("tydzien", "tydzien"), ("miesiac", "miesiac")]
)
def test_who_looks_at_one_pal_is_led_to_its_paper(
    client: Client, pal: Pal, view: str, span: str
) -> None:
    at(pal, MONDAY, 17)
    other = make_pal(slug="inny")
    asked = {"widok": view, "dzien": "2026-11-25"}
    path = reverse("activities:print_programme")

    one = client.get(reverse("activities:list"), asked | {"pal": pal.slug}).content.decode()
    both = client.get(reverse("activities:list"), asked | {"pal": [pal.slug, other.slug]})

    assert f"{path}?pal=pod-lipami&amp;od=2026-11-25&amp;zakres={span}" in one
    assert path not in both.content.decode()


def test_a_cancelled_session_is_marked(client: Client, pal: Pal) -> None:
    at(pal, MONDAY, 17, status="cancelled", cancel_reason="Choroba")

    assert "ODWOŁANE" in text_of(printed(client))
    assert "ODWOŁANE" in text_of(printed(client, zakres="miesiac"))


def test_nothing_that_is_not_public_is_printed(client: Client, pal: Pal) -> None:
    at(pal, MONDAY, 17, title="Tajny szkic", state=Activity.State.DRAFT)

    text = text_of(printed(client))

    assert "Tajny szkic" not in text
    assert "W tym czasie nie ma zaplanowanych zajęć" in text


def test_a_full_week_goes_on_over_more_pages_and_loses_nothing(client: Client, pal: Pal) -> None:
    for number in range(40):
        day = MONDAY + timedelta(days=number % 7)
        at(pal, day, 8 + number // 7, title=f"Numer {number} " + "bardzo długi tytuł " * 7)

    text = text_of(printed(client))

    assert text.count("Numer") == 40
    assert len(text.split("\f")) > 2


@pytest.mark.parametrize(("paper", "least"), [("a4", 16), ("a3", 22)])
def test_the_week_is_in_large_type(client: Client, pal: Pal, paper: str, least: int) -> None:
    at(pal, MONDAY, 17)

    file = printed(client, papier=paper)

    sizes: list[float] = []
    page = opened(file).pages[0]
    page.extract_text(
        visitor_text=lambda text, cm, tm, _font, size: (
            sizes.append(abs(size * tm[3] * cm[3])) if text.strip() else None
        )
    )
    small = [size for size in sizes if size < least]
    assert len(sizes) > 5
    assert small == []


def test_paper_is_the_size_asked_for(client: Client, pal: Pal) -> None:
    at(pal, MONDAY, 17)
    asked = [("tydzien", "a4"), ("tydzien", "a3"), ("miesiac", "a4"), ("miesiac", "a3")]

    boxes = [opened(printed(client, zakres=z, papier=p)).pages[0].mediabox for z, p in asked]

    millimetres = [(round(box.width * 25.4 / 72), round(box.height * 25.4 / 72)) for box in boxes]
    assert millimetres == [(210, 297), (297, 420), (297, 210), (420, 297)]


def test_a_month_is_a_table_of_its_own_days(client: Client, pal: Pal) -> None:
    at(pal, date(2026, 11, 1), 10, title="Pierwszy")
    at(pal, date(2026, 11, 30), 10, title="Ostatni")
    at(pal, date(2026, 12, 1), 10, title="Następny miesiąc")

    file = printed(client, zakres="miesiac")

    text = text_of(file)
    assert [word in text for word in ("Pierwszy", "Ostatni", "Następny")] == [True, True, False]
    assert tags(file).count("/TH") == 7
    assert tags(file).count("/TR") == 7


def test_the_programme_speaks_the_language_of_the_page(client: Client, pal: Pal) -> None:
    at(pal, MONDAY, 17, title="Szachy", title_uk="Шахи")

    with translation.override("uk"):
        file = printed(client)

    assert language_of(file) == "uk"
    assert "Шахи" in text_of(file)


@pytest.mark.usefixtures("pal")
def test_a_pal_that_is_not_there_is_not_found(client: Client) -> None:
    make_pal()
    path = reverse("activities:print_programme")

    assert [client.get(path, {"pal": name}).status_code for name in ("", "x")] == [404, 404]


def test_asking_again_does_not_set_the_type_again(
    client: Client, pal: Pal, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(pal, MONDAY, 17)
    first = printed(client)
    monkeypatch.setattr(press, "TIME_LIMIT", 0.0001)

    assert printed(client) == first


def test_who_asks_for_paper_without_end_is_stopped_and_told(
    client: Client, pal: Pal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PAPERS_PER_ADDRESS", 1)
    printed(client)

    answer = client.get(reverse("activities:print_programme"), {"pal": pal.slug}, follow=True)

    assert answer.redirect_chain == [(pal.get_absolute_url(), 302)]
    assert "Za dużo wydruków naraz" in answer.content.decode()


@pytest.mark.usefixtures("pal")
@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "wczoraj"])
def test_a_day_out_of_all_reason_is_today(client: Client, day: str) -> None:
    monday = times.today() - timedelta(days=times.today().weekday())

    text = text_of(printed(client, od=day))

    assert f"{date_format(monday, 'j E')} –" in text


# Signing up on paper


def test_a_form_says_what_it_is_for_and_what_one_agrees_to(desk: Desk) -> None:
    session = held(desk, "Ada Kowalska")
    Activity.objects.update(rules="Przychodzimy na czas.\n\nNie palimy.", rules_version=3)
    question = session.activity.questions.create(text="Czy masz matę?", form="yes-no")

    file = file_of(desk.client, "print_form", list_of(session).public_id)

    text = " ".join(text_of(file).split())
    expected = [
        paper_code(list_of(session)),
        question.text,
        "Przychodzimy na czas.",
        "Nie palimy.",
        "Zasady, wersja 3",
        *(f"(tekst {consent.version})" for consent in consent_texts()),
        *(str(consent.words) for consent in consent_texts()),
    ]
    assert [part for part in expected if part not in text] == []
    assert "Kowalska" not in text
    assert not Entry.objects.filter(verb="document.printed").exists()


def test_the_code_of_a_form_leads_to_where_it_is_typed_in(desk: Desk) -> None:
    sign_up_list = list_of(held(desk))
    code = paper_code(sign_up_list)

    for typed in (code, code.lower(), code.replace("-", ""), f" {code.replace('-', ' ')} "):
        answer = desk.client.get(reverse("activities:desk_programme"), {"q": typed})
        assert answer["Location"] == reverse(
            "activities:desk_new_sign_up", args=[sign_up_list.public_id]
        )


def test_who_does_not_sign_people_up_comes_to_the_activity(client: Client) -> None:
    desk = Desk(client, role="network-coordinator")
    sign_up_list = list_of(held(desk))

    answer = client.get(reverse("activities:desk_programme"), {"q": paper_code(sign_up_list)})

    assert answer["Location"] == reverse(
        "activities:desk_activity", args=[sign_up_list.activity.slug]
    )


def test_a_code_of_elsewhere_finds_nothing(desk: Desk) -> None:
    elsewhere = list_of(make_session())

    page = desk.client.get(reverse("activities:desk_programme"), {"q": paper_code(elsewhere)})

    assert page.status_code == 200


def test_a_code_that_two_bear_finds_neither() -> None:
    one, other = list_of(make_session()), list_of(make_session())
    begin = "abcdef"
    for number, each in enumerate((one, other)):
        key = f"{begin}{number:026d}"
        SignUpList.objects.filter(pk=each.pk).update(public_id=key)

    everything = SignUpList.objects.all()
    assert list_with_code(everything, "ABC-DEF") is None
    assert list_with_code(everything.filter(pk=one.pk), "ABC-DEF") == one


def test_words_are_not_taken_for_a_code(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert list_with_code(SignUpList.objects.all(), "joga dla seniorów") is None


def test_a_slip_tells_how_it_stands(desk: Desk) -> None:
    session = held(desk, "Ada", "Basia", capacity=1)
    states = {}
    for name in ("Ada", "Basia"):
        key = SignUp.objects.get(name=name).public_id
        states[name] = text_of(file_of(desk.client, "print_slip", key))

    assert "Masz miejsce." in states["Ada"]
    assert "Jesteś na liście rezerwowej, 1." in states["Basia"].replace("\n", " ")
    assert session.activity.title in states["Ada"]
    assert passes.shown(SignUp.objects.get(name="Ada")) in states["Ada"]
    assert "Kod przy wejściu" not in states["Basia"]


def test_a_slip_is_in_the_language_of_who_takes_it_home(desk: Desk) -> None:
    session = held(desk)
    Activity.objects.update(title_uk="Кераміка")
    made = join(list_of(session), "Оксана")
    SignUp.objects.update(language="uk")

    file = file_of(desk.client, "print_slip", made.public_id)

    assert [language_of(file), metadata(file)["/Title"]] == ["uk", "Запис: Кераміка"]
    assert "Місце за вами." in text_of(file)


def widest(file: bytes) -> float:
    """Return how far right any text begins on the first page."""
    found: list[float] = []

    def note(text: str, _cm: Any, tm: Any, _font: Any, _size: Any) -> None:
        if text.strip():
            found.append(tm[4])

    opened(file).pages[0].extract_text(visitor_text=note)
    return max(found)
