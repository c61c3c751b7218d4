"""What stays out of the logs: the sealed names by which people reach what is theirs."""

import logging
import re
from collections.abc import ItemsView
from types import FrameType
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

_SEALED = re.compile(r"(?<![\w-])[\w-]{43}(?![\w-])", re.ASCII)
"""A name made by `sealed.seal`: 32 bytes in base64, whatever address it stands in."""


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
