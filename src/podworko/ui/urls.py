"""The one page of its own that the module has."""

from django.urls import path

from podworko.ui import views

app_name = "ui"
urlpatterns = [path("", views.styleguide, name="styleguide")]
