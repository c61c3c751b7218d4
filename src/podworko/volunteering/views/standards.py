"""Standards for the protection of minors: what anybody reads, and what the desk keeps of them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, User, may, needs
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.core.versions import ChangedMeanwhileError
from podworko.network.public import Pal
from podworko.ui.typesetting import public_pdf
from podworko.ui.values import Differing
from podworko.volunteering import operations, policies
from podworko.volunteering.forms.standards import ReviewForm, StandardsForm
from podworko.volunteering.models import Standards
from podworko.volunteering.printing import safety as printing
from podworko.volunteering.prose import blocks
from podworko.volunteering.queries import standards as queries

SHORT = "dla-dzieci"
DIGITS = 9
"""As many as numbers and versions can have."""


@login_not_required
@require_safe
def standards(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a PAL's standards: the short version for children first, the full one under it."""
    pal, row = _public(slug)
    context = {"pal": pal, "standards": row, "short": blocks(row.short), "full": blocks(row.full)}
    return render(request, "volunteering/standards.html", context)


@login_not_required
@require_safe
def standards_paper(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with one version of a PAL's standards as a file to print."""
    pal, row = _public(slug)
    row.pal = pal
    is_short = request.GET.get("wersja") == SHORT
    document = printing.standards(row, is_short=is_short)
    return public_pdf(document, name=f"standardy-{slug}")


def pal_panel(request: HttpRequest, *, pal: Pal) -> SafeString:
    """Draw on a PAL's page the way to its standards."""
    if queries.public_standards(pal) is None:
        return SafeString()
    return render_to_string("volunteering/_standards_panel.html", {"pal": pal}, request)


@needs(May.SEE_DESK)
@never_cache
@require_safe
def desk_list(request: StaffRequest) -> HttpResponse:
    """List the PALs whose standards one is to know or writes, with what is due."""
    pals = _desk_pals(request.user)
    context = {
        "rows": queries.kept_standards(list(pals.order_by("name")), reader=request.user),
        "may_write": may(request.user, May.EDIT_STANDARDS),
    }
    return render(request, "volunteering/desk/standards/list.html", context)


@needs(May.SEE_DESK)
@never_cache
@require_safe
def desk(request: StaffRequest, slug: str) -> HttpResponse:
    """Show the standards of one PAL: what holds, who knows it, reviews and editions."""
    return _desk(request, _desk_pal(request.user, slug), ReviewForm())


@needs(May.EDIT_STANDARDS)
@never_cache
@require_http_methods(["GET", "POST"])
def write(request: StaffRequest, slug: str) -> HttpResponse:
    """Write the next edition as a draft."""
    pal = get_object_or_404(policies.written_standards_pals(request.user), slug=slug)
    [kept] = queries.kept_standards([pal], reader=request.user)
    form = StandardsForm(posted(request), draft=kept.draft, like=kept.newest)
    differing: list[Differing] = []
    is_late = False
    if form.is_valid():
        try:
            operations.write_standards(
                pal, form.text(), actor=request.user, seen_version=_number(form.seen_version)
            )
        except ChangedMeanwhileError:
            [kept] = queries.kept_standards([pal], reader=request.user)
            stored = kept.draft or kept.newest or Standards()
            (form, differing), is_late = form.merged(stored), True
        else:
            messages.success(request, _("Szkic zapisany. Sprawdź go i wydaj."))
            return redirect("volunteering:desk_standards_of", slug)
    context = {"form": form, "pal": pal, "kept": kept, "differing": differing, "is_late": is_late}
    status = 409 if is_late else status_of(form)
    return render(request, "volunteering/desk/standards/write.html", context, status=status)


@needs(May.EDIT_STANDARDS)
@require_POST
def issue(request: StaffRequest, slug: str) -> HttpResponse:
    """Issue the draft that was looked at."""
    pal = get_object_or_404(policies.written_standards_pals(request.user), slug=slug)
    seen_version = _number(request.POST.get("version", ""))
    with errors_shown(request):
        operations.issue_standards(pal, actor=request.user, seen_version=seen_version)
        messages.success(request, _("Standardy wydane. Zespół zobaczy prośbę o zapoznanie się."))
    return redirect("volunteering:desk_standards_of", slug)


@needs(May.EDIT_STANDARDS)
@require_POST
def review(request: StaffRequest, slug: str) -> HttpResponse:
    """Note that the standards in force were reviewed."""
    pal = get_object_or_404(policies.written_standards_pals(request.user), slug=slug)
    current = queries.public_standards(pal)
    if current is None:
        raise Http404
    form = ReviewForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            operations.review_standards(
                current, on=data["reviewed_on"], words=data["words"], actor=request.user
            )
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Przegląd zapisany."))
            return redirect("volunteering:desk_standards_of", slug)
    return _desk(request, pal, form)


@needs(May.SEE_DESK)
@require_POST
def acknowledge(request: StaffRequest, slug: str) -> HttpResponse:
    """Note that one has read the edition that was on the page."""
    pal = get_object_or_404(policies.known_standards_pals(request.user), slug=slug)
    number = _number(request.POST.get("wydanie", ""))
    rows = Standards.objects.issued().filter(pal=pal, number=number)
    with errors_shown(request):
        operations.acknowledge_standards(get_object_or_404(rows), actor=request.user)
        messages.success(request, _("Zapisane: znasz te standardy."))
    return redirect("volunteering:desk_standards_of", slug)


def panel(request: HttpRequest) -> SafeString:
    """Draw on the first page of the desk which standards to read, and which wait for a review."""
    user = request.user
    if not isinstance(user, User) or not may(user, May.SEE_DESK):
        return SafeString()
    granted = [grant.pal_id for grant in user.grants.today() if grant.pal_id]
    written = set(policies.written_standards_pals(user).values_list("pk", flat=True))
    pals = list(Pal.objects.filter(pk__in={*granted, *written}).order_by("name"))
    kept = queries.kept_standards(pals, reader=user)
    context = {
        "to_read": [
            row for row in kept if row.newest and not row.is_known and row.pal.pk in granted
        ],
        "overdue": [row for row in kept if row.pal.pk in written and row.is_overdue],
        "soon": [row for row in kept if row.pal.pk in written and row.is_due_soon],
    }
    if not any(context.values()):
        return SafeString()
    return render_to_string("volunteering/desk/standards/_panel.html", context, request)


def _number(told: str) -> int:
    """Return a number that a page sent; 0, which nothing has, for what is none or too long."""
    return int(told) if told.isdecimal() and len(told) <= DIGITS else 0


def _desk(request: StaffRequest, pal: Pal, form: ReviewForm) -> HttpResponse:
    [kept] = queries.kept_standards([pal], reader=request.user)
    newest = kept.newest
    writes = policies.written_standards_pals(request.user).filter(pk=pal.pk).exists()
    context = {
        "kept": kept,
        "pal": pal,
        "form": form,
        "may_write": writes,
        "readers": queries.readers_of(newest) if newest and writes else [],
        "full": blocks(newest.full) if newest else [],
        "short": blocks(newest.short) if newest else [],
        "draft_full": blocks(kept.draft.full) if kept.draft else [],
        "draft_short": blocks(kept.draft.short) if kept.draft else [],
    }
    status = status_of(form)
    return render(request, "volunteering/desk/standards/desk.html", context, status=status)


def _desk_pals(user: User) -> QuerySet[Pal]:
    return policies.known_standards_pals(user) | policies.written_standards_pals(user)


def _desk_pal(user: User, slug: str) -> Pal:
    return get_object_or_404(_desk_pals(user), slug=slug)


def _public(slug: str) -> tuple[Pal, Standards]:
    pal = get_object_or_404(Pal, slug=slug)
    row = queries.public_standards(pal)
    if row is None:
        raise Http404
    return pal, row
