"""The officer's other pages: breaches, consents, clauses, retention, the record, the assessment."""

import uuid
from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, searched, status_of
from podworko.core.versions import ChangedMeanwhileError
from podworko.privacy import operations, printing
from podworko.privacy.forms.officer import BreachForm, ClauseForm, NoteForm, PauseForm, StepForm
from podworko.privacy.matters import MATTERS
from podworko.privacy.models import (
    Breach,
    Clause,
    Erasure,
    ProcessingNote,
    RetentionPause,
    RetentionRun,
)
from podworko.privacy.names import table_names
from podworko.privacy.operations.keeping import RUN
from podworko.privacy.printing import texts
from podworko.privacy.queries import clauses as clause_queries
from podworko.privacy.queries import consents as consent_queries
from podworko.privacy.queries import record
from podworko.ui import text_documents
from podworko.ui.edit_pages import EditPage, edited
from podworko.ui.editing import VersionedForm

AHEAD = 30
CONFLICT = 409
SHOWN = 20
BREACH_GROUPS = (
    (gettext_lazy("Co się stało"), ("title", "words", "happened_at", "noticed_at")),
    (gettext_lazy("Kogo dotyczy"), ("data", "people")),
    (gettext_lazy("Ocena"), ("risk", "assessment")),
    (
        gettext_lazy("Komu powiedziano"),
        ("authority_told_at", "late_why", "people_told_at", "people_why_not"),
    ),
)
NOTE_GROUPS = ((gettext_lazy("Słowa inspektora"), ("words", "risks", "measures")),)


@needs(May.RUN_PRIVACY)
@never_cache
@require_safe
def breaches(request: StaffRequest) -> HttpResponse:
    """List breaches: those open first, by how many hours are left."""
    rows = list(Breach.objects.order_by("-noticed_at", "-pk"))
    opened = sorted((row for row in rows if not row.closed_at), key=lambda row: row.noticed_at)
    closed = [row for row in rows if row.closed_at]
    context = {"opened": opened, "closed": closed, "tab": "breaches"}
    return render(request, "privacy/desk/breaches.html", context)


