"""Addresses of the desk that books for callers."""

from django.urls import path

from podworko.consultations.views import counter

urlpatterns = [
    path("biurko/terminy/", counter.free, name="desk_free"),
    path("biurko/terminy/kod/", counter.by_code, name="desk_code"),
    path("biurko/terminy/umow/<str:token>/", counter.book, name="desk_book"),
    path("biurko/terminy/powiadom/<uuid:public_id>/", counter.wait, name="desk_wait"),
]
