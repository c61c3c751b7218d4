"""Tables of promotion."""

from podworko.promotion.models.news import NewsItem, NewsLink, NewsPicture, NewsQuerySet

__all__ = ["NewsItem", "NewsLink", "NewsPicture", "NewsQuerySet"]
