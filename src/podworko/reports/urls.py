from django.urls import path, register_converter

from podworko.reports.views import board, closing, desk, esf, local, public, rows
from podworko.reports.views.files import FileKindConverter

register_converter(FileKindConverter, "report_file")

app_name = "reports"

_DESK = "biurko/sprawozdania/"
_LOCAL = "biurko/wskazniki/wlasne/"
_YEAR = f"{_DESK}<int:year>/"
_ESF = "biurko/efs/"
_ESF_ONE = f"{_ESF}<uuid:public_id>/"
_ESF_PERSON = f"{_ESF}osoba/<uuid:public_id>/"
_STORY = f"{_DESK}historia/<uuid:public_id>/"

urlpatterns = [
    path("raporty/", public.reports, name="reports"),
    path("raporty/<int:year>/", public.report, name="year"),
    path("raporty/<int:year>/<report_file:kind>/", public.file, name="year_file"),
    path("raporty/<int:year>/<slug:slug>/", public.report, name="report"),
    path("raporty/<int:year>/<slug:slug>/<report_file:kind>/", public.file, name="report_file"),
    path("biurko/wskazniki/", board.board, name="desk_board"),
    path("biurko/wskazniki/definicje/", board.catalogue, name="desk_catalogue"),
    path("biurko/wskazniki/trend/", board.twelve_months, name="desk_trends"),
    path(_LOCAL, local.indicators, name="desk_locals"),
    path(f"{_LOCAL}nowy/", local.new, name="desk_local_new"),
    path(f"{_LOCAL}<uuid:public_id>/", local.indicator, name="desk_local"),
    path(f"{_LOCAL}<uuid:public_id>/definicja/", local.redefine, name="desk_local_redefine"),
    path(f"{_LOCAL}<uuid:public_id>/koniec/", local.end, name="desk_local_end"),
    path("biurko/wskazniki/<slug:code>/", board.indicator, name="desk_indicator"),
    path("biurko/wskazniki/<slug:code>/wiersze/", rows.rows, name="desk_rows"),
    path(_ESF, esf.projects, name="desk_esfs"),
    path(f"{_ESF}nowy/", esf.new, name="desk_esf_new"),
    path(_ESF_ONE, esf.project, name="desk_esf"),
    path(f"{_ESF_ONE}zmien/", esf.edit, name="desk_esf_edit"),
    path(f"{_ESF_ONE}dodaj/", esf.add, name="desk_esf_add"),
    path(_ESF_PERSON, esf.participant, name="desk_esf_person"),
    path(f"{_ESF_PERSON}usun/", esf.drop, name="desk_esf_drop"),
    path(_DESK, desk.reports, name="desk_reports"),
    path(_STORY, desk.story, name="desk_story"),
    path(f"{_STORY}usun/", desk.drop_story, name="desk_story_drop"),
    path(f"{_YEAR}zamknij/", closing.close, name="desk_close"),
    path(f"{_YEAR}popraw/", closing.correct, name="desk_correct"),
    path(f"{_YEAR}<slug:whose>/", desk.report, name="desk_report"),
    path(f"{_YEAR}<slug:whose>/pisz/", desk.write, name="desk_write"),
    path(f"{_YEAR}<slug:whose>/historia/", desk.new_story, name="desk_story_new"),
    path(f"{_YEAR}<slug:whose>/plik/<report_file:kind>/", desk.file, name="desk_file"),
    path(f"{_YEAR}<slug:whose>/<slug:what>/", desk.act, name="desk_act"),
]
