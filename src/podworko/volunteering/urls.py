from podworko.volunteering.desk_urls import urlpatterns as desk_urls
from podworko.volunteering.hours_urls import urlpatterns as hours_urls
from podworko.volunteering.own_shifts_urls import urlpatterns as own_shifts_urls
from podworko.volunteering.own_urls import urlpatterns as own_urls
from podworko.volunteering.public_urls import urlpatterns as public_urls
from podworko.volunteering.safety_urls import urlpatterns as safety_urls
from podworko.volunteering.shift_desk_urls import urlpatterns as shift_desk_urls

app_name = "volunteering"

urlpatterns = [
    *public_urls,
    *own_urls,
    *hours_urls,
    *desk_urls,
    *safety_urls,
    *own_shifts_urls,
    *shift_desk_urls,
]
