"""What the desk writes of a hearing and of lessons, types for others, and answers."""

import re
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.activities.public import Session
from podworko.core.errors import DomainError
from podworko.debates import roll
from podworko.debates.forms.polls_desk import MomentField
from podworko.debates.forms.say import SayForm
from podworko.debates.models import Debate, Hearing, Paragraph, Poll, Unit, Voice
from podworko.debates.operations import (
    HEARING_FIELDS,
    MOST_CARDS,
    UNIT_FIELDS,
    AnswerData,
    Author,
    QuestionData,
    Said,
    Sheet,
)
from podworko.diagnosis.public import Need
from podworko.network.public import Pal
from podworko.planning.public import Goal
from podworko.ui.editing import VersionedForm
from podworko.ui.forms import DateInput

FEWEST_QUESTIONS, MOST_QUESTIONS = 2, 5
FEWEST_ANSWERS = 2
_SHEET = re.compile(
    r"^#\s*(?P<number>[\w/-]{1,20})\s*(?:akapit\s+(?P<paragraph>\d+))?\s*(?:;(?P<more>.*))?$"
)


class HearingForm(VersionedForm[Hearing]):
    """What is asked, until when, who decides, and when people are answered."""

    opens_at = MomentField(label=gettext_lazy("Głosy zbieramy od"))
    closes_at = MomentField(label=gettext_lazy("Głosy zbieramy do"))

    class Meta:
        model = Hearing
        fields = HEARING_FIELDS
        widgets = {
            "about": forms.Textarea(attrs={"rows": 5}),
            "rules": forms.Textarea(attrs={"rows": 4}),
            "answer_by": DateInput,
        }

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Hearing,
        pals: QuerySet[Pal],
        is_network: bool,
    ) -> None:
        self.pals, self.is_network = pals, is_network
        super().__init__(data, instance=instance)
        field = _choice(self, "pal", pals)
        field.required = not is_network
        field.empty_label = _("cała sieć PAL") if is_network else _("wybierz")
        _choice(self, "need", Need.objects.open().filter(pal__in=pals)).empty_label = _("żadna")
        goals = Goal.objects.filter(plan__pal__in=pals, outcome="open")
        _choice(self, "goal", goals).empty_label = _("żaden")

    def again(self, data: QueryDict | None, instance: Hearing) -> "HearingForm":
        return type(self)(data, instance=instance, pals=self.pals, is_network=self.is_network)


class NewHearingForm(HearingForm):
    """The same, with the document to begin with."""

    document = forms.CharField(
        label=gettext_lazy("Dokument, jeśli jest"),
        required=False,
        max_length=400_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("Wklej tekst. Pusta linia dzieli akapity, numery dodamy sami."),
    )

    @property
    def unversioned(self) -> frozenset[str]:
        return frozenset(self.fields)


class DocumentForm(forms.Form):
    """A new version of the document."""

    text = forms.CharField(
        label=gettext_lazy("Tekst dokumentu"),
        max_length=400_000,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=gettext_lazy(
            "Pusta linia dzieli akapity. To, co ludzie już powiedzieli, zostaje."
        ),
    )


class EventForm(forms.Form):
    """A meeting of the programme."""

    session = forms.ModelChoiceField(
        Session.objects.none(), label=gettext_lazy("Spotkanie z programu"), empty_label=None
    )

    def __init__(self, data: QueryDict | None = None, *, sessions: QuerySet[Session]) -> None:
        super().__init__(data)
        _choice(self, "session", sessions)


class CardsForm(forms.Form):
    """How many cards with a code to print."""

    cards = forms.IntegerField(
        label=gettext_lazy("Ile kartek z kodem"), min_value=1, max_value=MOST_CARDS
    )


