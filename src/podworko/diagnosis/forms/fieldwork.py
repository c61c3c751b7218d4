"""What starts a tablet, and what an interviewer fills in, with signal or without."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from podworko.core.errors import DomainError
from podworko.diagnosis.forms.survey_answers import AnswerForm
from podworko.diagnosis.models import Kind
from podworko.diagnosis.questionnaire import Asked

MOST_BYTES = 1024 * 1024
MOST_AT_ONCE = 50


class KioskForm(forms.Form):
    """How long a tablet is to ask, and what the team calls it."""

    name = forms.CharField(
        label=gettext_lazy("Jak nazwać ten tablet"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Na przykład: biblioteka na Lipowej."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("Jak długo ma pytać"),
        coerce=int,
        choices=[
            (1, gettext_lazy("dziś, do północy")),
            (7, gettext_lazy("tydzień")),
            (28, gettext_lazy("cztery tygodnie")),
        ],
        initial=1,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Gdy ankieta się skończy, tablet i tak przestanie pytać."),
    )


class InterviewForm(AnswerForm):
    """The questionnaire in the hands of who asks: people may pass over what the page demands."""

    is_demanding = False

    def _made(self, number: int, one: Asked) -> dict[str, forms.Field]:
        fields = super()._made(number, one)
        for field in fields.values():
            field.required = False
        return fields

    @property
    def first_fault(self) -> tuple[str, str]:
        """The code of the first question that does not fit, with what is wrong."""
        told = ((one.code, self.faults_of(one)) for one in self.whole.asked)
        return next(((code, " ".join(texts)) for code, texts in told if texts), ("", ""))


def rule_of(one: Asked) -> Mapping[str, Any]:
    """Return what a device without signal can check of an answer, with the words to say."""
    question = one.question
    if one.kind == Kind.MULTIPLE and question.most:
        words = ngettext(
            "Wybierz najwyżej %(most)s odpowiedź.",
            "Wybierz najwyżej %(most)s odpowiedzi.",
            question.most,
        )
        return {"chosen": question.most, "words": words % {"most": question.most}}
    if one.kind == Kind.NUMBER:
        ends = {"least": question.least, "most": question.most}
        return {"number": True, **ends, "words": _number_words(question.least, question.most)}
    if one.kind == Kind.RANKING:
        return {"once": True, "words": _("Każde miejsce może zająć tylko jedna rzecz.")}
    return {}


def _number_words(least: int | None, most: int | None) -> str:
    if least is not None and most is not None:
        return _("Wpisz liczbę od %(least)s do %(most)s.") % {"least": least, "most": most}
    return _("Wpisz liczbę.")


class UnreadableError(DomainError):
    """What a device sent is not interviews."""

    code = "unreadable"


@dataclass(frozen=True, slots=True)
class Sent:
    """One interview as a device sent it; `values` are named as the fields of the page are."""

    key: uuid.UUID
    edition: int
    language: str
    made_on: date
    values: QueryDict


def read_batch(body: bytes) -> list[object]:
    """Return the interviews of a batch, unread. Raises UnreadableError."""
    try:
        told = json.loads(body) if len(body) <= MOST_BYTES else None
        interviews = told["interviews"] if isinstance(told, dict) else None
    except (ValueError, KeyError, RecursionError) as error:
        raise UnreadableError(_("Nie da się odczytać tych rozmów.")) from error
    if not isinstance(interviews, list) or len(interviews) > MOST_AT_ONCE:
        raise UnreadableError(_("Za dużo rozmów naraz."))
    return interviews


def read_one(told: object) -> Sent:
    """Read one interview. Raises ValueError for what no page of ours makes."""
    if not isinstance(told, dict) or not isinstance(told.get("values"), dict):
        raise ValueError("An interview is an object with values.")  # noqa: TRY004 - bad data
    values = QueryDict(mutable=True)
    for name, texts in told["values"].items():
        if not isinstance(texts, list):
            raise ValueError("Values are lists.")  # noqa: TRY004 - bad data
        values.setlist(name, [_text(text) for text in texts])
    return Sent(
        key=uuid.UUID(str(told.get("key"))),
        edition=int(str(told.get("edition"))),
        language=str(told.get("language")),
        made_on=date.fromisoformat(str(told.get("made_on"))),
        values=values,
    )


def _text(told: object) -> str:
    """Return what was typed; half a sign, as a cut emoji leaves it, becomes a question mark.

    No database takes it, and one interview must not hold up the others. Raises ValueError for
    what is no text.
    """
    if not isinstance(told, str):
        raise ValueError("A value is a text.")  # noqa: TRY004 - bad data
    return told.encode(errors="replace").decode()
