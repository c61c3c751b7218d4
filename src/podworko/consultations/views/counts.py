"""Counts of talks for whoever runs a PAL, and the proof that the rest is deleted."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from podworko.accounts.public import May, StaffRequest, needs, pal_ids_where
from podworko.audit import public as audit
from podworko.consultations import policies
from podworko.consultations.forms.counts import CountsForm, quarter_words
from podworko.consultations.models import Erasure
from podworko.consultations.models.booking import KEEP_DAYS
from podworko.consultations.queries import counts as reading
from podworko.core.disclosure import FLOOR

PROOFS = 100


@needs(May.COUNT_CONSULTATIONS)
@never_cache
@require_safe
def counts(request: StaffRequest) -> HttpResponse:
    """Show how many talks there were; small numbers are told to nobody."""
    form = CountsForm(request.GET, pals=list(policies.counted_pals(request.user)))
    counted = form.pal_ids(pal_ids_where(request.user, May.COUNT_CONSULTATIONS))
    page = reading.counts(counted, *form.bounds())
    if as_format := audit.wanted_format(request):
        return audit.table_file(
            name="liczby-rozmow",
            headings=[_("Usługa"), _("Według czego"), _("Co"), _("Ile")],
            rows=reading.cells_of(page),
            as_format=as_format,
            about=request.user,
            actor=request.user,
        )
    context = {
        "form": form,
        "page": page,
        "quarters": [quarter_words(first) for first in page.quarters],
        "floor": FLOOR,
    }
    return render(request, "consultations/desk/counts.html", context)


@needs(May.SEE_AUDIT)
@never_cache
@require_safe
def erasures(request: StaffRequest) -> HttpResponse:
    """Show whoever guards the data what was deleted and when, and what backups still hold."""
    context = {"erasures": Erasure.objects.all()[:PROOFS], "days": KEEP_DAYS}
    return render(request, "consultations/desk/erasures.html", context)
