from podworko.volunteering.own_urls import urlpatterns as own_urls

app_name = "volunteering"

urlpatterns = [
    *own_urls,
]
