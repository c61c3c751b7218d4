"""Filling in a public form for somebody who calls, comes or wrote on paper.

There is no mode to forget in: the reason stands in the address of the one page (`?za=phone`),
and counts only for whoever is signed in and may do this. Who signs out, follows any link or
comes next to the same browser fills in for themselves. A module names its forms from
`AppConfig.ready`: `acting.forms.add("activities:sign_up", may_fill_in)`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.accounts.public import User
from podworko.core.errors import DomainError
from podworko.people.models import Channel

PARAMETER = "za"
REASONS: dict[str, str | Promise] = {
    Channel.PHONE.value: gettext_lazy("dzwoni"),
    Channel.DESK.value: gettext_lazy("jest przy biurku"),
    Channel.PAPER.value: gettext_lazy("karta papierowa"),
}
MayFillIn = Callable[..., bool]


class SignedOutError(DomainError):
    """Somebody began to fill in for another person and is signed out by now."""

    code = "signed-out"


class OwnContactError(DomainError):
    """The contact is of whoever fills in, not of the person."""

    code = "own-contact"


@dataclass(frozen=True, slots=True)
class Acting:
    """Who fills in for somebody, and how that person asked for it."""

    user: User
    channel: Channel

    @property
    def reason(self) -> str:
        return str(REASONS[self.channel.value])

    def check_contact(self, email: str) -> None:
        """Raise OwnContactError when a message to the person would reach the staff member."""
        if email and email.lower() == self.user.email.lower():
            message = _("To Twój adres służbowy. Wpisz adres tej osoby albo zaznacz, że go nie ma.")
            raise OwnContactError(message, field="email")


@dataclass(frozen=True, slots=True)
class Way:
    """A reason to choose on the page, and the address that says it."""

    reason: str
    href: str
    is_current: bool


class Forms:
    """The public forms that staff may fill in for somebody, by the name of their address."""

    def __init__(self) -> None:
        self._may: dict[str, MayFillIn] = {}

    def add(self, url_name: str, may_fill_in: MayFillIn) -> None:
        """Have `may_fill_in(user, **kwargs of the address)` say who may."""
        self._may[url_name] = may_fill_in

    @property
    def names(self) -> list[str]:
        return sorted(self._may)

    def allow(self, user: User | AnonymousUser, request: HttpRequest) -> bool:
        """Whether `user` may fill in the form of this page for somebody."""
        match = request.resolver_match
        check = self._may.get(match.view_name) if match else None
        return bool(match and check and isinstance(user, User) and check(user, **match.kwargs))


forms = Forms()


def of(request: HttpRequest) -> Acting | None:
    """Return who fills this page in for whom, or None for somebody who does so for themselves.

    Raises PermissionDenied for staff who may not, and SignedOutError for who signed out
    meanwhile: the form must not go out as the person's own, nor be lost.
    """
    reason = request.GET.get(PARAMETER, "")
    if reason not in REASONS:
        return None
    user = request.user
    if not isinstance(user, User):
        raise SignedOutError(
            _(
                "Nie jesteś już na koncie zespołu, więc nic się nie zapisało. Zaloguj się w drugiej"
                " karcie i przepisz to, co jest poniżej."
            )
        )
    if not forms.allow(user, request):
        raise PermissionDenied
    return Acting(user, Channel(reason))


def is_on(request: HttpRequest) -> bool:
    """Whether staff fill the form in for somebody."""
    try:
        return of(request) is not None
    except SignedOutError:
        return False


def sign_in_first(request: HttpRequest) -> HttpResponse | None:
    """Return the way to sign in for a stranger who opens such a page, else None."""
    is_asked = request.GET.get(PARAMETER, "") in REASONS
    if request.method == "POST" or not is_asked or isinstance(request.user, User):
        return None
    return redirect_to_login(request.get_full_path())


def ways(request: HttpRequest) -> Iterator[Way]:
    """Yield the reasons to choose from on this page."""
    now = request.GET.get(PARAMETER, "")
    for code, reason in REASONS.items():
        yield Way(str(reason), f"{request.path}?{urlencode({PARAMETER: code})}", code == now)


def stop_completing(form: BaseForm) -> None:
    """Keep the browser from offering what the staff member typed of themselves."""
    for field in form.fields.values():
        attrs: dict[str, Any] = field.widget.attrs
        if "autocomplete" in attrs:
            attrs["autocomplete"] = "off"