class TypedVoiceForm(SayForm):
    """What somebody said to the team: by which way, of what, and how to answer them."""

    way = forms.ChoiceField(
        label=gettext_lazy("Jak to do nas trafiło"),
        choices=[each for each in Voice.Way.choices if each[0] != Voice.Way.WEB],
        widget=forms.RadioSelect,
        initial=Voice.Way.PHONE,
    )
    part = forms.ChoiceField(label=gettext_lazy("Czego dotyczy"))
    letter_to = forms.CharField(
        label=gettext_lazy("Albo adres do listu z odpowiedzią"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Imię, nazwisko i adres, jeśli ktoś woli list."),
    )

    field_order = (
        "way",
        "part",
        "words",
        "where",
        "point",
        "attachment",
        "first_name",
        "contact",
        "letter_to",
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: Any = None,  # noqa: ANN401 - Django's face
        *,
        hearing: Hearing,
    ) -> None:
        super().__init__(data, files, about=Voice.About.IDEA)
        self.paragraphs = _paragraphs(hearing)
        del self.fields["website"]
        contact, part = self.fields["contact"], self.fields["part"]
        contact.required = False
        contact.label = _("E-mail albo telefon do odpowiedzi")
        contact.help_text = _(
            "Na telefon stacjonarny zadzwonimy. Bez kontaktu dasz tej osobie kod."
        )
        self.fields["where"].help_text = _("Tylko przy pomyśle na mapie.")
        assert isinstance(part, forms.ChoiceField)  # noqa: S101 - declared above
        part.choices = _parts(hearing, self.paragraphs)

    def clean_contact(self) -> Author:
        typed = self.cleaned_data["contact"]
        return Author(contact=_any_contact(typed), language="pl")

    def clean(self) -> dict[str, Any]:
        part = str(self.cleaned_data.get("part", ""))
        self.paragraph = self.paragraphs.get(part)
        is_idea = part == Voice.About.IDEA
        self.about = Voice.About.PARAGRAPH if self.paragraph else Voice.About(part or "debate")
        return super().clean() if is_idea else forms.Form.clean(self) or self.cleaned_data

    def author(self) -> Author:
        known: Author = self.cleaned_data["contact"]
        return Author(
            first_name=self.cleaned_data["first_name"],
            contact=known.contact,
            letter_to=self.cleaned_data["letter_to"],
        )


class VoiceSheetsForm(forms.Form):
    """Sheets of paper, typed one under another."""

    sheets = forms.CharField(
        label=gettext_lazy("Kartki"),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy(
            "Każda kartka zaczyna się linią: # numer, potem „akapit 3” albo nic, a po średniku"
            " e-mail lub telefon, jeśli jest. Pod nią słowa. Na przykład: #12 akapit 3; 600 100 200"
        ),
    )

    def __init__(self, data: QueryDict | None = None, *, hearing: Hearing) -> None:
        super().__init__(data)
        self.paragraphs = {row.number: row for row in _paragraphs(hearing).values()}

    def clean_sheets(self) -> list[Sheet]:
        """Return the sheets; say of every wrong line what is wrong."""
        wrong, found = [], []
        for number, head, words in _split(self.cleaned_data["sheets"]):
            try:
                found.append(self._sheet(head, words))
            except (DomainError, forms.ValidationError) as error:
                said = getattr(error, "message", "")
                wrong.append(_("linia %(line)s: %(wrong)s") % {"line": number, "wrong": said})
        if not found and not wrong:
            wrong = [_("Zacznij od linii z numerem kartki, na przykład: #1")]
        if wrong:
            raise forms.ValidationError(wrong)
        return found

    def _sheet(self, head: str, words: str) -> Sheet:
        read = _SHEET.match(head)
        if not read:
            raise DomainError(_("napisz numer kartki, na przykład #12 akapit 3"))
        if not words:
            raise DomainError(_("pod numerem kartki nie ma słów"))
        paragraph = self._paragraph(read["paragraph"])
        about = Voice.About.PARAGRAPH if paragraph else Voice.About.DEBATE
        author = Author(contact=_any_contact(read["more"] or ""))
        return Sheet(read["number"], Said(words, about=about, paragraph=paragraph), author)

    def _paragraph(self, number: str | None) -> Paragraph | None:
        if not number:
            return None
        if int(number) not in self.paragraphs:
            raise DomainError(_("nie ma akapitu %(number)s") % {"number": number})
        return self.paragraphs[int(number)]


class HideForm(forms.Form):
    """By which rule a voice is hidden."""

    rule = forms.ChoiceField(
        label=gettext_lazy("Która zasada"), choices=Voice.Rule, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("Dodaj, jeśli trzeba"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Przeczyta to autor. Może się raz odwołać do innej osoby."),
    )


class DecideForm(forms.Form):
    """What another person decides of a hidden voice."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Rozstrzygnięcie"),
        choices=[
            ("show", gettext_lazy("wraca na stronę")),
            ("hide", gettext_lazy("zostaje ukryty")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("Dlaczego"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Przeczyta to autor głosu."),
    )


class OutcomeForm(forms.Form):
    """What was done with the voices that are ticked."""

    voices = forms.TypedMultipleChoiceField(label=gettext_lazy("Głosy"), coerce=int)
    outcome = forms.ChoiceField(
        label=gettext_lazy("Co z nimi zrobiliśmy"), choices=Voice.Outcome, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("Odpowiedź"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Co i dlaczego. Przeczyta to każdy, kto to powiedział."),
    )

    def __init__(self, data: QueryDict | None = None, *, voices: list[int]) -> None:
        super().__init__(data)
        field = self.fields["voices"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = [(pk, str(pk)) for pk in voices]
        field.error_messages["required"] = _("Zaznacz co najmniej jeden głos.")

    def ticked(self) -> list[int]:
        """Return what is ticked, also in a form that is wrong elsewhere."""
        sent = self.data.getlist("voices") if isinstance(self.data, QueryDict) else []
        return [int(each) for each in sent if each.isdecimal()]


class TellForm(forms.Form):
    """What was decided, for everybody to read."""

    decided = forms.CharField(
        label=gettext_lazy("Co zrobiliśmy z Waszymi głosami"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("Co postanowiono i dlaczego, kto co zrobi i do kiedy."),
    )


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
        field = _choice(self, "easier_of", others)
        field.empty_label = _("to nie jest łatwa wersja")

    @property
    def unversioned(self) -> frozenset[str]:
        return frozenset({"quiz"})

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
    wrong, held = [], list[tuple[str, list[AnswerData]]]()
    for number, line in enumerate(text.splitlines(), start=1):
        sign, rest = line.strip()[:1], line.strip()[1:].strip()
        words, _bar, why = (part.strip() for part in rest.partition("|"))
        if sign == "?" and words:
            held.append((words[:300], []))
        elif sign and sign in "+-" and held and words and why:
            held[-1][1].append(AnswerData(words[:300], is_right=sign == "+", why=why[:500]))
        elif sign:
            wrong.append(
                _("Linia %(line)s: zacznij od ?, + albo -, a odpowiedź wyjaśnij po |.")
                % {"line": number}
            )
    questions = [QuestionData(words, tuple(answers)) for words, answers in held]
    wrong += _missing(questions)
    if wrong:
        raise forms.ValidationError(wrong)
    return questions


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


def _choice(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> "forms.ModelChoiceField[Any]":
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - a foreign key's field
    field.queryset = rows
    return field


def _paragraphs(hearing: Hearing) -> dict[str, Paragraph]:
    """Return the paragraphs of the document as it is now, by what a choice sends."""
    rows = hearing.paragraphs.filter(version=hearing.document_version)
    return {f"p{row.number}": row for row in rows}


def _parts(hearing: Hearing, paragraphs: dict[str, Paragraph]) -> list[tuple[str, str]]:
    offered = []
    if hearing.has_debate:
        offered.append((Voice.About.DEBATE.value, _("rozmowy o sprawie")))
    if hearing.has_map:
        offered.append((Voice.About.IDEA.value, _("miejsca na mapie")))
    for key, row in paragraphs.items():
        offered.append((key, _("akapitu %(number)s") % {"number": row.number}))
    return offered


def _any_contact(typed: str) -> roll.Contact:
    """Return a contact by which the team answers, a telephone of any kind too."""
    if not typed.strip():
        return roll.Contact()
    try:
        return roll.read_contact(typed)
    except DomainError as error:
        raise forms.ValidationError(str(error.message)) from error


def _split(text: str) -> list[tuple[int, str, str]]:
    """Return the sheets of a text: the line where each begins, that line, and the words under."""
    found: list[tuple[int, str, list[str]]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lstrip().startswith("#"):
            found.append((number, line.strip(), []))
        elif found:
            found[-1][2].append(line)
        elif line.strip():
            found.append((number, line.strip(), []))
    return [(number, head, "\n".join(words).strip()) for number, head, words in found]
