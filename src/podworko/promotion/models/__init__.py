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
from podworko.promotion.models.outlets import Outlet, OutletQuerySet, PressContact
from podworko.promotion.models.photos import (
    SCOPES,
    Photo,
    PhotoNote,
    PhotoQuerySet,
    Portrayal,
    Scope,
    TakeDown,
)
from podworko.promotion.models.press import (
    Clipping,
    Dispatch,
    Release,
    ReleasePhoto,
    ReleaseQuerySet,
)

__all__ = [
    "SCOPES",
    "Clipping",
    "Delivery",
    "Dispatch",
    "Edition",
    "NewsItem",
    "NewsLink",
    "NewsPicture",
    "NewsPictureQuerySet",
    "NewsQuerySet",
    "Outlet",
    "OutletQuerySet",
    "Photo",
    "PhotoNote",
    "PhotoQuerySet",
    "Portrayal",
    "PressContact",
    "Release",
    "ReleasePhoto",
    "ReleaseQuerySet",
    "Scope",
    "Subscription",
    "SubscriptionQuerySet",
    "TakeDown",
]
