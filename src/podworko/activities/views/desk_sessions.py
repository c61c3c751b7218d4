"""The desk's sessions: adding dates, moving one or many, calling off, changing places."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from podworko.accounts.public import May, StaffRequest, needs
from podworko.activities import operations, policies
from podworko.activities.forms.desk_dates import DatesForm
from podworko.activities.forms.desk_rules import ListForm, NewRulesForm
from podworko.activities.forms.desk_sessions import SessionCallOffForm, SessionForm, wish_of
from podworko.activities.models import Activity, Session, SignUp, SignUpList
from podworko.activities.operations import ListRules
from podworko.activities.queries import desk as queries
from podworko.activities.queries.obstacles import PlannedDate, Wanted, planned_dates
from podworko.activities.views.desk_common import (
    Together,
    activity_of,
    is_post,
    list_of,
    session_of,
    to_activity,
)
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.http import posted, put_on, status_of
from podworko.core.versions import ChangedMeanwhileError
from podworko.network.public import Leader, host_of


@needs(May.EDIT_ACTIVITIES)
@never_cache
@require_http_methods(["GET", "POST"])
def add_dates(request: StaffRequest, slug: str) -> HttpResponse:
    """Add dates to an activity; they are looked at before they are stored."""
    activity = activity_of(policies.editable_activities(request.user), slug)
    data = posted(request)
    dates, rules = DatesForm(data), NewRulesForm(data, initial=_usual_rules(activity))
    shown = None
    if data is not None:
        if "preview" in data:
            rules = NewRulesForm(initial={name: rules[name].data for name in rules.fields})
        elif count := _added(request, activity, dates, rules):
            many = ngettext("Dodane: %(count)s spotkanie.", "Dodane: %(count)s spotkań.", count)
            messages.success(request, many % {"count": count})
            return to_activity(activity)
        shown = preview_of(dates, wanted_of(activity, tuple(activity.led_by.all())))
    context = {
        "activity": activity,
        "dates": dates,
        "rules": rules,
        "together": Together(dates, rules),
        "preview": shown,
        "must_look": bool(shown) and not rules.errors,
    }
    if request.htmx and "preview" in request.POST:
        return render(request, "activities/desk/_preview.html", context)
    status = status_of(dates, rules)
    return render(request, "activities/desk/add_dates.html", context, status=status)


@needs(May.EDIT_ACTIVITIES)
@never_cache
@require_http_methods(["GET", "POST"])
def edit_session(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Move or rename a session; a repeated one asks how far that reaches."""
    session = session_of(policies.editable_sessions(request.user), public_id)
    reaches = queries.reaches(session, singles=False)
    data, wish = (request.POST, None) if is_post(request) else (None, wish_of(request.GET, session))
    form = SessionForm(data, session=session, reaches=reaches, user=request.user, wish=wish)
    is_asked = "preview" in request.POST or bool(wish)
    if not is_asked and form.is_valid() and (moved := _moved(request, session, form)):
        _tell_what_changed(request, form, moved)
        return _back(request, session, form)
    context = {
        "session": session,
        "form": form,
        "reaches": reaches,
        "planned": _look_ahead(session, form) if is_asked else None,
        "is_on_board": "tablica" in request.GET or "tablica" in request.POST,
    }
    template = "activities/desk/session.html"
    if request.htmx:
        template = "activities/desk/_session_form.html"
    return render(request, template, context, status=status_of(form))


