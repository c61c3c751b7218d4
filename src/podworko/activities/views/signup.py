"""Signing up, and what one can do afterwards with the signed link or a code."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from podworko.activities import codes, limits, links, notices, operations, policies, queries
from podworko.activities.forms.signup import (
    MOST_GUESTS,
    CodeForm,
    ContactForm,
    FindMineForm,
    GuestForms,
    PeopleForm,
    applicants,
    guest_forms,
    to_request,
)
from podworko.activities.models import SignUp, SignUpList
from podworko.audit.public import RESIDENT
from podworko.core.errors import DomainError
from podworko.core.http import client_address, errors_shown, put_on
from podworko.people.public import acting

CONTACT_KEY = "my_contact"
ASK_KEY = "code_ask"


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def sign_up(request: HttpRequest, list_id: uuid.UUID) -> HttpResponse:
    """Show the form and take it; what was typed stays whatever happens."""
    sign_up_list = _visible_list(list_id)
    data = _with_row(request)
    form = ContactForm(data, sign_up_list=sign_up_list)
    guests = guest_forms(data)
    answer = _answer(request, form, guests)
    if answer:
        return answer
    if _is_reshaped(request):
        form, guests = _unjudged(form, sign_up_list), _unjudged_guests(guests)
    status = 422 if form.is_bound and (form.errors or guests.total_error_count()) else 200
    by_staff = _fills_in_for_somebody(request, form)
    context = {
        "page": queries.sign_up_page(sign_up_list, by_staff=by_staff),
        "form": form,
        "guests": guests,
    }
    return render(request, "activities/sign_up.html", context, status=status)


def _answer(request: HttpRequest, form: ContactForm, guests: GuestForms) -> HttpResponse | None:
    """Return where the request leads if not back to the form."""
    if request.method == "POST" and not _is_reshaped(request):
        return _try_sign_up(request, form, guests)
    return acting.sign_in_first(request)


def _fills_in_for_somebody(request: HttpRequest, form: ContactForm) -> bool:
    """Whether staff fill the form in; then the browser is not to help with their own data."""
    try:
        by_staff = acting.of(request) is not None
    except acting.SignedOutError:
        return False
    if by_staff:
        acting.stop_completing(form)
    return by_staff


@login_not_required
@never_cache
@require_GET
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """Show a household what it holds and what it can do."""
    sign_up = _by_token(token)
    return render(request, "activities/manage.html", {"page": queries.manage_page(sign_up)})


@login_not_required
@require_POST
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Take the place offered."""
    said = _("Miejsce jest Twoje. Do zobaczenia!")
    return _done(request, token, act=operations.accept_offer, said=said)


@login_not_required
@require_POST
def decline(request: HttpRequest, token: str) -> HttpResponse:
    """Give the offer to the next in the queue."""
    said = _("Dziękujemy za odpowiedź. Miejsce dostanie następna osoba.")
    return _done(request, token, act=operations.decline_offer, said=said)


@login_not_required
@require_POST
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Give up the places or the position."""
    said = _("Zapis odwołany. Dziękujemy, że dajesz znać.")
    return _done(request, token, act=operations.cancel_sign_up, said=said)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def change_people(request: HttpRequest, token: str) -> HttpResponse:
    """Change who comes."""
    sign_up = _by_token(token)
    form, guests = _people_forms(request, sign_up)
    is_sent = request.method == "POST" and not _is_reshaped(request)
    if is_sent and form.is_valid() & guests.is_valid():
        people = applicants(form, guests.forms, held=sign_up.guests.all())
        try:
            operations.change_people(sign_up, guests=people, actor=RESIDENT)
        except DomainError as error:
            messages.error(request, str(error.message))
        else:
            messages.success(request, _("Zmienione."))
            return redirect("activities:manage", token)
    status = 422 if is_sent and (form.errors or guests.total_error_count()) else 200
    context = {"page": queries.manage_page(sign_up), "form": form, "guests": guests}
    return render(request, "activities/change_people.html", context, status=status)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """List all of one's sign-ups, once a code has shown that the contact is one's own."""
    contact = request.session.get(CONTACT_KEY)
    if contact:
        return render(request, "activities/mine.html", {"page": queries.mine(contact)})
    form = FindMineForm(request.POST or None)
    if form.is_valid():
        contact = form.cleaned_data["contact"]
        address = client_address(request)
        if limits.allows_address(address):
            ask = codes.send_code(contact, address=address, language=get_language() or "pl")
            request.session[ASK_KEY] = ask
        request.session["asked_contact"] = contact
        return redirect("activities:mine_code")
    return render(request, "activities/mine_find.html", {"form": form})


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def mine_code(request: HttpRequest) -> HttpResponse:
    """Take the code; it opens the list for half an hour on this device."""
    contact = request.session.get("asked_contact")
    if not contact:
        return redirect("activities:mine")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        ask = request.session.get(ASK_KEY, "")
        if codes.check_code(contact, form.cleaned_data["code"], ask=ask):
            del request.session[ASK_KEY]
            request.session.cycle_key()
            request.session[CONTACT_KEY] = contact
            request.session.set_expiry(30 * 60)
            return redirect("activities:mine")
        form.add_error("code", _("Ten kod nie pasuje albo wygasł. Sprawdź go lub poproś o nowy."))
    context = {"form": form, "masked": queries.masked(contact)}
    return render(request, "activities/mine_code.html", context)


@login_not_required
@require_POST
def mine_leave(request: HttpRequest) -> HttpResponse:
    """Forget the contact on this device."""
    request.session.pop(CONTACT_KEY, None)
    request.session.pop("asked_contact", None)
    return redirect("activities:mine")


def _done(
    request: HttpRequest, token: str, *, act: Callable[..., object], said: str
) -> HttpResponse:
    """Do one thing to the sign-up of a link, and go back to its page with what came of it."""
    with errors_shown(request):
        act(_by_token(token), actor=RESIDENT)
        messages.success(request, said)
    return redirect("activities:manage", token)


def _visible_list(list_id: uuid.UUID) -> SignUpList:
    sign_up_list = policies.visible_lists().filter(public_id=list_id).first()
    if sign_up_list is None:
        raise Http404
    return sign_up_list


def _by_token(token: str) -> SignUp:
    """Return whose link this is; a wrong link looks like a missing page."""
    public_id = links.read_token(token)
    related = ("list__activity__pal", "list__activity__place", "person")
    if public_id is None:
        raise Http404
    return get_object_or_404(SignUp.objects.select_related(*related), public_id=public_id)


def _is_reshaped(request: HttpRequest) -> bool:
    """Whether a button that adds or removes a person was pressed: nothing is sent yet."""
    return bool({"add", "remove"} & set(request.POST))


def _with_row(request: HttpRequest) -> QueryDict | None:
    """Return what was posted, with one row more or less when such a button was pressed."""
    if request.method != "POST":
        return None
    data = request.POST.copy()
    count = min(_number(data.get("osoby-TOTAL_FORMS", "0")) or 0, MOST_GUESTS)
    if "add" in data:
        data["osoby-TOTAL_FORMS"] = str(count + 1)
    elif "remove" in data:
        _remove_row(data, str(data["remove"]), count)
    return data


def _remove_row(data: QueryDict, which: str, count: int) -> None:
    """Move the rows behind the one removed up by one; a row that is not there changes nothing."""
    wanted = _number(which)
    gone = count if wanted is None else wanted
    for number in range(gone, count - 1):
        for name in ("name", "birth_year", "is_minor"):
            data.setlist(f"osoby-{number}-{name}", data.getlist(f"osoby-{number + 1}-{name}"))
    if gone < count:
        data["osoby-TOTAL_FORMS"] = str(count - 1)


def _number(text: str) -> int | None:
    """Return a small whole number that somebody may have typed into the address bar's tools."""
    is_sane = text.isascii() and text.isdecimal() and len(text) <= 4  # noqa: PLR2004 - digits
    return int(text) if is_sane else None


