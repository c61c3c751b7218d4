"""Whether a certificate is genuine: anybody types its code and reads what the paper says."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from podworko.core.discreet import discreet
from podworko.core.http import client_address, posted, status_of
from podworko.volunteering import certificate_codes, limits
from podworko.volunteering.forms.certificates import CheckForm
from podworko.volunteering.models import Certificate


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Answer a code with no more than its paper; who tries many gets one answer, right or wrong.

    The code comes in the body of a form, never in an address: addresses are kept in logs.
    """
    form = CheckForm(posted(request))
    found = _found(request, form) if form.is_valid() else None
    if form.is_valid() and found is None:
        form.add_error(
            "code",
            _(
                "Nie ma dokumentu o takim kodzie. Sprawdź kod i spróbuj za dziesięć minut albo"
                " zadzwoń do PAL."
            ),
        )
    context = {"form": form, "certificate": found}
    return render(request, "volunteering/check.html", context, status=status_of(form))


def _found(request: HttpRequest, form: CheckForm) -> Certificate | None:
    if not limits.allows_check(client_address(request)):
        return None
    return certificate_codes.found(form.cleaned_data["code"])
