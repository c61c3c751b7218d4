from django.urls import path

from podworko.accounts import handover_views, my_account, staff_views, trail, views

app_name = "desk"

urlpatterns = [
    path("", views.desk, name="home"),
    path("konto/", my_account.account, name="account"),
    path("konto/wyloguj/", my_account.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("konto/wyloguj/<int:number>/", my_account.sign_out_there, name="sign_out_there"),
    path("zespol/", staff_views.staff, name="staff"),
    path("zespol/zapros/", staff_views.invite, name="invite"),
    path("zespol/<uuid:public_id>/", staff_views.member, name="member"),
    path("zespol/<uuid:public_id>/rola/<int:number>/", staff_views.end, name="end_grant"),
    path("zespol/<uuid:public_id>/wyloguj/", staff_views.sign_out, name="sign_out_member"),
    path("zespol/<uuid:public_id>/zamknij/", staff_views.close, name="close_account"),
    path("zespol/<uuid:public_id>/otworz/", staff_views.reopen, name="open_account"),
    path("zespol/<uuid:public_id>/zabezpieczenia/", staff_views.take_off_factors, name="take_off"),
    path("zespol/<uuid:public_id>/przekazanie/", handover_views.pack, name="handover"),
    path("slad/", trail.trail, name="trail"),
]
