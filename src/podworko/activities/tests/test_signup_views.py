from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from podworko.activities import codes, links, operations
from podworko.activities.models import Question, SignUp, SignUpList
from podworko.activities.tests.factories import join, make_activity, make_list, names_with
from podworko.audit import public as audit
from podworko.core.models import Throttle
from podworko.messages.models import Message

pytestmark = pytest.mark.django_db


def url(places: SignUpList) -> str:
    return reverse("activities:sign_up", args=[places.public_id])


def typed(**fields: str) -> dict[str, str]:
    """Return what a person alone types, rows of further people added by name."""
    data = {
        "name": "Ada Lipa",
        "email": "ada@example.org",
        "comes": "on",
        "osoby-TOTAL_FORMS": "0",
        "osoby-INITIAL_FORMS": "0",
    }
    return {**data, **fields}


def test_signing_up_leads_to_the_households_own_page(client: Client) -> None:
    places = make_list()

    response = client.post(url(places), typed(), follow=True)

    assertContains(response, "Masz miejsce")
    sign_up = places.sign_ups.get()
    assert response.redirect_chain[0][0] == links.manage_path(sign_up) + "?nowy"


def test_household_with_a_child_signs_up_in_one_go(client: Client) -> None:
    places = make_list(capacity=5)
    people = {
        "osoby-TOTAL_FORMS": "2",
        "osoby-0-name": "Staś Lipa",
        "osoby-0-is_minor": "on",
        "osoby-1-name": "",
        "is_guardian": "on",
    }

    client.post(url(places), typed(**people))

    sign_up = places.sign_ups.get()
    guests = [(guest.name, guest.is_minor) for guest in sign_up.guests.all()]
    assert guests == [("Ada Lipa", False), ("Staś Lipa", True), ("", False)]


def test_guardian_can_sign_up_a_child_alone(client: Client) -> None:
    places = make_list()
    child = {"osoby-TOTAL_FORMS": "1", "osoby-0-name": "Staś", "osoby-0-is_minor": "on"}
    data = typed(**child, is_guardian="on")
    del data["comes"]

    client.post(url(places), data)

    assert [guest.name for guest in places.sign_ups.get().guests.all()] == ["Staś"]


def test_child_without_guardian_is_explained_beside_the_box(client: Client) -> None:
    child = {"osoby-TOTAL_FORMS": "1", "osoby-0-name": "Staś", "osoby-0-is_minor": "on"}

    response = client.post(url(make_list()), typed(**child))

    assertContains(response, "Dziecko do 16 lat zapisuje opiekun", status_code=422)
    assertContains(response, "Staś", status_code=422)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": ""}, "To pole jest wymagane."),
        ({"email": ""}, "Podaj e-mail albo telefon"),
        ({"email": "ada@"}, "Wprowadź poprawny adres email."),
        ({"phone": "12345"}, "numer"),
    ],
)
def test_wrong_input_is_explained_and_kept(
    client: Client, change: dict[str, str], message: str
) -> None:
    places = make_list()

    response = client.post(url(places), typed(name="Żaneta Łoś") | change)

    assertContains(response, message, status_code=422)
    if "name" not in change:
        assertContains(response, "Żaneta Łoś", status_code=422)
    assert not places.sign_ups.exists()


def test_adding_a_person_needs_no_script_and_loses_nothing(client: Client) -> None:
    places = make_list()

    response = client.post(url(places), typed(name="", email="x", add="1"))

    assertContains(response, 'name="osoby-0-name"')
    assertContains(response, 'value="x"')
    assertNotContains(response, "wymagane")


def test_removing_a_person_moves_the_others_up(client: Client) -> None:
    rows = {"osoby-TOTAL_FORMS": "2", "osoby-0-name": "Ola", "osoby-1-name": "Jan", "remove": "0"}

    response = client.post(url(make_list()), typed(**rows))

    assertContains(response, 'value="Jan"')
    assertNotContains(response, 'value="Ola"')
    assertNotContains(response, 'name="osoby-1-name"')


def test_machine_that_fills_in_the_trap_gets_nothing(client: Client) -> None:
    places = make_list()

    response = client.post(url(places), typed(website="http://spam.example"))

    assertRedirects(response, places.activity.get_absolute_url(), fetch_redirect_response=False)
    assert not places.sign_ups.exists()


