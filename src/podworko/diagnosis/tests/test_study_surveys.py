"""The surveys of a study, on its file at the desk and on its page for residents."""

import pytest
from django.test import Client
from django.urls import reverse

from podworko.accounts.public import Grant, User
from podworko.audit.public import SYSTEM
from podworko.diagnosis import operations
from podworko.diagnosis.answering import Given
from podworko.diagnosis.models import Survey
from podworko.diagnosis.queries.studies import study_page
from podworko.diagnosis.tests.factories import make_study
from podworko.diagnosis.tests.survey_factories import answer, choice, make_draft, make_survey

pytestmark = pytest.mark.django_db


def test_the_file_of_a_study_holds_its_surveys_those_being_written_too(client: Client) -> None:
    study = make_study()
    asked = make_survey(choice("q1", "tak", "nie"), study=study)
    draft = make_draft(choice("q1", "tak", "nie"), study=study)
    user = User.objects.create_user("ola@example.org", name="Ola")
    Grant.objects.create(user=user, role="animator", pal=study.pal)
    client.force_login(user)

    page = client.get(reverse("diagnosis:desk_study", args=[study.public_id])).content.decode()

    links = [reverse("diagnosis:desk_survey", args=[row.public_id]) for row in (asked, draft)]
    assert [link in page for link in links] == [True, True]


def test_residents_see_the_surveys_that_were_opened(client: Client) -> None:
    study = make_study()
    asked = make_survey(choice("q1", "tak", "nie"), study=study)
    draft = make_draft(choice("q1", "tak", "nie"), study=study)

    page = client.get(study.get_absolute_url()).content.decode()

    links = [reverse("diagnosis:answer", args=[row.slug]) for row in (asked, draft)]
    assert [link in page for link in links] == [True, False]


def test_those_who_answered_are_among_those_heard() -> None:
    study = make_study()
    asked = make_survey(choice("q1", "tak", "nie"), study=study)
    make_draft(choice("q1", "tak", "nie"), study=study)
    for _person in range(6):
        answer(asked, {"q1": Given(chosen=("o1",))})
    operations.close_survey(asked, actor=SYSTEM)

    page = study_page(study)

    (heard,) = page.heard
    assert (heard.method, heard.done, heard.planned, heard.told) == ("ankieta", 1, 1, 6)
    assert page.voices == 6


def test_published_results_take_the_place_of_the_questions(client: Client) -> None:
    study = make_study()
    asked = make_survey(choice("q1", "tak", "nie"), study=study)
    operations.close_survey(asked, actor=SYSTEM)
    Survey.objects.filter(pk=asked.pk).update(are_results_public=True)

    page = client.get(study.get_absolute_url()).content.decode()

    assert reverse("diagnosis:survey_results", args=[asked.slug]) in page
