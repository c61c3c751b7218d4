"""The tables of what residents run themselves."""

from podworko.initiatives.models.board import Notice, NoticeReply, NoticeReport
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
from podworko.initiatives.models.problems import Problem, ProblemState, ProblemStep, ProblemVoice
from podworko.initiatives.models.shelf import Loan, LoanDay, LoanNote, Thing
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
    "Loan",
    "LoanDay",
    "LoanNote",
    "Meeting",
    "Notice",
    "NoticeReply",
    "NoticeReport",
    "OwnPage",
    "Presence",
    "Problem",
    "ProblemState",
    "ProblemStep",
    "ProblemVoice",
    "Team",
    "TeamApplication",
    "TeamMember",
    "TeamTask",
    "Thing",
]
