"""The desk's pages of checks for work with minors: the list, one person, who is unchecked today."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podworko.accounts.public import May, StaffRequest, User, may, needs
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.http import posted, put_on, searched, status_of
from podworko.core.text import fold
from podworko.network.public import Leader
from podworko.volunteering import operations, policies
from podworko.volunteering.countries import names_of
from podworko.volunteering.forms.checks import (
    DeclaredForm,
    LookedForm,
    StrikeForm,
    asked_value,
)
from podworko.volunteering.models import Checked, Volunteer
from podworko.volunteering.policies import is_oneself
from podworko.volunteering.printing import safety as printing
from podworko.volunteering.queries import checks as queries
from podworko.volunteering.queries.checks import LEADER, VOLUNTEER, Card, CheckedRow, Unled
from podworko.volunteering.safety import words_of

SHOWN: dict[str, Callable[[CheckedRow], bool]] = {
    "": lambda _row: True,
    "brakuje": lambda row: not row.is_cleared,
    "plan": lambda row: bool(row.planned),
}


@needs(May.CHECK_PEOPLE)
@never_cache
@require_safe
def people(request: StaffRequest) -> HttpResponse:
    """List who works with minors or may come to, with what each of them lacks."""
    rows = queries.people_with_minors(request.user)
    shown, words = request.GET.get("pokaz", ""), searched(request)
    wanted = SHOWN.get(shown, SHOWN[""])
    found = [row for row in rows if wanted(row) and fold(words) in fold(row.name)]
    audit.saw_many([row.who for row in found], actor=request.user, purpose="check.list")
    context = {"rows": found, "all": len(rows), "shown": shown, "words": words}
    return render(request, "volunteering/desk/checks/people.html", context)


@needs(May.CHECK_PEOPLE)
@never_cache
@require_safe
def unchecked(request: StaffRequest) -> HttpResponse:
    """Tell who is planned with minors from today on and is not cleared; also as a file."""
    report = queries.report(request.user)
    rows = [*report.unchecked, *report.lapsing]
    audit.saw_many([row.who for row in rows], actor=request.user, purpose="check.list")
    if as_format := audit.wanted_format(request):
        return audit.table_file(
            name="kto-nie-jest-sprawdzony",
            headings=[_("Kto"), _("Rola"), _("PAL"), _("Czego brakuje"), _("Od kiedy"), _("Plan")],
            rows=[
                *(cells for row in rows for cells in _cells(row)),
                *(_unled_cells(one) for one in report.unled),
            ],
            as_format=as_format,
            about=request.user,
            actor=request.user,
        )
    if request.GET.get("plik") == "pdf":
        document = printing.unchecked(report)
        return audit.printed_document(
            document, name="kto-nie-jest-sprawdzony", about=request.user, actor=request.user
        )
    return render(request, "volunteering/desk/checks/unchecked.html", {"report": report})


@needs(May.CHECK_PEOPLE)
@never_cache
@require_http_methods(["GET", "POST"])
def person(request: StaffRequest, kind: str, public_id: uuid.UUID) -> HttpResponse:
    """Show all that is known of one person's checks, and note one more."""
    found = _found(request.user, kind, public_id)
    card = queries.card_of(found, user=request.user)
    form = LookedForm(posted(request), known=card.row.known, what=request.GET.get("co", ""))
    if form.is_valid():
        try:
            operations.note_check(card.row.who, form.looked(), actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane."))
            return redirect(card.row.path)
    audit.saw(card.row.who, actor=request.user, purpose="check.card")
    context = _card_context(request.user, card) | {"form": form}
    return render(request, "volunteering/desk/checks/person.html", context, status=status_of(form))


@needs(May.CHECK_PEOPLE)
@never_cache
@require_http_methods(["GET", "POST"])
def declare(request: StaffRequest, kind: str, public_id: uuid.UUID) -> HttpResponse:
    """Write down what somebody answered to the two questions."""
    found = _found(request.user, kind, public_id)
    card = queries.card_of(found, user=request.user)
    form = DeclaredForm(posted(request), declared=card.row.known.declared)
    if form.is_valid():
        try:
            operations.declare(
                card.row.who,
                citizenships=form.told_citizenships,
                lived_in=form.told_lived_in,
                actor=request.user,
            )
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane. Lista dokumentów jest już gotowa."))
            return redirect(card.row.path)
    audit.saw(card.row.who, actor=request.user, purpose="check.card")
    context = {"form": form, "row": card.row}
    return render(request, "volunteering/desk/checks/declare.html", context, status=status_of(form))


@needs(May.CHECK_PEOPLE)
@never_cache
@require_http_methods(["GET", "POST"])
def strike(
    request: StaffRequest, kind: str, public_id: uuid.UUID, check_id: uuid.UUID
) -> HttpResponse:
    """Strike out a row that was noted wrongly."""
    found = _found(request.user, kind, public_id)
    card = queries.card_of(found, user=request.user)
    row = next((each for each in card.history if each.public_id == check_id), None)
    if row is None:
        raise Http404
    form = StrikeForm(posted(request))
    if form.is_valid():
        try:
            operations.strike_check(row, why=form.cleaned_data["why"], actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Wpis skreślony. Widać go w historii."))
            return redirect(card.row.path)
    audit.saw(card.row.who, actor=request.user, purpose="check.card")
    context = {"form": form, "row": card.row, "checked": row}
    return render(request, "volunteering/desk/checks/strike.html", context, status=status_of(form))


@needs(May.CHECK_PEOPLE)
@never_cache
@require_safe
def letter(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Print the organiser's letter with which a volunteer asks for a paper free of charge."""
    rows = policies.checked_volunteers(request.user).select_related("pal__seat")
    volunteer = get_object_or_404(rows, public_id=public_id)
    audit.saw(volunteer.person, actor=request.user, purpose="check.letter")
    return audit.printed_document(
        printing.organisers_letter(volunteer), name="pismo-krk", about=volunteer, actor=request.user
    )


def panel(request: HttpRequest) -> SafeString:
    """Draw on the first page of the desk who is planned with minors and is not cleared."""
    user = request.user
    if not isinstance(user, User) or not may(user, May.CHECK_PEOPLE):
        return SafeString()
    report = queries.report(user)
    if report.is_clear:
        return SafeString()
    return render_to_string("volunteering/desk/checks/_panel.html", {"report": report}, request)


def _found(user: User, kind: str, public_id: uuid.UUID) -> Leader | Volunteer:
    if kind == LEADER:
        return get_object_or_404(policies.checked_leaders(user), public_id=public_id)
    if kind == VOLUNTEER:
        return get_object_or_404(policies.checked_volunteers(user), public_id=public_id)
    raise Http404


def _card_context(user: User, card: Card) -> dict[str, object]:
    known = card.row.known
    entries = known.entries()
    papers = [
        {
            "words": words_of(asked),
            "value": asked_value(asked),
            "row": known.last_of(asked),
            "is_entry": asked in entries,
            "is_held": not any(lack.words == words_of(asked) for lack in card.row.lacking_now),
        }
        for asked in dict.fromkeys((*known.asked(), *entries))
    ]
    told = known.declared
    return {
        "card": card,
        "row": card.row,
        "papers": papers,
        "is_barred": bool(entries),
        "is_trained": known.training is not None
        and not any(
            lack.words == str(Checked.Kind.TRAINING.label) for lack in card.row.lacking_now
        ),
        "citizenships": names_of(told.citizenships) if told else "",
        "lived_in": names_of(told.lived_in) if told else "",
        "is_own": is_oneself(card.row.who, user),
    }


def _unled_cells(one: Unled) -> tuple[str, ...]:
    plan = one.soonest
    planned = f"{plan.title}, {date_format(plan.day, 'j.m.Y')}"
    return (_("nie wiadomo, kto prowadzi"), "", plan.pal, "", "", planned)


def _cells(row: CheckedRow) -> list[tuple[str, ...]]:
    """Return the lines of a person in the file: one for each thing that is or will be lacking."""
    plan = row.first_plan
    planned = f"{plan.title}, {date_format(plan.day, 'j.m.Y')}" if plan else ""
    return [
        (
            row.name,
            row.role,
            ", ".join(row.pals),
            lack.words,
            _("dziś") if lack in row.lacking_now else date_format(lack.since, "j.m.Y"),
            planned,
        )
        for lack in row.told
    ]
