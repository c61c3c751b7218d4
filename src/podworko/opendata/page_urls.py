"""Addresses that people read, in every language."""

from django.urls import path

from podworko.opendata import views

app_name = "opendata_pages"

urlpatterns = [
    path("osadz/", views.embed, name="embed"),
    path("otwarte-dane/", views.about, name="about"),
]
