"""The only door to what is sealed: it opens a question's words and contact, and logs the look."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from podworko.advice.models import Question
from podworko.audit import public as audit
from podworko.core import vault
from podworko.core.errors import DomainError

__all__ = ["AdviceError", "Contact", "OpenedQuestion", "Said", "contact_of", "read", "read_own"]

logger = logging.getLogger(__name__)


class AdviceError(DomainError):
    """A rule of the advice point says no."""

    code = "advice"


@dataclass(frozen=True, slots=True)
class Said:
    """One turn, opened."""

    words: str
    is_answer: bool
    said_at: datetime


@dataclass(frozen=True, slots=True)
class Contact:
    """How to tell whoever asked; both "" for nobody to tell."""

    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class OpenedQuestion:
    """A question with all that was said, the first first."""

    question: Question
    said: tuple[Said, ...]
    contact: Contact


def read(question: Question, *, actor: audit.Actor) -> OpenedQuestion:
    """Open a question for whoever answers it, and log the look.

    Raises AdviceError when it does not open with the keys we have.
    """
    audit.saw(question, actor=actor, purpose="question.read")
    return _opened(question)


def read_own(question: Question) -> OpenedQuestion:
    """Open a question for whoever asked it, and log the look; raises AdviceError as `read`."""
    audit.saw(question, actor=audit.RESIDENT, purpose="question.read_own")
    return _opened(question)


def contact_of(question: Question) -> Contact:
    """Open the contact alone, for a message, and log it; raises AdviceError as `read`."""
    audit.saw(question, actor=audit.SYSTEM, purpose="question.told")
    return _contact(question)


def _opened(question: Question) -> OpenedQuestion:
    said = tuple(
        Said(_open(turn.words).get("words", ""), turn.is_answer, turn.said_at)
        for turn in question.turns.all()
    )
    return OpenedQuestion(question, said, _contact(question))


def _contact(question: Question) -> Contact:
    values = _open(question.contact)
    return Contact(values.get("email", ""), values.get("phone", ""))


def _open(token: str) -> Mapping[str, str]:
    try:
        return vault.opened(token)
    except (vault.SealedError, ImproperlyConfigured) as error:
        logger.exception("A question does not open: is PODWORKO_VAULT_KEY the right one?")
        message = _("Tego pytania nie da się teraz otworzyć. Nic nie zginęło: spróbuj później.")
        raise AdviceError(message) from error
