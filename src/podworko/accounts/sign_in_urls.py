"""The pages of allauth that this site offers: staff sign in and out, nobody signs up."""

from allauth.account import views
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount.views import login_cancelled
from django.urls import path
from django.views.generic import RedirectView

from podworko.accounts import city

# allauth sends people there after each change: all of it stands on one page of ours.
_account = RedirectView.as_view(pattern_name="desk:account")

urlpatterns = [
    path("wejscie/", views.login, name="account_login"),
    path("wejscie/kod/", views.request_login_code, name="account_request_login_code"),
    path("wejscie/kod/wpisz/", views.confirm_login_code, name="account_confirm_login_code"),
    path("wejscie/klucz/", keys.login_webauthn, name="mfa_login_webauthn"),
    path("wejscie/drugi-krok/", mfa.authenticate, name="mfa_authenticate"),
    path("wejscie/przerwane/", login_cancelled, name="socialaccount_login_cancelled"),
    path("wejscie/<slug:provider_id>/", city.login, name="openid_connect_login"),
    path("wejscie/<slug:provider_id>/powrot/", city.callback, name="openid_connect_callback"),
    path("wyjscie/", views.logout, name="account_logout"),
    path("nieczynne/", views.account_inactive, name="account_inactive"),
    path("to-ty/", views.reauthenticate, name="account_reauthenticate"),
    path("to-ty/kod/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("to-ty/klucz/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("", _account, name="mfa_index"),
    path("aplikacja/", app.activate_totp, name="mfa_activate_totp"),
    path("aplikacja/wylacz/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("kody/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("kody/nowe/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("klucze/", _account, name="mfa_list_webauthn"),
    path("klucze/dodaj/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("klucze/<int:pk>/nazwa/", keys.edit_webauthn, name="mfa_edit_webauthn"),
    path("klucze/<int:pk>/usun/", keys.remove_webauthn, name="mfa_remove_webauthn"),
]
