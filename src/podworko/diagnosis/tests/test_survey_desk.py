"""Writing a survey on the pages of the desk."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from podworko.accounts.public import Grant, User
from podworko.diagnosis import operations
from podworko.diagnosis.models import Kind, Question, Survey
from podworko.diagnosis.tests.factories import make_pal, make_study
from podworko.diagnosis.tests.survey_factories import (
    CHAIN,
    OF_EVERY_KIND,
    edition_of,
    make_draft,
    make_survey,
)
from podworko.network.public import Pal

pytestmark = pytest.mark.django_db


@pytest.fixture
def pal() -> Pal:
    return make_pal()


@pytest.fixture
def desk(client: Client, pal: Pal) -> Client:
    user = User.objects.create_user("animatorka@example.org", name="Ola Wrona")
    Grant.objects.create(user=user, role="animator", pal=pal)
    client.force_login(user)
    return client


def at(name: str, survey: Survey, *args: object) -> str:
    return reverse(f"diagnosis:{name}", args=[survey.public_id, *args])


def filled(page: str) -> dict[str, list[str]]:
    """Return what a form holds: hidden fields, lines, chosen ones."""
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input [^>]*>", page):
        name, value = (re.search(rf' {key}="([^"]*)"', tag) for key in ("name", "value"))
        is_box = 'type="checkbox"' in tag or 'type="radio"' in tag
        if name and (not is_box or " checked" in tag):
            found.setdefault(name[1], []).append(value[1] if value else "")
    for name_of, value_of in re.findall(r'<textarea name="([^"]+)"[^>]*>\n?([^<]*)<', page):
        found.setdefault(name_of, []).append(value_of)
    return found


def test_a_survey_is_made_of_the_bank_and_opened(desk: Client, pal: Pal) -> None:
    study = make_study(pal=pal)
    told = {
        "study": study.pk,
        "title": "Ławki",
        "begin": "bank",
        "bank": ["wiek", "braki", "wlasne_slowa"],
    }

    desk.post(reverse("diagnosis:desk_survey_new"), told)
    survey = Survey.objects.get()
    assert "Brakuje wstępu po polsku" in desk.get(at("desk_survey", survey)).content.decode()
    sent = filled(desk.get(at("desk_survey_edit", survey)).content.decode())
    sent |= {"intro_pl": ["Po co"], "intro_en": ["Why"], "intro_uk": ["Навіщо"]}
    sent |= {"title_en": ["Benches"], "title_uk": ["Лавки"], "languages": ["en", "uk"]}
    assert desk.post(at("desk_survey_edit", survey), sent).status_code == 302
    desk.post(at("desk_survey_open", survey))

    survey.refresh_from_db()
    assert (survey.state, survey.titles["en"]) == (Survey.State.OPEN, "Benches")


def test_a_survey_begins_as_a_copy(desk: Client, pal: Pal) -> None:
    earlier = make_survey(study=make_study(pal=pal))
    told = {"study": earlier.study_id, "title": "Po roku", "begin": "copy", "copied": earlier.pk}

    desk.post(reverse("diagnosis:desk_survey_new"), told)

    copy = Survey.objects.get(title="Po roku")
    codes = list(edition_of(copy).questions.values_list("code", "show_if__code"))
    assert codes == [("wychodzi", None), ("dlaczego", "wychodzi"), ("winda", "dlaczego")]


@pytest.mark.parametrize("begin", ["copy", "bank"])
def test_what_to_begin_from_must_be_said(desk: Client, pal: Pal, begin: str) -> None:
    told = {"study": make_study(pal=pal).pk, "title": "x", "begin": begin}

    assert desk.post(reverse("diagnosis:desk_survey_new"), told).status_code == 422


@pytest.mark.parametrize("kind", Kind.values)
def test_a_question_of_every_kind_is_written_and_read_back(
    desk: Client, pal: Pal, kind: str
) -> None:
    survey = make_draft(CHAIN[0], study=make_study(pal=pal), languages=("pl", "en"))
    path = at("desk_question_new", survey) + f"?rodzaj={kind}"
    sent = filled(desk.get(path).content.decode())
    sent |= {"words_pl": ["Jak?"], "words_en": ["How?"], "show_when": ["wychodzi:o2"]}
    if kind in Question.WITH_OPTIONS:
        sent |= {"options_pl": ["tak\nnie"], "options_en": ["yes\nno"]}
    if kind == "single":
        sent |= {"role": ["none"]}
    if kind == "matrix":
        sent |= {"rows_pl": ["dom\nulica"], "rows_en": ["home\nstreet"]}

    assert desk.post(path, sent).status_code == 302
    made = edition_of(survey).questions.get(words__pl="Jak?")
    change = at("desk_question", survey, made.pk)
    again = filled(desk.get(change).content.decode()) | {"role": ["none"]}
    assert again["words_en"] == ["How?"]
    assert again["show_when"] == ["wychodzi:o2"]
    assert desk.post(change, again).status_code == 302
    kept = edition_of(survey).questions.get(words__pl="Jak?")
    assert (kept.kind, kept.show_codes) == (kind, ["o2"])
    assert kept.options.count() == {"matrix": 4}.get(kind, 2 if "options_pl" in sent else 0)


def test_languages_must_have_as_many_lines(desk: Client, pal: Pal) -> None:
    survey = make_draft(study=make_study(pal=pal), languages=("pl", "en"))
    path = at("desk_question_new", survey) + "?rodzaj=single"
    sent = {"words_pl": "A", "options_pl": "x\ny", "options_en": "x\ny\nz", "role": "none"}

    response = desk.post(path, sent)

    assert response.status_code == 422
    assert "Linie muszą się zgadzać" in response.content.decode()


def test_two_people_who_change_one_question_both_see_it(desk: Client, pal: Pal) -> None:
    survey = make_draft(*OF_EVERY_KIND, study=make_study(pal=pal))
    question = edition_of(survey).questions.get(code="braki")
    path = at("desk_question", survey, question.pk)
    mine = filled(desk.get(path).content.decode())
    theirs = dict(mine)
    theirs |= {"words_pl": ["Ich pytanie"], "hints_pl": ["Ich podpowiedź"]}
    desk.post(path, theirs)

    response = desk.post(path, mine | {"words_pl": ["Moje pytanie"]})

    page = response.content.decode()
    assert response.status_code == 409
    assert "Moje pytanie" in page
    assert "Ich pytanie" in page
    assert filled(page)["hints_pl"] == ["Ich podpowiedź"]
    assert edition_of(survey).questions.get(code="braki").words["pl"] == "Ich pytanie"


def test_two_people_who_change_one_survey_both_see_it(desk: Client, pal: Pal) -> None:
    survey = make_draft(study=make_study(pal=pal))
    path = at("desk_survey_edit", survey)
    mine = filled(desk.get(path).content.decode())
    desk.post(path, mine | {"title": ["Ich tytuł"]})

    response = desk.post(path, mine | {"title": ["Mój tytuł"]})

    assert response.status_code == 409
    assert "Ich tytuł" in response.content.decode()


def test_questions_are_moved_and_removed_by_buttons(desk: Client, pal: Pal) -> None:
    survey = make_draft(*OF_EVERY_KIND[:3], study=make_study(pal=pal))
    second, third = (edition_of(survey).questions.get(code=code) for code in ("braki", "ocena"))

    desk.post(at("desk_question_move", survey, second.pk), {"dokad": "gora"})
    desk.post(at("desk_question_remove", survey, third.pk))

    assert list(edition_of(survey).questions.values_list("code", flat=True)) == ["braki", "wiek"]


def test_a_change_after_opening_is_told_as_a_new_edition(desk: Client, pal: Pal) -> None:
    survey = make_survey(study=make_study(pal=pal))
    builder = at("desk_questions", survey)
    assert "zacznij nowe wydanie" in desk.get(builder).content.decode()

    desk.post(at("desk_survey_edition", survey))
    page = desk.get(builder).content.decode()
    assert "Piszesz wydanie 2" in page
    assert "odpowiadają dalej na wydanie 1" in page
    desk.post(at("desk_survey_edition", survey), {"co": "wyrzuc"})
    assert survey.editions.count() == 1
    desk.post(at("desk_survey_edition", survey))
    desk.post(at("desk_survey_edition", survey), {"co": "wlacz"})

    assert list(survey.editions.opened().values_list("number", flat=True)) == [1, 2]


def test_a_preview_is_in_the_language_chosen(desk: Client, pal: Pal) -> None:
    survey = make_draft(study=make_study(pal=pal))

    page = desk.get(at("desk_survey_preview", survey) + "?jezyk=uk").content.decode()

    assert "wychodzi (uk)" in page


def test_surveys_of_elsewhere_are_not_there(desk: Client) -> None:
    survey = make_survey()

    assert desk.get(at("desk_survey", survey)).status_code == 404
    assert survey.title not in desk.get(reverse("diagnosis:desk_surveys")).content.decode()


def test_a_code_from_paper_leads_to_typing(desk: Client, pal: Pal) -> None:
    survey = make_survey(study=make_study(pal=pal))
    path = reverse("diagnosis:desk_surveys")

    found = desk.get(path, {"kod": f"{survey.code_aloud} / 1"})

    assert found["Location"] == at("desk_papers", survey)
    assert "Nie ma ankiety z kodem" in desk.get(path, {"kod": "XXXXXX"}).content.decode()


def test_quotas_are_wished_for_and_told(desk: Client, pal: Pal) -> None:
    survey = make_survey(*OF_EVERY_KIND, study=make_study(pal=pal))

    desk.post(at("desk_survey_quotas", survey), {"age-o1": "20"})

    page = desk.get(at("desk_survey", survey)).content.decode()
    assert "0 z 20" in page
    assert desk.post(at("desk_survey_quotas", survey), {"age-o1": "-1"}).status_code == 422


def test_closing_is_told(desk: Client, pal: Pal) -> None:
    survey = make_survey(study=make_study(pal=pal))

    desk.post(at("desk_survey_close", survey))

    survey.refresh_from_db()
    assert survey.state == Survey.State.CLOSED
    assert "Zamknij na stałe" not in desk.get(at("desk_survey", survey)).content.decode()


def test_the_list_costs_the_same_for_one_and_three(
    desk: Client, pal: Pal, django_assert_num_queries: object
) -> None:
    del django_assert_num_queries
    make_survey(study=make_study(pal=pal))
    with_one = _queries(desk)
    for _number in range(2):
        make_survey(study=make_study(pal=pal))

    assert _queries(desk) == with_one


def _queries(desk: Client) -> int:
    from django.db import connection  # noqa: PLC0415 - only here
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as told:
        desk.get(reverse("diagnosis:desk_surveys"))
    return len(told)


def test_an_opened_question_has_no_page_to_change_it(desk: Client, pal: Pal) -> None:
    survey = make_survey(study=make_study(pal=pal))
    question = edition_of(survey).questions.first()
    assert question

    assert desk.get(at("desk_question", survey, question.pk)).status_code == 404
    operations.begin_edition(survey, actor=User.objects.get())
    assert desk.get(at("desk_question", survey, question.pk)).status_code == 404
