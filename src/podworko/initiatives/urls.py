from podworko.initiatives.ideas_urls import urlpatterns as ideas_urls
from podworko.initiatives.own_urls import urlpatterns as own_urls

app_name = "initiatives"

urlpatterns = [
    *own_urls,
    *ideas_urls,
]
