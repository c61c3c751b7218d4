from django.urls import include, path

app_name = "consultations"

urlpatterns = [
    path("", include("podworko.consultations.public_urls")),
    path("", include("podworko.consultations.desk_urls")),
    path("", include("podworko.consultations.day_urls")),
    path("", include("podworko.consultations.offer_urls")),
]
