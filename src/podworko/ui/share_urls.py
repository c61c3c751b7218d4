"""Pictures of pages, for where their addresses are passed on."""

from django.urls import path

from podworko.ui import share_views

app_name = "share"
urlpatterns = [
    path("obrazek/podworko.png", share_views.general_picture, name="general_picture"),
    path("obrazek/<slug:kind>/<str:key>.png", share_views.picture, name="picture"),
]
