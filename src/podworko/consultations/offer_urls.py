"""Addresses of whoever sets up consultations, and of who guards the data."""

from django.urls import path

from podworko.consultations.views import counts, duties, offer

_PERSON = "biurko/konsultacje/osoba/<uuid:public_id>/"

urlpatterns = [
    path("biurko/konsultacje/", offer.offer, name="desk_offer"),
    path("biurko/konsultacje/usluga/nowa/", offer.new_service, name="desk_new_service"),
    path("biurko/konsultacje/usluga/<uuid:public_id>/", offer.service, name="desk_service"),
    path("biurko/konsultacje/osoba/nowa/", offer.new_specialist, name="desk_new_specialist"),
    path(_PERSON, offer.specialist, name="desk_specialist"),
    path(f"{_PERSON}dyzur/", duties.new, name="desk_new_duty"),
    path("biurko/konsultacje/dyzur/<int:number>/", duties.edit, name="desk_duty"),
    path("biurko/konsultacje/dyzur/<int:number>/usun/", duties.remove, name="desk_remove_duty"),
    path("biurko/konsultacje/liczby/", counts.counts, name="desk_counts"),
    path("biurko/konsultacje/usuwanie/", counts.erasures, name="desk_erasures"),
]
