"""Pages of what is somebody's own: nothing of them stays behind or leads back."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def discreet(view: View) -> View:
    """Have a page kept by no cache and found by no search engine; no site is told of it anyway.

    What was typed into it stands in no error report.
    """

    @sensitive_post_parameters()
    @sensitive_variables()
    @never_cache
    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 - any view's
        response = view(*args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    answer.is_discreet = True  # type: ignore[attr-defined]
    return answer  # type: ignore[return-value]
