"""Addresses of privacy, by subject."""

from podworko.privacy.urls import access, rights

app_name = "privacy"
urlpatterns = [*rights.urlpatterns, *access.urlpatterns]
