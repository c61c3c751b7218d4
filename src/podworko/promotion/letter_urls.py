from django.urls import path

from podworko.promotion.views import letters, letters_desk

_DESK = "biurko/biuletyn/"
_EDITION = f"{_DESK}<uuid:public_id>/"
_PERSON = f"{_DESK}osoby/<uuid:public_id>/"

urlpatterns = [
    path("biuletyn/", letters.subscribe, name="subscribe"),
    path("biuletyn/wyslane/", letters.sent, name="letter_sent"),
    path("biuletyn/potwierdz/<slug:token>/", letters.confirm, name="letter_confirm"),
    path("biuletyn/moj/<slug:token>/", letters.own, name="letter_own"),
    path("biuletyn/koniec/<slug:token>/", letters.end, name="letter_end"),
    path(_DESK, letters_desk.letters, name="desk_letters"),
    path(f"{_DESK}osoby/", letters_desk.people, name="desk_letter_people"),
    path(f"{_PERSON}adres/", letters_desk.readdress, name="desk_letter_readdress"),
    path(f"{_PERSON}koniec/", letters_desk.end, name="desk_letter_end"),
    path(_EDITION, letters_desk.edition, name="desk_edition"),
    path(f"{_EDITION}krok/<slug:act>/", letters_desk.step, name="desk_edition_step"),
    path(f"{_EDITION}kartka.pdf", letters_desk.sheet, name="desk_edition_sheet"),
]
