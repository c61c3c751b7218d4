"""Addresses that residents read and apply at."""

from django.urls import path

from podworko.volunteering.views import public

urlpatterns = [
    path("wolontariat/", public.home, name="home"),
    path("wolontariat/mapa/", public.on_map, name="map"),
    path("wolontariat/mapa/punkty.geojson", public.map_points, name="map_points"),
    path("wolontariat/prawa/", public.rights, name="rights"),
    path("wolontariat/<uuid:public_id>/", public.opportunity, name="opportunity"),
    path("wolontariat/<uuid:public_id>/zgloszenie/", public.apply, name="apply"),
]
