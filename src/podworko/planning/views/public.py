"""What residents read of plans: the text approved, how it goes, and what came of their words."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from podworko.diagnosis.public import Need
from podworko.network.public import Pal
from podworko.planning import queries
from podworko.planning.models import Plan


@login_not_required
@require_safe
def newest(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead to the newest plan of a PAL that residents may read."""
    del request
    plan = Plan.objects.public().filter(pal__slug=slug).order_by("-year").first()
    if plan is None:
        raise Http404
    return redirect(plan)


@login_not_required
@require_safe
def plan(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Show a plan as it was approved, with how each goal goes."""
    rows = Plan.objects.public().select_related("pal", "study")
    found = get_object_or_404(rows, pal__slug=slug, year=year)
    approval, goals = queries.public_plan(found)
    context = {
        "plan": found,
        "approval": approval,
        "goals": goals,
        "years": list(Plan.objects.public().filter(pal=found.pal).values_list("year", flat=True)),
        "earlier": list(found.approvals.exclude(pk=approval.pk)),
    }
    return render(request, "planning/plan.html", context)


def need_panel(request: HttpRequest, *, need: Need) -> SafeString:
    """Draw what is planned and done about a need on its own page."""
    thread = queries.need_thread(need)
    shown = tuple(answer for answer in thread.answers if answer.is_public)
    goals = queries.promised_goals(thread.goals, need=need)
    context = {"thread": thread, "answers": shown, "goals": goals}
    return render_to_string("planning/_need_panel.html", context, request)


def pal_panel(request: HttpRequest, *, pal: Pal) -> SafeString:
    """Draw "You said, we did" on a PAL's page; nothing where nobody has said anything."""
    said = queries.you_said(pal)
    plan = Plan.objects.public().filter(pal=pal).order_by("-year").first()
    if not said and not plan:
        return SafeString("")
    context = {"pal": pal, "said": said, "plan": plan}
    return render_to_string("planning/_pal_panel.html", context, request)
