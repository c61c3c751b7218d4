"""The only writers of the advice point's tables."""

from podworko.advice.operations.knowledge import (
    KNOWLEDGE_FIELDS,
    publish_page,
    review_page,
    save_page,
    withdraw_page,
)
from podworko.advice.operations.questions import (
    QuestionData,
    answer,
    ask,
    ask_more,
    erase,
    erase_old,
    judge,
    mark_read,
    move,
    note_call,
)
from podworko.advice.operations.talks import TalkData, correct_talk, note_talk, remove_talk
from podworko.advice.operations.topics import TOPIC_FIELDS, save_topic, tie, untie
from podworko.advice.operations.unheld import hand_unheld

__all__ = [
    "KNOWLEDGE_FIELDS",
    "TOPIC_FIELDS",
    "QuestionData",
    "TalkData",
    "answer",
    "ask",
    "ask_more",
    "correct_talk",
    "erase",
    "erase_old",
    "hand_unheld",
    "judge",
    "mark_read",
    "move",
    "note_call",
    "note_talk",
    "publish_page",
    "remove_talk",
    "review_page",
    "save_page",
    "save_topic",
    "tie",
    "untie",
    "withdraw_page",
]
