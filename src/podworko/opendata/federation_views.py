"""What other servers read of our accounts, and the inbox where they write."""

import json
import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone, translation
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from podworko.audit.public import RESIDENT
from podworko.core import throttle
from podworko.core.http import client_address
from podworko.core.web import WebError
from podworko.opendata import operations, queries
from podworko.opendata.federation import documents, receiving, signing
from podworko.opendata.federation.asking import GoneError, Remote
from podworko.opendata.models import Account

MOST_BYTES = 100 * 1024
LETTERS_AN_HOUR = 1200
"""From one address: a big server brings the letters of thousands of people."""
IN_OUTBOX = 20
View = Callable[..., HttpResponse]


def _federated(view: View) -> View:
    """Answer nobody where the installation is not federated; tell all in Polish."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not settings.PODWORKO_FEDERATION:
            raise Http404
        with translation.override(settings.LANGUAGE_CODE):
            return view(request, *args, **kwargs)

    return answer


@login_not_required
@require_safe
@cache_control(max_age=3600, public=True)
@_federated
def finger(request: HttpRequest) -> HttpResponse:
    """Find an account by its name (RFC 7033)."""
    resource = request.GET.get("resource", "")
    name, at, host = resource.removeprefix("acct:").lstrip("@").rpartition("@")
    if not at or host.lower() != documents.host() or not name.isprintable():
        raise Http404
    found = get_object_or_404(_accounts(), name=name.lower())
    answer = JsonResponse(documents.finger(found), content_type="application/jrd+json")
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@login_not_required
@require_safe
@cache_control(max_age=3600, public=True)
@_federated
def node_links(request: HttpRequest) -> HttpResponse:
    """Say where our node is described (NodeInfo)."""
    del request
    rel = "http://nodeinfo.diaspora.software/ns/schema/2.1"
    return JsonResponse({"links": [{"rel": rel, "href": documents.address("node")}]})


@login_not_required
@require_safe
@cache_control(max_age=3600, public=True)
@_federated
def node(request: HttpRequest) -> HttpResponse:
    """Describe our node: accounts are PALs, and nobody can open one (NodeInfo 2.1)."""
    del request
    return JsonResponse(
        {
            "version": "2.1",
            "software": {"name": "podworko", "version": "1"},
            "protocols": ["activitypub"],
            "services": {"inbound": [], "outbound": ["rss2.0"]},
            "openRegistrations": False,
            "usage": {"users": {"total": Account.objects.count()}},
            "metadata": {},
        }
    )


@login_not_required
@require_safe
@_federated
def account(request: HttpRequest, name: str) -> HttpResponse:
    """Tell another server who an account is; a person is sent to the PAL's page."""
    found = get_object_or_404(_accounts(), name=name)
    if not _is_machine(request):
        return _page(found.pal.get_absolute_url() if found.pal else "/")
    return _document(documents.account_document(found))


@login_not_required
@require_safe
@_federated
def event(request: HttpRequest, name: str, public_id: uuid.UUID) -> HttpResponse:
    """Tell another server of a session as an account tells it; a person is sent to its page."""
    found = get_object_or_404(_accounts(), name=name)
    session = get_object_or_404(queries.public_sessions(), public_id=public_id)
    if found.pal_id not in {None, session.pal_id}:
        raise Http404
    if not _is_machine(request):
        return _page(session.get_absolute_url())
    told_at = queries.told_at(found).get(session.public_id)
    told = documents.event(session, found, told_at=told_at)
    return _document({"@context": documents.CONTEXT, **told})


@login_not_required
@require_safe
@_federated
def outbox(request: HttpRequest, name: str) -> HttpResponse:
    """Tell what comes next."""
    del request
    found = get_object_or_404(_accounts(), name=name)
    now = timezone.now()
    rows = queries.sessions_to_tell(found, since=now, until=now + operations.AHEAD, known=[])
    return _document(documents.outbox(found, rows[:IN_OUTBOX], told_at=queries.told_at(found)))


