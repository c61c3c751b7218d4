"""Every address of promotion: each part has its own file."""

from django.urls import URLPattern

from podworko.promotion import letter_urls, news_urls, photo_urls, press_urls, print_urls

app_name = "promotion"

urlpatterns: list[URLPattern] = [
    *news_urls.urlpatterns,
    *letter_urls.urlpatterns,
    *photo_urls.urlpatterns,
    *press_urls.urlpatterns,
    *print_urls.urlpatterns,
]
