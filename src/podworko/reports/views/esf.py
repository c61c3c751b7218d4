"""The desk's pages of ESF+ projects: which there are, their numbers, who takes part."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.http import posted, put_on, searched, status_of
from podworko.people.public import Person, matching
from podworko.reports import operations, policies
from podworko.reports.forms.esf import EsfEntryForm, EsfParticipantForm, EsfProjectForm
from podworko.reports.models import EsfParticipant, EsfProject
from podworko.reports.queries.esf import SEX_WORDS, esf_table, is_forgotten
from podworko.ui.edit_pages import EditPage, edited

MOST_CARDS = 20
PER_PAGE = 50
PROJECT_GROUPS = (
    (gettext_lazy("Umowa"), ("title", "agreement", "begins_on", "ends_on", "keep_until")),
    (gettext_lazy("Gdzie i o co pytamy"), ("pals", "asks_work", "asks_education")),
)
PERSON_GROUPS = ((gettext_lazy("Udział"), ("sex", "entered_on", "left_on", "work", "education")),)


@needs(May.RUN_ESF, May.PUBLISH_REPORTS)
@never_cache
@require_safe
def projects(request: StaffRequest) -> HttpResponse:
    """List the projects of the network, or of one's PALs."""
    context = {
        "projects": list(policies.esf_projects(request.user)),
        "may_make": policies.may_make_esf(request.user),
    }
    return render(request, "reports/esf/list.html", context)


@needs(May.PUBLISH_REPORTS)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Make a project; from then on people can be entered into it."""
    if not policies.may_make_esf(request.user):
        raise Http404

    def save(form: EsfProjectForm) -> str:
        made = operations.add_project(form.instance, pals=form.pals, actor=request.user)
        return reverse("reports:desk_esf", args=[made.public_id])

    form = EsfProjectForm(posted(request), instance=EsfProject())
    page = EditPage(title=_("Nowy projekt EFS+"), groups=PROJECT_GROUPS, way=_way())
    return edited(request, form, save=save, current=EsfProject, page=page)  # type: ignore[arg-type]


@needs(May.PUBLISH_REPORTS)
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change a project; two who do so at once lose nothing."""
    if not policies.may_make_esf(request.user):
        raise Http404
    found = _project(request, public_id)
    back = reverse("reports:desk_esf", args=[public_id])

    def save(form: EsfProjectForm) -> str:
        operations.save_project(
            form.instance, pals=form.pals, seen_version=form.seen_version, actor=request.user
        )
        return back

    page = EditPage(
        title=_("Zmień projekt"),
        lead=_("Gdy projekt przestaje o coś pytać, odpowiedzi usuwają się od razu."),
        groups=PROJECT_GROUPS,
        way=[*_way(), (found.title, back)],
    )
    return edited(
        request,
        EsfProjectForm(posted(request), instance=found),
        save=save,  # type: ignore[arg-type]
        current=lambda: _project(request, public_id),
        page=page,
    )


@needs(May.RUN_ESF, May.PUBLISH_REPORTS)
@never_cache
@require_safe
def project(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a project's indicators, as a file too, and by name whom one may see.

    Once what was known of its participants is deleted there is no table: noughts would not be
    true.
    """
    found = _project(request, public_id)
    counted = policies.esf_counted(request.user, found)
    lines = () if is_forgotten(found) else esf_table(found, counted)
    wanted = audit.wanted_format(request)
    if wanted and lines:
        return audit.table_file(
            name="efs",
            headings=[_("Wskaźnik"), _("Kod"), *map(str, SEX_WORDS), _("Razem")],
            rows=[(str(line.label), line.code, *line.numbers, line.total) for line in lines],
            as_format=wanted,
            about=found,
            actor=request.user,
        )
    rows = policies.esf_participants(request.user, found)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    audit.saw_many(list(page.object_list), actor=request.user, purpose="reports.esf")
    context = {
        "project": found,
        "lines": lines,
        "sexes": SEX_WORDS,
        "page": page,
        "is_over": found.is_over,
        "may_run": policies.may_run_esf(request.user, found),
        "may_make": policies.may_make_esf(request.user),
    }
    return render(request, "reports/esf/project.html", context)


@needs(May.RUN_ESF)
@never_cache
@require_http_methods(["GET", "POST"])
def add(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Find a card (`q`), choose it (`kto`) and enter that person into the project."""
    found = _project(request, public_id)
    if not policies.may_run_esf(request.user, found):
        raise Http404
    text, cards = searched(request), []
    chosen = _card(request)
    if chosen is None:
        cards = matching(policies.esf_cards(request.user), text, most=MOST_CARDS)
        audit.saw_many(cards, actor=request.user, purpose="reports.esf_card")
        context = {"project": found, "text": text, "cards": cards}
        return render(request, "reports/esf/add.html", context)
    audit.saw(chosen, actor=request.user, purpose="reports.esf_card")
    form = EsfEntryForm(posted(request), instance=EsfParticipant(project=found, person=chosen))
    if form.is_valid():
        try:
            operations.add_participant(form.instance, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Osoba jest w projekcie."))
            return redirect("reports:desk_esf", public_id)
    context = {"project": found, "person": chosen, "form": form}
    return render(request, "reports/esf/add.html", context, status=status_of(form))


@needs(May.RUN_ESF)
@never_cache
@require_http_methods(["GET", "POST"])
def participant(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Put right what is known of somebody in a project, or say when they left."""
    found = _participant(request, public_id)
    audit.saw(found, actor=request.user, purpose="reports.esf")
    back = reverse("reports:desk_esf", args=[found.project.public_id])

    def save(form: EsfParticipantForm) -> str:
        operations.save_participant(
            form.instance, seen_version=form.seen_version, actor=request.user
        )
        return back

    page = EditPage(
        title=found.person.name,
        groups=PERSON_GROUPS,
        way=[*_way(), (found.project.title, back)],
    )
    return edited(
        request,
        EsfParticipantForm(posted(request), instance=found),
        save=save,  # type: ignore[arg-type]
        current=lambda: _participant(request, public_id),
        page=page,
    )


@needs(May.RUN_ESF)
@never_cache
@require_http_methods(["GET", "POST"])
def drop(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask, and then take out somebody who was entered by mistake."""
    found = _participant(request, public_id)
    if request.method == "POST":
        operations.remove_participant(found, actor=request.user)
        messages.success(request, _("Osoby nie ma już w projekcie. Jej karta zostaje."))
        return redirect("reports:desk_esf", found.project.public_id)
    audit.saw(found, actor=request.user, purpose="reports.esf")
    return render(request, "reports/esf/drop.html", {"participant": found})


def _project(request: StaffRequest, public_id: uuid.UUID) -> EsfProject:
    return get_object_or_404(policies.esf_projects(request.user), public_id=public_id)


def _participant(request: StaffRequest, public_id: uuid.UUID) -> EsfParticipant:
    rows = EsfParticipant.objects.select_related("project")
    at = get_object_or_404(rows, public_id=public_id).project
    return get_object_or_404(policies.esf_participants(request.user, at), public_id=public_id)


def _card(request: StaffRequest) -> Person | None:
    """Return the card that is chosen in the address, None for none; 404 for one out of sight."""
    if not (told := request.GET.get("kto")):
        return None
    try:
        key = uuid.UUID(told)
    except ValueError as error:
        raise Http404 from error
    return get_object_or_404(policies.esf_cards(request.user), public_id=key)


def _way() -> list[tuple[str, str]]:
    return [(_("Projekty EFS+"), reverse("reports:desk_esfs"))]
