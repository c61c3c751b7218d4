"""Addresses of results, of free words, and of files of answers."""

from django.urls import URLPattern, path

from podworko.diagnosis.views import (
    desk_data,
    desk_results,
    desk_survey_files,
    desk_words,
    survey_answers,
)

_DESK = "biurko/ankiety/"
_SURVEY = f"{_DESK}<uuid:public_id>/"
_WORDS = f"{_SURVEY}slowa/"
_FILES = f"{_DESK}import/"

urlpatterns: list[URLPattern] = [
    path("ankiety/<slug:slug>/wyniki/", survey_answers.results, name="survey_results"),
    path(f"{_SURVEY}wyniki/", desk_results.results, name="desk_survey_results"),
    path(f"{_SURVEY}wyniki/oglos/", desk_results.publish, name="desk_results_publish"),
    path(f"{_SURVEY}wyniki/znow/", desk_results.show_again, name="desk_results_show_again"),
    path(f"{_SURVEY}wyniki/wycofaj/", desk_results.withdraw, name="desk_results_withdraw"),
    path(f"{_SURVEY}dane/", desk_data.data, name="desk_survey_data"),
    path(_WORDS, desk_words.words, name="desk_survey_words"),
    path(f"{_WORDS}<slug:code>/", desk_words.sort, name="desk_survey_sort"),
    path(f"{_WORDS}<slug:code>/tematy/", desk_words.add, name="desk_survey_code_add"),
    path(f"{_WORDS}temat/<int:number>/usun/", desk_words.remove, name="desk_survey_code_remove"),
    path(f"{_WORDS}odpowiedz/<uuid:answer>/", desk_words.mask, name="desk_survey_mask"),
    path(_FILES, desk_survey_files.send, name="desk_survey_import"),
    path(f"{_FILES}<uuid:public_id>/", desk_survey_files.mapping, name="desk_survey_mapping"),
]