@login_not_required
@require_safe
@_federated
def followers(request: HttpRequest, name: str) -> HttpResponse:
    """Tell how many follow, and nobody's name."""
    del request
    found = get_object_or_404(_accounts(), name=name)
    return _document(documents.collection("followers", found, count=found.followers.count()))


@login_not_required
@require_safe
@_federated
def following(request: HttpRequest, name: str) -> HttpResponse:
    """Tell that a PAL follows nobody."""
    del request
    found = get_object_or_404(_accounts(), name=name)
    return _document(documents.collection("following", found, count=0))


@csrf_exempt
@login_not_required
@require_POST
@_federated
def inbox(request: HttpRequest, name: str) -> HttpResponse:
    """Take a letter to one account."""
    get_object_or_404(_accounts(), name=name)
    return _receive(request)


@csrf_exempt
@login_not_required
@require_POST
@_federated
def shared_inbox(request: HttpRequest) -> HttpResponse:
    """Take a letter to any of our accounts."""
    return _receive(request)


def _receive(request: HttpRequest) -> HttpResponse:
    """Take what concerns us, and be friendly to the rest; 401 to who cannot prove who they are."""
    address = client_address(request)
    hour = timedelta(hours=1)
    if not throttle.allow("federation", address, limit=LETTERS_AN_HOUR, window=hour):
        return HttpResponse(status=429)
    body = _body(request)
    letter = receiving.read(body and _json(body))
    if body is None or letter is None:
        return HttpResponse(status=400)
    if letter.kind not in ("Follow", "Undo", "Delete"):
        return HttpResponse(status=202)
    return HttpResponse(status=_act(request, letter, body))


def _act(request: HttpRequest, letter: receiving.Letter, body: bytes) -> int:
    by = _accounts().filter(pal=None).first()
    if by is None:
        return 404
    try:
        if letter.kind == "Delete":
            # Servers tell of everybody who leaves: of strangers nothing is asked.
            if queries.is_follower(letter.sender) and receiving.is_gone(letter, by=by):
                operations.forget_follower(None, letter.sender, actor=RESIDENT)
            return 202
        sender = receiving.sender_of(letter, _asked(request), body, by=by, now=timezone.now())
    except GoneError:
        return 202
    except WebError:
        return 503
    return _follow_or_leave(letter, sender) if sender else 401


def _follow_or_leave(letter: receiving.Letter, sender: Remote) -> int:
    name = letter.about.removeprefix(documents.address("account", "x")[:-1])
    found = _accounts().filter(name=name).first()
    if found is None or documents.account_id(found) != letter.about:
        return 404
    if letter.kind == "Undo":
        operations.forget_follower(found, sender.uri, actor=RESIDENT)
    else:
        try:
            operations.follow(found, sender, letter=dict(letter.told), actor=RESIDENT)
        except operations.FullError:
            return 403
    return 202


def _asked(request: HttpRequest) -> signing.Asked:
    headers = {name.lower(): value for name, value in request.headers.items()}
    return signing.Asked(request.method or "", request.get_full_path(), headers)


def _body(request: HttpRequest) -> bytes | None:
    length = request.headers.get("content-length", "")
    is_short = length.isdigit() and int(length) <= MOST_BYTES
    return request.body if is_short else None


def _json(body: bytes) -> Any:  # noqa: ANN401 - whatever JSON holds
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _is_machine(request: HttpRequest) -> bool:
    wanted = request.headers.get("accept", "")
    return "activity+json" in wanted or "ld+json" in wanted


def _page(address: str) -> HttpResponse:
    answer = redirect(address)
    answer["Vary"] = "Accept"
    return answer


def _document(told: documents.Document) -> HttpResponse:
    answer = JsonResponse(told, content_type=documents.CONTENT_TYPE)
    answer["Vary"] = "Accept"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _accounts() -> Any:  # noqa: ANN401 - a queryset
    return Account.objects.select_related("pal")
