"""The counter: somebody calls or stands there, and is signed up within half a minute.

One page, one form, one Enter at a time. Names and numbers travel in the body of the request
only: no address, browser history or server log holds them. Every card shown is a look.
"""

import uuid

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.activities import operations, passes, policies
from podworko.activities.forms.desk_counter import Steps
from podworko.activities.forms.desk_signup import StaffSignUpForm
from podworko.activities.models import SignUp, SignUpList
from podworko.activities.queries import desk_people as queries
from podworko.activities.queries import sign_up_page
from podworko.activities.views.desk_common import is_post, sign_up_of
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.http import put_on, status_of

CHANNEL_KEY = "counter_channel"
"""By which way the last one came: who answers the telephone answers it again."""
FRAGMENTS = {
    "people": "activities/desk/_counter_people.html",
    "lists": "activities/desk/_counter_lists.html",
    "details": "activities/desk/_counter_details.html",
}


@needs(May.MANAGE_SIGN_UPS)
@never_cache
@require_http_methods(["GET", "POST"])
def counter(request: StaffRequest) -> HttpResponse:
    """Go one step on with what was typed, and sign up once all of it was seen."""
    steps = Steps(_told(request), user=request.user, channel=request.session.get(CHANNEL_KEY, ""))
    form = steps.to_fill(steps.ticked) if steps.ticked else None
    look = FRAGMENTS.get(request.POST.get("look", "")) if request.htmx else None
    if not look and steps.is_ready and steps.chosen:
        form = steps.to_judge(steps.chosen)
        made = _sign_up(request, steps, form, steps.chosen)
        if made:
            return redirect("activities:desk_counter_done", made.public_id)
    audit.saw_many((one.person for one in steps.shown), actor=request.user, purpose="desk.counter")
    context = {
        "steps": steps,
        "form": form,
        "new": form if form and form.is_bound and steps.is_new else steps.new_person(),
        "page": sign_up_page(steps.ticked) if steps.ticked else None,
        "looked": bool(look),
    }
    template = look or "activities/desk/counter.html"
    return render(request, template, context, status=status_of(form) if form else 200)


@needs(May.SEE_SIGN_UPS)
@never_cache
@require_safe
def counter_done(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say what came of it, with the slip to print, and lead to the next person."""
    found = sign_up_of(policies.visible_sign_ups(request.user), public_id)
    audit.saw(found, actor=request.user, purpose="desk.sign_up")
    context = {
        "row": queries.sign_up_row(found),
        "sign_up": found,
        "code": passes.held(found),
        "page": sign_up_page(found.list),
        "activity": found.list.activity,
        "may_manage": policies.may_manage_sign_ups(request.user, found.list.activity),
    }
    return render(request, "activities/desk/counter_done.html", context)


def _told(request: StaffRequest) -> QueryDict:
    """Return what was typed; an address may name the list, which is nobody's secret."""
    if is_post(request):
        return request.POST
    told = QueryDict(mutable=True)
    told["list"] = request.GET.get("zapisy", "")
    return told


def _sign_up(
    request: StaffRequest, steps: Steps, form: StaffSignUpForm, sign_up_list: SignUpList
) -> SignUp | None:
    """Sign up, or put on the form what stands in the way."""
    if not form.is_valid():
        return None
    began = timezone.now()
    try:
        asked = form.to_request(person=steps.person)
        made = operations.sign_up(sign_up_list, request=asked, actor=request.user)
    except DomainError as error:
        put_on(form, error)
        return None
    request.session[CHANNEL_KEY] = form.cleaned_data["channel"]
    if made.created_at < began:
        messages.info(request, _("Ta osoba była już zapisana. Nic się nie zmieniło."))
    return made
