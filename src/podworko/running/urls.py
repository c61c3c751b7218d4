from django.urls import path

from podworko.running import views

app_name = "running"
urlpatterns = [
    path("", views.alive, name="alive"),
    path("gotowosc/", views.ready, name="ready"),
    path("metryki/", views.metrics, name="metrics"),
]
