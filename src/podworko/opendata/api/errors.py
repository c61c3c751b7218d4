"""One shape for every refusal, in the reader's language."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from podworko.activities.public import ClosedError, SignUpError, limits
from podworko.core.errors import DomainError

BAD_REQUEST, NOT_FOUND, CLOSED, INVALID, TOO_MANY = 400, 404, 409, 422, 429

_WORDS: dict[str, Promise] = {
    "missing": gettext_lazy("Tego pola brakuje."),
    "extra_forbidden": gettext_lazy("Nie znamy takiego pola."),
    "string_type": gettext_lazy("To ma być tekst."),
    "string_too_long": gettext_lazy("Ten tekst jest za długi."),
    "string_pattern_mismatch": gettext_lazy("Ten zapis jest inny, niż opisuje schemat."),
    "int_type": gettext_lazy("To ma być liczba całkowita."),
    "int_parsing": gettext_lazy("To ma być liczba całkowita."),
    "greater_than_equal": gettext_lazy("Ta liczba jest za mała."),
    "less_than_equal": gettext_lazy("Ta liczba jest za duża."),
    "bool_type": gettext_lazy("To ma być true albo false."),
    "literal_error": gettext_lazy("Tej wartości nie ma wśród dozwolonych."),
    "uuid_parsing": gettext_lazy("To nie jest identyfikator UUID."),
}


def answer(
    status: int, code: str, message: str, *, errors: list[dict[str, str]] | None = None
) -> HttpResponse:
    """Return a refusal in the shape of schemas.Problem."""
    return JsonResponse({"code": code, "message": message, "errors": errors or []}, status=status)


def not_found(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer for what is not there, or what one may not know of."""
    del request, rest
    return answer(NOT_FOUND, "not-found", _("Nie ma tu tego, czego szukasz."))


def too_many() -> HttpResponse:
    """Answer for who reads more than their share."""
    return answer(TOO_MANY, "too-many", _("To za dużo zapytań na raz. Poczekaj chwilę."))


def install(api: NinjaAPI) -> None:
    """Let the API speak of every refusal in the same shape."""
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(DomainError, _refused)
    api.add_exception_handler(Http404, _missing)
    api.add_exception_handler(HttpError, _malformed)


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ANN401 - ninja's handler
    del request
    errors = [{"field": _field(one["loc"]), "message": _said(one["type"])} for one in error.errors]
    return answer(INVALID, "invalid", _("Popraw zaznaczone pola."), errors=errors)


def _refused(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ANN401 - as above
    del request
    message = str(error.message)
    if isinstance(error, limits.TooManyError):
        response = answer(TOO_MANY, error.code, message)
        response["Retry-After"] = str(int(limits.WINDOW.total_seconds()))
        return response
    if isinstance(error, ClosedError):
        return answer(CLOSED, error.code, message)
    is_gate = isinstance(error, SignUpError) or error.field
    errors = [{"field": error.field, "message": message}] if is_gate else []
    return answer(INVALID, "invalid", message, errors=errors)


def _missing(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ANN401 - as above
    del error
    return not_found(request)


def _malformed(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ANN401 - as above
    del request, error
    return answer(BAD_REQUEST, "malformed", _("Treść żądania nie jest poprawnym JSON-em."))


def _field(loc: tuple[Any, ...]) -> str:
    """Return the name of a field without where the library looked for it."""
    return ".".join(str(part) for part in loc[1:] if part != "data")


def _said(kind: str) -> str:
    return str(_WORDS.get(kind) or _("Tej wartości nie rozumiemy."))
