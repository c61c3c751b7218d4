"""What other modules may use of what residents run: what the demonstration is made with."""

from podworko.initiatives.models import (
    Cost,
    IdeaRules,
    Initiative,
    InitiativePost,
    InitiativeStep,
    InitiativeTask,
    Means,
    OwnWork,
)
from podworko.initiatives.operations import (
    ideas,
    ideas_means,
    ideas_path,
    ideas_posts,
    ideas_support,
    ideas_team,
    ideas_work,
)

__all__ = [
    "Cost",
    "IdeaRules",
    "Initiative",
    "InitiativePost",
    "InitiativeStep",
    "InitiativeTask",
    "Means",
    "OwnWork",
    "ideas",
    "ideas_means",
    "ideas_path",
    "ideas_posts",
    "ideas_support",
    "ideas_team",
    "ideas_work",
]
