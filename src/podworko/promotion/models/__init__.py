"""Tables of promotion."""

from podworko.promotion.models.editions import Delivery, Edition
from podworko.promotion.models.letters import Subscription, SubscriptionQuerySet
from podworko.promotion.models.news import (
    NewsItem,
    NewsLink,
    NewsPicture,
    NewsPictureQuerySet,
    NewsQuerySet,
)
from podworko.promotion.models.photos import (
    SCOPES,
    Photo,
    PhotoNote,
    PhotoQuerySet,
    Portrayal,
    Scope,
    TakeDown,
)

__all__ = [
    "SCOPES",
    "Delivery",
    "Edition",
    "NewsItem",
    "NewsLink",
    "NewsPicture",
    "NewsPictureQuerySet",
    "NewsQuerySet",
    "Photo",
    "PhotoNote",
    "PhotoQuerySet",
    "Portrayal",
    "Scope",
    "Subscription",
    "SubscriptionQuerySet",
    "TakeDown",
]
