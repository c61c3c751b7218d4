"""Addresses of access."""

from django.urls import path

from podworko.privacy.accessibility import desk_views, views

urlpatterns = [
    path("dostepnosc/", views.declaration, name="declaration"),
    path("dostepnosc/wniosek/", views.ask, name="ask_access"),
    path("dostepnosc/wniosek/<str:token>/", views.barrier, name="barrier"),
    path("dostepnosc/pal/<slug:slug>/", views.pal, name="pal_access"),
    path("biurko/dostepnosc/", desk_views.home, name="desk_access"),
    path("biurko/dostepnosc/deklaracja/", desk_views.statement, name="desk_statement"),
    path("biurko/dostepnosc/pal/<slug:slug>/", desk_views.pal, name="desk_pal_access"),
    path("biurko/dostepnosc/wnioski/nowy/", desk_views.new_barrier, name="desk_new_barrier"),
    path("biurko/dostepnosc/wnioski/<uuid:public_id>/", desk_views.barrier, name="desk_barrier"),
    path(
        "biurko/dostepnosc/wnioski/<uuid:public_id>/termin/",
        desk_views.extend,
        name="desk_barrier_extend",
    ),
    path(
        "biurko/dostepnosc/wnioski/<uuid:public_id>/odpowiedz/",
        desk_views.answer,
        name="desk_barrier_answer",
    ),
]
