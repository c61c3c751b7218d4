"""Addresses of initiatives: for residents, for teams by their own link, for the desk."""

from django.urls import path

from podworko.initiatives.own_urls import OWN
from podworko.initiatives.views import (
    ideas_desk,
    ideas_group_desk,
    ideas_group_own,
    ideas_means,
    ideas_own,
    ideas_public,
)

_ALL = "inicjatywy/"
_ONE = f"{_ALL}<uuid:public_id>/"
_MINE = f"{OWN}inicjatywa/<uuid:public_id>/"
_DESK = "biurko/inicjatywy/"
_AT_DESK = f"{_DESK}<uuid:public_id>/"

urlpatterns = [
    path(_ALL, ideas_public.home, name="ideas"),
    path(f"{_ALL}mapa/", ideas_public.on_map, name="ideas_map"),
    path(f"{_ALL}mapa/punkty.geojson", ideas_public.map_points, name="ideas_points"),
    path(f"{_ALL}nowa/", ideas_public.new, name="idea_new"),
    path(f"{_ALL}poparcie/", ideas_public.support_code, name="idea_support_code"),
    path(f"{_ALL}poparcie/<str:token>/", ideas_public.support_own, name="idea_support_own"),
    path(f"{_ALL}zaproszenie/<str:token>/", ideas_public.invitation, name="idea_invitation"),
    path(f"{_ALL}zdjecia/<uuid:public_id>.jpg", ideas_public.photo, name="idea_photo"),
    path(_ONE, ideas_public.idea, name="idea"),
    path(f"{_ONE}popieram/", ideas_public.support, name="idea_support"),
    path(f"{_ONE}dolaczam/", ideas_public.join, name="idea_join"),
    path(_MINE, ideas_own.own_idea, name="own_idea"),
    path(f"{_MINE}zmien/", ideas_own.edit, name="own_idea_edit"),
    path(f"{_MINE}plan/<slug:kind>/", ideas_own.add_row, name="own_idea_add"),
    path(f"{_MINE}plan/<slug:kind>/<int:number>/", ideas_own.change_row, name="own_idea_row"),
    path(f"{_MINE}droga/", ideas_own.route, name="own_idea_route"),
    path(f"{_MINE}wniosek.pdf", ideas_own.paper, name="own_idea_paper"),
    path(f"{_MINE}prosba/", ideas_own.ask_means, name="own_idea_means"),
    path(f"{_MINE}prosba/<uuid:key>/", ideas_own.settle, name="own_idea_settle"),
    path(f"{_MINE}wpis/", ideas_own.write_post, name="own_idea_write"),
    path(f"{_MINE}wpis/<uuid:key>/", ideas_own.mend_post, name="own_idea_mend"),
    path(f"{_MINE}opowiesc/", ideas_own.report, name="own_idea_report"),
    path(f"{_MINE}osoby/<int:number>/", ideas_own.member, name="own_idea_member"),
    path(f"{_MINE}zrob/<slug:what>/", ideas_own.act, name="own_idea_act"),
    path(_DESK, ideas_desk.board, name="desk_ideas"),
    path(f"{_DESK}przeglad/", ideas_desk.overview, name="desk_ideas_overview"),
    path(f"{_DESK}pieniadze/", ideas_means.money, name="desk_idea_money"),
    path(f"{_DESK}pieniadze/<uuid:key>/", ideas_means.answer_money, name="desk_idea_money_answer"),
    path(f"{_DESK}prosby/<uuid:key>/", ideas_means.answer, name="desk_idea_means_answer"),
    path(f"{_DESK}zasady/<slug:slug>/", ideas_desk.rules, name="desk_idea_rules"),
    path(_AT_DESK, ideas_desk.idea, name="desk_idea"),
    path(f"{_AT_DESK}odpowiedz/", ideas_desk.answer, name="desk_idea_answer"),
    path(f"{_AT_DESK}krok/", ideas_desk.step, name="desk_idea_step"),
    path(f"{_AT_DESK}nie-tym-razem/", ideas_desk.decline, name="desk_idea_decline"),
    path(f"{_AT_DESK}odwiaz/<int:number>/", ideas_desk.untie, name="desk_idea_untie"),
    path(f"{_AT_DESK}lista-poparcia/", ideas_desk.sheet, name="desk_idea_sheet"),
    path(f"{_AT_DESK}osoby/<int:number>/", ideas_desk.member, name="desk_idea_member"),
    path(f"{_AT_DESK}wpisy/<uuid:key>/", ideas_desk.post, name="desk_idea_post"),
    path(f"{_AT_DESK}wpisy/<uuid:key>/zdjecie.jpg", ideas_desk.photo, name="desk_idea_photo"),
    path(f"{_AT_DESK}zrob/<slug:what>/", ideas_desk.act, name="desk_idea_act"),
    path(f"{_AT_DESK}zmien/", ideas_desk.edit, name="desk_idea_edit"),
    path(f"{_AT_DESK}plan/<slug:kind>/", ideas_desk.add_row, name="desk_idea_add"),
    path(f"{_AT_DESK}plan/<slug:kind>/<int:number>/", ideas_desk.change_row, name="desk_idea_row"),
    path(f"{_AT_DESK}droga/", ideas_desk.route, name="desk_idea_route"),
    path(f"{_AT_DESK}wniosek.pdf", ideas_desk.paper, name="desk_idea_paper"),
    path(f"{_AT_DESK}prosba/", ideas_desk.ask_means, name="desk_idea_means"),
    path(f"{_AT_DESK}prosba/<uuid:key>/", ideas_desk.settle, name="desk_idea_settle"),
    path(f"{_AT_DESK}wpis/", ideas_desk.write_post, name="desk_idea_write"),
    path(f"{_AT_DESK}wpis/<uuid:key>/", ideas_desk.mend_post, name="desk_idea_mend"),
    path(f"{_AT_DESK}opowiesc/", ideas_desk.report, name="desk_idea_report"),
    path(f"{_MINE}rozmowy/", ideas_group_own.talks, name="own_idea_talks"),
    path(f"{_MINE}rozmowy/<uuid:key>/", ideas_group_own.talk, name="own_idea_talk"),
    path(f"{_MINE}pliki/", ideas_group_own.files, name="own_idea_files"),
    path(f"{_MINE}pliki/<uuid:key>/", ideas_group_own.file, name="own_idea_file"),
    path(f"{_MINE}zajecia/", ideas_group_own.classes, name="own_idea_classes"),
    path(f"{_AT_DESK}rozmowy/", ideas_group_desk.talks, name="desk_idea_talks"),
    path(f"{_AT_DESK}rozmowy/<uuid:key>/", ideas_group_desk.talk, name="desk_idea_talk"),
    path(f"{_AT_DESK}pliki/", ideas_group_desk.files, name="desk_idea_files"),
    path(f"{_AT_DESK}pliki/<uuid:key>/", ideas_group_desk.file, name="desk_idea_file"),
    path(f"{_AT_DESK}zajecia/", ideas_group_desk.classes, name="desk_idea_classes"),
]
