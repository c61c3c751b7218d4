"""Addresses of partners."""

from django.urls import path

from podworko.partners.views import (
    checking,
    desk_agreements,
    desk_contacts,
    desk_import,
    desk_organisations,
    desk_services,
    directory,
)

app_name = "partners"

_DESK = "biurko/partnerzy/"
_ORGANISATION = f"{_DESK}<uuid:public_id>/"
_SERVICE = f"{_DESK}usluga/<uuid:public_id>/"
_LOCATION = f"{_DESK}miejsce/<uuid:public_id>/"
_CONTACT = f"{_DESK}osoba/<uuid:public_id>/"
_AGREEMENT = f"{_DESK}porozumienie/<uuid:public_id>/"

urlpatterns = [
    path("partnerzy/", directory.directory, name="directory"),
    path("partnerzy/<uuid:public_id>/", directory.organisation, name="organisation"),
    path("partnerzy/usluga/<uuid:public_id>/", directory.service, name="service"),
    path("partnerzy/sprawdz/<str:token>/", checking.check, name="check"),
    path(_DESK, desk_organisations.organisations, name="desk_organisations"),
    path(f"{_DESK}wczytaj/", desk_import.import_file, name="desk_import"),
    path(f"{_DESK}nowa/", desk_organisations.new, name="desk_new_organisation"),
    path(
        f"{_DESK}poprawka/<int:number>/<slug:what>/",
        desk_organisations.answer,
        name="desk_answer_correction",
    ),
    path(_SERVICE, desk_services.service, name="desk_service"),
    path(f"{_SERVICE}zmien/", desk_services.edit_service, name="desk_edit_service"),
    path(f"{_SERVICE}godziny/", desk_services.new_schedule, name="desk_new_schedule"),
    path(
        f"{_SERVICE}godziny/<int:number>/", desk_services.edit_schedule, name="desk_edit_schedule"
    ),
    path(
        f"{_SERVICE}godziny/<int:number>/usun/",
        desk_services.remove_schedule,
        name="desk_remove_schedule",
    ),
    path(f"{_SERVICE}<slug:what>/", desk_services.act, name="desk_act_service"),
    path(_LOCATION, desk_services.edit_location, name="desk_edit_location"),
    path(f"{_LOCATION}usun/", desk_services.remove_location, name="desk_remove_location"),
    path(_CONTACT, desk_contacts.edit, name="desk_edit_contact"),
    path(f"{_CONTACT}usun/", desk_contacts.remove, name="desk_remove_contact"),
    path(_AGREEMENT, desk_agreements.agreement, name="desk_agreement"),
    path(f"{_AGREEMENT}zmien/", desk_agreements.edit, name="desk_edit_agreement"),
    path(f"{_AGREEMENT}podpisz/", desk_agreements.sign, name="desk_sign_agreement"),
    path(f"{_AGREEMENT}przedluz/", desk_agreements.extend, name="desk_extend_agreement"),
    path(f"{_AGREEMENT}zakoncz/", desk_agreements.end, name="desk_end_agreement"),
    path(f"{_AGREEMENT}dzialanie/", desk_agreements.add_action, name="desk_add_action"),
    path(f"{_AGREEMENT}druk/", desk_agreements.paper, name="desk_print_agreement"),
    path(
        f"{_DESK}dzialanie/<uuid:public_id>/<slug:what>/",
        desk_agreements.act,
        name="desk_act_action",
    ),
    path(_ORGANISATION, desk_organisations.organisation, name="desk_organisation"),
    path(f"{_ORGANISATION}zmien/", desk_organisations.edit, name="desk_edit_organisation"),
    path(f"{_ORGANISATION}usluga/", desk_services.new_service, name="desk_new_service"),
    path(f"{_ORGANISATION}miejsce/", desk_services.new_location, name="desk_new_location"),
    path(f"{_ORGANISATION}osoba/", desk_contacts.new, name="desk_new_contact"),
    path(f"{_ORGANISATION}porozumienie/", desk_agreements.new, name="desk_new_agreement"),
    path(f"{_ORGANISATION}<slug:what>/", desk_organisations.act, name="desk_act_organisation"),
]
