from django.urls import path

from podworko.accounts import my_account, trail, views

app_name = "desk"

urlpatterns = [
    path("", views.desk, name="home"),
    path("konto/", my_account.account, name="account"),
    path("konto/wyloguj/", my_account.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("konto/wyloguj/<int:number>/", my_account.sign_out_there, name="sign_out_there"),
    path("slad/", trail.trail, name="trail"),
]