def test_too_many_from_one_address_are_held_back(client: Client, settings: object) -> None:
    settings.PODWORKO_SIGNUPS_PER_ADDRESS = 1  # type: ignore[attr-defined]
    places = make_list(capacity=5)
    client.post(url(places), typed())

    response = client.post(url(places), typed(name="Bob", email="bob@example.org"))

    assertContains(response, "Za dużo zapisów naraz", status_code=422)
    assert "127.0.0.1" not in str(list(Throttle.objects.values()))


def test_full_list_says_so_and_takes_one_into_the_queue(client: Client) -> None:
    places = make_list(capacity=1)
    join(places, "ada")

    assertContains(client.get(url(places)), "Zapisz się na listę rezerwową")
    response = client.post(url(places), typed(), follow=True)

    assertContains(response, "Lista rezerwowa, pozycja 1")


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ({"opens_at": timezone.now() + timedelta(days=1)}, "Zapisy zaczną się"),
        ({"closes_at": timezone.now() - timedelta(days=1)}, "już się skończyły"),
    ],
)
def test_list_that_is_not_open_says_when(
    client: Client, rules: dict[str, object], message: str
) -> None:
    assertContains(client.get(url(make_list(**rules))), message)  # type: ignore[arg-type]


def test_draft_looks_like_a_missing_page(client: Client) -> None:
    places = make_list(activity=make_activity(state="draft"))

    assert client.get(url(places)).status_code == 404
    assert client.post(url(places), typed()).status_code == 404


def test_question_is_asked_and_its_answer_kept(client: Client) -> None:
    places = make_list()
    question = Question.objects.create(
        activity=places.activity, text="Czego nie jesz?", is_sensitive=True, is_required=True
    )

    refused = client.post(url(places), typed())
    client.post(url(places), typed(**{f"question_{question.pk}": "orzechów"}))

    assertContains(refused, "Tę odpowiedź skasujemy po zajęciach.", status_code=422)
    assert places.sign_ups.get().answers.get().text == "orzechów"


@pytest.fixture
def offer() -> SignUp:
    places = make_list(capacity=1)
    ada, bob = join(places, "ada"), join(places, "bob")
    operations.cancel_sign_up(ada, actor=audit.RESIDENT)
    bob.refresh_from_db()
    return bob


def act(client: Client, name: str, sign_up: SignUp) -> str:
    path = reverse(f"activities:{name}", args=[links.token(sign_up)])
    response = client.post(path, follow=True)
    sign_up.refresh_from_db()
    return str(response.content.decode())


def test_offer_is_taken_with_one_click(client: Client, offer: SignUp) -> None:
    page = client.get(links.manage_path(offer))

    assertContains(page, "Zwolniło się miejsce dla Ciebie")
    assert "Masz miejsce" in act(client, "accept", offer)
    assert offer.status == SignUp.Status.CONFIRMED


def test_offer_is_declined_with_one_click(client: Client, offer: SignUp) -> None:
    assert "Dziękujemy za odpowiedź" in act(client, "decline", offer)
    assert offer.end_reason == SignUp.EndReason.DECLINED


def test_offer_past_its_time_says_so(client: Client, offer: SignUp) -> None:
    SignUp.objects.filter(pk=offer.pk).update(offer_until=timezone.now() - timedelta(minutes=1))

    assertContains(client.get(links.manage_path(offer)), "już nie obowiązuje")
    assert "już nie obowiązuje" in act(client, "accept", offer)


def test_place_is_given_up_with_one_click(client: Client) -> None:
    ada = join(make_list(), "ada")

    assert "Ten zapis jest odwołany" in act(client, "cancel", ada)


def test_people_are_changed_on_the_households_page(client: Client) -> None:
    places = make_list(capacity=3)
    ada = join(places, "ada", 3)
    path = reverse("activities:change_people", args=[links.token(ada)])

    page = client.get(path)
    client.post(path, {"comes": "on", "osoby-TOTAL_FORMS": "1", "osoby-INITIAL_FORMS": "0"})

    assertContains(page, 'name="osoby-1-name"')
    ada.refresh_from_db()
    assert ada.people == 2


@pytest.mark.parametrize("what", ["nonsense", "A" * 43, "ł"])
def test_wrong_link_looks_like_a_missing_page(client: Client, what: str) -> None:
    assert client.get(f"/zapis/{what}/").status_code == 404


def test_link_of_another_key_is_worth_nothing(client: Client, settings: object) -> None:
    ada = join(make_list(), "ada")
    path = links.manage_path(ada)
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]  # noqa: S105

    assert client.get(path).status_code == 404


def test_one_letter_changed_opens_nothing(client: Client) -> None:
    ada = join(make_list(), "ada")
    token = links.token(ada)
    forged = ("B" if token[0] != "B" else "C") + token[1:]

    assert client.get(f"/zapis/{forged}/").status_code == 404


