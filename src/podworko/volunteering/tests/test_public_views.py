"""Residents find something to do and apply; volunteers see where they stand."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from podworko.accounts.public import User
from podworko.audit.public import SYSTEM
from podworko.core import codes
from podworko.core.versions import version_of
from podworko.diagnosis.tests.factories import make_pal
from podworko.messages.public import Message, unsealed
from podworko.network.models import Pal
from podworko.volunteering import law, links, operations
from podworko.volunteering.clearance import Bar, words_of
from podworko.volunteering.forms.agreements import TermsForm
from podworko.volunteering.limits import APPLICATIONS, CODES
from podworko.volunteering.models import Application, Opportunity, Volunteer
from podworko.volunteering.operations import Needed
from podworko.volunteering.tests.factories import (
    make_active,
    make_application,
    make_coordinator,
    make_opportunity,
    make_volunteer,
)

pytestmark = pytest.mark.django_db
TOLD = {"name": "Ewa Lis", "phone": "", "email": "ewa@example.org", "is_adult": "tak"}
UNREAD = TOLD | {"phone": "12 345 67 89", "email": ""}
"""Somebody whom no message reaches that they read by themselves."""
HOME, CODE = reverse("volunteering:home"), reverse("volunteering:own_code")


@pytest.fixture(autouse=True)
def _no_memory_of_addresses() -> None:
    cache.clear()


@pytest.fixture
def pal() -> Pal:
    return make_pal(name="Pod Lipami")


@pytest.fixture
def opportunity(pal: Pal) -> Opportunity:
    made = make_opportunity(pal=pal, title="Pomoc przy lekcjach")
    operations.save_opportunity(
        made, [Needed("pomaga", 2)], actor=SYSTEM, seen_version=version(made)
    )
    return made


def version(opportunity: Opportunity) -> str:
    return version_of(opportunity, operations.OPPORTUNITY_FIELDS)


def apply_url(opportunity: Opportunity, query: str = "") -> str:
    return reverse("volunteering:apply", args=[opportunity.public_id]) + query


def test_residents_find_what_is_open_and_nothing_else(
    client: Client, opportunity: Opportunity
) -> None:
    make_opportunity(title="Szkic", state="draft")

    html = client.get(HOME).content.decode()

    assert "Pomoc przy lekcjach" in html
    assert "Szukamy 2 osób" in html
    assert "Szkic" not in html
    assert client.get(reverse("volunteering:map")).status_code == 200
    assert client.get(reverse("volunteering:map_points")).json()["features"] == []
    assert client.get(opportunity.get_absolute_url()).status_code == 200


def test_a_filter_is_told_and_taken_off_again(client: Client, opportunity: Opportunity) -> None:
    html = client.get(HOME, {"rytm": "once", "q": "lekcje"}).content.decode()

    assert "Pomoc przy lekcjach" not in html
    assert "Nic tu nie pasuje" in html
    assert 'href="?q=lekcje"' in html
    assert client.get(HOME, {"rytm": "codziennie"}).status_code == 200
    assert opportunity.is_open


def test_a_draft_is_not_there(client: Client) -> None:
    draft = make_opportunity(state="draft")

    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(apply_url(draft)).status_code == 404


def test_a_pal_shows_whom_it_looks_for(client: Client, opportunity: Opportunity) -> None:
    html = client.get(opportunity.pal.get_absolute_url()).content.decode()

    assert "Szukamy wolontariuszy" in html


def test_applying_shows_the_code_once_and_the_page_it_opens(
    client: Client, opportunity: Opportunity
) -> None:
    html = client.post(apply_url(opportunity), UNREAD).content.decode()

    code = re.search(r'pass__code">([^<]+)<', html)
    assert code
    volunteer = Volunteer.objects.get()
    assert volunteer.code_digest == links.code_digest(code[1])
    assert links.own_path(volunteer) in html
    answer = client.post(CODE, {"code": code[1].lower()})
    assert answer["Location"] == links.own_path(volunteer)


def test_who_has_an_e_mail_reads_the_code_in_a_message_and_no_stranger_on_the_page(
    client: Client, opportunity: Opportunity
) -> None:
    first = client.post(apply_url(opportunity), TOLD).content.decode()
    again = client.post(apply_url(opportunity), TOLD).content.decode()

    assert first == again, "nobody learns from the page whether somebody helps here"
    volunteer = Volunteer.objects.get()
    assert links.token(volunteer) not in first
    assert "pass__code" not in first
    text = unsealed(Message.objects.get()).body_text
    code = re.search(r"kodem: (.+)", text)
    assert code
    assert volunteer.code_digest == links.code_digest(code[1].strip())


def test_what_is_a_known_volunteers_is_shown_to_nobody_who_knows_a_name(
    client: Client, opportunity: Opportunity
) -> None:
    client.post(apply_url(opportunity), UNREAD)
    volunteer = Volunteer.objects.get()

    html = client.post(apply_url(opportunity), UNREAD).content.decode()

    assert links.token(volunteer) not in html
    assert "pass__code" not in html
    assert "Znamy się już" in html


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"email": ""}, "Podaj telefon albo e-mail"),
        ({"is_adult": "nie"}, "Podaj datę urodzenia"),
        ({"is_adult": "nie", "born_on": "1980-01-01"}, "wychodzi inny wiek"),
        ({"is_adult": "nie", "born_on": "2999-01-01"}, "Sprawdź rok"),
        ({"name": ""}, "Imię i nazwisko"),
        ({"phone": "12"}, "Telefon"),
    ],
    ids=str,
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    client: Client, opportunity: Opportunity, changed: dict[str, str], told: str
) -> None:
    answer = client.post(apply_url(opportunity), TOLD | {"remark": "Lubię psy"} | changed)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "Lubię psy" in answer.content.decode()
    assert not Application.objects.exists()


def test_a_machine_that_fills_in_everything_is_thanked_and_forgotten(
    client: Client, opportunity: Opportunity
) -> None:
    answer = client.post(apply_url(opportunity), TOLD | {"website": "http://example.org"})

    assert answer["Location"] == opportunity.get_absolute_url()
    assert not Application.objects.exists()


def test_a_flood_from_one_address_is_stopped(client: Client, opportunity: Opportunity) -> None:
    for number in range(APPLICATIONS):
        client.post(apply_url(opportunity), TOLD | {"name": f"Ewa {number}"})

    answer = client.post(apply_url(opportunity), TOLD | {"name": "Ewa Ostatnia"})

    assert answer.status_code == 422
    assert Application.objects.count() == APPLICATIONS


def test_closed_meanwhile_is_told_and_what_was_typed_stays(
    client: Client, opportunity: Opportunity
) -> None:
    operations.set_state(opportunity, state="closed", actor=SYSTEM)

    answer = client.post(apply_url(opportunity), TOLD)

    assert answer.status_code == 422
    assert "już nie szukamy osób" in answer.content.decode()
    assert "Ewa Lis" in answer.content.decode()


def test_staff_apply_for_whoever_comes(client: Client, opportunity: Opportunity) -> None:
    user = make_coordinator(opportunity.pal)
    client.force_login(user)

    html = client.post(apply_url(opportunity, "?za=desk"), TOLD).content.decode()

    application = Application.objects.get()
    assert application.channel == "desk"
    assert links.token(application.volunteer) not in html
    assert "pass__code" in html


def test_a_stranger_is_asked_to_sign_in_before_filling_in_for_somebody(
    client: Client, opportunity: Opportunity
) -> None:
    assert client.get(apply_url(opportunity, "?za=desk")).status_code == 302
    user = User.objects.create_user("ola@example.org", name="Ola")
    client.force_login(user)
    assert client.post(apply_url(opportunity, "?za=desk"), TOLD).status_code == 403


def test_guessing_codes_is_stopped_with_one_answer_for_right_and_wrong(client: Client) -> None:
    volunteer = make_volunteer()
    code = operations.give_code(volunteer, actor=SYSTEM)
    for _number in range(CODES):
        assert client.post(CODE, {"code": codes.drawn_long()}).status_code == 422

    wrong, right = (client.post(CODE, {"code": one}) for one in ("AAAAAAAAA", code))

    assert wrong.status_code == right.status_code == 422
    assert links.token(volunteer) not in right.content.decode()


@pytest.mark.parametrize("stage", Volunteer.Stage.values)
def test_a_volunteer_reads_where_they_stand_in_plain_words(client: Client, stage: str) -> None:
    ended_on = "2026-01-01" if stage == "ended" else None
    volunteer = make_volunteer(stage=stage, ended_on=ended_on)
    make_application(volunteer, make_opportunity(pal=volunteer.pal, title="Ogród"))

    answer = client.get(links.own_path(volunteer))

    assert answer.status_code == 200
    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer["Cache-Control"]
    assert "Ogród" in answer.content.decode()


def test_a_volunteer_sees_until_when_their_agreement_holds(client: Client) -> None:
    html = client.get(links.own_path(make_active())).content.decode()

    assert "Twoje porozumienie" in html


def test_a_volunteer_takes_an_application_back(client: Client) -> None:
    volunteer = make_volunteer()
    application = make_application(volunteer, make_opportunity(pal=volunteer.pal))
    url = reverse("volunteering:own_withdraw", args=[links.token(volunteer), application.public_id])

    assert client.post(url)["Location"] == links.own_path(volunteer)

    application.refresh_from_db()
    assert application.state == "withdrawn"


def test_one_volunteers_link_does_nothing_to_anothers(client: Client) -> None:
    volunteer, other = make_volunteer(), make_volunteer()
    application = make_application(other, make_opportunity(pal=other.pal))
    url = reverse("volunteering:own_withdraw", args=[links.token(volunteer), application.public_id])

    assert client.post(url).status_code == 404
    assert client.get(reverse("volunteering:own", args=["x"])).status_code == 404


def test_rights_and_duties_are_always_there_to_read(client: Client) -> None:
    assert "art. 47" in client.get(reverse("volunteering:rights")).content.decode()


def test_rights_tell_the_figures_that_hold(client: Client, settings: Any, tmp_path: Path) -> None:
    page = reverse("volunteering:rights")
    own = law.OWN.read_text(encoding="utf-8")
    changed = tmp_path / "rules.toml"
    changed.write_text(
        own.replace("least_age = 15", "least_age = 16").replace("days = 30", "days = 45"),
        encoding="utf-8",
    )

    before = client.get(page).text
    settings.PODWORKO_VOLUNTEERING_RULES = str(changed)
    after = client.get(page).text

    assert ("od 15. roku życia" in before, before.count("30 dni")) == (True, 2)
    assert ("od 16. roku życia" in after, after.count("45 dni")) == (True, 2)


def test_the_button_pressed_twice_loses_no_code_and_shows_it_to_nobody_else(
    client: Client, opportunity: Opportunity
) -> None:
    def shown(**told: str) -> list[str]:
        page = client.post(apply_url(opportunity), UNREAD | told).text
        return re.findall(r'pass__code">([^<]+)<', page)

    drawn = re.search(r'name="key" value="([^"]+)"', client.get(apply_url(opportunity)).text)
    assert drawn
    first, again = shown(key=drawn[1]), shown(key=drawn[1])

    assert (len(first), again) == (1, first)
    assert Application.objects.count() == 1
    assert shown(key="00000000-0000-4000-8000-000000000000") == []
    assert shown() == []
    [other] = shown(key=drawn[1], name="Jan Lis", phone="12 345 67 80")
    assert other != first[0]
    operations.give_code(Volunteer.objects.earliest("pk"), actor=SYSTEM)
    assert shown(key=drawn[1]) == []


def test_forms_and_words_tell_the_figures_that_hold(settings: Any, tmp_path: Path) -> None:
    changed = tmp_path / "rules.toml"
    own = law.OWN.read_text(encoding="utf-8").replace("days = 30", "days = 45")
    changed.write_text(own, encoding="utf-8")
    settings.PODWORKO_VOLUNTEERING_RULES = str(changed)
    volunteer = make_volunteer()

    form = TermsForm(volunteer=volunteer, user=make_coordinator(volunteer.pal))

    told = [form.fields["ends_on"].help_text, form.fields["policy"].help_text]
    assert all("45 dni" in words for words in [*told, words_of(Bar.UNSIGNED)])
