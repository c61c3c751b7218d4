"""The part of the advice point when a person is erased: questions they left a contact in."""

from podworko.advice.models import Question
from podworko.advice.operations.questions import erase
from podworko.audit import public as audit
from podworko.core import vault
from podworko.core.privacy import Subject


def erase_questions(subject: Subject, actor: audit.Actor) -> dict[str, int]:
    """Erase the questions of whoever is reached so; how many is told to nobody.

    Contacts are sealed: each is opened here, compared and let go of.
    """
    del actor  # whose decision it was stands with the erasure, not with a question
    for question in _left_by(subject):
        erase(question, actor=audit.SYSTEM)
    return {}


def questions_of(subject: Subject) -> list[int]:
    """Return the keys of questions of whoever is reached so: a hold keeps them."""
    return [question.pk for question in _left_by(subject)]


def _left_by(subject: Subject) -> list[Question]:
    known = Question.objects.exclude(contact="").order_by("pk")
    return [each for each in known if subject.contacts & set(_contact_of(each))]


def _contact_of(question: Question) -> list[str]:
    try:
        return [word for word in vault.opened(question.contact).values() if word]
    except vault.SealedError:  # of a key that was given up: nobody reads it ever again
        return []
