"""The desk's pages of which help is offered and who gives it."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podworko.accounts.public import May, StaffRequest, may, needs
from podworko.consultations import operations, policies
from podworko.consultations.forms.offer import ServiceForm, SpecialistForm
from podworko.consultations.models import Service, Specialist
from podworko.consultations.queries.offer import duty_row
from podworko.consultations.queries.offer import offer as read_offer
from podworko.core.http import posted, status_of
from podworko.core.versions import ChangedMeanwhileError

OFFER = "consultations:desk_offer"


@needs(May.EDIT_CONSULTATIONS)
@never_cache
@require_safe
def offer(request: StaffRequest) -> HttpResponse:
    """Show what help there is, who gives it, when, and how soon one can come."""
    context = {
        "offer": read_offer(request.user),
        "may_count": may(request.user, May.COUNT_CONSULTATIONS),
    }
    return render(request, "consultations/desk/offer.html", context)


@needs(May.EDIT_CONSULTATIONS)
@never_cache
@require_http_methods(["GET", "POST"])
def new_service(request: StaffRequest) -> HttpResponse:
    """Begin to offer a kind of help."""
    form = ServiceForm(posted(request), instance=Service(forms=["in_person"]))
    if form.is_valid():
        operations.save_service(
            form.instance, topics=form.cleaned_data["topics"], actor=request.user
        )
        messages.success(request, _("Dodane. Teraz wpisz, kto tak pomaga i kiedy."))
        return redirect(OFFER)
    context = {"form": form}
    return render(request, "consultations/desk/service.html", context, status=status_of(form))


@needs(May.EDIT_CONSULTATIONS)
@never_cache
@require_http_methods(["GET", "POST"])
def service(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change a kind of help; who saves second sees what the first one wrote."""
    found = get_object_or_404(policies.services(request.user), public_id=public_id)
    form = ServiceForm(posted(request), instance=found)
    context: dict[str, object] = {"form": form, "service": found}
    status = status_of(form)
    if form.is_valid():
        try:
            operations.save_service(
                form.instance,
                topics=form.cleaned_data["topics"],
                actor=request.user,
                seen_version=form.seen_version,
            )
        except ChangedMeanwhileError:
            context["form"], context["differing"] = form.merged(Service.objects.get(pk=found.pk))
            context["is_late"], status = True, 409
        else:
            messages.success(request, _("Zapisane."))
            return redirect(OFFER)
    return render(request, "consultations/desk/service.html", context, status=status)


@needs(May.EDIT_CONSULTATIONS)
@never_cache
@require_http_methods(["GET", "POST"])
def new_specialist(request: StaffRequest) -> HttpResponse:
    """Put somebody on the list of those who hold talks."""
    form = SpecialistForm(posted(request), instance=Specialist(), user=request.user)
    if form.is_valid():
        operations.save_specialist(
            form.instance, services=form.cleaned_data["services"], actor=request.user
        )
        messages.success(request, _("Dodane. Teraz wpisz dyżury."))
        return redirect("consultations:desk_specialist", form.instance.public_id)
    context = {"form": form}
    return render(request, "consultations/desk/specialist.html", context, status=status_of(form))


@needs(May.EDIT_CONSULTATIONS)
@never_cache
@require_http_methods(["GET", "POST"])
def specialist(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change what is known of somebody who holds talks."""
    found = get_object_or_404(policies.edited_specialists(request.user), public_id=public_id)
    form = SpecialistForm(posted(request), instance=found, user=request.user)
    context: dict[str, object] = {"form": form, "specialist": found}
    status = status_of(form)
    if form.is_valid():
        try:
            operations.save_specialist(
                form.instance,
                services=form.cleaned_data["services"],
                actor=request.user,
                seen_version=form.seen_version,
            )
        except ChangedMeanwhileError:
            current = Specialist.objects.select_related("leader").get(pk=found.pk)
            context["form"], context["differing"] = form.merged(current)
            context["is_late"], status = True, 409
        else:
            messages.success(request, _("Zapisane."))
            return redirect(OFFER)
    duties = policies.edited_duties(request.user).filter(specialist=found)
    context["duties"] = [duty_row(duty) for duty in duties]
    return render(request, "consultations/desk/specialist.html", context, status=status)
