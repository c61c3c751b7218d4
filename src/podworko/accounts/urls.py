from django.urls import path

from podworko.accounts import trail, views

app_name = "desk"

urlpatterns = [
    path("", views.desk, name="home"),
    path("slad/", trail.trail, name="trail"),
]
