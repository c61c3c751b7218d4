"""What every view needs between the domain and the browser."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation

from podworko.core.errors import DomainError


@contextmanager
def errors_shown(request: HttpRequest) -> Iterator[None]:
    """Turn a broken rule into a message on the page; let every other error fly."""
    try:
        yield
    except DomainError as error:
        messages.error(request, str(error.message))


def answer_or_back(
    request: HttpRequest, answer: Callable[[], HttpResponse], *, back: str
) -> HttpResponse:
    """Return what `answer` makes; when a rule says no, say so on the page at `back`."""
    try:
        return answer()
    except DomainError as error:
        messages.error(request, str(error.message))
        return redirect(back)


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what a form is filled in with; None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def put_on(form: BaseForm, error: DomainError) -> None:
    """Say on the form which rule said no, beside its field if it is there."""
    form.add_error(error.field if error.field in form.fields else None, str(error.message))


def searched(request: HttpRequest, name: str = "q") -> str:
    """Return what was typed into a search: not too long, and without what PostgreSQL refuses."""
    return request.GET.get(name, "").replace("\x00", "").strip()[:120]


def status_of(*forms: BaseForm) -> int:
    """Return 422 for forms with something to mend."""
    return 422 if any(form.is_bound and form.errors for form in forms) else 200


def absolute(language: str, name: str, *args: object) -> str:
    """Return the full address of page `name` in `language`, for a message or paper."""
    with translation.override(language):
        return settings.SITE_URL + reverse(name, args=args)


def without(query: QueryDict, name: str, value: object, *, page: str) -> str:
    """Return the query of an address without one value of a filter, from the first page on.

    `page` is the key that turns pages. A filter's only value goes whatever its text is.
    """
    rest = query.copy()
    rest.pop(page, None)
    several = rest.getlist(name) if len(rest.getlist(name)) > 1 else []
    rest.setlist(name, [one for one in several if one != str(value)])
    return "?" + rest.urlencode()


def client_address(request: HttpRequest) -> str:
    """Return the network address a request came from.

    X-Forwarded-For is believed only as far as the trusted proxies of PODWORKO_PROXIES
    wrote it: whatever stands before their entries was typed by the client.
    """
    proxies = settings.PODWORKO_PROXIES
    chain = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(chain) >= proxies and chain[-proxies]:
        return chain[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))
