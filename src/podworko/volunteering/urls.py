from podworko.volunteering.hours_urls import urlpatterns as hours_urls
from podworko.volunteering.own_urls import urlpatterns as own_urls

app_name = "volunteering"

urlpatterns = [
    *own_urls,
    *hours_urls,
]
