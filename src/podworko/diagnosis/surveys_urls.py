"""Addresses of surveys: for residents, and at the desk."""

from django.urls import URLPattern, path

from podworko.diagnosis.views import survey_answers

_ONE = "ankiety/<slug:slug>/"

urlpatterns: list[URLPattern] = [
    path("ankiety/", survey_answers.surveys, name="public_surveys"),
    path(_ONE, survey_answers.answer, name="answer"),
    path(f"{_ONE}dziekujemy/", survey_answers.thanks, name="survey_thanks"),
    path(f"{_ONE}formularz.pdf", survey_answers.paper, name="survey_paper"),
]
