"""News in the words of schema.org, for search engines and assistants."""

import json

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from podworko.promotion.queries.news import NewsPage

_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def article(page: NewsPage, *, request: HttpRequest) -> SafeString:
    """Return the JSON-LD of an item, safe to stand in a page (schema.org/NewsArticle)."""
    item = page.item
    assert item.shows_from is not None  # noqa: S101 - a constraint of what is published
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": item.local_title,
        "description": item.local_lead,
        "inLanguage": item.language,
        "datePublished": item.shows_from.isoformat(),
        "dateModified": (item.corrected_at or item.shows_from).isoformat(),
        "url": request.build_absolute_uri(item.get_absolute_url()),
        "publisher": {"@type": "Organization", "name": item.pal.name if item.pal else "PAL"},
        "image": [request.build_absolute_uri(each.photo.url) for each in page.pictures] or None,
    }
    text = json.dumps({key: value for key, value in data.items() if value is not None})
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 - escaped on the line
