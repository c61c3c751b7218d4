"""Addresses of the coordinator's desk."""

from django.urls import path

from podworko.volunteering.views import desk_agreements, desk_offers, desk_people

_DESK = "biurko/wolontariat/"
_OFFER = f"{_DESK}zadania/<uuid:public_id>/"
_PERSON = f"{_DESK}osoby/<uuid:public_id>/"
_AGREEMENT = f"{_DESK}porozumienia/<uuid:public_id>/"

urlpatterns = [
    path(_DESK, desk_people.board, name="desk_board"),
    path(f"{_DESK}zakonczeni/", desk_people.ended, name="desk_ended"),
    path(f"{_DESK}zadania/", desk_offers.opportunities, name="desk_opportunities"),
    path(f"{_DESK}zadania/nowe/", desk_offers.new, name="desk_new_opportunity"),
    path(_OFFER, desk_offers.opportunity, name="desk_opportunity"),
    path(f"{_OFFER}zmien/", desk_offers.edit, name="desk_edit_opportunity"),
    path(f"{_OFFER}stan/<slug:to>/", desk_offers.state, name="desk_opportunity_state"),
    path(f"{_OFFER}odwiaz/<int:number>/", desk_offers.untie, name="desk_untie_opportunity"),
    path(f"{_DESK}zgloszenia/", desk_offers.applications, name="desk_applications"),
    path(f"{_DESK}zgloszenia/<uuid:public_id>/", desk_offers.application, name="desk_application"),
    path(_PERSON, desk_people.volunteer, name="desk_volunteer"),
    path(f"{_PERSON}krok/<slug:stage>/", desk_people.go_on, name="desk_go_on"),
    path(f"{_PERSON}koniec/", desk_people.end, name="desk_end"),
    path(f"{_PERSON}kod/", desk_people.new_code, name="desk_new_code"),
    path(f"{_PERSON}porozumienie/", desk_agreements.new, name="desk_new_agreement"),
    path(_AGREEMENT, desk_agreements.agreement, name="desk_agreement"),
    path(f"{_AGREEMENT}zmiana/", desk_agreements.amend, name="desk_amend"),
    path(f"{_AGREEMENT}rozwiazanie/", desk_agreements.terminate, name="desk_terminate"),
    path(f"{_AGREEMENT}wycofaj/", desk_agreements.drop, name="desk_drop_agreement"),
    path(f"{_AGREEMENT}druk/<slug:name>.pdf", desk_agreements.paper, name="desk_paper"),
    path(f"{_DESK}korzystajacy/<slug:slug>/", desk_agreements.beneficiary, name="desk_beneficiary"),
]
