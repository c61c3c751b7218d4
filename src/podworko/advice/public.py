"""What other modules may use of advice: counts, and what the demonstration is made with."""

from podworko.advice.answer_codes import new_code
from podworko.advice.models import AgeBand, KnowledgePage, Outcome, Question, Talk, Topic
from podworko.advice.operations import (
    QuestionData,
    TalkData,
    answer,
    ask,
    note_talk,
    publish_page,
    save_page,
    save_topic,
)
from podworko.advice.operations.topics import Tie, tie
from podworko.advice.queries import AdviceCounts, ToldCounts, TopicCount, counts, told_counts
from podworko.advice.queries.behind import advice_rows
from podworko.advice.queries.figures import AdviceFigures, advice_figures
from podworko.advice.queries.pressure import late_questions
from podworko.advice.reading import Contact

__all__ = [
    "AdviceCounts",
    "AdviceFigures",
    "AgeBand",
    "Contact",
    "KnowledgePage",
    "Outcome",
    "Question",
    "QuestionData",
    "Talk",
    "TalkData",
    "Tie",
    "ToldCounts",
    "Topic",
    "TopicCount",
    "advice_figures",
    "advice_rows",
    "answer",
    "ask",
    "counts",
    "late_questions",
    "new_code",
    "note_talk",
    "publish_page",
    "save_page",
    "save_topic",
    "tie",
    "told_counts",
]
