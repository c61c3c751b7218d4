"""Where activities come from: a term copied, a template of the network, a review passed."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, may, needs
from podworko.activities import operations, policies
from podworko.activities.forms.desk_copy import CopyTermForm
from podworko.activities.forms.desk_templates import TemplateForm
from podworko.activities.models import Activity, Template
from podworko.activities.queries.copying import CopyRow, term_rows
from podworko.activities.queries.making import now_with_minors, template_list
from podworko.activities.views.desk_common import activity_of, is_post, to_activity
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, status_of
from podworko.core.versions import ChangedMeanwhileError


@needs(May.EDIT_ACTIVITIES)
@require_POST
def ask_for_review(request: StaffRequest, slug: str) -> HttpResponse:
    """Ask those who publish to look at a draft."""
    found = activity_of(policies.editable_activities(request.user), slug)
    with errors_shown(request):
        words = request.POST.get("words", "")[:300]
        operations.ask_for_review(found, words=words, actor=request.user)
        messages.success(request, _("Wysłane do sprawdzenia. Opublikuje to ktoś z uprawnieniem."))
    return to_activity(found)


@needs(May.PUBLISH_ACTIVITIES)
@require_POST
def send_back(request: StaffRequest, slug: str) -> HttpResponse:
    """Give an activity back to who planned it."""
    found = activity_of(policies.publishable_activities(request.user), slug)
    with errors_shown(request):
        words = request.POST.get("words", "")[:300]
        operations.send_back(found, words=words, actor=request.user)
        messages.success(request, _("Odesłane do poprawy. To znowu szkic."))
    return to_activity(found)


@needs(May.EDIT_ACTIVITIES)
@never_cache
@require_http_methods(["GET", "POST"])
def copy_term(request: StaffRequest) -> HttpResponse:
    """Show what of a term fits into the next, then copy what was ticked, as drafts."""
    pals = policies.editable_pals(request.user).select_related("seat")
    data = request.POST if is_post(request) else request.GET if "since" in request.GET else None
    form = CopyTermForm(data, pals=pals)
    rows: list[CopyRow] | None = None
    if form.is_valid():
        rows = term_rows(form.cleaned_data["pal"], form.term())
        if is_post(request) and (count := _copied(request, form, rows)):
            many = ngettext("Skopiowane: %(count)s zajęcia.", "Skopiowane: %(count)s zajęć.", count)
            messages.success(request, f"{many % {'count': count}} {_('To szkice: sprawdź je.')}")
            return redirect("activities:desk_programme")
    context = {
        "form": form,
        "rows": rows,
        "chosen": set(request.POST.getlist("activity")) if is_post(request) else None,
    }
    return render(request, "activities/desk/copy_term.html", context, status=status_of(form))


def _copied(request: StaffRequest, form: CopyTermForm, rows: list[CopyRow]) -> int:
    """Copy what was ticked and return how many activities; 0 when nothing was or could be."""
    wanted = set(request.POST.getlist("activity"))
    chosen = [row.copied for row in rows if str(row.activity.pk) in wanted]
    confirmed = set(request.POST.getlist("again"))
    twice = [row for row in rows if row.is_there and str(row.activity.pk) in wanted - confirmed]
    if twice:
        form.add_error(
            None,
            _("W nowym semestrze są już: %(names)s. Odśwież i sprawdź.")
            % {"names": ", ".join(row.activity.title for row in twice)},
        )
        return 0
    if not chosen:
        form.add_error(None, _("Zaznacz choć jedne zajęcia."))
        return 0
    try:
        return len(operations.copy_term(chosen, form.term(), actor=request.user))
    except DomainError as error:
        form.add_error(None, str(error.message))
        return 0


@needs(May.EDIT_ACTIVITIES)
@never_cache
@require_safe
def templates(request: StaffRequest) -> HttpResponse:
    """List what the network offers to begin an activity with."""
    may_edit = may(request.user, May.EDIT_TEMPLATES)
    context = {"rows": template_list(with_withdrawn=may_edit), "may_edit": may_edit}
    return render(request, "activities/desk/templates.html", context)


@needs(May.EDIT_TEMPLATES)
@never_cache
@require_http_methods(["GET", "POST"])
def new_template(request: StaffRequest) -> HttpResponse:
    """Write a template."""
    form = TemplateForm(posted(request), template=Template())
    if form.is_valid():
        operations.save_template(form.filled(), seen_version=0, actor=request.user)
        messages.success(request, _("Wzór zapisany. Animatorzy zobaczą go przy nowych zajęciach."))
        return redirect("activities:desk_templates")
    context = {"form": form, "followers": 0}
    return render(request, "activities/desk/template.html", context, status=status_of(form))


@needs(May.EDIT_TEMPLATES)
@never_cache
@require_http_methods(["GET", "POST"])
def template(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change a template; activities made from it follow in what is fixed."""
    found = get_object_or_404(Template, public_id=public_id)
    form = TemplateForm(posted(request), template=found)
    is_late = False
    if form.is_valid():
        seen = form.seen_version
        try:
            followed = operations.save_template(
                form.filled(), seen_version=seen, actor=request.user
            )
        except ChangedMeanwhileError:
            form, is_late = _against(request, found), True
        else:
            messages.success(request, _followed_words(len(followed)))
            _tell_of_minors(request, followed)
            return redirect("activities:desk_templates")
    context = {
        "form": form,
        "template": found,
        "is_late": is_late,
        "followers": operations.followers(found).count(),
    }
    status = 409 if is_late else status_of(form)
    return render(request, "activities/desk/template.html", context, status=status)


def _against(request: StaffRequest, found: Template) -> TemplateForm:
    """Return what was typed, to be saved over the version that is stored by now."""
    data = request.POST.copy()
    current = Template.objects.get(pk=found.pk)
    data["version"] = str(current.version)
    return TemplateForm(data, template=current)


def _tell_of_minors(request: StaffRequest, followed: list[Activity]) -> None:
    """Tell which activities are with minors from now on because the template says so."""
    if raised := now_with_minors(followed):
        words = _("Od teraz to zajęcia z dziećmi lub młodzieżą, bo tak mówi wzór: %(titles)s.")
        titles = ", ".join(f"{each.title} ({each.pal.name})" for each in raised)
        messages.info(request, words % {"titles": titles})


def _followed_words(count: int) -> str:
    if not count:
        return _("Zapisane.")
    many = ngettext(
        "Zapisane. Zmieniły się też %(count)s zajęcia.",
        "Zapisane. Zmieniło się też %(count)s zajęć.",
        count,
    )
    return many % {"count": count}
