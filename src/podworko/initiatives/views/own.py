"""What is a resident's own, by a signed link or a code."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from podworko.core.discreet import discreet
from podworko.core.http import client_address, posted, status_of
from podworko.initiatives import limits, links
from podworko.initiatives.forms.own import CodeForm
from podworko.initiatives.models import OwnPage
from podworko.initiatives.own import sections
from podworko.people.public import Person


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def by_code(request: HttpRequest) -> HttpResponse:
    """Find what a code opens; whoever tries many gets one answer, right or wrong."""
    form = CodeForm(posted(request))
    if form.is_bound and form.is_valid():
        found = _by_code(request, form.cleaned_data["code"])
        if found:
            return redirect(links.own_path(found))
        words = _(
            "Nie ma nic pod tym kodem. Sprawdź go, spróbuj za dziesięć minut albo zadzwoń do PAL."
        )
        form.add_error("code", words)
    return render(request, "initiatives/own/code.html", {"form": form}, status=status_of(form))


@login_not_required
@discreet
@require_safe
def own(request: HttpRequest, token: str) -> HttpResponse:
    """Show residents what they run, lend and ask for, and what is next."""
    person = person_of(token)
    drawn = sections.drawn(request, person=person, token=token)
    context = {"person": person, "token": token, "sections": drawn}
    return render(request, "initiatives/own/own.html", context)


def person_of(token: str) -> Person:
    """Return whose page this is; raises Http404 for a link that we never gave."""
    key = links.read_token(token)
    if key is None:
        raise Http404
    rows = OwnPage.objects.select_related("person")
    return get_object_or_404(rows, public_id=key).person.kept


def _by_code(request: HttpRequest, code: str) -> OwnPage | None:
    if not limits.allows_code(client_address(request)):
        return None
    return OwnPage.objects.filter(code_digest__in=links.code_digests(code)).first()
