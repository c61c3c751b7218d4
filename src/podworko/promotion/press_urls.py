from django.urls import path, register_converter

from podworko.promotion.views import clippings_desk, outlets_desk, press, press_desk
from podworko.promotion.views.press import FileKindConverter

register_converter(FileKindConverter, "release_file")

_DESK = "biurko/prasa/"
_RELEASE = f"{_DESK}<uuid:public_id>/"
_OUTLETS = f"{_DESK}redakcje/"
_OUTLET = f"{_OUTLETS}<uuid:public_id>/"
_CONTACT = f"{_OUTLETS}osoby/<uuid:public_id>/"
_CLIPPINGS = f"{_DESK}wycinki/"

urlpatterns = [
    path("dla-mediow/", press.press, name="press"),
    path("dla-mediow/rezygnuje/<str:token>/", press.end, name="press_end"),
    path("dla-mediow/przed/<str:token>/", press.early, name="release_early"),
    path(
        "dla-mediow/przed/<str:token>/<release_file:kind>/",
        press.early_file,
        name="release_early_file",
    ),
    path(
        "dla-mediow/przed/<str:token>/zdjecia/<uuid:photo_id>/",
        press.early_photo,
        name="release_early_photo",
    ),
    path(
        "dla-mediow/<uuid:public_id>/zdjecia/<uuid:photo_id>/",
        press.photo,
        name="release_photo",
    ),
    path("dla-mediow/<uuid:public_id>/", press.release, name="release"),
    path("dla-mediow/<uuid:public_id>/<release_file:kind>/", press.file, name="release_file"),
    path(_DESK, press_desk.releases, name="desk_press"),
    path(f"{_DESK}nowa/", press_desk.new, name="desk_release_new"),
    path(_OUTLETS, outlets_desk.outlets, name="desk_outlets"),
    path(f"{_OUTLETS}nowa/", outlets_desk.new, name="desk_outlet_new"),
    path(_OUTLET, outlets_desk.outlet, name="desk_outlet"),
    path(f"{_OUTLET}zmien/", outlets_desk.edit, name="desk_outlet_edit"),
    path(f"{_OUTLET}osoby/", outlets_desk.new_contact, name="desk_press_contact_new"),
    path(f"{_CONTACT}zmien/", outlets_desk.edit_contact, name="desk_press_contact"),
    path(f"{_CONTACT}<slug:what>/", outlets_desk.act, name="desk_press_contact_act"),
    path(_CLIPPINGS, clippings_desk.clippings, name="desk_clippings"),
    path(f"{_CLIPPINGS}nowy/", clippings_desk.new, name="desk_clipping_new"),
    path(f"{_CLIPPINGS}<uuid:public_id>/zmien/", clippings_desk.edit, name="desk_clipping"),
    path(f"{_CLIPPINGS}<uuid:public_id>/usun/", clippings_desk.remove, name="desk_clipping_remove"),
    path(_RELEASE, press_desk.release, name="desk_release"),
    path(f"{_RELEASE}zmien/", press_desk.edit, name="desk_release_edit"),
    path(f"{_RELEASE}wypusc/", press_desk.let_out, name="desk_release_out"),
    path(f"{_RELEASE}do-kogo-jeszcze/", press_desk.send_more, name="desk_release_more"),
    path(f"{_RELEASE}wycofaj/", press_desk.withdraw, name="desk_release_withdraw"),
    path(f"{_RELEASE}zdjecia/", press_desk.add_photo, name="desk_release_photo"),
    path(
        f"{_RELEASE}zdjecia/<uuid:photo_id>/usun/",
        press_desk.remove_photo,
        name="desk_release_photo_remove",
    ),
    path(f"{_RELEASE}<slug:what>/", press_desk.act, name="desk_release_act"),
]
