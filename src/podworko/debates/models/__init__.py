"""The tables of debates."""

from podworko.debates.models.debates import (
    Ballot,
    Choice,
    Debate,
    Item,
    Remark,
)
from podworko.debates.models.polls import (
    Batch,
    Box,
    Count,
    Option,
    Poll,
    Protocol,
    Voter,
)
from podworko.debates.models.say import CodeCard, Hearing, HearingEvent, Paragraph
from podworko.debates.models.say_lessons import QuizAnswer, QuizQuestion, Unit, UnitTie
from podworko.debates.models.say_voices import Agreement, Voice

__all__ = [
    "Agreement",
    "Ballot",
    "Batch",
    "Box",
    "Choice",
    "CodeCard",
    "Count",
    "Debate",
    "Hearing",
    "HearingEvent",
    "Item",
    "Option",
    "Paragraph",
    "Poll",
    "Protocol",
    "QuizAnswer",
    "QuizQuestion",
    "Remark",
    "Unit",
    "UnitTie",
    "Voice",
    "Voter",
]