def _try_sign_up(
    request: HttpRequest, form: ContactForm, guests: GuestForms
) -> HttpResponse | None:
    """Sign up and go to the household's page, or put on the form what stands in the way."""
    if not (form.is_valid() & guests.is_valid()):
        return None
    if form.is_trapped:
        return redirect(form.sign_up_list.activity)
    try:
        helper = acting.of(request)
        made = _made(request, form, guests, helper=helper)
    except DomainError as error:
        put_on(form, error)
        return None
    if helper:
        return redirect("activities:desk_counter_done", made.public_id)
    if not links.may_be_shown(made):
        return _remind_of_link(request, made)
    return redirect(links.manage_path(made) + "?nowy")


def _made(
    request: HttpRequest, form: ContactForm, guests: GuestForms, *, helper: acting.Acting | None
) -> SignUp:
    """Sign up: a household by itself within the limits, or staff for it, in their own name."""
    if helper:
        helper.check_contact(form.cleaned_data["email"])
        asked = to_request(form, guests.forms, channel=helper.channel)
        return operations.sign_up(form.sign_up_list, request=asked, actor=helper.user)
    _check_limits(request, form)
    asked = to_request(form, guests.forms)
    return operations.sign_up(form.sign_up_list, request=asked, actor=RESIDENT)


def _remind_of_link(request: HttpRequest, held: SignUp) -> HttpResponse:
    """Send the link of a sign-up held before to its contact, and show nothing of it here."""
    notices.send_link_again(held)
    messages.info(
        request,
        _("Taki zapis już u nas jest. Link do niego wysłaliśmy na podany kontakt."),
    )
    return redirect(held.list.activity)


def _check_limits(request: HttpRequest, form: ContactForm) -> None:
    contact = form.cleaned_data["email"] or form.cleaned_data["phone"]
    limits.check(client_address(request), contact=contact)


def _unjudged(form: ContactForm, sign_up_list: SignUpList) -> ContactForm:
    """Return the form with what was typed and no complaint: a row was added, nothing sent."""
    form.is_valid()
    typed = {name: form[name].data for name in form.fields}
    return type(form)(initial=typed, sign_up_list=sign_up_list)


def _unjudged_guests(guests: GuestForms) -> GuestForms:
    typed = [{name: row[name].data for name in row.fields} for row in guests.forms]
    return guest_forms(initial=typed)


def _people_forms(request: HttpRequest, sign_up: SignUp) -> tuple[ContactForm, GuestForms]:
    """Return the rows of people: as they are, as typed, or as typed with one more."""
    held = list(sign_up.guests.all())
    comes = bool(held) and held[0].name == sign_up.name
    initial: dict[str, object] = {"name": sign_up.name, "comes": comes}
    if comes:
        initial["birth_year"] = held[0].birth_year
    rows: list[dict[str, object]] = [
        {"name": guest.name, "birth_year": guest.birth_year, "is_minor": guest.is_minor}
        for guest in held[1 if comes else 0 :]
    ]
    data = _with_row(request)
    if data is None:
        return PeopleForm(initial=initial, sign_up_list=sign_up.list), guest_forms(initial=rows)
    data["name"] = sign_up.name
    form = PeopleForm(data, sign_up_list=sign_up.list)
    guests = guest_forms(data)
    if _is_reshaped(request):
        return _unjudged(form, sign_up.list), _unjudged_guests(guests)
    return form, guests
