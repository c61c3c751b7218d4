from django.urls import path

from podworko.accounts import views

app_name = "desk"

urlpatterns = [path("", views.desk, name="home")]
