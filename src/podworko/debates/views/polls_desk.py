"""The desk's pages of polls: prepare, announce, send letters, call off, publish."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, User, may, needs
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.core.versions import ChangedMeanwhileError
from podworko.debates import electorates, operations, policies
from podworko.debates.forms.polls import how_to
from podworko.debates.forms.polls_desk import (
    LettersForm,
    NewPollForm,
    OptionForm,
    PollForm,
    PublishForm,
    WhyForm,
)
from podworko.debates.models import Batch, Option, Poll
from podworko.debates.printing.polls import letters_paper
from podworko.debates.queries.polls import (
    is_settled,
    poll_lists,
    result_of,
    ticks_of,
    waits_for,
    waits_for_paper,
)
from podworko.ui.typesetting import pdf_answer

MOST_LISTED = 60
STEPS = {"oglos": operations.announce, "zamknij": operations.close_poll}


def panel(request: HttpRequest) -> SafeString:
    """Draw on the first page of the desk which polls wait to be counted or published."""
    user = request.user
    rows = list(policies.unfinished_polls(user)) if isinstance(user, User) else []
    if not rows:
        return SafeString()
    context = {"polls": [(row, waits_for(row)) for row in rows]}
    return render_to_string("debates/polls/desk/_panel.html", context, request)


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_safe
def polls(request: StaffRequest) -> HttpResponse:
    """List the polls of one's PALs and of the network."""
    rows = policies.desk_polls(request.user)
    announced = rows.exclude(state=Poll.State.PREPARED)
    page = Paginator(announced, MOST_LISTED).get_page(request.GET.get("page"))
    context = {
        "prepared": list(rows.filter(state=Poll.State.PREPARED)),
        "lists": poll_lists(page.object_list),
        "page": page,
        "may_run": may(request.user, May.RUN_DEBATES),
    }
    return render(request, "debates/polls/desk/polls.html", context)


@needs(May.RUN_DEBATES)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Prepare a poll; residents see nothing of it yet."""
    user = request.user
    form = NewPollForm(
        posted(request),
        instance=Poll(),
        pals=policies.pals_to_poll(user),
        is_network=policies.may_poll_network(user),
    )
    if form.is_valid():
        options = form.cleaned_data["options"].splitlines()
        try:
            made = operations.prepare_poll(form.instance, options=options, actor=user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Przygotowane. Sprawdź odpowiedzi i ogłoś."))
            return redirect("debates:desk_poll", made.public_id)
    context = {"form": form}
    return render(request, "debates/polls/desk/new.html", context, status=status_of(form))


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_safe
def poll(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a poll and what to do next; never how votes fall while people vote."""
    found = get_object_or_404(policies.desk_polls(request.user), public_id=public_id)
    return _page(request, found)


