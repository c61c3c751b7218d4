from podworko.diagnosis import studies_urls

app_name = "diagnosis"
urlpatterns = [
    *studies_urls.urlpatterns,
]
