"""What people type to sign in; allauth checks it, the words are ours."""

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


def _code(label: object, help_text: object = "", **attrs: str) -> forms.CharField:
    given = {"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}
    return forms.CharField(
        label=label,  # type: ignore[arg-type]
        help_text=help_text,  # type: ignore[arg-type]
        max_length=32,
        widget=forms.TextInput(attrs=given | attrs),
    )


class SecondCodeForm(AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""

    code = _code(_("Kod z aplikacji albo kod zapasowy"), autofocus="autofocus")


class RepeatCodeForm(ReauthenticateForm):  # type: ignore[misc]
    """The same once more, before something important."""

    code = _code(_("Kod z aplikacji albo kod zapasowy"))


class AppForm(ActivateTOTPForm):  # type: ignore[misc]
    """Proof that the application in the telephone knows the secret."""

    code = _code(_("Kod z aplikacji"), _("Sześć cyfr."), inputmode="numeric")


NAME = _("Nazwa klucza")
NAME_HINT = _("Żeby go potem poznać, na przykład: telefon, komputer w PAL.")


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey, always one that can sign in alone: what else would people keep it for."""

    name = forms.CharField(label=NAME, help_text=NAME_HINT, required=False, max_length=60)
    passwordless = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - allauth's face
        super().__init__(*args, **kwargs)
        self.initial["passwordless"] = True

    def clean_passwordless(self) -> bool:
        """Ask for a PIN, finger or face, whatever the page sent."""
        return True


class NameKeyForm(EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    name = forms.CharField(label=NAME, help_text=NAME_HINT, max_length=60)
