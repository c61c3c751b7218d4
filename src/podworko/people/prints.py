"""The desk's papers about people: consents to sign, empty or for one person."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.audit import public as audit
from podworko.core.http import answer_or_back
from podworko.people import policies
from podworko.people.printing import consent_form
from podworko.ui.typesetting import pdf_answer


@needs(May.SEE_PEOPLE)
@never_cache
@require_safe
def blank_consents(request: StaffRequest) -> HttpResponse:
    """Set the consents with room for a name; it names nobody."""
    return answer_or_back(
        request, lambda: pdf_answer(consent_form(), name="zgody"), back=reverse("people:people")
    )


@needs(May.SEE_PEOPLE)
@never_cache
@require_safe
def consents(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Set the consents for one person to sign, in their language: they must know what they sign."""
    visible = policies.visible_people(request.user)
    person = get_object_or_404(visible, public_id=public_id)
    audit.saw(person, actor=request.user, purpose="desk.print.zgody")
    back = person.get_absolute_url()
    with translation.override(person.language):
        return answer_or_back(
            request,
            lambda: audit.printed_document(
                consent_form(person), name="zgody", about=person, actor=request.user
            ),
            back=back,
        )
