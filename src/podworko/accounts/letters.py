"""The one letter that staff get from here: that the desk is open to them."""

import logging
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from podworko.accounts.models import User

log = logging.getLogger(__name__)


def send_invitation(user: User, request: HttpRequest) -> bool:
    """Tell somebody where and how to enter; False when the mail server would not take it."""
    address = request.build_absolute_uri(reverse("account_request_login_code"))
    context = {"name": user.get_short_name(), "address": address, "by": request.user}
    letter = EmailMessage(
        subject=_("Biurko Podwórka jest dla Ciebie otwarte"),
        body=render_to_string("accounts/invitation.txt", context),
        to=[user.email],
    )
    try:
        letter.send()
    except (OSError, SMTPException):
        log.exception("The invitation to user %s did not leave.", user.pk)
        return False
    return True
