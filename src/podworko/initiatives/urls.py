from podworko.initiatives.ideas_urls import urlpatterns as ideas_urls
from podworko.initiatives.own_urls import urlpatterns as own_urls
from podworko.initiatives.shelf_urls import urlpatterns as shelf_urls
from podworko.initiatives.team_urls import urlpatterns as team_urls

app_name = "initiatives"

urlpatterns = [
    *own_urls,
    *team_urls,
    *ideas_urls,
    *shelf_urls,
]
