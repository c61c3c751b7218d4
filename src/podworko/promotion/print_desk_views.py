"""The desk's page of prints: what, in which design, on which paper, seen before it is printed."""

import uuid
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.core.errors import DomainError
from podworko.core.http import answer_or_back
from podworko.network.public import Pal
from podworko.promotion import print_policies
from podworko.promotion.bills import NothingToPrintError
from podworko.promotion.print_forms import DeskPrintForm
from podworko.promotion.print_orders import Order, batch_of, document_of
from podworko.promotion.print_queries import coming_activities
from podworko.ui.typesetting import pdf_answer, public_picture


@needs(May.SEE_DESK)
@never_cache
@require_safe
def prints(request: StaffRequest) -> HttpResponse:
    """Choose what to print, and look at it first."""
    form, order = _asked(request)
    why_not = ""
    try:
        document_of(order, is_preview=True)
    except NothingToPrintError as error:
        why_not = str(error.message)
    context = {
        "form": form.settled(),
        "order": order,
        "why_not": why_not,
        "batch": batch_of(order),
        "query": _query(order),
        "after": _query(order, part=order.part + 1),
    }
    return render(request, "promotion/prints/desk.html", context)


@needs(May.SEE_DESK)
@never_cache
@require_safe
def file(request: StaffRequest) -> HttpResponse:
    """Answer with the PDF ordered."""
    _form, order = _asked(request)
    back = f"{reverse('promotion:desk_prints')}?{_query(order)}"
    name = f"{order.what}-{order.pal.slug}"
    return answer_or_back(request, lambda: pdf_answer(document_of(order), name=name), back=back)


@needs(May.SEE_DESK)
@require_safe
def picture(request: StaffRequest) -> HttpResponse:
    """Answer with the first page of what is ordered as a picture."""
    _form, order = _asked(request)
    try:
        return public_picture(document_of(order, is_preview=True))
    except DomainError as error:
        raise Http404 from error


def _asked(request: StaffRequest) -> tuple[DeskPrintForm, Order]:
    """Read the form of the address; who sees no PAL at the desk has nothing to print."""
    pals = {pal.slug: pal for pal in print_policies.printed_pals(request.user)}
    if not pals:
        raise Http404
    names = [(slug, pal.name) for slug, pal in pals.items()]
    form = DeskPrintForm(request.GET, pals=names)
    pal: Pal = pals[form.told("pal")]
    form.offer(coming_activities(pal))
    one = form.told("zajecia")
    order = Order(
        pal=pal,
        what=form.told("co"),
        day=form.day,
        design=form.told("wzor"),
        size=form.told("papier"),
        one=uuid.UUID(one) if one else None,
        part=form.told("czesc"),
    )
    return form, order


def _query(order: Order, *, part: int = 0) -> str:
    return urlencode(
        {
            "pal": order.pal.slug,
            "co": order.what,
            "od": order.day.isoformat(),
            "wzor": order.design,
            "papier": order.size,
            "zajecia": str(order.one or ""),
            "czesc": part or order.part,
        }
    )
