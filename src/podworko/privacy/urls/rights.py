"""Addresses of rights, retention and the officer's registers."""

from django.urls import path

from podworko.privacy.views import desk_officer, desk_requests, public

_DESK = "biurko/prywatnosc/"
_REQUEST = f"{_DESK}wniosek/<uuid:public_id>/"
_BREACH = f"{_DESK}naruszenia/<uuid:public_id>/"

urlpatterns = [
    path("prywatnosc/", public.about, name="about"),
    path("prywatnosc/wniosek/", public.ask, name="ask"),
    path("prywatnosc/sprawa/", public.by_code, name="by_code"),
    path("prywatnosc/sprawa/<str:token>/", public.status, name="status"),
    path("prywatnosc/klauzula/<slug:form>/", public.clause, name="clause"),
    path(_DESK, desk_requests.requests, name="desk_requests"),
    path(f"{_DESK}wniosek/nowy/", desk_requests.take, name="desk_take"),
    path(_REQUEST, desk_requests.one, name="desk_request"),
    path(f"{_REQUEST}osoba/", desk_requests.person, name="desk_request_person"),
    path(f"{_REQUEST}dane/", desk_requests.data, name="desk_request_data"),
    path(
        f"{_REQUEST}wstrzymanie/<int:number>/koniec/", desk_requests.end_hold, name="desk_end_hold"
    ),
    path(f"{_REQUEST}<slug:what>/", desk_requests.act, name="desk_request_act"),
    path(f"{_DESK}naruszenia/", desk_officer.breaches, name="desk_breaches"),
    path(f"{_DESK}naruszenia/nowe/", desk_officer.new_breach, name="desk_breach_new"),
    path(_BREACH, desk_officer.breach, name="desk_breach"),
    path(f"{_BREACH}zmien/", desk_officer.edit_breach, name="desk_breach_edit"),
    path(f"{_BREACH}<slug:what>/", desk_officer.act_breach, name="desk_breach_act"),
    path(f"{_DESK}zgody/", desk_officer.consents, name="desk_consents"),
    path(f"{_DESK}klauzule/", desk_officer.clauses, name="desk_clauses"),
    path(f"{_DESK}klauzule/<slug:form>/", desk_officer.clause, name="desk_clause"),
    path(f"{_DESK}przechowywanie/", desk_officer.keeping, name="desk_keeping"),
    path(
        f"{_DESK}przechowywanie/<int:number>/dalej/", desk_officer.go_on, name="desk_keeping_go_on"
    ),
    path(f"{_DESK}przebieg/<uuid:public_id>/", desk_officer.run, name="desk_run"),
    path(f"{_DESK}usuniecie/<uuid:public_id>/", desk_officer.erasure, name="desk_erasure"),
    path(f"{_DESK}czynnosci/", desk_officer.activities, name="desk_record"),
    path(f"{_DESK}czynnosci/<slug:matter>/", desk_officer.note, name="desk_note"),
    path(f"{_DESK}ocena/", desk_officer.assessment, name="desk_assessment"),
]
