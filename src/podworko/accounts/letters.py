"""The letters about entering that no outbox keeps: to staff who have an account, or have not."""

import logging
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from podworko.accounts.models import User

log = logging.getLogger(__name__)

FAILED = (OSError, SMTPException)
"""What sending raises when the mail server would not take a letter."""


def send_invitation(user: User, request: HttpRequest) -> bool:
    """Tell somebody where and how to enter; False when the mail server would not take it."""
    address = request.build_absolute_uri(reverse("account_request_login_code"))
    context = {"name": user.get_short_name(), "address": address, "by": request.user}
    letter = EmailMessage(
        subject=_("Biurko Podwórka jest dla Ciebie otwarte"),
        body=render_to_string("accounts/invitation.txt", context),
        to=[user.email],
    )
    return _left(letter, user)


def send_factors_changed(user: User, what: str) -> bool:
    """Tell somebody that what guards their account changed: it may not have been them."""
    letter = EmailMessage(
        subject=_("Zmiana zabezpieczeń Twojego konta w biurku Podwórka"),
        body=render_to_string("accounts/factors_changed.txt", {"what": what}),
        to=[user.email],
    )
    return _left(letter, user)


def send_no_account(email: str) -> None:
    """Tell whoever asked for a code with this address that no account has it; FAILED flies."""
    EmailMessage(
        subject=_("Na ten adres nie ma konta w biurku Podwórka"),
        body=render_to_string("accounts/no_account.txt", {"email": email}),
        to=[email],
    ).send()


def _left(letter: EmailMessage, user: User) -> bool:
    try:
        letter.send()
    except FAILED:
        log.exception("A letter to user %s did not leave.", user.pk)
        return False
    return True
