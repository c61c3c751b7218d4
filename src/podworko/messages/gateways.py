"""How e-mail and text messages leave the house, behind two small faces."""

import json
import smtplib
from collections.abc import Callable
from contextlib import suppress
from email.utils import formataddr
from http.client import HTTPException
from typing import Any, Protocol
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMultiAlternatives, get_connection

from podworko.core.text import squeeze
from podworko.messages.models import Message

_PERMANENT = 500
_CLOSING = 421
_BACKENDS = {
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
    "console": "django.core.mail.backends.console.EmailBackend",
    "memory": "django.core.mail.backends.locmem.EmailBackend",
}
# A wrong token or too many at once is our trouble, not the message's: it waits.
_SMS_WAITS = {401, 403, 408, 425, 429}
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class HandOverError(Exception):
    """The message was not taken; `code` says why and names nobody."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code[:80]


class RefusedError(HandOverError):
    """It will never be taken: no such address, or a content nobody accepts."""


class DelayedError(HandOverError):
    """It may be taken later; `all_of_channel` when any other message would fare the same."""

    def __init__(self, code: str, *, all_of_channel: bool = False) -> None:
        super().__init__(code)
        self.all_of_channel = all_of_channel


class Gateway(Protocol):
    """What takes a message out of the house."""

    def send(self, message: Message) -> str:
        """Hand `message` over and return the taker's number for it, if it gave one.

        Raises RefusedError or DelayedError. Called again with the same message when the
        answer was lost, so it passes on something to know a double by.
        """

    def close(self) -> None:
        """End the conversation; the next `send` begins a new one."""


class SmsGateway(Gateway, Protocol):
    """What takes text messages: the same face, named for what providers implement."""


class Silent:
    """Takes everything and does nothing, for the demonstration."""

    def send(self, message: Message) -> str:
        return f"silent-{message.public_id}"

    def close(self) -> None:
        pass


class Mail:
    """E-mail by one of Django's backends, over one connection until closed."""

    def __init__(self, name: str) -> None:
        self._backend = get_connection(_BACKENDS[name])

    def send(self, message: Message) -> str:
        try:
            self._backend.open()
            self._backend.send_messages([mail(message)])
        except (OSError, smtplib.SMTPException, ValueError) as error:
            self.close()
            raise _why(error) from None  # the cause carries addresses
        return ""

    def close(self) -> None:
        with suppress(OSError, smtplib.SMTPException):
            self._backend.close()


class ConsoleSms:
    """Prints, for trying out."""

    def send(self, message: Message) -> str:
        print(f"SMS → {message.to_phone}\n{message.body_text}\n")  # noqa: T201 - its purpose
        return ""

    def close(self) -> None:
        pass


class MemorySms:
    """Keeps what it is given, for tests."""

    taken: list[tuple[str, str]] = []

    def send(self, message: Message) -> str:
        self.taken.append((message.to_phone, message.body_text))
        return f"memory-{len(self.taken)}"

    def close(self) -> None:
        pass


class _NoRedirects(HTTPRedirectHandler):
    """A redirect would carry the token to whoever is named there."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401, ARG002
        return None


class HttpSms:
    """POST {"to", "from", "text", "reference"} as JSON with a bearer token."""

    timeout = 20

    def __init__(self) -> None:
        self._url = _checked(settings.PODWORKO_SMS_URL)
        self._opener = build_opener(_NoRedirects)

    def send(self, message: Message) -> str:
        try:
            with self._opener.open(self._request(message), timeout=self.timeout) as answer:
                return _provider_id(answer.read(65_536))
        except HTTPError as error:
            error.close()
            raise _why_http(error.code) from None
        except (OSError, HTTPException) as error:  # URLError and timeouts are among them
            raise DelayedError(type(error).__name__, all_of_channel=True) from None

    def close(self) -> None:
        pass

    def _request(self, message: Message) -> Request:
        body = {
            "to": message.to_phone,
            "from": settings.PODWORKO_SMS_SENDER,
            "text": message.body_text,
            "reference": str(message.public_id),
        }
        headers = {
            "Authorization": f"Bearer {settings.PODWORKO_SMS_TOKEN}",
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": str(message.public_id),
        }
        data = json.dumps(body, ensure_ascii=False).encode()
        return Request(self._url, data=data, headers=headers, method="POST")  # noqa: S310 - checked


_SMS_KINDS: dict[str, Callable[[], SmsGateway]] = {
    "console": ConsoleSms,
    "http": HttpSms,
    "memory": MemorySms,
    "silent": Silent,
}


def email_gateway() -> Gateway:
    """Return what PODWORKO_EMAIL_GATEWAY names: smtp, console, memory or silent."""
    name = settings.PODWORKO_EMAIL_GATEWAY
    if name == "silent":
        return Silent()
    if name not in _BACKENDS:
        raise ImproperlyConfigured(f"PODWORKO_EMAIL_GATEWAY: there is no gateway {name!r}.")
    return Mail(name)


def sms_gateway() -> SmsGateway:
    """Return what PODWORKO_SMS_GATEWAY names: console, http, memory or silent."""
    name = settings.PODWORKO_SMS_GATEWAY
    if name not in _SMS_KINDS:
        raise ImproperlyConfigured(f"PODWORKO_SMS_GATEWAY: there is no gateway {name!r}.")
    return _SMS_KINDS[name]()


def mail(message: Message) -> EmailMultiAlternatives:
    """Return `message` as an e-mail with a plain and an HTML part, always the same Message-ID."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    headers = {
        "Message-ID": f"<{message.public_id}@{host}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": message.language,
    }
    if message.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{message.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made = EmailMultiAlternatives(
        subject=message.subject,
        body=message.body_text,
        to=[formataddr((squeeze(message.to_name), message.to_email))],
        headers=headers,
    )
    if message.body_html:
        made.attach_alternative(message.body_html, "text/html")
    return made


def _why(error: Exception) -> HandOverError:
    name = type(error).__name__
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = next(iter(error.recipients.values()))[0]
        return _by_code(name, code, is_final=code >= _PERMANENT)
    if isinstance(error, smtplib.SMTPResponseException):
        about_text = isinstance(error, smtplib.SMTPDataError)
        return _by_code(
            name, error.smtp_code, is_final=about_text and error.smtp_code >= _PERMANENT
        )
    if isinstance(error, ValueError):  # a header that cannot be written
        return RefusedError(name)
    return DelayedError(name, all_of_channel=True)


def _by_code(name: str, code: int, *, is_final: bool) -> HandOverError:
    """Judge an answer by its number: whom the server dislikes (us, not them) is not final."""
    label = f"{name} {code}"
    if is_final:
        return RefusedError(label)
    about_one = name in {"SMTPRecipientsRefused", "SMTPDataError"} and code != _CLOSING
    return DelayedError(label, all_of_channel=not about_one)


def _why_http(code: int) -> HandOverError:
    label = f"HTTP {code}"
    is_ours = code in _SMS_WAITS
    if 400 <= code < _PERMANENT and not is_ours:  # noqa: PLR2004 - HTTP's own number
        return RefusedError(label)
    return DelayedError(label, all_of_channel=True)


def _checked(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        return url
    raise ImproperlyConfigured("PODWORKO_SMS_URL must begin with https://.")


def _provider_id(body: bytes) -> str:
    try:
        answer = json.loads(body)
    except ValueError:
        return ""
    return str(answer.get("id", ""))[:120] if isinstance(answer, dict) else ""
