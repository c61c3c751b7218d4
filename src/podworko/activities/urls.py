from django.urls import path

from podworko.activities.views import browse, home, signup

app_name = "activities"

urlpatterns = [
    path("mapa/", home.city_map, name="map"),
    path("mapa/punkty.geojson", home.map_points, name="map_points"),
    path("zajecia/", browse.programme, name="list"),
    path("zajecia/termin/<uuid:public_id>/", browse.session, name="session"),
    path("zajecia/zapisy/<uuid:list_id>/", signup.sign_up, name="sign_up"),
    path("zajecia/<slug:slug>/", browse.activity, name="activity"),
    path("zapis/<str:token>/", signup.manage, name="manage"),
    path("zapis/<str:token>/przyjmij/", signup.accept, name="accept"),
    path("zapis/<str:token>/odrzuc/", signup.decline, name="decline"),
    path("zapis/<str:token>/rezygnacja/", signup.cancel, name="cancel"),
    path("zapis/<str:token>/osoby/", signup.change_people, name="change_people"),
    path("moje/", signup.mine, name="mine"),
    path("moje/kod/", signup.mine_code, name="mine_code"),
    path("moje/wyjdz/", signup.mine_leave, name="mine_leave"),
]
