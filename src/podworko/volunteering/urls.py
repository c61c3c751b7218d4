from podworko.volunteering.own_urls import urlpatterns as own_urls
from podworko.volunteering.safety_urls import urlpatterns as safety_urls

app_name = "volunteering"

urlpatterns = [
    *own_urls,
    *safety_urls,
]
