"""The tables of what residents run themselves."""

from podworko.initiatives.models.ideas import (
    IdeaRules,
    Initiative,
    InitiativeLink,
    InitiativeQuerySet,
)
from podworko.initiatives.models.ideas_means import InitiativePost, Means
from podworko.initiatives.models.ideas_people import InitiativeMember, Support
from podworko.initiatives.models.ideas_work import Cost, InitiativeStep, InitiativeTask, OwnWork
from podworko.initiatives.models.own_pages import (
    OwnPage,
)

__all__ = [
    "Cost",
    "IdeaRules",
    "Initiative",
    "InitiativeLink",
    "InitiativeMember",
    "InitiativePost",
    "InitiativeQuerySet",
    "InitiativeStep",
    "InitiativeTask",
    "Means",
    "OwnPage",
    "OwnWork",
    "Support",
]
