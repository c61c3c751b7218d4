"""Addresses of privacy, by subject."""

from podworko.privacy.urls import rights

app_name = "privacy"
urlpatterns = [*rights.urlpatterns]
