"""The desk's pages of certificates: requests with promised days, issuing, withdrawing."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.http import answer_or_back, errors_shown, posted, put_on, status_of
from podworko.volunteering import operations, policies
from podworko.volunteering.forms.certificates import DeskRequestForm, WordingForm
from podworko.volunteering.forms.hours import WhyForm
from podworko.volunteering.models import Certificate
from podworko.volunteering.operations.certificates import confirmed_minutes
from podworko.volunteering.printing.certificates import certificate_paper
from podworko.volunteering.queries.certificates import certificate_desk


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_safe
def certificates(request: StaffRequest) -> HttpResponse:
    """List the requests by the day that was promised, and what was issued lately."""
    desk = certificate_desk(request.user)
    seen = (*desk.waiting, *desk.answered)
    audit.saw_many(seen, actor=request.user, purpose="certificate.requests")
    return render(request, "volunteering/desk/certificates.html", {"desk": desk})


@needs(May.RUN_VOLUNTEERING)
@require_POST
def ask(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Note the request of somebody who calls or comes, and go on to issue it."""
    volunteer = get_object_or_404(policies.run_volunteers(request.user), public_id=public_id)
    form = DeskRequestForm(request.POST)
    if form.is_valid():
        with errors_shown(request):
            made = operations.ask_for_certificate(volunteer, form.asked(), actor=request.user)
            return redirect("volunteering:desk_certificate", made.public_id)
    return redirect("volunteering:desk_hours_of", public_id)


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_http_methods(["GET", "POST"])
def certificate(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a request, what its paper would say, and issue it once that was seen."""
    found = _found(request, public_id)
    if found.state != Certificate.State.REQUESTED:
        return render(request, "volunteering/desk/certificate.html", {"certificate": found})
    form = WordingForm(posted(request), request=found, user=request.user)
    if form.is_valid() and request.POST.get("issue"):
        try:
            issued = operations.issue_certificate(found, form.wording(), actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Wystawione. Wydrukuj i podpisz."))
            return redirect("volunteering:desk_certificate", issued.public_id)
    return _preview(request, found, form)


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_http_methods(["GET", "POST"])
def decline(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take why a paper is not given; whoever asked reads it."""
    found = _found(request, public_id)
    form = WhyForm(posted(request), label=_("Dlaczego nie"), hint=_("Przeczyta to ta osoba."))
    if form.is_valid():
        try:
            operations.decline_certificate(found, why=form.cleaned_data["why"], actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane. Ta osoba dostanie wiadomość."))
            return redirect("volunteering:desk_certificates")
    context = {"certificate": found, "form": form, "is_declining": True}
    template = "volunteering/desk/certificate_end.html"
    return render(request, template, context, status=status_of(form))


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_http_methods(["GET", "POST"])
def withdraw(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take back what was issued, with a reason that stays at the desk."""
    found = _found(request, public_id)
    hint = _("Zostaje w systemie. Kto sprawdzi kod, przeczyta tylko, że papier jest wycofany.")
    form = WhyForm(posted(request), label=_("Dlaczego wycofujesz"), hint=hint)
    if form.is_valid():
        try:
            operations.withdraw_certificate(found, why=form.cleaned_data["why"], actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Wycofane."))
            return redirect("volunteering:desk_certificate", public_id)
    context = {"certificate": found, "form": form}
    template = "volunteering/desk/certificate_end.html"
    return render(request, template, context, status=status_of(form))


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_safe
def paper(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Print what was issued, as it was issued."""
    issued = policies.run_certificates(request.user).filter(state=Certificate.State.ISSUED)
    issued = issued.exclude(name="")
    found = get_object_or_404(issued, public_id=public_id)
    audit.saw(found, actor=request.user, purpose="certificate.paper")
    return answer_or_back(
        request,
        lambda: audit.printed_document(
            certificate_paper(found), name="zaswiadczenie", about=found, actor=request.user
        ),
        back="volunteering:desk_certificates",
    )


def _found(request: StaffRequest, public_id: uuid.UUID) -> Certificate:
    return get_object_or_404(policies.run_certificates(request.user), public_id=public_id)


def _preview(request: StaffRequest, found: Certificate, form: WordingForm) -> HttpResponse:
    since, until = form.period()
    context = {
        "certificate": found,
        "form": form,
        "since": since,
        "until": until,
        "minutes": confirmed_minutes(found.volunteer, since=since, until=until),
        "is_seen": form.is_bound and form.is_valid(),
        "told": getattr(form, "cleaned_data", {}),
    }
    template = "volunteering/desk/certificate_issue.html"
    return render(request, template, context, status=status_of(form))
