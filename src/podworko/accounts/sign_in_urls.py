"""The pages of allauth that this site offers: staff sign in and out, nobody signs up."""

from allauth.account import views
from django.urls import path

urlpatterns = [
    path("wejscie/", views.login, name="account_login"),
    path("wejscie/kod/", views.request_login_code, name="account_request_login_code"),
    path("wejscie/kod/wpisz/", views.confirm_login_code, name="account_confirm_login_code"),
    path("wyjscie/", views.logout, name="account_logout"),
]
