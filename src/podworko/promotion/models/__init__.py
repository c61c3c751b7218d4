"""Tables of promotion."""

from podworko.promotion.models.editions import Delivery, Edition
from podworko.promotion.models.letters import Subscription, SubscriptionQuerySet
from podworko.promotion.models.news import NewsItem, NewsLink, NewsPicture, NewsQuerySet

__all__ = [
    "Delivery",
    "Edition",
    "NewsItem",
    "NewsLink",
    "NewsPicture",
    "NewsQuerySet",
    "Subscription",
    "SubscriptionQuerySet",
]
