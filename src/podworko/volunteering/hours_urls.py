"""Addresses of hours and certificates."""

from django.urls import path

from podworko.volunteering.views import (
    certificate_check,
    certificates,
    certificates_own,
    hours,
    hours_of,
    hours_own,
    hours_value,
    turn_hours,
)

_OWN = "wolontariat/moje/<str:token>/"
_HOURS = "biurko/wolontariat/godziny/"
_ONE = f"{_HOURS}osoba/<uuid:public_id>/"
_PAPERS = "biurko/wolontariat/zaswiadczenia/"
_PAPER = f"{_PAPERS}<uuid:public_id>/"

urlpatterns = [
    path(f"{_OWN}godziny/", hours_own.hours, name="own_hours"),
    path(f"{_OWN}godziny/karta.pdf", hours_own.sheet, name="own_hours_sheet"),
    path(f"{_OWN}godziny/<uuid:public_id>/popraw/", hours_own.correct, name="own_hours_correct"),
    path(f"{_OWN}zaswiadczenia/", certificates_own.certificates, name="own_certificates"),
    path(
        f"{_OWN}zaswiadczenia/<uuid:public_id>/papier.pdf",
        certificates_own.paper,
        name="own_certificate_paper",
    ),
    path(f"{_OWN}godziny/dyzur/<uuid:public_id>/", turn_hours.report, name="own_hours_of_turn"),
    path("wolontariat/sprawdz/", certificate_check.check, name="check"),
    path(_HOURS, hours.waiting, name="desk_hours"),
    path(f"{_HOURS}osoby/", hours.people, name="desk_hours_people"),
    path(f"{_HOURS}karta/<slug:slug>/karta.pdf", hours.blank, name="desk_hours_blank"),
    path(f"{_HOURS}wartosc/", hours_value.value, name="desk_hours_value"),
    path(f"{_HOURS}<uuid:public_id>/odmow/", hours.refuse, name="desk_hours_refuse"),
    path(f"{_HOURS}<uuid:public_id>/popraw/", hours_of.correct, name="desk_hours_correct"),
    path(_ONE, hours_of.hours, name="desk_hours_of"),
    path(f"{_ONE}karta/", hours_of.sheet, name="desk_hours_sheet"),
    path(f"{_ONE}karta.pdf", hours_of.printed_sheet, name="desk_hours_printed"),
    path(f"{_ONE}zaswiadczenie/", certificates.ask, name="desk_certificate_ask"),
    path(_PAPERS, certificates.certificates, name="desk_certificates"),
    path(_PAPER, certificates.certificate, name="desk_certificate"),
    path(f"{_PAPER}odmow/", certificates.decline, name="desk_certificate_decline"),
    path(f"{_PAPER}wycofaj/", certificates.withdraw, name="desk_certificate_withdraw"),
    path(f"{_PAPER}papier.pdf", certificates.paper, name="desk_certificate_paper"),
]
