from django.urls import path

from podworko.network import closing_views, desk_views, leader_views, views
from podworko.network.booking import desk_group_views as group_desk
from podworko.network.booking import desk_views as booking_desk
from podworko.network.booking import group_views

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

_BOOKING = "biurko/sale/rezerwacje/<uuid:public_id>/"
_GROUP = "biurko/sale/grupy/<uuid:public_id>/"

urlpatterns += [
    path("biurko/sale/", booking_desk.bookings, name="desk_bookings"),
    path("biurko/sale/oddane/", booking_desk.returns_seen, name="desk_returns_seen"),
    path("biurko/sale/nowa/", booking_desk.new, name="desk_new_booking"),
    path(_BOOKING, booking_desk.booking, name="desk_booking"),
    path(f"{_BOOKING}potwierdz/", booking_desk.confirm, name="desk_confirm_booking"),
    path(f"{_BOOKING}odmow/", booking_desk.refuse, name="desk_refuse_booking"),
    path(f"{_BOOKING}odwolaj/", booking_desk.cancel, name="desk_cancel_booking"),
    path("biurko/sale/grupy/", group_desk.groups, name="desk_groups"),
    path("biurko/sale/grupy/nowa/", group_desk.new, name="desk_new_group"),
    path(_GROUP, group_desk.group, name="desk_group"),
    path(f"{_GROUP}podpis/", group_desk.sign, name="desk_sign_rules"),
    path(f"{_GROUP}adres/", group_desk.send_link, name="desk_group_link"),
    path(f"{_GROUP}kartka/", group_desk.sheet, name="desk_group_sheet"),
    path("biurko/sale/zasady/<slug:slug>/", group_desk.house_rules, name="desk_house_rules"),
    path("biurko/sale/okna/<slug:slug>/", group_desk.windows, name="desk_windows"),
]

urlpatterns += [
    path("sala/<str:token>/", group_views.page, name="group"),
    path("sala/<str:token>/prosba/", group_views.ask, name="group_ask"),
    path("sala/<str:token>/zasady/", group_views.sign, name="group_rules"),
    path(
        "sala/<str:token>/rezerwacje/<uuid:public_id>/odwolaj/",
        group_views.cancel,
        name="group_cancel",
    ),
]
