"""Addresses of the desk that books for callers."""

from django.urls import path

from podworko.consultations.views import counter, thread

_THREAD = "biurko/konsultacje/po-co/<uuid:public_id>/<slug:slug>/"

urlpatterns = [
    path("biurko/terminy/", counter.free, name="desk_free"),
    path("biurko/terminy/kod/", counter.by_code, name="desk_code"),
    path("biurko/terminy/umow/<str:token>/", counter.book, name="desk_book"),
    path("biurko/terminy/powiadom/<uuid:public_id>/", counter.wait, name="desk_wait"),
    path(_THREAD, thread.thread, name="desk_thread"),
    path(f"{_THREAD}<int:number>/odwiaz/", thread.untie, name="desk_untie"),
]
