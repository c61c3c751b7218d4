"""Addresses of privacy, by subject."""

from podworko.privacy.urls import access

app_name = "privacy"

urlpatterns = [*access.urlpatterns]