def code_sent_to(contact: str) -> str:
    message = Message.objects.filter(template="activities/code").latest("pk")
    assert contact in (message.to_email, message.to_phone)
    return "".join(filter(str.isdigit, message.subject))


def ask_for_code(client: Client, contact: str) -> None:
    client.post(reverse("activities:mine"), {"contact": contact})


def test_all_of_ones_sign_ups_are_shown_after_the_code(client: Client) -> None:
    join(make_list(), "ada")
    waiting = make_list(capacity=0)
    SignUpList.objects.filter(pk=waiting.pk).update(capacity=1, seat_limit=1)
    join(waiting, "bob")
    join(waiting, "ada")
    ask_for_code(client, "ADA@example.org")

    response = client.post(
        reverse("activities:mine_code"), {"code": code_sent_to("ada@example.org")}, follow=True
    )

    assertContains(response, "Masz miejsce")
    assertContains(response, "Lista rezerwowa: 1")
    assertNotContains(response, "bob")


def test_wrong_code_opens_nothing_and_five_tries_are_all(client: Client) -> None:
    join(make_list(), "ada")
    ask_for_code(client, "ada@example.org")
    right = code_sent_to("ada@example.org")
    wrong = f"{(int(right) + 1) % 10**6:06d}"
    path = reverse("activities:mine_code")

    for _ in range(codes.TRIES):
        assertContains(client.post(path, {"code": wrong}), "nie pasuje albo wygasł")

    assertContains(client.post(path, {"code": right}), "nie pasuje albo wygasł")
    assert "my_contact" not in client.session


def test_stranger_who_guesses_wrong_keeps_nobody_from_their_own(client: Client) -> None:
    join(make_list(), "ada")
    stranger = Client()
    ask_for_code(stranger, "ada@example.org")
    path = reverse("activities:mine_code")
    for _ in range(codes.TRIES + 1):
        stranger.post(path, {"code": "000000"})

    ask_for_code(client, "ada@example.org")
    right = code_sent_to("ada@example.org")

    assertContains(stranger.post(path, {"code": right}), "nie pasuje albo wygasł")
    assertContains(client.post(path, {"code": right}, follow=True), "Masz miejsce")


def test_stranger_learns_nothing_about_who_takes_part(client: Client) -> None:
    join(make_list(), "ada")

    pages = []
    for contact in ("ada@example.org", "eve@example.org"):
        ask_for_code(client, contact)
        page = client.get(reverse("activities:mine_code")).content.decode()
        pages.append(page.replace("a…a", "").replace("e…e", ""))

    assert Message.objects.filter(template="activities/code").count() == 1
    assert len(pages[0]) == len(pages[1])


def test_leaving_forgets_the_contact(client: Client) -> None:
    join(make_list(), "ada")
    ask_for_code(client, "ada@example.org")
    client.post(reverse("activities:mine_code"), {"code": code_sent_to("ada@example.org")})

    client.post(reverse("activities:mine_leave"))

    assertContains(client.get(reverse("activities:mine")), "Wyślij kod")


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_ones_own_costs_the_same(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _ in range(count):
        join(make_list(), "ada")
    session = client.session
    session["my_contact"] = "ada@example.org"
    session.save()

    # the session, the sign-ups with all that belongs to them
    with django_assert_num_queries(2):
        client.get(reverse("activities:mine"))


def test_nothing_leaves_before_the_jobs_run(client: Client) -> None:
    client.post(url(make_list()), typed())

    assert mail.outbox == []
    assert Message.objects.get().status == "queued"


def test_names_are_never_drawn_as_markup(client: Client) -> None:
    places = make_list()

    response = client.post(url(places), typed(name="<script>x</script>"), follow=True)

    assertNotContains(response, "<script>x")
    assert names_with(places, SignUp.Status.CONFIRMED) == ["<script>x</script>"]


def test_who_knows_name_and_contact_is_not_given_the_link(client: Client) -> None:
    places = make_list()
    ada = join(places, "ada")
    SignUp.objects.filter(pk=ada.pk).update(created_at=timezone.now() - timedelta(hours=1))

    response = client.post(url(places), typed(name="ada"), follow=True)

    assertContains(response, "Taki zapis już u nas jest")
    assertNotContains(response, links.token(ada))
    assert places.sign_ups.count() == 1
    again = Message.objects.latest("pk")
    assert (again.to_email, links.token(ada) in again.body_text) == ("ada@example.org", True)