@needs(May.PUBLISH_ACTIVITIES)
@never_cache
@require_http_methods(["GET", "POST"])
def cancel_session(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say how many are told, ask for the reason, and call one session or many off."""
    session = session_of(policies.publishable_sessions(request.user), public_id)
    reaches = queries.reaches(session, singles=True)
    form = SessionCallOffForm(posted(request), reaches=reaches)
    if form.is_valid():
        try:
            count = operations.cancel_sessions(
                session,
                reason=form.cleaned_data["cancel_reason"],
                scope=form.chosen_scope,
                actor=request.user,
            )
        except DomainError as error:
            put_on(form, error)
        else:
            many = ngettext("Odwołane: %(count)s spotkanie.", "Odwołane: %(count)s spotkań.", count)
            messages.success(request, many % {"count": count})
            return to_activity(session.activity)
    context = {"session": session, "form": form, "reaches": reaches}
    return render(request, "activities/desk/session_off.html", context, status=status_of(form))


@needs(May.EDIT_ACTIVITIES)
@never_cache
@require_http_methods(["GET", "POST"])
def places(request: StaffRequest, list_id: uuid.UUID) -> HttpResponse:
    """Change places and rules of a list; what would follow is shown before it is done."""
    sign_up_list = list_of(policies.editable_lists(request.user), list_id)
    form = ListForm(posted(request), sign_up_list=sign_up_list)
    follows = None
    if form.is_valid():
        rules = form.rules()
        if "preview" not in request.POST:
            moved = operations.change_list(sign_up_list, rules, actor=request.user)
            messages.success(request, _places_changed(len(moved)))
            return to_activity(sign_up_list.activity)
        follows = _following(sign_up_list, rules)
    context = {"list": sign_up_list, "activity": sign_up_list.activity, "form": form}
    context |= {"follows": follows, "is_previewed": follows is not None}
    return render(request, "activities/desk/places.html", context, status=status_of(form))


def preview_of(dates: DatesForm, wanted: Wanted) -> list[PlannedDate]:
    """Return every date found, those to be left out included; nothing for wrong dates."""
    return planned_dates(dates.found, wanted) if dates.is_valid() else []


def wanted_of(activity: Activity, led_by: tuple[Leader, ...]) -> Wanted:
    """Return where new dates of an activity would be and who would lead them."""
    host = host_of(activity.place, pal=activity.pal) if activity.pal_id else None
    minors = activity.includes_minors
    return Wanted(host, activity.place, activity.room, led_by, with_minors=minors)


def must_be_seen(request: HttpRequest, dates: DatesForm) -> bool:
    """Whether dates come of a rule and were not looked at as they are now."""
    return dates.is_repeated and request.POST.get("seen", "") != dates.signature


def _look_ahead(session: Session, form: SessionForm) -> PlannedDate | None:
    """Return what would stand in the way of what the form says; None while it is wrong."""
    slot = form.wished_slot()
    if slot is None:
        return None
    led_by = tuple(session.led_by.all()) if slot.led_by is None else slot.led_by
    host = host_of(slot.place, pal=session.activity.pal)
    minors = session.activity.includes_minors
    wanted = Wanted(host, slot.place, slot.room, led_by, slot.outside_hours, minors)
    (found,) = planned_dates([(slot.starts_at, slot.ends_at)], wanted, besides=[session])
    return found


def _back(request: StaffRequest, session: Session, form: SessionForm) -> HttpResponse:
    """Go where one came from: the board at the week of the session, or the activity."""
    if "tablica" not in request.POST:
        return to_activity(session.activity)
    query = QueryDict(mutable=True)
    query.update({"pal": session.activity.pal.slug, "od": f"{form.cleaned_data['day']:%Y-%m-%d}"})
    target = f"{reverse('activities:desk_board')}?{query.urlencode()}"
    return HttpResponseClientRedirect(target) if request.htmx else redirect(target)


def _added(request: StaffRequest, activity: Activity, dates: DatesForm, rules: NewRulesForm) -> int:
    """Store the dates and return how many; 0 when something stands in the way."""
    if not Together(dates, rules).are_valid():
        return 0
    if not rules.check_against(dates.kept[0][0]) or must_be_seen(request, dates):
        return 0
    try:
        return operations.add_dates(
            activity, dates.dates(), rules=rules.rules(), actor=request.user
        )
    except DomainError as error:
        put_on(dates, error)
        return 0


def _usual_rules(activity: Activity) -> dict[str, object]:
    """Begin with the rules of the newest list: a new date is mostly like the last one."""
    last = activity.sign_up_lists.order_by("-pk").first()
    if last is None:
        return {}
    names = ("capacity", "overbooking_percent", "reserved", "minimum", "household_limit")
    return {name: getattr(last, name) for name in (*names, "offer_hours", "instant_hours")}


def _moved(request: StaffRequest, session: Session, form: SessionForm) -> list[Session]:
    try:
        return operations.change_sessions(
            session,
            form.slot(),
            scope=form.chosen_scope,
            actor=request.user,
            seen_sequence=form.cleaned_data["sequence"],
        )
    except ChangedMeanwhileError:
        now = Session.objects.select_related("place", "room").get(pk=session.pk)
        form.see_again(now)
        form.add_error(None, _changed_words(now))
    except DomainError as error:
        put_on(form, error)
    return []


def _changed_words(now: Session) -> str:
    """Say how a session stands by now, to who began with another version of it."""
    starts, ends = times.local(now.starts_at), times.local(now.ends_at)
    where = ", ".join(str(part) for part in (now.place, now.room) if part)
    said = _(
        "Ktoś w tym czasie zmienił to spotkanie. Teraz jest: %(when)s–%(ends)s%(where)s."
        " Twoje zmiany są w formularzu: sprawdź je i zapisz jeszcze raz."
    )
    when = date_format(starts, "l, j E, H:i")
    return said % {"when": when, "ends": f"{ends:%H:%M}", "where": where and f", {where}"}


def _tell_what_changed(request: HttpRequest, form: SessionForm, moved: list[Session]) -> None:
    """Say what was done, and to how many."""
    many = ngettext("Zmienione: %(count)s spotkanie.", "Zmienione: %(count)s spotkań.", len(moved))
    told = _("Zapisy zostają. Zapisani dostaną wiadomość.") if form.is_moved else ""
    messages.success(request, f"{many % {'count': len(moved)}} {told}".strip())


def _following(sign_up_list: SignUpList, rules: ListRules) -> list[SignUp]:
    return queries.would_get(
        sign_up_list,
        capacity=rules.capacity,
        overbooking_percent=rules.overbooking_percent,
        reserved=rules.reserved,
    )


def _places_changed(moved: int) -> str:
    if not moved:
        return _("Zapisane.")
    many = ngettext(
        "Zapisane. %(count)s zapis z listy rezerwowej dostaje propozycję miejsca.",
        "Zapisane. %(count)s zapisów z listy rezerwowej dostaje propozycję miejsca.",
        moved,
    )
    return many % {"count": moved}
