"""The programme on paper, for anybody: for a door, a fridge, a grandmother."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from podworko.activities import limits
from podworko.activities.forms.prints import ProgrammePrintForm
from podworko.activities.printing import programme as printed_programme
from podworko.core.http import answer_or_back, client_address
from podworko.network.public import Pal
from podworko.ui.typesetting import Document, public_pdf


@login_not_required
@require_safe
def programme(request: HttpRequest) -> HttpResponse:
    """Set a week or a month of one PAL on A4 or A3."""
    form = ProgrammePrintForm(request.GET, pals=list(Pal.objects.values_list("slug", "name")))
    pal = Pal.objects.select_related("seat").filter(slug=form.told("pal") or "").first()
    if pal is None:
        raise Http404
    return answer_or_back(
        request, lambda: _printed(request, pal, form), back=pal.get_absolute_url()
    )


def _printed(request: HttpRequest, pal: Pal, form: ProgrammePrintForm) -> HttpResponse:
    limits.check_paper(client_address(request))
    return public_pdf(_document(pal, form), name=f"program-{pal.slug}")


def _document(pal: Pal, form: ProgrammePrintForm) -> Document:
    is_large = form.told("litery") == "duze"
    view, paper = form.told("zakres"), form.told("papier")
    return printed_programme(pal, form.day, view=view, paper=paper, is_large=is_large)
