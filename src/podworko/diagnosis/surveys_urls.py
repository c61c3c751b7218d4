"""Addresses of surveys: for residents, and at the desk."""

from django.urls import URLPattern, path

from podworko.diagnosis.views import desk_paper, desk_questions, desk_surveys, survey_answers

_ONE = "ankiety/<slug:slug>/"
_DESK = "biurko/ankiety/"
_SURVEY = f"{_DESK}<uuid:public_id>/"
_QUESTION = f"{_SURVEY}pytania/<int:number>/"
_BATCH = f"{_DESK}papier/<uuid:public_id>/"

urlpatterns: list[URLPattern] = [
    path("ankiety/", survey_answers.surveys, name="public_surveys"),
    path(_ONE, survey_answers.answer, name="answer"),
    path(f"{_ONE}dziekujemy/", survey_answers.thanks, name="survey_thanks"),
    path(f"{_ONE}formularz.pdf", survey_answers.paper, name="survey_paper"),
    path(_DESK, desk_surveys.surveys, name="desk_surveys"),
    path(f"{_DESK}nowa/", desk_surveys.new, name="desk_survey_new"),
    path(_SURVEY, desk_surveys.survey, name="desk_survey"),
    path(f"{_SURVEY}opis/", desk_surveys.edit, name="desk_survey_edit"),
    path(f"{_SURVEY}otworz/", desk_surveys.open_survey, name="desk_survey_open"),
    path(f"{_SURVEY}zamknij/", desk_surveys.close, name="desk_survey_close"),
    path(f"{_SURVEY}ile/", desk_surveys.quotas, name="desk_survey_quotas"),
    path(f"{_SURVEY}podglad/", desk_surveys.preview, name="desk_survey_preview"),
    path(f"{_SURVEY}formularz.pdf", desk_surveys.paper_form, name="desk_survey_form"),
    path(f"{_SURVEY}pytania/", desk_questions.questions, name="desk_questions"),
    path(f"{_SURVEY}pytania/nowe/", desk_questions.add, name="desk_question_new"),
    path(f"{_SURVEY}pytania/bank/", desk_questions.from_bank, name="desk_questions_bank"),
    path(f"{_SURVEY}wydanie/", desk_questions.edition, name="desk_survey_edition"),
    path(_QUESTION, desk_questions.change, name="desk_question"),
    path(f"{_QUESTION}przesun/", desk_questions.move, name="desk_question_move"),
    path(f"{_QUESTION}usun/", desk_questions.remove, name="desk_question_remove"),
    path(f"{_SURVEY}papier/", desk_paper.papers, name="desk_papers"),
    path(_BATCH, desk_paper.batch, name="desk_batch"),
    path(f"{_BATCH}<int:number>/odczyt-<int:turn>/", desk_paper.sheet, name="desk_sheet"),
    path(f"{_BATCH}<int:number>/uzgodnij/", desk_paper.settle, name="desk_settle"),
    path(f"{_BATCH}zamknij/", desk_paper.close, name="desk_batch_close"),
]
