"""Talking to other servers: reading who somebody is, handing a letter over."""

import hashlib
import json
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from podworko.core import vault
from podworko.core.web import WebError, is_plain_https, opener
from podworko.opendata.federation import documents, signing
from podworko.opendata.models import MOST_URI, Account

TIMEOUT = 10
MOST_BYTES = 256 * 1024
REMEMBERED_SECONDS = 86_400
_DOCUMENTS = (documents.CONTENT_TYPE, "application/ld+json")
_HEADERS = ("(request-target)", "host", "date")
_WITH_BODY = (*_HEADERS, "digest", "content-type")


@dataclass(frozen=True, slots=True)
class Remote:
    """Somebody on another server."""

    uri: str
    inbox: str
    shared_inbox: str
    key_id: str
    public_key: str


class AwayError(WebError):
    """Another server does not answer at all."""


class GoneError(Exception):
    """Another server says that somebody, or an inbox, is not there any more."""


def remote(uri: str, *, by: Account, anew: bool = False) -> Remote | None:
    """Return who somebody on another server is, or None for what is no account.

    What was read is remembered for a day; `anew` reads again. Raises GoneError when their server
    says so, WebError when it does not answer.
    """
    key = _remembered(uri)
    found: Remote | None = None if anew else cache.get(key)
    if found is None:
        found = _read(uri, _get(uri, by=by))
        if found:
            cache.set(key, found, REMEMBERED_SECONDS)
    return found


def is_remembered(uri: str) -> bool:
    """Whether `remote` would answer without asking their server."""
    return cache.get(_remembered(uri)) is not None


def hand_over(inbox: str, body: bytes, *, by: Account) -> None:
    """Put a letter into an inbox; raises GoneError when it is closed, WebError for no answer."""
    headers = {"digest": signing.digest_of(body), "content-type": documents.CONTENT_TYPE}
    _ask("POST", inbox, headers=headers, names=_WITH_BODY, body=body, by=by)


def _get(uri: str, *, by: Account) -> Any:  # noqa: ANN401 - whatever JSON holds
    headers = {"accept": documents.CONTENT_TYPE}
    data = _ask("GET", uri, headers=headers, names=_HEADERS, body=None, by=by)
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _remembered(uri: str) -> str:
    # An address may be longer than what a cache takes for a name.
    return f"federation:remote:{hashlib.sha256(uri.encode()).hexdigest()}"


def _ask(  # noqa: PLR0913 - the parts of a request
    method: str,
    uri: str,
    *,
    headers: dict[str, str],
    names: tuple[str, ...],
    body: bytes | None,
    by: Account,
) -> bytes:
    """Ask with our signature on it: some servers answer to nobody whom they do not know."""
    if settings.PODWORKO_DEMO:
        raise WebError("nothing leaves the demonstration city")
    if not is_plain_https(uri):
        raise WebError(f"not plain https: {uri[:80]}")
    parts = urlsplit(uri)
    target = parts.path or "/"
    target += f"?{parts.query}" if parts.query else ""
    signed = {"host": parts.netloc, "date": signing.http_date(timezone.now()), **headers}
    private = vault.opened(by.private_key)["pem"]
    asked = signing.Asked(method, target, signed)
    signed["signature"] = signing.sign(
        asked, names, key_id=documents.key_id(by), private_key=private
    )
    signed["user-agent"] = f"Podworko (+{settings.SITE_URL})"
    request = Request(uri, data=body, headers=signed, method=method)  # noqa: S310 - checked
    return _answer(request)


def _answer(request: Request) -> bytes:
    try:
        with opener().open(request, timeout=TIMEOUT) as response:
            # What people may upload to their server must not pass for its own word.
            if request.data is None and response.headers.get_content_type() not in _DOCUMENTS:
                raise WebError("no document of ActivityPub")
            return bytes(response.read(MOST_BYTES))
    except HTTPError as error:
        if _is_gone(request, error.code):
            raise GoneError from error
        raise WebError(f"answered {error.code}") from error
    except (OSError, ValueError, HTTPException) as error:
        raise AwayError("no answer") from error


def _is_gone(request: Request, code: int) -> bool:
    # An inbox that is not found may be a server's bad hour; one that is gone says so.
    is_missing = code == HTTPStatus.NOT_FOUND and request.data is None
    return is_missing or code == HTTPStatus.GONE


def _read(uri: str, told: Any) -> Remote | None:  # noqa: ANN401 - whatever JSON holds
    """Return an account out of what a server said; it may speak of its own people alone."""
    if not isinstance(told, dict) or told.get("id") != uri:
        return None
    key, ends = told.get("publicKey"), told.get("endpoints")
    if not isinstance(key, dict) or key.get("owner") != uri:
        return None
    shared = ends.get("sharedInbox", "") if isinstance(ends, dict) else ""
    inbox = told.get("inbox", "")
    texts = (inbox, shared, key.get("id", ""), key.get("publicKeyPem", ""))
    if not all(isinstance(text, str) for text in texts) or not _is_at(uri, inbox):
        return None
    return Remote(
        uri=uri,
        inbox=inbox,
        shared_inbox=shared if _is_at(uri, shared) else "",
        key_id=str(key.get("id", "")),
        public_key=str(key.get("publicKeyPem", "")),
    )


def _is_at(uri: str, inbox: str) -> bool:
    """Whether an inbox is on the server of whom it is of: nobody else's is written to."""
    is_address = len(inbox) <= MOST_URI and inbox.isascii() and inbox.isprintable()
    return is_address and is_plain_https(inbox) and urlsplit(inbox).netloc == urlsplit(uri).netloc
