"""What residents see of polls: lists, a link by e-mail or SMS, a ballot, what came out."""

import uuid

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podworko.audit.public import RESIDENT
from podworko.core.discreet import discreet
from podworko.core.errors import DomainError
from podworko.core.http import client_address, posted, put_on, status_of
from podworko.core.tabular import FORMATS, write_table
from podworko.debates import electorates, operations, poll_limits, roll
from podworko.debates.forms.polls import AskForm, BallotForm, PollCodeForm, how_to
from podworko.debates.models import Poll, Voter
from podworko.debates.queries.polls import Result, poll_lists, result_of
from podworko.network.public import Pal

MOST_LISTED = 60
ON_A_PAL = 3


@login_not_required
@never_cache
@require_safe
def polls(request: HttpRequest) -> HttpResponse:
    """List the polls one may vote in, those to come, and what came of those that were."""
    rows = Poll.objects.public().select_related("pal")
    page = Paginator(rows, MOST_LISTED).get_page(request.GET.get("page"))
    context = {"lists": poll_lists(page.object_list), "page": page}
    return render(request, "debates/polls/polls.html", context)


@login_not_required
@never_cache
@require_safe
def poll(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show what is asked and how to vote; once published, everything it takes to count anew."""
    found = _public(public_id)
    if found.state == Poll.State.PUBLISHED:
        return render(request, "debates/polls/result.html", _told(found))
    context = {
        "poll": found,
        "options": list(found.options.all()),
        "how": how_to(found),
        "who": electorates.sentence(found.electorate),
    }
    return render(request, "debates/polls/poll.html", context)


@login_not_required
@require_safe
def ballots_file(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give every ballot as a table, for whoever wants to count anew."""
    del request
    found = _public(public_id)
    result = result_of(found)
    if found.state != Poll.State.PUBLISHED or not result.is_told:
        raise Http404
    words = sorted(result.lines, key=lambda line: line.option.position)
    headings = [_("ile kart"), *(f"{row.option.position}. {row.option.words}" for row in words)]
    rows = [[row.count, *map(_cell, row.cells)] for row in result.ballots]
    answer = HttpResponse(write_table(headings, rows, as_format="csv"), content_type=FORMATS["csv"])
    answer["Content-Disposition"] = f'attachment; filename="glosy-{found.public_id}.csv"'
    return answer


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Send a link to a ballot; the answer is the same for who has voted and who has not."""
    found = _public(public_id)
    if not found.takes_votes or found.electorate != electorates.CONTACT:
        return redirect(found)
    form = AskForm(posted(request))
    if form.is_valid() and _sends(request, form, found):
        return redirect("debates:poll_asked", public_id)
    context = {"poll": found, "form": form}
    return render(request, "debates/polls/ask.html", context, status=status_of(form))


@login_not_required
@require_safe
def asked(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say where to look for the link."""
    return render(request, "debates/polls/asked.html", {"poll": _public(public_id)})


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def by_letter(request: HttpRequest) -> HttpResponse:
    """Find the ballot a code opens; wrong, used and late ones get one answer."""
    form = PollCodeForm(posted(request))
    if form.is_valid():
        line = _line_by_code(request, form.cleaned_data["code"])
        if line:
            return redirect("debates:poll_ballot", roll.token(line.pk))
        form.add_error(
            "code",
            _(
                "Ten kod nie otwiera teraz karty. Sprawdź litery i daty na liście albo zadzwoń do"
                " PAL."
            ),
        )
    return render(request, "debates/polls/code.html", {"form": form}, status=status_of(form))


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def ballot(request: HttpRequest, token: str) -> HttpResponse:
    """Take a vote in two steps: choose, then read it once more, because it cannot be taken back.

    The choice goes from step to step in the page itself and is kept nowhere.
    """
    arrived = timezone.now()  # the vote counts by this moment, however long it waits below
    line = _line(token)
    if line is None or line.has_voted or not line.poll.takes_votes_at(arrived):
        return render(request, "debates/polls/used.html", status=409)
    form = BallotForm(posted(request), poll=line.poll)
    context = {"poll": line.poll, "form": form, "hint": form.hint}
    if not form.is_valid() or "change" in request.POST:
        return render(request, "debates/polls/ballot.html", context, status=status_of(form))
    if "cast" not in request.POST:
        return render(request, "debates/polls/confirm.html", context)
    try:
        operations.cast(
            line.poll, voter=line.pk, ballot=form.ballot, arrived=arrived, actor=RESIDENT
        )
    except DomainError:
        return render(request, "debates/polls/used.html", status=409)
    return redirect("debates:poll_thanks", line.poll.public_id)


@login_not_required
@require_safe
def thanks(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say that the vote is in; nobody can show by this page how they voted, or that they did."""
    return render(request, "debates/polls/thanks.html", {"poll": _public(public_id)})


def pal_panel(request: HttpRequest, *, pal: Pal) -> SafeString:
    """Draw the polls of a PAL: first those one may vote in."""
    lists = poll_lists(Poll.objects.public().filter(pal=pal).select_related("pal")[:MOST_LISTED])
    shown = (*lists.open, *lists.coming, *lists.ended)[:ON_A_PAL]
    if not shown:
        return SafeString("")
    return render_to_string("debates/polls/_pal_panel.html", {"polls": shown}, request)


def _told(found: Poll) -> dict[str, object]:
    result: Result = result_of(found)
    return {
        "poll": found,
        "result": result,
        "options": sorted((line.option for line in result.lines), key=lambda row: row.position),
        "who": electorates.sentence(found.electorate),
    }


def _sends(request: HttpRequest, form: AskForm, found: Poll) -> bool:
    """Send what was asked for, or say on the form why not; a machine is told nothing."""
    if form.is_trapped():
        return True
    contact, address = form.cleaned_data["contact"], client_address(request)
    if not poll_limits.allows_link(found, address):
        operations.note_refused_link(found, actor=RESIDENT)
        form.add_error(
            None, _("Z tej sieci przyszło za dużo próśb o link. Spróbuj jutro albo przyjdź do PAL.")
        )
        return False
    is_crowded = poll_limits.is_crowded(found, address)
    if not poll_limits.allows_message(found, contact):
        return True
    try:
        operations.send_link(
            found,
            contact=contact,
            language=get_language() or "pl",
            is_crowded=is_crowded,
            actor=RESIDENT,
        )
    except DomainError as error:
        put_on(form, error)
        return False
    return True


def _public(public_id: uuid.UUID) -> Poll:
    return get_object_or_404(Poll.objects.public().select_related("pal"), public_id=public_id)


def _line(token: str) -> Voter | None:
    """Return the line of the roll a link names; raise Http404 for a link that we never gave.

    A line whose letters were void, or that was erased after the end, is None.
    """
    key = roll.read_token(token)
    if key is None:
        raise Http404
    return Voter.objects.select_related("poll__pal").filter(pk=key).first()


def _line_by_code(request: HttpRequest, code: str) -> Voter | None:
    if not poll_limits.allows_code(client_address(request)):
        return None
    rows = Voter.objects.filter(key__in=roll.code_keys(code), has_voted=False)
    line = rows.select_related("poll").first()
    return line if line and line.poll.takes_votes else None


def _cell(told: str) -> int:
    """Return a cell of the list as a number, so that a spreadsheet adds it up."""
    return int(told) if told.isdecimal() else int(told == "×")
