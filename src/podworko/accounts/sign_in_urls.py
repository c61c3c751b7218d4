"""The pages of allauth that this site offers: staff sign in and out, nobody signs up."""

from collections.abc import Callable

from allauth.account import views
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount.views import login_cancelled
from django.http import HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView

from podworko.accounts import city, sign_in_views
from podworko.accounts.sign_in_views import needs_late_entry

# allauth sends people there after each change: all of it stands on one page of ours.
_account = RedirectView.as_view(pattern_name="desk:account")


def _page(route: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    """Name an address whose page no browser keeps: codes and secrets stand on some."""
    return path(route, never_cache(view), name=name)


urlpatterns = [
    _page("wejscie/", views.login, "account_login"),
    _page("wejscie/kod/", sign_in_views.ask_for_code, "account_request_login_code"),
    _page("wejscie/kod/wpisz/", views.confirm_login_code, "account_confirm_login_code"),
    _page("wejscie/klucz/", keys.login_webauthn, "mfa_login_webauthn"),
    _page("wejscie/drugi-krok/", mfa.authenticate, "mfa_authenticate"),
    _page("wejscie/przerwane/", login_cancelled, "socialaccount_login_cancelled"),
    _page("wejscie/<slug:provider_id>/", city.login, "openid_connect_login"),
    _page("wejscie/<slug:provider_id>/powrot/", city.callback, "openid_connect_callback"),
    _page("wyjscie/", views.logout, "account_logout"),
    _page("nieczynne/", views.account_inactive, "account_inactive"),
    _page("to-ty/", views.reauthenticate, "account_reauthenticate"),
    _page("to-ty/kod/", mfa.reauthenticate, "mfa_reauthenticate"),
    _page("to-ty/klucz/", keys.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    _page("haslo/", sign_in_views.set_password, "account_set_password"),
    _page("", _account, "mfa_index"),
    _page("aplikacja/", needs_late_entry(app.activate_totp), "mfa_activate_totp"),
    _page("aplikacja/wylacz/", app.deactivate_totp, "mfa_deactivate_totp"),
    _page("kody/", codes.view_recovery_codes, "mfa_view_recovery_codes"),
    _page("kody/nowe/", codes.generate_recovery_codes, "mfa_generate_recovery_codes"),
    _page("klucze/", _account, "mfa_list_webauthn"),
    _page("klucze/dodaj/", needs_late_entry(keys.add_webauthn), "mfa_add_webauthn"),
    _page("klucze/<int:pk>/nazwa/", keys.edit_webauthn, "mfa_edit_webauthn"),
    _page("klucze/<int:pk>/usun/", keys.remove_webauthn, "mfa_remove_webauthn"),
]
