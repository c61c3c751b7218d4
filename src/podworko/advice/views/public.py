"""What residents read: the knowledge base, and answers shown while they type."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.advice import limits, printing
from podworko.advice.models import KnowledgePage, Topic
from podworko.advice.queries import found, related, told_counts
from podworko.core import times
from podworko.core.http import answer_or_back, client_address
from podworko.network.public import Pal
from podworko.ui.typesetting import public_pdf

LONGEST_SEARCH = 300


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """Show what is known, by topic and by words; and where to ask in private.

    Words are posted: what somebody looks for stays in no address, history or log.
    """
    words = request.POST.get("words", "").strip()[:LONGEST_SEARCH]
    topics = list(Topic.objects.offered())
    topic = _chosen(request, topics)
    day = times.today()
    context = {
        "words": words,
        "topics": topics,
        "topic": topic,
        "found": found(words, topic=topic),
        "told": told_counts(None, since=date(day.year, 1, 1), until=day),
        "year": day.year,
    }
    answer = render(request, "advice/home.html", context)
    if words:
        add_never_cache_headers(answer)
    return answer


@login_not_required
@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one answer or one letter explained, in plain or in easy words."""
    shown = _page(slug)
    context = {
        "page": shown,
        "is_easy": bool(shown.easy) and request.GET.get("wersja") == "latwa",
    }
    return render(request, "advice/page.html", context)


@login_not_required
@require_safe
def checklist(request: HttpRequest, slug: str) -> HttpResponse:
    """Print what to bring or do, with boxes to tick."""
    shown = get_object_or_404(
        KnowledgePage.objects.public().exclude(checklist="").select_related("topic"), slug=slug
    )

    def answer() -> HttpResponse:
        limits.check_paper(client_address(request))
        return public_pdf(printing.checklist(shown), name=f"lista-{shown.slug}")

    return answer_or_back(request, answer, back=shown.get_absolute_url())


@login_not_required
@never_cache
@require_POST
def similar(request: HttpRequest) -> HttpResponse:
    """Show which answers there are to what is being typed; posted, so that no log keeps it."""
    pages = related_to(request)
    context = {"related": pages, "is_asked": True}
    return render(request, "advice/_related.html", context)


def related_to(request: HttpRequest) -> tuple[KnowledgePage, ...]:
    """Return pages near to the words that were posted; none for whoever looks too often."""
    words = request.POST.get("words", "").strip()[:LONGEST_SEARCH]
    if not words or not limits.allows_look(client_address(request)):
        return ()
    return related(words)


def pal_panel(request: HttpRequest, *, pal: Pal) -> SafeString:
    """Draw on a PAL's page where to ask."""
    if not Topic.objects.offered().exists():
        return SafeString("")
    context = {"ask_url": f"{reverse('advice:ask')}?pal={pal.slug}"}
    return render_to_string("advice/_pal_panel.html", context, request)


def _page(slug: str) -> KnowledgePage:
    return get_object_or_404(KnowledgePage.objects.public().select_related("topic"), slug=slug)


def _chosen(request: HttpRequest, topics: list[Topic]) -> Topic | None:
    wanted = request.GET.get("temat", "")
    return next((topic for topic in topics if topic.slug == wanted), None)
