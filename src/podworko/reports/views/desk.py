"""The desk's pages of reports: every year, one report, its words and stories, its fate."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.http import answer_or_back, errors_shown, posted
from podworko.reports import operations, policies
from podworko.reports.assembled import Variant, assemble, source_of
from podworko.reports.forms.board import OLDEST
from podworko.reports.forms.reports import ReportForm, StoryForm
from podworko.reports.models import Report, Story
from podworko.reports.operations.writing import version_of_all
from podworko.reports.queries.desk import desk_years
from podworko.reports.views import files
from podworko.ui.edit_pages import EditPage, edited

NETWORK = "siec"
GROUPS = (
    (gettext_lazy("Najważniejsze"), ("summary", "good")),
    (gettext_lazy("Uczciwie"), ("hard", "learned")),
    (gettext_lazy("Na koniec"), ("planned", "thanks")),
)
STORY = ((gettext_lazy("Historia zmiany"), ("title", "words", "position")),)
ACTS: dict[str, tuple[May, Callable[..., Report]]] = {
    "gotowe": (May.WRITE_REPORTS, operations.mark_ready),
    "cofnij": (May.WRITE_REPORTS, operations.send_back),
    "publikuj": (May.PUBLISH_REPORTS, operations.publish_report),
    "wycofaj": (May.PUBLISH_REPORTS, operations.withdraw_report),
}


@needs(May.WRITE_REPORTS)
@never_cache
@require_safe
def reports(request: StaffRequest) -> HttpResponse:
    """List the years, how far each report is, and what can be done."""
    pals = list(policies.pals_to_write_of(request.user))
    with_whole = policies.may_write_of_all(request.user)
    context = {
        "years": desk_years(pals, with_whole=with_whole, oldest=OLDEST),
        "may_close": policies.may_close_years(request.user),
        "has_pals": bool(pals) or with_whole,
    }
    return render(request, "reports/desk/list.html", context)


@needs(May.WRITE_REPORTS)
@never_cache
@require_safe
def report(request: StaffRequest, year: int, whose: str) -> HttpResponse:
    """Show a report as it stands, with what can be done to it."""
    found = _found(request, year, whose)
    variant = files.wanted_variant(request)
    context = {
        "report": found,
        "whose": whose,
        "kinds": files.KINDS,
        "variants": Variant.choices,
        "told": assemble(source_of(found), variant),
        "stories": list(found.stories.all()) if found.pk else [],
        "offered": list(policies.stories_offered(found)) if not found.is_public else [],
        "may_publish": policies.may_publish(request.user),
        "version": version_of_all(found),
    }
    return render(request, "reports/desk/report.html", context)


@needs(May.WRITE_REPORTS)
@never_cache
@require_http_methods(["GET", "POST"])
def write(request: StaffRequest, year: int, whose: str) -> HttpResponse:
    """Write the words of a report; two who do so at once lose nothing."""
    found = _found(request, year, whose)
    back = reverse("reports:desk_report", args=[year, whose])

    def save(form: ReportForm) -> str:
        if form.instance.is_new:
            begun = operations.begin_report(year, found.pal, actor=request.user)
            form.instance.pk = begun.pk
        seen = form.seen_version
        operations.save_report(form.instance, seen_version=seen, actor=request.user)
        return back

    form = ReportForm(posted(request), instance=found)
    page = EditPage(
        title=_("Napisz: %(title)s") % {"title": _title(found)},
        lead=_(
            "Liczby, plan, debaty i partnerzy wpisują się same. Dopisz to, czego nie widać"
            " w liczbach. Pisz prosto, krótko i bez nazwisk mieszkańców."
        ),
        groups=GROUPS,
        way=[*_way(), (_title(found), back)],
    )
    return edited(
        request,
        form,
        save=save,  # type: ignore[arg-type]
        current=lambda: _found(request, year, whose),
        page=page,
    )


@needs(May.WRITE_REPORTS)
@require_POST
def new_story(request: StaffRequest, year: int, whose: str) -> HttpResponse:
    """Put a story into a report: one told at a goal (`proof`), or a new one to write."""
    found = _found(request, year, whose)
    told = request.POST.get("proof", "")
    proof = get_object_or_404(policies.stories_offered(found), **_key(told)) if told else None
    begun = operations.begin_report(year, found.pal, actor=request.user)
    try:
        made = operations.add_story(begun, proof=proof, actor=request.user)
    except DomainError as error:
        messages.error(request, str(error.message))
        return redirect("reports:desk_report", year, whose)
    return redirect("reports:desk_story", made.public_id)


@needs(May.WRITE_REPORTS)
@never_cache
@require_http_methods(["GET", "POST"])
def story(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Edit a story as it stands in a report."""
    found = _story(request, public_id)
    back = _path(found.report)

    def save(form: StoryForm) -> str:
        seen = form.seen_version
        operations.save_story(form.instance, seen_version=seen, actor=request.user)
        return back

    page = EditPage(
        title=_("Historia zmiany"),
        lead=_("Kto, co było wcześniej, co się zmieniło i co w tym pomogło."),
        groups=STORY,
        way=[*_way(), (_title(found.report), back)],
    )
    return edited(
        request,
        StoryForm(posted(request), instance=found),
        save=save,  # type: ignore[arg-type]
        current=lambda: _story(request, public_id),
        page=page,
    )


