"""The desk's programme: the list, one activity, writing it, showing it, calling it off."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, User, needs
from podworko.activities import operations, panels, policies
from podworko.activities.forms.desk_activity import ActivityForm
from podworko.activities.forms.desk_dates import DatesForm
from podworko.activities.forms.desk_leaders import led_by_of
from podworko.activities.forms.desk_programme import ProgrammeFilterForm
from podworko.activities.forms.desk_rules import NewRulesForm
from podworko.activities.forms.desk_sessions import (
    CallOffForm,
    PublishForm,
    ReviewForm,
    SendBackForm,
)
from podworko.activities.forms.prints import ProgrammePrintForm
from podworko.activities.models import Activity, SignUpList
from podworko.activities.paper_codes import list_with_code
from podworko.activities.queries import desk as queries
from podworko.activities.queries.making import offered_templates
from podworko.activities.queries.programme_file import programme_cells
from podworko.activities.queries.signups import takes_sign_ups
from podworko.activities.views.desk_common import Together, activity_of, to_activity
from podworko.activities.views.desk_sessions import must_be_seen, preview_of, wanted_of
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.core.versions import ChangedMeanwhileError
from podworko.ui.values import Differing


@needs(May.SEE_DESK)
@never_cache
@require_safe
def programme(request: StaffRequest) -> HttpResponse:
    """List the activities of one's PALs, drafts included, with how full the next session is."""
    pals = policies.desk_pals(request.user)
    form = ProgrammeFilterForm(request.GET, pals=pals)
    wanted = form.wanted()
    if found := list_with_code(policies.countable_lists(request.user), wanted.get("q", "")):
        return _to_typing_in(request, found)
    activities = policies.desk_activities(request.user)
    if "pal" in wanted:
        activities = activities.filter(pal__slug=wanted["pal"])
    if as_format := audit.wanted_format(request):
        return _programme_file(request, activities, wanted, as_format)
    page, rows = queries.programme(
        activities,
        state=wanted.get("stan", ""),
        text=wanted.get("q", ""),
        number=request.GET.get("page", "1"),
    )
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "chips": form.chips(request.GET, reverse("activities:desk_programme")),
        "may_add": policies.editable_pals(request.user).exists(),
        "print_form": ProgrammePrintForm(None, pals=form.pals),
    }
    return render(request, "activities/desk/programme.html", context)


@needs(May.SEE_DESK)
@never_cache
@require_safe
def activity(request: StaffRequest, slug: str) -> HttpResponse:
    """Show one activity with its sessions and what can be done with it."""
    found = activity_of(policies.desk_activities(request.user), slug)
    context = {
        "page": queries.activity_desk(found, user=request.user),
        "activity": found,
        "publish_form": PublishForm(),
        "review_form": ReviewForm(initial={"words": found.review_words}),
        "send_back_form": SendBackForm(),
        "may_edit": policies.may_edit(request.user, found),
        "may_publish": policies.may_publish(request.user, found),
        "may_see_people": policies.may_see_sign_ups(request.user, found),
        "panels": panels.desk_activity.drawn(request, activity=found),
    }
    return render(request, "activities/desk/activity.html", context)


