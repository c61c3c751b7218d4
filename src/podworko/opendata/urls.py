from django.http import HttpRequest, HttpResponse
from django.urls import path

app_name = "opendata"


def _todo(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    raise NotImplementedError


urlpatterns = [
    path("kalendarz.ics", _todo, name="calendar"),
    path("pal/<slug:slug>/kalendarz.ics", _todo, name="pal_calendar"),
    path("zajecia/termin/<uuid:public_id>/kalendarz.ics", _todo, name="session_calendar"),
]
