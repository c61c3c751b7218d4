from django.urls import path

from podworko.people import prints, views

app_name = "people"

_ONE = "ludzie/<uuid:public_id>/"

urlpatterns = [
    path("ludzie/", views.people, name="people"),
    path("ludzie/zgody.pdf", prints.blank_consents, name="print_consents"),
    path(f"{_ONE}zgody.pdf", prints.consents, name="print_person_consents"),
    path("ludzie/podwojne/", views.pairs, name="pairs"),
    path("ludzie/podwojne/polacz/", views.merge, name="merge"),
    path("ludzie/podwojne/dwie-osoby/", views.not_same, name="not_same"),
    path(_ONE, views.card, name="card"),
    path(f"{_ONE}zmien/", views.edit, name="edit"),
    path(f"{_ONE}dom/", views.leave_household, name="leave_household"),
    path(f"{_ONE}zgody/", views.consent, name="consent"),
    path(f"{_ONE}zgody/<int:number>/wycofaj/", views.withdraw_consent, name="withdraw_consent"),
    path(f"{_ONE}polaczenia/<int:number>/cofnij/", views.undo, name="undo"),
]
