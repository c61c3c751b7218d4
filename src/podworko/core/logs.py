"""What stays out of the logs: the sealed names by which people reach what is theirs."""

import logging
import re

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
