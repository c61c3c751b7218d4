from django.urls import path

from podworko.network import closing_views, desk_views, leader_views, views

app_name = "network"

urlpatterns = [
    path("", views.home, name="home"),
    path("pal/", views.pals, name="pals"),
    path("pal/<slug:slug>/", views.pal, name="pal"),
    path("mapa/warstwy.geojson", views.layers, name="layers"),
]

_PAL = "biurko/miejsca/<slug:slug>/"

urlpatterns += [
    path("biurko/miejsca/", desk_views.places, name="desk_places"),
    path(_PAL, desk_views.pal, name="desk_pal"),
    path(f"{_PAL}kontakt/", desk_views.contact, name="desk_contact"),
    path(f"{_PAL}godziny/", desk_views.hours, name="desk_hours"),
    path(f"{_PAL}godziny/sezon/", desk_views.season, name="desk_new_season"),
    path(f"{_PAL}godziny/sezon/<slug:code>/", desk_views.season, name="desk_season"),
    path(
        f"{_PAL}godziny/sezon/<slug:code>/usun/",
        desk_views.end_season,
        name="desk_end_season",
    ),
    path(f"{_PAL}wyjatki/", desk_views.exceptions, name="desk_exceptions"),
    path(
        f"{_PAL}wyjatki/<int:number>/usun/",
        desk_views.remove_exception,
        name="desk_remove_exception",
    ),
    path(f"{_PAL}zamknij/", closing_views.close, name="desk_close"),
    path(f"{_PAL}dostepnosc/", desk_views.access, name="desk_access"),
    path(f"{_PAL}sale/", desk_views.rooms, name="desk_rooms"),
    path(f"{_PAL}sale/<int:number>/", desk_views.room, name="desk_room"),
]

urlpatterns += [
    path("biurko/prowadzacy/", leader_views.leaders, name="desk_leaders"),
    path("biurko/prowadzacy/nowa/", leader_views.new, name="desk_new_leader"),
    path("biurko/prowadzacy/<uuid:public_id>/", leader_views.leader, name="desk_leader"),
]
