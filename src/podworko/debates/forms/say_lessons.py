"""What the desk writes of lessons: the words, the quiz, and where they are shown."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.debates.forms.say_desk import choice_of
from podworko.debates.models import Debate, Hearing, Poll, Unit
from podworko.debates.operations import UNIT_FIELDS, AnswerData, QuestionData, lesson_version
from podworko.ui.editing import VersionedForm

FEWEST_QUESTIONS, MOST_QUESTIONS = 2, 5
FEWEST_ANSWERS = 2
MOST_WORDS, MOST_WHY = 300, 500


class UnitForm(VersionedForm[Unit]):
    """A lesson and its quiz."""

    quiz = forms.CharField(
        label=gettext_lazy("Pytania"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy(
            "Od 2 do 5 pytań. Pytanie zaczyna się od „?”, dobra odpowiedź od „+”, zła od „-”."
            " Po kresce | napisz, dlaczego. Na przykład: + Rada Dzielnicy | Tak mówi statut."
        ),
    )

    class Meta:
        model = Unit
        fields = UNIT_FIELDS
        widgets = {
            "about": forms.Textarea(attrs={"rows": 10}),
            "how": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, data: QueryDict | None = None, *, instance: Unit) -> None:
        known = {"quiz": quiz_text(instance)} if instance.pk else {}
        super().__init__(data, instance=instance, initial=known)
        others = Unit.objects.filter(is_easy=False).exclude(pk=instance.pk)
        field = choice_of(self, "easier_of", others)
        field.empty_label = _("to nie jest łatwa wersja")

    def _version(self, row: Unit) -> str:
        return lesson_version(row)

    def clean_quiz(self) -> list[QuestionData]:
        """Return the questions; say of every wrong line what is wrong."""
        return read_quiz(self.cleaned_data["quiz"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("easier_of"):
            data["is_easy"] = True
        return data


class TieLessonForm(forms.Form):
    """Where a lesson is shown: at one debate, hearing or poll."""

    to = forms.ChoiceField(label=gettext_lazy("Gdzie ją pokazać"))

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        debates: QuerySet[Debate],
        hearings: QuerySet[Hearing],
        polls: QuerySet[Poll],
    ) -> None:
        super().__init__(data)
        self.things: dict[str, Debate | Hearing | Poll] = {}
        groups: list[tuple[str, QuerySet[Any]]] = [
            (_("Konsultacje społeczne"), hearings),
            (_("Głosowania"), polls),
            (_("Debaty"), debates),
        ]
        offered = []
        for name, rows in groups:
            found = {str(row.public_id): row for row in rows}
            self.things.update(found)
            offered.append((name, [(key, str(row)) for key, row in found.items()]))
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = offered

    @property
    def thing(self) -> Debate | Hearing | Poll:
        return self.things[self.cleaned_data["to"]]


def read_quiz(text: str) -> list[QuestionData]:
    """Return the questions of a quiz as they are typed; raise ValidationError for what is none."""
    wrong: list[str] = []
    held: list[tuple[str, list[AnswerData]]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        said = _read_line(line.strip(), held)
        if said:
            wrong.append(said % {"line": number})
    questions = [QuestionData(words, tuple(answers)) for words, answers in held]
    wrong += _missing(questions)
    if wrong:
        raise forms.ValidationError(wrong)
    return questions


def _read_line(line: str, held: list[tuple[str, list[AnswerData]]]) -> str:
    """Add a question or an answer to those held; return what is wrong with it, "" for nothing."""
    sign, rest = line[:1], line[1:].strip()
    words, _bar, why = (part.strip() for part in rest.partition("|"))
    if len(words) > MOST_WORDS or len(why) > MOST_WHY:
        return _("Linia %(line)s: za długa, napisz krócej.")
    if sign == "?" and words:
        held.append((words, []))
    elif sign and sign in "+-" and held and words and why:
        held[-1][1].append(AnswerData(words, is_right=sign == "+", why=why))
    elif sign:
        return _("Linia %(line)s: zacznij od ?, + albo -, a odpowiedź wyjaśnij po |.")
    return ""


def quiz_text(unit: Unit) -> str:
    """Return the questions of a lesson as they are typed."""
    lines = []
    for question in unit.questions.prefetch_related("answers"):
        lines.append(f"? {question.words}")
        lines += [
            f"{'+' if each.is_right else '-'} {each.words} | {each.why}"
            for each in question.answers.all()
        ]
    return "\n".join(lines)


def _missing(questions: list[QuestionData]) -> list[str]:
    wrong = []
    if not FEWEST_QUESTIONS <= len(questions) <= MOST_QUESTIONS:
        wrong.append(_("Pytań ma być od 2 do 5."))
    for number, each in enumerate(questions, start=1):
        right = sum(answer.is_right for answer in each.answers)
        if right != 1 or len(each.answers) < FEWEST_ANSWERS:
            wrong.append(
                _("Pytanie %(number)s: jedna odpowiedź dobra i co najmniej jedna zła.")
                % {"number": number}
            )
    return wrong
