"""The desk's page that closes a building: say when, look at what is there, decide, do it."""

from collections import Counter
from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from podworko.accounts.public import May, StaffRequest, needs
from podworko.core.http import put_on
from podworko.network import closing, policies
from podworko.network.closing import Affected, ClosingError, Closure, Fate, UndecidedError
from podworko.network.closing_forms import ClosureForm, DecisionForm, decision_forms
from podworko.network.models import Pal


@needs(May.CLOSE_BUILDINGS)
@never_cache
@require_http_methods(["GET", "POST"])
def close(request: StaffRequest, slug: str) -> HttpResponse:
    """Show what a closure would touch, then do what was decided of each thing, all at once."""
    pal = get_object_or_404(policies.closable_pals(request.user), slug=slug)
    if pal.seat is None:
        raise Http404
    if request.method != "POST":
        return _page(request, pal, ClosureForm(initial=_told(request)))
    form = ClosureForm(request.POST)
    if not form.is_valid():
        return _page(request, pal, form, status=422)
    closure = form.closure(pal)
    things = closing.affected(closure)
    is_decided = "decided" in request.POST and _seen(request) == {each.key for each in things}
    rows = decision_forms(request.POST, things)
    if not is_decided:
        is_late = "decided" in request.POST
        return _page(request, pal, form, rows=rows, is_late=is_late, status=409 if is_late else 200)
    return _decided(request, form, closure, rows)


def _decided(
    request: StaffRequest, form: ClosureForm, closure: Closure, rows: Sequence[DecisionForm]
) -> HttpResponse:
    """Close the building, or say beside the thing what stands in the way."""
    verdicts = [row.is_valid() for row in rows]
    if not all(verdicts):
        return _page(request, closure.pal, form, rows=rows, status=422)
    decisions = {row.about.key: row.decision() for row in rows}
    try:
        count = closing.close_building(closure, decisions, actor=request.user)
    except ClosingError as error:
        row = next(row for row in rows if row.about.key == error.key)
        put_on(row, error)
        return _page(request, closure.pal, form, rows=rows, status=422)
    except UndecidedError:
        rows = decision_forms(request.POST, closing.affected(closure))
        return _page(request, closure.pal, form, rows=rows, is_late=True, status=409)
    is_silent = all(decision.fate == Fate.KEEP for decision in decisions.values())
    messages.success(request, _done_words(count, is_silent=is_silent))
    return redirect("network:desk_pal", closure.pal.slug)


def _page(  # noqa: PLR0913 - what one page shows
    request: StaffRequest,
    pal: Pal,
    form: ClosureForm,
    *,
    rows: Sequence[DecisionForm] | None = None,
    is_late: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "pal": pal,
        "form": form,
        "rows": rows,
        "is_late": is_late,
        "is_wrong": any(row.is_bound and row.errors for row in rows or ()),
        "ways": _ways([row.about for row in rows or ()]),
    }
    return render(request, "network/desk/close.html", context, status=status)


def _ways(things: Sequence[Affected]) -> list[tuple[str, int]]:
    """Return how many are told in all, by channel, the most first."""
    told_by = {key: way for each in things for key, way in each.told_by.items()}
    return Counter(told_by.values()).most_common()


def _told(request: StaffRequest) -> dict[str, str]:
    """Return what the page that led here said of the days."""
    return {name: request.GET[name] for name in ("since", "until", "reason") if name in request.GET}


def _seen(request: StaffRequest) -> set[str]:
    return set(request.POST.getlist("seen"))


def _done_words(count: int, *, is_silent: bool) -> str:
    if not count:
        return _("Zamknięte. Nic nie było wtedy zaplanowane.")
    if is_silent:
        return _("Zamknięte. Wszystko zostało na swoim miejscu, nikt nie dostaje wiadomości.")
    many = ngettext(
        "Zamknięte. Rozstrzygnięte: %(count)s spotkanie. Wiadomości wychodzą.",
        "Zamknięte. Rozstrzygnięte: %(count)s spotkań. Wiadomości wychodzą.",
        count,
    )
    return many % {"count": count}
