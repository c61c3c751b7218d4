"""Asking for the newsletter, confirming, changing and ending it.

No account; and nobody learns from the pages whether an address is on the list.
"""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from podworko.accounts.public import User
from podworko.audit.public import RESIDENT
from podworko.core.discreet import discreet
from podworko.core.errors import DomainError
from podworko.core.http import client_address, posted, put_on, status_of
from podworko.people.public import Channel, acting
from podworko.promotion import letter_limits, letter_links, operations, policies
from podworko.promotion.forms.letters import (
    ChoiceForm,
    SubscribeForForm,
    SubscribeForm,
    initial_of,
)
from podworko.promotion.models import Subscription

GONE = 410
AnyForm = SubscribeForm | SubscribeForForm


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """Take an address; what follows is the same whether it is on the list or not."""
    if away := acting.sign_in_first(request):
        return away
    form = _form(request)
    if form.is_bound and form.is_valid() and (form.is_trapped or _asked(request, form)):
        return _thanked(request)
    if acting.is_on(request):
        acting.stop_completing(form)
    context = {"form": form, "is_for": isinstance(form, SubscribeForForm)}
    return render(request, "promotion/letters/subscribe.html", context, status=status_of(form))


@login_not_required
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Say where to look next; the same to everybody."""
    return render(request, "promotion/letters/sent.html")


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for one press, since mail programs follow links by themselves; then begin."""
    found = _found(letter_links.read_confirm_token(token))
    if found is None:
        return _gone(request)
    if request.method != "POST":
        return render(request, "promotion/letters/confirm.html", _own(found))
    try:
        operations.confirm(found)
    except Subscription.DoesNotExist:  # ended at this moment
        return _gone(request)
    return render(request, "promotion/letters/confirmed.html", _own(found))


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def own(request: HttpRequest, token: str) -> HttpResponse:
    """Show and change what somebody gets."""
    found = _found(letter_links.read_token(token))
    if found is None:
        return _gone(request)
    form = ChoiceForm(posted(request), initial=initial_of(found))
    is_saved = form.is_bound and form.is_valid()
    if is_saved:
        try:
            operations.change(found, form.choice(), actor=RESIDENT)
        except Subscription.DoesNotExist:  # ended at this moment
            return _gone(request)
    context = {"form": form, "is_saved": is_saved, **_own(found)}
    return render(request, "promotion/letters/own.html", context, status=status_of(form))


@csrf_exempt  # RFC 8058: a mail program posts from nowhere; the sealed name alone lets it
@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, token: str) -> HttpResponse:
    """End it by one post, without cookies or questions; a look alone ends nothing."""
    key = letter_links.read_token(token)
    if key is None:
        raise Http404
    found = _found(key)
    if found and request.method == "POST":
        operations.end(found, actor=RESIDENT)
        found = None
    context = {"is_over": found is None, "token": token}
    return render(request, "promotion/letters/end.html", context)


def _form(request: HttpRequest) -> AnyForm:
    slug = request.GET.get("pal", "")
    initial = {"pals": [slug]} if slug else {}
    if not acting.is_on(request):
        return SubscribeForm(posted(request), initial=initial)
    assert isinstance(request.user, User)  # noqa: S101 - acting lets staff alone
    pals = list(policies.pals_of_letter(request.user).order_by("name"))
    return SubscribeForForm(posted(request), initial=initial, pals=pals)


def _asked(request: HttpRequest, form: AnyForm) -> bool:
    """Take what was asked for; tell whether it went, else say on the form what to mend."""
    contact, choice = form.contact(), form.choice()
    try:
        helper = acting.of(request)
        if helper:
            helper.check_contact(contact.email)
            operations.subscribe(contact, choice, channel=helper.channel, actor=helper.user)
        else:
            letter_limits.check(client_address(request), contact=contact.email)
            operations.subscribe(contact, choice, channel=Channel.WEB, actor=RESIDENT)
    except DomainError as error:
        put_on(form, error)
        return False
    return True


def _thanked(request: HttpRequest) -> HttpResponse:
    if not acting.is_on(request):
        return redirect("promotion:letter_sent")
    told = _(
        "Jeśli podany był e-mail, czeka tam wiadomość z przyciskiem do potwierdzenia. SMS i kartka"
        " zaczną się od najbliższego wydania."
    )
    messages.success(request, told)
    return redirect("promotion:desk_letter_people")


def _found(key: uuid.UUID | None) -> Subscription | None:
    rows = Subscription.objects.prefetch_related("pals")
    return rows.filter(public_id=key).first() if key else None


def _own(found: Subscription) -> dict[str, object]:
    return {"subscription": found, "token": letter_links.token(found)}


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "promotion/letters/gone.html", status=GONE)
