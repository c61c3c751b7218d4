from django.urls import URLPattern

from podworko.diagnosis import surveys_urls

app_name = "diagnosis"
urlpatterns: list[URLPattern] = [
    *surveys_urls.urlpatterns,
]
