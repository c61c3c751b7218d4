from podworko.initiatives.own_urls import urlpatterns as own_urls

app_name = "initiatives"

urlpatterns = [
    *own_urls,
]
