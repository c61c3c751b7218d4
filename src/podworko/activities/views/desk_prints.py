"""What the desk prints. A document that names people leaves its entry in both trails."""

import uuid

from django.db.models import Model
from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.activities import policies, printing
from podworko.activities.forms.prints import LabelsForm
from podworko.activities.models import Session
from podworko.activities.queries import desk_people, sign_up_page
from podworko.activities.queries.registers import register_page
from podworko.activities.views.desk_common import list_of, session_of, sign_up_of
from podworko.audit import public as audit
from podworko.core.http import answer_or_back
from podworko.ui.typesetting import Document, pdf_answer


@needs(May.KEEP_REGISTERS, May.KEEP_OWN_REGISTERS)
@never_cache
@require_safe
def attendance(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Set the sheet for the door; `?podpis=1` adds room for signatures."""
    session = session_of(policies.register_sessions(request.user), public_id)
    document = printing.attendance_list(register_page(session), signed="podpis" in request.GET)
    return _of_session(request, session, document, name="lista-obecnosci")


@needs(May.KEEP_REGISTERS, May.KEEP_OWN_REGISTERS)
@never_cache
@require_safe
def labels(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Set badges for those expected, on the sheet of labels that the desk has."""
    session = session_of(policies.register_sessions(request.user), public_id)
    form = LabelsForm(request.GET)
    document = printing.labels(register_page(session), sheet=form.told("arkusz"), start=form.start)
    return _of_session(request, session, document, name="etykiety")


@needs(May.SEE_DESK)
@never_cache
@require_safe
def sign_up_form(request: StaffRequest, list_id: uuid.UUID) -> HttpResponse:
    """Set an empty form to sign up by hand; it names nobody."""
    sign_up_list = list_of(policies.countable_lists(request.user), list_id)
    document = printing.sign_up_form(sign_up_page(sign_up_list))
    back = reverse("activities:desk_activity", args=[sign_up_list.activity.slug])
    return answer_or_back(request, lambda: pdf_answer(document, name="formularz-zapisu"), back=back)


@needs(May.SEE_SIGN_UPS)
@never_cache
@require_safe
def slip(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Set the slip that somebody takes home, in their language."""
    found = sign_up_of(policies.visible_sign_ups(request.user), public_id)
    audit.saw(found, actor=request.user, purpose="desk.print.zapis")
    back = reverse("activities:desk_sign_up", args=[public_id])
    with translation.override(found.language):
        document = printing.slip(desk_people.sign_up_row(found), sign_up_page(found.list))
        return _named(request, document, name="zapis", about=found, back=back)


def _of_session(
    request: StaffRequest, session: Session, document: Document, *, name: str
) -> HttpResponse:
    audit.saw(session, actor=request.user, purpose=f"desk.print.{name}")
    back = reverse("activities:desk_register", args=[session.public_id])
    return _named(request, document, name=name, about=session, back=back)


def _named(
    request: StaffRequest, document: Document, *, name: str, about: Model, back: str
) -> HttpResponse:
    """Answer with a document that names people."""
    return answer_or_back(
        request,
        lambda: audit.printed_document(document, name=name, about=about, actor=request.user),
        back=back,
    )
