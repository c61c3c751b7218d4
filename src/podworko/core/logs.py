"""What stands in the logs, and what stays out: keys to people's pages, and their contacts."""

import json
import logging
import re
from collections.abc import ItemsView
from contextvars import ContextVar
from datetime import UTC, datetime
from traceback import format_tb
from types import FrameType
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

_SEALED = re.compile(r"(?<![\w-])[\w-]{43}(?![\w-])", re.ASCII)
"""A name made by `sealed.seal`: 32 bytes in base64, whatever address it stands in."""
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+\d{9,15}\b")
"""An e-mail address, or a phone number as it is stored."""
_PAGE = re.compile(r"(https?://[^/\s]+/|Error handling request )\S+")
"""An address of any site but for its host, and what gunicorn says of a request that broke."""
_TOLD = ("route", "method", "status", "ms")
"""What a line may say besides its words; whatever else a record carries stays out."""

request_id: ContextVar[str] = ContextVar("podworko_request_id", default="")
"""By which lines of one request, the proxy's too, are put together."""


class WithoutSealedNames(logging.Filter):
    """Leave a log line its words and take the keys out of it.

    Django logs the address of every page that answers 4xx or 5xx: of a form sent with a
    mistake too. Whoever reads the log must not be able to act for who sent it.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, without the keys that its message holds."""
        message = record.getMessage()
        told = _SEALED.sub("…", message)
        if told != message:
            record.msg, record.args = told, ()
        return True


class WithoutContacts(logging.Filter):
    """Take e-mail addresses and phone numbers out of what libraries say."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, without the contacts that its message holds."""
        message = record.getMessage()
        told = _CONTACT.sub("…", message)
        if told != message:
            record.msg, record.args = told, ()
        return True


class JsonLines(logging.Formatter):
    """One object a line, for whatever gathers logs.

    Of an error it tells the kind and the places in the code, never its words: a database names
    the row that it refused.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line of JSON."""
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _words(record),
        }
        if request_id.get():
            told["request"] = request_id.get()
        told |= {name: getattr(record, name) for name in _TOLD if hasattr(record, name)}
        return json.dumps(told | _error(record), ensure_ascii=False, default=str)


def _words(record: logging.LogRecord) -> str:
    """Return what a record says; libraries say addresses, and pages are told by name alone."""
    message = record.getMessage()
    path = str(getattr(getattr(record, "request", None), "path", ""))
    if len(path) > 1:
        # Django writes other letters than English ones as escapes.
        escaped = path.encode("unicode_escape").decode("ascii")
        message = message.replace(path, "…").replace(escaped, "…")
    return _PAGE.sub(r"\1…", message)


def _error(record: logging.LogRecord) -> dict[str, object]:
    kind, _error_itself, trace = record.exc_info or (None, None, None)
    if kind is None:
        return {}
    name = f"{kind.__module__}.{kind.__qualname__}"
    return {"error": name, "frames": "".join(format_tb(trace))}


class ErrorsWithoutPeople(SafeExceptionReporterFilter):
    """Let a report of an error say where it happened, and not with what.

    Variables of functions and fields of forms hold whom it happened to. Where somebody works on
    the site itself (DEBUG) they are shown.
    """

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: FrameType
    ) -> ItemsView[str, Any]:
        """Name the variables of a function without what they hold."""
        if not self.is_active(request):
            return super().get_traceback_frame_variables(request, tb_frame)
        return dict.fromkeys(tb_frame.f_locals, self.cleansed_substitute).items()

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, str]:
        """Name the fields of a form without what was written in them."""
        if request is None or not self.is_active(request):
            return super().get_post_parameters(request)
        return dict.fromkeys(request.POST, self.cleansed_substitute)
