from django.urls import path

from podworko.network import views

app_name = "network"

urlpatterns = [
    path("", views.home, name="home"),
    path("pal/", views.pals, name="pals"),
    path("pal/<slug:slug>/", views.pal, name="pal"),
    path("mapa/warstwy.geojson", views.layers, name="layers"),
]
