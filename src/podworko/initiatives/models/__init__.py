"""The tables of what residents run themselves."""

from podworko.initiatives.models.board import (
    Notice,
    NoticeReply,
    NoticeReport,
)
from podworko.initiatives.models.ideas import (
    IdeaRules,
    Initiative,
    InitiativeLink,
    InitiativeQuerySet,
)
from podworko.initiatives.models.ideas_group import (
    GroupDigest,
    GroupFile,
    GroupMessage,
    GroupTalk,
    InitiativeActivity,
)
from podworko.initiatives.models.ideas_means import (
    InitiativePost,
    Means,
)
from podworko.initiatives.models.ideas_people import (
    InitiativeMember,
    Support,
)
from podworko.initiatives.models.ideas_work import (
    Cost,
    InitiativeStep,
    InitiativeTask,
    OwnWork,
)
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
from podworko.initiatives.models.problems import (
    Problem,
    ProblemState,
    ProblemStep,
    ProblemVoice,
)
from podworko.initiatives.models.shelf import (
    Loan,
    LoanDay,
    LoanNote,
    Thing,
)
from podworko.initiatives.models.team import (
    Team,
    TeamApplication,
    TeamMember,
)

__all__ = [
    "AgendaItem",
    "Cost",
    "Decision",
    "DecisionLink",
    "DecisionVote",
    "GroupDigest",
    "GroupFile",
    "GroupMessage",
    "GroupTalk",
    "IdeaRules",
    "Initiative",
    "InitiativeActivity",
    "InitiativeLink",
    "InitiativeMember",
    "InitiativePost",
    "InitiativeQuerySet",
    "InitiativeStep",
    "InitiativeTask",
    "Loan",
    "LoanDay",
    "LoanNote",
    "Means",
    "Meeting",
    "Notice",
    "NoticeReply",
    "NoticeReport",
    "OwnPage",
    "OwnWork",
    "Presence",
    "Problem",
    "ProblemState",
    "ProblemStep",
    "ProblemVoice",
    "Support",
    "Team",
    "TeamApplication",
    "TeamMember",
    "TeamTask",
    "Thing",
]
