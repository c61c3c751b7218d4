"""Addresses of the map of resources and needs."""

from django.urls import path, re_path

from podworko.diagnosis.views import (
    desk_import,
    desk_map,
    desk_needs,
    desk_resources,
    proposing,
    resource_map,
)

_MAP = "mapa/zasoby-i-potrzeby/"
_NEED = "biurko/mapa/potrzeby/<uuid:public_id>/"
_RESOURCE = "biurko/mapa/zasoby/<uuid:public_id>/"
_PROPOSAL = "biurko/mapa/zgloszenia/<uuid:public_id>/"

urlpatterns = [
    path(_MAP, resource_map.city_map, name="map"),
    path(f"{_MAP}punkty.geojson", resource_map.map_points, name="map_points"),
    path("mapa/zasob/<uuid:public_id>/", resource_map.resource, name="resource"),
    path("mapa/potrzeba/<uuid:public_id>/", resource_map.need, name="need"),
    path("mapa/potrzeba/<uuid:public_id>/ja-tez/", resource_map.support, name="support"),
    path("mapa/zglos/", proposing.choose, name="choose"),
    path("mapa/zglos/dziekujemy/", proposing.proposed, name="proposed"),
    re_path(r"^mapa/zglos/(?P<what>zasob|potrzeba)/$", proposing.propose, name="propose"),
    path("mapa/sprawdz/<str:token>/", proposing.check, name="resource_check"),
    path("biurko/mapa/", desk_map.queue, name="desk_map"),
    re_path(
        r"^biurko/mapa/zgloszenia/nowe/(?P<what>zasob|potrzeba)/$",
        desk_map.new,
        name="desk_new_proposal",
    ),
    path(_PROPOSAL, desk_map.proposal, name="desk_proposal"),
    path(f"{_PROPOSAL}na-mape/", desk_map.approve, name="desk_approve"),
    path(f"{_PROPOSAL}dolacz/", desk_map.join, name="desk_join"),
    path(f"{_PROPOSAL}odmow/", desk_map.refuse, name="desk_refuse"),
    path("biurko/mapa/zasoby/", desk_resources.resources, name="desk_resources"),
    path("biurko/mapa/zasoby/nowy/", desk_resources.new, name="desk_new_resource"),
    path(_RESOURCE, desk_resources.resource, name="desk_resource"),
    path(f"{_RESOURCE}zmien/", desk_resources.edit, name="desk_edit_resource"),
    path(f"{_RESOURCE}<slug:what>/", desk_resources.act, name="desk_act_resource"),
    path("biurko/mapa/dopasowanie/", desk_resources.match, name="desk_match"),
    path("biurko/mapa/import/", desk_import.import_file, name="desk_import"),
    path("biurko/mapa/potrzeby/", desk_needs.needs_list, name="desk_needs"),
    path("biurko/mapa/potrzeby/nowa/", desk_needs.new, name="desk_new_need"),
    path(_NEED, desk_needs.need, name="desk_need"),
    path(f"{_NEED}zmien/", desk_needs.edit, name="desk_edit_need"),
    path(f"{_NEED}dowod/", desk_needs.add_evidence, name="desk_add_evidence"),
    path(
        f"{_NEED}dowod/<int:number>/usun/",
        desk_needs.remove_evidence,
        name="desk_remove_evidence",
    ),
    path(f"{_NEED}lista-papierowa/", desk_needs.count_paper, name="desk_count_paper"),
    path(f"{_NEED}potwierdz/", desk_needs.confirm, name="desk_confirm_need"),
    path(f"{_NEED}zamknij/", desk_needs.close, name="desk_close_need"),
]
