"""What stands around every address of the API: open to all, in the reader's language."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page

View = Callable[..., HttpResponse]


def opened(view: View) -> View:
    """Return `view` for anybody: no session, an ETag, and reading from any site's scripts.

    CSRF protection guards cookies; this door looks at none.
    """

    @wraps(view, updated=())
    def through(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
        language = translation.get_language_from_request(request)
        with translation.override(language):
            response = view(request, *args, **kwargs)
        response["Content-Language"] = language
        patch_vary_headers(response, ["Accept-Language"])
        if request.method == "GET":
            response["Access-Control-Allow-Origin"] = "*"
        return response

    return login_not_required(csrf_exempt(conditional_page(through)))