@needs(May.RUN_PRIVACY)
@never_cache
@require_safe
def breach(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one breach with its clock and what was done."""
    return _breach(request, get_object_or_404(Breach, public_id=public_id), StepForm())


@needs(May.RUN_PRIVACY)
@never_cache
@require_http_methods(["GET", "POST"])
def new_breach(request: StaffRequest) -> HttpResponse:
    """Enter a breach."""
    return _edited_breach(request, Breach(), title=_("Nowe naruszenie"))


@needs(May.RUN_PRIVACY)
@never_cache
@require_http_methods(["GET", "POST"])
def edit_breach(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Store what is known of a breach now."""
    found = get_object_or_404(Breach, public_id=public_id)
    return _edited_breach(request, found, title=_("Popraw naruszenie"))


@needs(May.RUN_PRIVACY)
@require_POST
def act_breach(request: StaffRequest, public_id: uuid.UUID, what: str) -> HttpResponse:
    """Note a step, or close."""
    found = get_object_or_404(Breach, public_id=public_id)
    if what == "zamknij":
        with errors_shown(request):
            operations.close_breach(found, actor=request.user)
            messages.success(request, _("Naruszenie zamknięte."))
        return redirect("privacy:desk_breach", found.public_id)
    if what != "krok":
        raise Http404
    form = StepForm(request.POST)
    if not form.is_valid():
        return _breach(request, found, form)
    operations.add_step(found, actor=request.user, **form.cleaned_data)
    messages.success(request, _("Zapisane."))
    return redirect("privacy:desk_breach", found.public_id)


@needs(May.RUN_PRIVACY)
@never_cache
@require_safe
def consents(request: StaffRequest) -> HttpResponse:
    """Show the ledger of consents of every module; as a file too."""
    kind, text = request.GET.get("rodzaj", ""), searched(request)
    audit.saw(request.user, actor=request.user, purpose="privacy.consents")
    if as_format := audit.wanted_format(request):
        return audit.table_file(
            name="zgody",
            headings=[_("Kto"), _("Na co"), _("Treść"), _("Jak"), _("Kiedy"), _("Cofnięta")],
            rows=[line.cells for line in consent_queries.lines(kind=kind, text=text)],
            as_format=as_format,
            about=request.user,
            actor=request.user,
        )
    number = request.GET.get("page", "1")
    page = consent_queries.ledger(kind=kind, text=text, number=number)
    context = {"page": page, "kind": kind, "text": text, "tab": "consents"}
    return render(request, "privacy/desk/consents.html", context)


@needs(May.RUN_PRIVACY)
@never_cache
@require_safe
def clauses(request: StaffRequest) -> HttpResponse:
    """List forms with what they tell people today."""
    context = {"forms": clause_queries.all_forms(), "tab": "clauses"}
    return render(request, "privacy/desk/clauses.html", context)


@needs(May.RUN_PRIVACY)
@never_cache
@require_http_methods(["GET", "POST"])
def clause(request: StaffRequest, form: str) -> HttpResponse:
    """Show every version of one form's words, and give it new ones."""
    found = clause_queries.of_form(form)
    if found is None:
        raise Http404
    names = ("words", "words_en", "words_uk")
    initial = {name: getattr(found.current, name, "") for name in names}
    shown = ClauseForm(posted(request), instance=Clause(form=form), initial=initial)
    return _new_clause(request, found, shown)


@needs(May.RUN_PRIVACY)
@never_cache
@require_http_methods(["GET", "POST"])
def keeping(request: StaffRequest) -> HttpResponse:
    """Show what goes in the next days, what waits, and the certificates of what went."""
    names = table_names()
    form = PauseForm(posted(request), tables=sorted(names.items(), key=lambda each: each[1]))
    if form.is_bound and form.is_valid():
        try:
            operations.pause(actor=request.user, **form.cleaned_data)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Usuwanie poczeka."))
            return redirect("privacy:desk_keeping")
    now = {due.label: due.rows for due in operations.due_by(times.today())}
    ahead = operations.due_by(times.today() + timedelta(days=AHEAD))
    context = {
        "due": [(names[due.label], now.get(due.label, 0), due.rows) for due in ahead],
        "days": AHEAD,
        "pauses": [
            (row, names.get(row.label, _("całe usuwanie")))
            for row in RetentionPause.objects.filter(ended_at=None).order_by("pk")
        ],
        "runs": list(RetentionRun.objects.all()[:SHOWN]),
        "erasures": list(Erasure.objects.all()[:SHOWN]),
        "form": form,
        "tab": "keeping",
    }
    return render(request, "privacy/desk/keeping.html", context, status=status_of(form))


@needs(May.RUN_PRIVACY)
@require_POST
def go_on(request: StaffRequest, number: int) -> HttpResponse:
    """End a pause."""
    operations.go_on(get_object_or_404(RetentionPause, pk=number), actor=request.user)
    messages.success(request, _("Usuwanie idzie dalej."))
    return redirect("privacy:desk_keeping")


@needs(May.RUN_PRIVACY)
@never_cache
@require_safe
def run(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show the certificate of one run."""
    found = get_object_or_404(RetentionRun, public_id=public_id)
    return _certificate(request, found, went=found.went, overdue=found.overdue, failed=found.failed)


@needs(May.RUN_PRIVACY)
@never_cache
@require_safe
def erasure(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show the certificate of one erasure: counts and laws, no name."""
    found = get_object_or_404(Erasure, public_id=public_id)
    return _certificate(request, found, went=found.went, stays=found.stays)


@needs(May.RUN_PRIVACY)
@never_cache
@require_safe
def activities(request: StaffRequest) -> HttpResponse:
    """Show the record of processing; as PDF and .docx too."""
    rows = record.activities()
    if request.GET.get("plik") == "pdf":
        return audit.printed_document(
            printing.record_paper(rows), name="rejestr-czynnosci", about=request.user,
            actor=request.user,
        )  # fmt: skip
    if request.GET.get("plik") == "docx":
        return _text(request, texts.record_text(rows), name="rejestr-czynnosci")
    return render(request, "privacy/desk/record.html", {"rows": rows, "tab": "record"})


@needs(May.RUN_PRIVACY)
@never_cache
@require_safe
def assessment(request: StaffRequest) -> HttpResponse:
    """Show the first assessment of effects of the activities that carry a risk, as files too."""
    rows = [row for row in record.activities() if row.matter.is_risky]
    if request.GET.get("plik") == "pdf":
        return audit.printed_document(
            printing.assessment_paper(rows), name="ocena-skutkow", about=request.user,
            actor=request.user,
        )  # fmt: skip
    if request.GET.get("plik") == "docx":
        return _text(request, texts.assessment_text(rows), name="ocena-skutkow")
    return render(request, "privacy/desk/assessment.html", {"rows": rows, "tab": "assessment"})


@needs(May.RUN_PRIVACY)
@never_cache
@require_http_methods(["GET", "POST"])
def note(request: StaffRequest, matter: str) -> HttpResponse:
    """Write the officer's own words on one activity; kept apart from what is generated."""
    if matter not in MATTERS:
        raise Http404

    def current() -> ProcessingNote:
        return ProcessingNote.objects.filter(matter=matter).first() or ProcessingNote(matter=matter)

    form = NoteForm(posted(request), instance=current())

    def save(form: VersionedForm[ProcessingNote]) -> str:
        operations.save_note(form.instance, seen_version=form.seen_version, actor=request.user)
        return reverse("privacy:desk_record")

    way = [(_("Rejestr czynności"), reverse("privacy:desk_record"))]
    page = EditPage(MATTERS[matter].name, NOTE_GROUPS, way)
    return edited(request, form, save=save, current=current, page=page)


def _text(request: StaffRequest, made: bytes, *, name: str) -> HttpResponse:
    audit.took_away(name=f"{name}-docx", about=request.user, actor=request.user)
    answer = HttpResponse(made, content_type=text_documents.MIME)
    answer["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    answer["Cache-Control"] = "no-store"
    return answer


def _breach(request: StaffRequest, found: Breach, form: StepForm) -> HttpResponse:
    context = {"breach": found, "steps": list(found.steps.all()), "form": form}
    return render(request, "privacy/desk/breach.html", context, status=status_of(form))


def _edited_breach(request: StaffRequest, found: Breach, *, title: str) -> HttpResponse:
    is_new = found.pk is None
    form = BreachForm(posted(request), instance=found)

    def save(form: VersionedForm[Breach]) -> str:
        seen = "" if is_new else form.seen_version
        made = operations.save_breach(form.instance, seen_version=seen, actor=request.user)
        return reverse("privacy:desk_breach", args=[made.public_id])

    way = [(_("Naruszenia"), reverse("privacy:desk_breaches"))]
    lead = _("Zapisz od razu, co wiadomo, i uzupełniaj. Bez nazwisk.")
    page = EditPage(title, BREACH_GROUPS, way, lead=lead)
    return edited(
        request, form, save=save, current=lambda: Breach.objects.get(pk=found.pk), page=page
    )


def _new_clause(
    request: StaffRequest, found: clause_queries.FormClauses, form: ClauseForm
) -> HttpResponse:
    status = 0
    if form.is_bound and form.is_valid():
        try:
            operations.publish_clause(form.instance, actor=request.user)
        except ChangedMeanwhileError as error:
            put_on(form, error)
            found, status = clause_queries.of_form(found.form) or found, CONFLICT
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Nowa treść zapisana."))
            return redirect("privacy:desk_clause", found.form)
    context = {"found": found, "form": form}
    return render(request, "privacy/desk/clause.html", context, status=status or status_of(form))


def _certificate(
    request: StaffRequest, found: RetentionRun | Erasure, **told: object
) -> HttpResponse:
    names = {**table_names(), RUN: _("liczenie tego, co jest po czasie")}
    rows = {
        name: [(names.get(label, label), number) for label, number in sorted(counts.items())]
        for name, counts in told.items()
        if isinstance(counts, dict)
    }
    stays = told.get("stays") or []
    assert isinstance(stays, list)  # noqa: S101 - as it is stored
    context = {
        "found": found,
        "is_run": isinstance(found, RetentionRun),
        "stays": [{**each, "name": names.get(each["label"], each["label"])} for each in stays],
        **rows,
    }
    return render(request, "privacy/desk/certificate.html", context)
