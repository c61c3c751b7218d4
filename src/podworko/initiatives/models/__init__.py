"""The tables of what residents run themselves."""

from podworko.initiatives.models.meetings import (
    AgendaItem,
    Decision,
    DecisionLink,
    DecisionVote,
    Meeting,
    Presence,
    TeamTask,
)
from podworko.initiatives.models.own_pages import (
    OwnPage,
)
from podworko.initiatives.models.team import (
    Team,
    TeamApplication,
    TeamMember,
)

__all__ = [
    "AgendaItem",
    "Decision",
    "DecisionLink",
    "DecisionVote",
    "Meeting",
    "OwnPage",
    "Presence",
    "Team",
    "TeamApplication",
    "TeamMember",
    "TeamTask",
]
