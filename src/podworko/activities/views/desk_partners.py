"""The desk's page of with whom an activity is organised, and the panel on a partner's page."""

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from podworko.accounts.public import May, StaffRequest, needs
from podworko.activities import policies
from podworko.activities.operations.partnering import name_partner, unname_partner
from podworko.activities.queries.partners import coming_with, partners_of
from podworko.activities.views.desk_common import activity_of
from podworko.core.http import posted, status_of
from podworko.partners.public import Organisation


class PartnerForm(forms.Form):
    """One organisation of the directory."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.public(),
        label=gettext_lazy("Organizacja z katalogu"),
        to_field_name="public_id",
        empty_label=gettext_lazy("wybierz"),
    )


def organisation_panel(request: HttpRequest, *, organisation: Organisation) -> SafeString:
    """Draw on a partner's page what comes that it does together with a PAL."""
    cards = coming_with(organisation)
    if not cards:
        return mark_safe("")
    return render_to_string("activities/_partner_panel.html", {"cards": cards}, request)


@needs(May.EDIT_ACTIVITIES)
@never_cache
@require_http_methods(["GET", "POST"])
def partners(request: StaffRequest, slug: str) -> HttpResponse:
    """List with whom an activity is organised, and name one more."""
    activity = activity_of(policies.editable_activities(request.user), slug)
    form = PartnerForm(posted(request))
    if form.is_valid():
        found = form.cleaned_data["organisation"]
        name_partner(activity, organisation=found, actor=request.user)
        messages.success(request, _("Zapisane. Zobaczą to też mieszkańcy."))
        return redirect("activities:desk_partners", slug)
    context = {"activity": activity, "form": form, "partners": partners_of(activity)}
    return render(request, "activities/desk/partners.html", context, status=status_of(form))


@needs(May.EDIT_ACTIVITIES)
@require_POST
def unname(request: StaffRequest, slug: str, public_id: uuid.UUID) -> HttpResponse:
    """Say no more that an activity is organised with somebody."""
    activity = activity_of(policies.editable_activities(request.user), slug)
    found = get_object_or_404(Organisation, public_id=public_id)
    unname_partner(activity, organisation=found, actor=request.user)
    messages.success(request, _("Usunięte."))
    return redirect("activities:desk_partners", slug)