@needs(May.RUN_DEBATES)
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change a poll before it is announced; who saves second sees both versions."""
    user = request.user
    found = get_object_or_404(policies.run_polls(user), public_id=public_id)
    form = PollForm(
        posted(request),
        instance=found,
        pals=policies.pals_to_poll(user),
        is_network=policies.may_poll_network(user),
    )
    context: dict[str, object] = {"form": form, "poll": found}
    status = status_of(form)
    if form.is_valid():
        try:
            operations.save_poll(form.instance, actor=user, seen_version=form.seen_version)
        except ChangedMeanwhileError:
            stored = policies.run_polls(user).get(pk=found.pk)
            context["form"], context["differing"] = form.merged(stored)
            context["is_late"], status = True, 409
        except DomainError as error:
            put_on(form, error)
            status = 422
        else:
            messages.success(request, _("Zapisane."))
            return redirect("debates:desk_poll", public_id)
    return render(request, "debates/polls/desk/edit.html", context, status=status)


@needs(May.RUN_DEBATES)
@require_POST
def add_option(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Offer one answer more."""
    found = get_object_or_404(policies.run_polls(request.user), public_id=public_id)
    form = OptionForm(request.POST, poll=found)
    if form.is_valid():
        try:
            operations.add_option(found, **form.cleaned_data, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            return redirect("debates:desk_poll", public_id)
    return _page(request, found, option=form)


@needs(May.RUN_DEBATES)
@require_POST
def remove_option(request: StaffRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Take an answer off the list."""
    found = get_object_or_404(policies.run_polls(request.user), public_id=public_id)
    option = get_object_or_404(Option.objects.select_related("poll"), poll=found, pk=number)
    with errors_shown(request):
        operations.remove_option(option, actor=request.user)
    return redirect("debates:desk_poll", public_id)


@needs(May.RUN_DEBATES)
@require_POST
def step(request: StaffRequest, public_id: uuid.UUID, act: str) -> HttpResponse:
    """Announce a poll, or begin to count once its time is over."""
    found = get_object_or_404(policies.run_polls(request.user), public_id=public_id)
    done = STEPS.get(act)
    if done:
        with errors_shown(request):
            done(found, actor=request.user)
            messages.success(request, _("Zapisane."))
    return redirect("debates:desk_poll", public_id)


@needs(May.RUN_DEBATES)
@never_cache
@require_http_methods(["GET", "POST"])
def call_off(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """End a poll without a result, and say why."""
    found = get_object_or_404(policies.run_polls(request.user), public_id=public_id)
    form = WhyForm(posted(request))
    if form.is_valid():
        try:
            operations.call_off(found, words=form.cleaned_data["words"], actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Odwołane. Mieszkańcy przeczytają, dlaczego."))
            return redirect("debates:desk_poll", public_id)
    context = {"form": form, "poll": found}
    return render(request, "debates/polls/desk/call_off.html", context, status=status_of(form))


@needs(May.RUN_DEBATES)
@require_POST
def letters(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Print letters with new codes: this once, since only digests are kept."""
    found = get_object_or_404(policies.run_polls(request.user), public_id=public_id)
    form = LettersForm(request.POST)
    if form.is_valid():
        try:
            return _printed(found, form.cleaned_data["letters"], actor=request.user)
        except DomainError as error:
            put_on(form, error)
    return _page(request, found, letters=form)


@needs(May.RUN_DEBATES)
@require_POST
def void_letters(request: StaffRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Make the unused codes of a batch worthless."""
    found = get_object_or_404(policies.run_polls(request.user), public_id=public_id)
    batch = get_object_or_404(Batch.objects.select_related("poll"), poll=found, number=number)
    with errors_shown(request):
        gone = operations.void_batch(batch, actor=request.user)
        words = ngettext("Unieważniono %(n)s kod.", "Unieważniono %(n)s kodów.", gone)
        messages.success(request, words % {"n": gone})
    return redirect("debates:desk_poll", public_id)


@needs(May.RUN_DEBATES)
@never_cache
@require_http_methods(["GET", "POST"])
def publish(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Read what came out, say what follows, and tell everybody."""
    found = get_object_or_404(policies.run_polls(request.user), public_id=public_id)
    if found.state != Poll.State.COUNTING or not is_settled(found):
        messages.info(request, _("Jeszcze nie wszystko jest policzone."))
        return redirect("debates:desk_poll", public_id)
    result = result_of(found)
    form = PublishForm(posted(request), tied=result.first if result.waits_for_draw else ())
    if form.is_valid():
        drawn = {"drawn": None, "drawn_words": ""} | form.cleaned_data
        try:
            operations.publish_poll(found, **drawn, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Ogłoszone."))
            return redirect("debates:desk_poll", public_id)
    context = {"form": form, "poll": found, "result": result}
    return render(request, "debates/polls/desk/publish.html", context, status=status_of(form))


def _printed(found: Poll, count: int, *, actor: User) -> HttpResponse:
    # The paper is made before the codes are kept: a letter that was not printed has no code.
    with transaction.atomic():
        codes = operations.make_letters(found, letters=count, actor=actor)
        return pdf_answer(letters_paper(found, codes), name="listy-do-glosowania")


def _page(
    request: StaffRequest,
    found: Poll,
    *,
    option: OptionForm | None = None,
    letters: LettersForm | None = None,
) -> HttpResponse:
    user = request.user
    context = {
        "poll": found,
        "options": list(found.options.select_related("need")),
        "batches": list(found.batches.all()),
        "ticks": ticks_of(found),
        "is_settled": is_settled(found),
        "waits_for_paper": waits_for_paper(found),
        "how": how_to(found),
        "who": electorates.sentence(found.electorate),
        "may_run": policies.run_polls(user).filter(pk=found.pk).exists(),
        "may_type": policies.typed_polls(user).filter(pk=found.pk).exists(),
        "option_form": option or OptionForm(poll=found),
        "letters_form": letters or LettersForm(),
        "has_letters": found.electorate == electorates.LETTERS,
    }
    status = status_of(*(form for form in (option, letters) if form))
    return render(request, "debates/polls/desk/poll.html", context, status=status)
