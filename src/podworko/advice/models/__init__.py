"""Tables of the advice point."""

from podworko.advice.models.knowledge import KnowledgePage
from podworko.advice.models.questions import Question, Turn
from podworko.advice.models.talks import AgeBand, Outcome, Talk
from podworko.advice.models.topics import AdviceLink, Tally, Topic, What

__all__ = [
    "AdviceLink",
    "AgeBand",
    "KnowledgePage",
    "Outcome",
    "Question",
    "Talk",
    "Tally",
    "Topic",
    "Turn",
    "What",
]
