"""Tables of promotion."""

from podworko.promotion.models.editions import Delivery, Edition
from podworko.promotion.models.letters import Subscription, SubscriptionQuerySet
from podworko.promotion.models.news import NewsItem, NewsLink, NewsPicture, NewsQuerySet
from podworko.promotion.models.outlets import Outlet, OutletQuerySet, PressContact
from podworko.promotion.models.press import Clipping, Dispatch, Release, ReleaseQuerySet

__all__ = [
    "Clipping",
    "Delivery",
    "Dispatch",
    "Edition",
    "NewsItem",
    "NewsLink",
    "NewsPicture",
    "NewsQuerySet",
    "Outlet",
    "OutletQuerySet",
    "PressContact",
    "Release",
    "ReleaseQuerySet",
    "Subscription",
    "SubscriptionQuerySet",
]
