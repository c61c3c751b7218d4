"""What people type to sign in; allauth checks it, the words are ours."""

from collections.abc import Callable
from typing import Any, TypeVar

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    ConfirmLoginCodeForm,
    LoginForm,
    RequestLoginCodeForm,
    SetPasswordForm,
)
from allauth.account.forms import ReauthenticateForm as PasswordAgainForm
from allauth.core import context
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa.adapter import get_adapter as get_factor_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _

from podworko.accounts import limits

T = TypeVar("T")
NONSENSE = (AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What reading a key's answer raises when it is none: fido2 does not look at its shape first."""


def _code(label: object, help_text: object = "", **attrs: str) -> forms.CharField:
    given = {"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}
    return forms.CharField(
        label=label,  # type: ignore[arg-type]
        help_text=help_text,  # type: ignore[arg-type]
        max_length=32,
        widget=forms.TextInput(attrs=given | attrs),
    )


def _read(read: Callable[[], T]) -> T:
    """Have `read` read what a browser sent of a key; nonsense is a wrong key, not an error page."""
    try:
        return read()
    except NONSENSE as error:
        raise get_factor_adapter().validation_error("incorrect_code") from error


class _NoPlaceholders:
    """Fields without allauth's placeholders: the label stands above, and is no value typed."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - allauth's face
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class EnterForm(_NoPlaceholders, LoginForm):  # type: ignore[misc]
    """An e-mail and a password."""


class EnterCodeForm(_NoPlaceholders, ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code of the letter."""


class RepeatPasswordForm(_NoPlaceholders, PasswordAgainForm):  # type: ignore[misc]
    """The password once more, before something important."""


class AskForCodeForm(_NoPlaceholders, RequestLoginCodeForm):  # type: ignore[misc]
    """The address to which a code goes."""

    @property
    def is_stranger(self) -> bool:
        """Whether no open account has this address; known once the form is valid."""
        return self._user is None

    def clean_email(self) -> str:
        """Count the letters to one address, from this network and from all."""
        email: str = super().clean_email()
        if not limits.allows_code(email, network=get_ip(context.request)):
            raise get_adapter().validation_error("too_many_codes")
        return email


class PasswordForm(_NoPlaceholders, SetPasswordForm):  # type: ignore[misc]
    """A password, the first or another one, typed twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - allauth's face
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = _("Nowe hasło")
        self.fields["password1"].help_text = _(
            "Najmniej 12 znaków. Najlepiej kilka zwykłych słów, których nikt nie zgadnie."
        )
        self.fields["password2"].label = _("Nowe hasło jeszcze raz")

    def clean(self) -> dict[str, Any]:
        """Say in our own words that the two differ."""
        data: dict[str, Any] = self.cleaned_data
        first, second = data.get("password1"), data.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("To nie to samo, co wyżej. Wpisz hasło jeszcze raz."))
        return data


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

    def clean(self) -> dict[str, Any]:
        """Read the new key."""
        return _read(super().clean)


class EnterKeyForm(LoginWebAuthnForm):  # type: ignore[misc]
    """Signing in with a passkey alone."""

    def clean_credential(self) -> Any:  # noqa: ANN401 - allauth's face
        """Read what the key answered."""
        return _read(super().clean_credential)


class SecondKeyForm(AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey as the second step of signing in."""

    def clean_credential(self) -> Any:  # noqa: ANN401 - allauth's face
        """Read what the key answered."""
        return _read(super().clean_credential)


class RepeatKeyForm(ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """The same once more, before something important."""

    def clean_credential(self) -> Any:  # noqa: ANN401 - allauth's face
        """Read what the key answered."""
        return _read(super().clean_credential)


class NameKeyForm(EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    name = forms.CharField(label=NAME, help_text=NAME_HINT, max_length=60)