@needs(May.EDIT_ACTIVITIES)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Write a new activity with its first dates; dates are looked at before they are stored."""
    data, user = posted(request), request.user
    offered = list(offered_templates())
    code = (data if data is not None else request.GET).get("wzor", "")
    template = next((each for each in offered if str(each.public_id) == code), None)
    form = ActivityForm(data, request.FILES if data else None, user=user, template=template)
    dates, rules = DatesForm(data), NewRulesForm(data)
    judged, shown = form, None
    if data is not None:
        if "preview" in data:
            form, rules = _unjudged(form, rules)
        elif made := _planned(request, form, dates, rules):
            messages.success(request, _("Zapisane jako szkic. Na razie widzi to tylko zespół."))
            return to_activity(made)
        shown = preview_of(dates, wanted_of(judged.instance, led_by_of(judged)))
    context = {
        "form": form,
        "dates": dates,
        "rules": rules,
        "together": Together(form, dates, rules),
        "preview": shown,
        "must_look": bool(shown) and not _has_errors(form, dates, rules),
        "template": template,
        "offered": offered,
    }
    if request.htmx and "preview" in request.POST:
        return render(request, "activities/desk/_preview.html", context)
    status = status_of(form, dates, rules)
    return render(request, "activities/desk/new.html", context, status=status)


@needs(May.EDIT_ACTIVITIES)
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, slug: str) -> HttpResponse:
    """Change an activity; who saves second sees what the first one wrote."""
    found = activity_of(policies.editable_activities(request.user), slug)
    data = posted(request)
    form = ActivityForm(data, request.FILES if data else None, instance=found, user=request.user)
    differing: list[Differing] = []
    is_late = False
    if data is not None and form.is_valid():
        try:
            _store(form, actor=request.user)
        except ChangedMeanwhileError:
            found = activity_of(policies.editable_activities(request.user), slug)
            (form, differing), is_late = form.merged(found), True
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane."))
            _tell_of_minors(request, form)
            return to_activity(form.instance)
    context = {"form": form, "activity": found, "differing": differing, "is_late": is_late}
    status = 409 if is_late else status_of(form)
    return render(request, "activities/desk/edit.html", context, status=status)


@needs(May.PUBLISH_ACTIVITIES)
@require_POST
def publish(request: StaffRequest, slug: str) -> HttpResponse:
    """Show an activity to everybody, now or at the time given."""
    found = activity_of(policies.publishable_activities(request.user), slug)
    if "later" not in request.POST:
        with errors_shown(request):
            operations.publish(found, actor=request.user)
            messages.success(request, _published_words(found))
        return to_activity(found)
    moment = PublishForm(request.POST).at()
    if moment is None:
        messages.error(request, _("Podaj dzień i godzinę publikacji."))
        return to_activity(found)
    with errors_shown(request):
        operations.schedule(found, at=moment, actor=request.user)
        messages.success(request, _("Zaplanowane. Opublikuje się samo."))
    return to_activity(found)


def _published_words(activity: Activity) -> str:
    if takes_sign_ups(activity):
        return _("Opublikowane. Widzą to wszyscy i można się zapisywać.")
    return _("Opublikowane. Widzą to wszyscy.")


@needs(May.PUBLISH_ACTIVITIES)
@require_POST
def to_draft(request: StaffRequest, slug: str) -> HttpResponse:
    """Take a planned publication back."""
    found = activity_of(policies.publishable_activities(request.user), slug)
    with errors_shown(request):
        operations.withdraw_schedule(found, actor=request.user)
        messages.success(request, _("To znowu szkic. Widzi go tylko zespół."))
    return to_activity(found)


@needs(May.PUBLISH_ACTIVITIES)
@never_cache
@require_http_methods(["GET", "POST"])
def call_off(request: StaffRequest, slug: str) -> HttpResponse:
    """Say how many people will be told, ask for the reason, and call the activity off."""
    found = activity_of(policies.publishable_activities(request.user), slug)
    form = CallOffForm(posted(request))
    if form.is_valid():
        with errors_shown(request):
            operations.call_off(
                found, reason=form.cleaned_data["cancel_reason"], actor=request.user
            )
            messages.success(request, _("Zajęcia odwołane. Zapisani dostaną wiadomość."))
        return to_activity(found)
    context = {"activity": found, "form": form, "told": queries.told_when_called_off(found)}
    return render(request, "activities/desk/call_off.html", context, status=status_of(form))


def _store(form: ActivityForm, *, actor: User) -> None:
    seen = int(form.seen_version) if form.seen_version.isdecimal() else 0
    led_by = led_by_of(form)
    operations.edit_activity(form.instance, seen_version=seen, actor=actor, led_by=led_by)


def _tell_of_minors(request: StaffRequest, form: ActivityForm) -> None:
    """Tell that an activity is with minors from now on, and who may not lead it then."""
    activity = form.instance
    if form.initial["includes_minors"] or not activity.includes_minors:
        return
    messages.info(request, _("Od teraz to zajęcia z dziećmi lub młodzieżą."))
    if activity.state not in (Activity.State.SCHEDULED, Activity.State.PUBLISHED):
        return
    if barred := operations.barred_leaders(activity):
        words = _("Te osoby nie mają sprawdzeń do pracy z dziećmi: %(names)s. Są w raporcie.")
        names = ", ".join(leader.name for leader in barred)
        messages.warning(request, words % {"names": names})


def _programme_file(
    request: StaffRequest, activities: QuerySet[Activity], wanted: dict[str, str], as_format: str
) -> HttpResponse:
    """Answer with the sessions of the activities listed, one a row, as a spreadsheet."""
    return audit.table_file(
        name="program",
        headings=[
            *(_("Zajęcia"), _("PAL"), _("Rodzaj"), _("Stan"), _("Dzień"), _("Od"), _("Do")),
            *(_("Gdzie"), _("Sala"), _("Prowadzi"), _("Miejsc"), _("Zajęte"), _("Czeka")),
        ],
        rows=programme_cells(activities, state=wanted.get("stan", ""), text=wanted.get("q", "")),
        as_format=as_format,
        about=request.user,
        actor=request.user,
    )


def _to_typing_in(request: StaffRequest, found: SignUpList) -> HttpResponse:
    """Go where a paper form with this list's code is typed in, or only looked up."""
    if policies.may_manage_sign_ups(request.user, found.activity):
        return redirect("activities:desk_new_sign_up", found.public_id)
    return to_activity(found.activity)


def _planned(
    request: StaffRequest, form: ActivityForm, dates: DatesForm, rules: NewRulesForm
) -> Activity | None:
    """Store the activity with its dates, or put on the forms what stands in the way."""
    if not Together(form, dates, rules).are_valid():
        return None
    if not rules.check_against(dates.kept[0][0]) or must_be_seen(request, dates):
        return None
    try:
        return operations.plan_activity(
            form.instance,
            dates=dates.dates(),
            rules=rules.rules(),
            actor=request.user,
            led_by=led_by_of(form),
        )
    except DomainError as error:
        put_on(dates if error.field in dates.fields else form, error)
        return None


def _unjudged(form: ActivityForm, rules: NewRulesForm) -> tuple[ActivityForm, NewRulesForm]:
    """Return the forms with what was typed and no complaint: only the dates were asked for."""
    form.is_valid()
    typed = {name: form[name].data for name in form.fields}
    fresh = ActivityForm(user=form.user, template=form.instance.template)
    fresh.initial.update(typed)
    told = {name: rules[name].data for name in rules.fields}
    return fresh, NewRulesForm(initial=told)


def _has_errors(*forms: ActivityForm | DatesForm | NewRulesForm) -> bool:
    return any(form.is_bound and form.errors for form in forms)
