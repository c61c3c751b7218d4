"""The desk's pages of people at an organisation."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from podworko.accounts.public import May, StaffRequest, needs
from podworko.audit import public as audit
from podworko.core.http import posted
from podworko.partners import operations, policies
from podworko.partners.forms.organisations import ContactForm
from podworko.partners.models import Contact
from podworko.partners.views.desk_organisations import editable
from podworko.partners.views.editing import page_of
from podworko.ui.edit_pages import edited
from podworko.ui.editing import VersionedForm

GROUPS = (
    (gettext_lazy("Kto to jest"), ("name", "role")),
    (gettext_lazy("Jak się skontaktować"), ("email", "phone", "language", "is_asked", "note")),
)


@needs(May.RUN_PARTNERS)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write down somebody at an organisation."""
    owner = editable(request, public_id)
    return _contact(request, Contact(organisation=owner), title=_("Nowa osoba do kontaktu"))


@needs(May.RUN_PARTNERS)
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change how somebody at an organisation is reached."""
    found = _of(request, public_id)
    audit.saw(found.organisation, actor=request.user, purpose="desk.partner")
    return _contact(request, found, title=_("Zmień osobę do kontaktu"))


@needs(May.RUN_PARTNERS)
@require_POST
def remove(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Forget somebody at an organisation."""
    found = _of(request, public_id)
    operations.remove_contact(found, actor=request.user)
    messages.success(request, _("Usunięte."))
    return redirect("partners:desk_organisation", found.organisation.public_id)


def _contact(request: StaffRequest, found: Contact, *, title: str) -> HttpResponse:
    is_new = found.pk is None
    back = reverse("partners:desk_organisation", args=[found.organisation.public_id])
    form = ContactForm(posted(request), instance=found)

    def save(form: VersionedForm[Contact]) -> str:
        seen = "" if is_new else form.seen_version
        operations.save_contact(form.instance, seen_version=seen, actor=request.user)
        return back

    lead = _("Tylko dla zespołu. Mieszkańcy nigdy tego nie widzą.")
    page = page_of(title, GROUPS, found.organisation, back, lead=lead)
    return edited(
        request, form, save=save, current=lambda: _of(request, found.public_id), page=page
    )


def _of(request: StaffRequest, public_id: uuid.UUID) -> Contact:
    rows = Contact.objects.select_related("organisation")
    owned = rows.filter(organisation__in=policies.editable_organisations(request.user))
    return get_object_or_404(owned, public_id=public_id)
