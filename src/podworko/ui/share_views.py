"""Pictures of pages, drawn when first asked for."""

import hashlib
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from podworko.ui import share_picture
from podworko.ui.sharing import ShareCard, Shared, cards

REMEMBERED_SECONDS = 86_400


@login_not_required
@require_safe
@cache_control(max_age=3600, public=True)
@conditional_page
def picture(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Answer with the picture of one public page, as the page is now."""
    del request
    card = cards.find(Shared(kind, key))
    if card is None:
        raise Http404
    return _png(card)


@login_not_required
@require_safe
@cache_control(max_age=86_400, public=True)
@conditional_page
def general_picture(request: HttpRequest) -> HttpResponse:
    """Answer with the picture of all pages that have none of their own."""
    del request
    return _png(
        ShareCard(
            title=_("Sąsiedzi, zajęcia, pomoc: blisko Ciebie"),
            over=_("Programy Aktywności Lokalnej"),
        )
    )


def _png(card: ShareCard) -> HttpResponse:
    host = urlsplit(settings.SITE_URL).netloc
    digest = hashlib.sha256(f"{host} {card}".encode()).hexdigest()
    found = cache.get_or_set(
        f"share:{digest}", lambda: share_picture.painted(card, host=host), REMEMBERED_SECONDS
    )
    return HttpResponse(found, content_type="image/png")
