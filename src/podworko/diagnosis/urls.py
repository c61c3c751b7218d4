from podworko.diagnosis import resources_urls

app_name = "diagnosis"
urlpatterns = [
    *resources_urls.urlpatterns,
]
