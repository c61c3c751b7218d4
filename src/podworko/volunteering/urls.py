from podworko.volunteering.own_shifts_urls import urlpatterns as own_shifts_urls
from podworko.volunteering.own_urls import urlpatterns as own_urls
from podworko.volunteering.shift_desk_urls import urlpatterns as shift_desk_urls

app_name = "volunteering"

urlpatterns = [
    *own_urls,
    *own_shifts_urls,
    *shift_desk_urls,
]
