"""The desk's list of hours that wait: many confirmed at once, some refused with a reason."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podworko.accounts.public import May, StaffRequest, may, needs
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.http import answer_or_back, posted, put_on, searched, status_of
from podworko.network.public import Pal
from podworko.volunteering import operations, policies
from podworko.volunteering.forms.hours import WhyForm
from podworko.volunteering.operations import UnexplainedError
from podworko.volunteering.printing.hours import hours_sheet
from podworko.volunteering.queries.hours import HoursPage, people_with_hours, waiting_hours
from podworko.volunteering.views.hours_common import month_of


@needs(May.SEE_DESK)
@never_cache
@require_http_methods(["GET", "POST"])
def waiting(request: StaffRequest) -> HttpResponse:
    """List what waits for the reader to confirm, and take what they ticked."""
    found = waiting_hours(request.user, number=request.GET.get("page", "1"))
    if request.method == "POST":
        return _confirmed(request, found)
    seen = (line.entry for line in found.lines)
    audit.saw_many(seen, actor=request.user, purpose="hours.list")
    return _shown(request, found)


@needs(May.SEE_DESK)
@never_cache
@require_http_methods(["GET", "POST"])
def refuse(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take why hours are not confirmed; the volunteer reads it."""
    entry = get_object_or_404(policies.confirmable_hours(request.user), public_id=public_id)
    hint = _("Przeczyta to %(who)s. Napisz, co można zrobić.") % {"who": entry.volunteer}
    form = WhyForm(posted(request), label=_("Dlaczego nie potwierdzasz"), hint=hint)
    if form.is_valid():
        try:
            operations.refuse_hours(entry, why=form.cleaned_data["why"], actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane. Ta osoba dostanie wiadomość."))
            return redirect("volunteering:desk_hours")
    context = {"entry": entry, "form": form}
    template = "volunteering/desk/hours_refuse.html"
    return render(request, template, context, status=status_of(form))


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_safe
def people(request: StaffRequest) -> HttpResponse:
    """List the volunteers with their hours, to take a report from somebody who calls."""
    name = searched(request)[:60]
    found = list(people_with_hours(request.user, name=name))
    audit.saw_many(found, actor=request.user, purpose="hours.people")
    context = {"people": found, "name": name, "pals": policies.run_pals(request.user)}
    return render(request, "volunteering/desk/hours_people.html", context)


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_safe
def blank(request: StaffRequest, slug: str) -> HttpResponse:
    """Print an empty sheet of hours for whoever comes."""
    pal: Pal = get_object_or_404(policies.run_pals(request.user), slug=slug)
    document = hours_sheet(pal, month_of(request))
    return answer_or_back(
        request,
        lambda: audit.printed_document(
            document, name="karta-godzin", about=pal, actor=request.user
        ),
        back="volunteering:desk_hours_people",
    )


def _confirmed(request: StaffRequest, found: HoursPage) -> HttpResponse:
    """Confirm what was ticked, or show again what was ticked and typed."""
    ticked = set(request.POST.getlist("entry"))
    chosen = [line.entry for line in found.lines if str(line.entry.public_id) in ticked]
    whys = {entry.pk: request.POST.get(f"why-{entry.public_id}", "") for entry in chosen}
    if not chosen:
        return _shown(request, found, why=_("Zaznacz, co potwierdzasz."))
    try:
        count = operations.confirm_hours(chosen, whys=whys, actor=request.user)
    except UnexplainedError as error:
        return _shown(request, found, why=str(error.message), wrong=error.entry.pk)
    except DomainError as error:
        return _shown(request, found, why=str(error.message))
    told = ngettext("Potwierdzono %(count)s wpis.", "Potwierdzono wpisy: %(count)s.", count)
    messages.success(request, told % {"count": count})
    return redirect(f"{reverse('volunteering:desk_hours')}?page={found.page.number}")


def _shown(
    request: StaffRequest, found: HoursPage, *, why: str = "", wrong: int = 0
) -> HttpResponse:
    ticked = set(request.POST.getlist("entry"))
    rows = [
        {
            "line": line,
            "is_ticked": str(line.entry.public_id) in ticked,
            "why": request.POST.get(f"why-{line.entry.public_id}", ""),
            "is_wrong": line.entry.pk == wrong,
        }
        for line in found.lines
    ]
    context = {
        "rows": rows,
        "page": found.page,
        "refused": why,
        "may_run": may(request.user, May.RUN_VOLUNTEERING),
    }
    return render(request, "volunteering/desk/hours.html", context, status=422 if why else 200)