@needs(May.WRITE_REPORTS)
@never_cache
@require_http_methods(["GET", "POST"])
def drop_story(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask, and then take a story out of a report: its words are gone."""
    found = _story(request, public_id)
    if request.method == "POST":
        operations.remove_story(found, actor=request.user)
        messages.success(request, _("Historii nie ma już w sprawozdaniu."))
        return redirect(_path(found.report))
    context = {"story": found, "title": _title(found.report), "back": _path(found.report)}
    return render(request, "reports/desk/drop_story.html", context)


@needs(May.WRITE_REPORTS)
@require_POST
def act(request: StaffRequest, year: int, whose: str, what: str) -> HttpResponse:
    """Say that a report is ready, take that back, publish it, withdraw it."""
    found = _found(request, year, whose)
    if what not in ACTS or found.is_new:
        raise Http404
    right, do = ACTS[what]
    if right == May.PUBLISH_REPORTS and not policies.may_publish(request.user):
        raise Http404
    seen = {"seen_version": request.POST.get("version", "")} if what == "publikuj" else {}
    with errors_shown(request):
        do(found, **seen, actor=request.user)
    return redirect("reports:desk_report", year, whose)


@needs(May.WRITE_REPORTS)
@never_cache
@require_safe
def file(request: StaffRequest, year: int, whose: str, kind: str) -> HttpResponse:
    """Answer with a report as it stands as a file: a draft says that it is one."""
    found = _found(request, year, whose)
    told = assemble(source_of(found), files.wanted_variant(request))
    back = reverse("reports:desk_report", args=[year, whose])
    return answer_or_back(request, lambda: files.answer(request, told, kind), back=back)


def _found(request: StaffRequest, year: int, whose: str) -> Report:
    """Return a report that may be written, begun or not yet."""
    if not OLDEST <= year <= times.today().year:
        raise Http404
    pal = None
    if whose == NETWORK:
        if not policies.may_write_of_all(request.user):
            raise Http404
    else:
        pal = get_object_or_404(policies.pals_to_write_of(request.user), slug=whose)
    rows = policies.editable_reports(request.user).filter(year=year, pal=pal)
    return rows.first() or Report(year=year, pal=pal)


def _story(request: StaffRequest, public_id: uuid.UUID) -> Story:
    return get_object_or_404(policies.editable_stories(request.user), public_id=public_id)


def _key(told: str) -> dict[str, uuid.UUID]:
    try:
        return {"public_id": uuid.UUID(told)}
    except ValueError as error:
        raise Http404 from error


def _title(report: Report) -> str:
    name = report.pal.name if report.pal else _("sieć PAL")
    return _("Sprawozdanie %(year)s: %(name)s") % {"year": report.year, "name": name}


def _path(report: Report) -> str:
    whose = report.pal.slug if report.pal else NETWORK
    return reverse("reports:desk_report", args=[report.year, whose])


def _way() -> list[tuple[str, str]]:
    return [(_("Sprawozdania"), reverse("reports:desk_reports"))]
