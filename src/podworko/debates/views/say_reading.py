"""All that was said of one part of a public consultation, page by page."""

import uuid
from collections.abc import Sequence

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from podworko.debates.models import Hearing
from podworko.debates.queries.say import Group, HearingPage, Thread, hearing_page

ON_A_PAGE = 30


@login_not_required
@never_cache
@require_safe
def voices(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """List what was said in the debate, of places (`?czego=mapa`), of a paragraph, to a voice."""
    rows = Hearing.objects.public().select_related("pal")
    found = get_object_or_404(rows, public_id=public_id)
    key = request.GET.get("czego", "")
    said: Sequence[Thread] | Sequence[Group] = _said(hearing_page(found), key)
    page = Paginator(said, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"hearing": found, "page": page, "is_debate": not key, "is_map": key == "mapa"}
    return render(request, "debates/say/voices.html", context)


def _said(page: HearingPage, key: str) -> Sequence[Thread] | Sequence[Group]:
    """Return what was said of a part by its key: "", "mapa", "akapit-2-3", "glos-…"."""
    if not key:
        return page.threads
    parts = {
        f"akapit-{part.paragraph.version}-{part.paragraph.number}": part.groups
        for part in (*page.parts, *page.former)
    }
    replies = {f"glos-{each.group.voice.public_id}": each.replies for each in page.threads}
    known = {"mapa": page.ideas, **parts, **replies}
    if key not in known:
        raise Http404
    return known[key]
