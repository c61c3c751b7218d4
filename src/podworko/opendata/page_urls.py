"""Addresses that people read, in every language."""

from django.urls import path, register_converter

from podworko.opendata import dataset_views, embed_views, views
from podworko.opendata.converters import ColourConverter

register_converter(ColourConverter, "colour")

app_name = "opendata_pages"

urlpatterns = [
    path("osadz/", embed_views.embed, name="embed"),
    path("osadz/mapa/", embed_views.embed_map, name="embed_map"),
    path("osadz/uloz/", embed_views.builder, name="embed_builder"),
    path("osadz/kolor/<colour:colour>.css", embed_views.embed_colour, name="embed_colour"),
    path("osadz/<slug:kind>/<str:key>/", embed_views.embed_card, name="embed_card"),
    path("otwarte-dane/", views.about, name="about"),
    path("otwarte-dane/zbiory/", dataset_views.datasets, name="datasets"),
    path("otwarte-dane/zbiory/<slug:code>/", dataset_views.dataset, name="dataset"),
]
