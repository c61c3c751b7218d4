from django.urls import path

from podworko.promotion.views import photos, photos_desk, photos_people

_DESK = "biurko/zdjecia/"
_PHOTO = f"{_DESK}<uuid:public_id>/"

urlpatterns = [
    path("zdjecia/<uuid:public_id>.jpg", photos.photo, name="photo"),
    path("zdjecia/<uuid:public_id>/to-ja/", photos.ask, name="photo_ask"),
    path("zdjecia/to-ja/<slug:kind>/<uuid:key>/", photos.ask_kept, name="picture_ask"),
    path("zdjecia/to-ja/dziekujemy/", photos.asked, name="photo_asked"),
    path("zdjecia/moje/<str:token>/", photos.own, name="photos_own"),
    path("zdjecia/moje/<str:token>/<uuid:public_id>.jpg", photos.own_photo, name="photos_own_file"),
    path(_DESK, photos_desk.photos, name="desk_photos"),
    path(f"{_DESK}nowe/", photos_desk.new, name="desk_photos_new"),
    path(f"{_DESK}kto/", photos_people.who, name="desk_photos_who"),
    path(f"{_DESK}zgoda.pdf", photos_desk.consent, name="desk_photo_consent"),
    path(f"{_DESK}wpisz/<slug:kind>/<uuid:key>/", photos_desk.note, name="desk_photo_note"),
    path(f"{_DESK}prosby/<uuid:public_id>/", photos_desk.answer, name="desk_photo_answer"),
    path(_PHOTO, photos_desk.photo, name="desk_photo"),
    path(f"{_PHOTO}zdjecie.jpg", photos_desk.file, name="desk_photo_file"),
    path(f"{_PHOTO}zmien/", photos_desk.edit, name="desk_photo_edit"),
    path(f"{_PHOTO}wycofaj/", photos_desk.withdraw, name="desk_photo_withdraw"),
    path(f"{_PHOTO}osoby/", photos_people.add, name="desk_photo_person_new"),
    path(f"{_PHOTO}osoby/<uuid:key>/", photos_people.edit, name="desk_photo_person"),
    path(f"{_PHOTO}osoby/<uuid:key>/usun/", photos_people.remove, name="desk_photo_person_remove"),
]
