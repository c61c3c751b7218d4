"""What people type in a hearing, and how they are known: no account, no script."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from podworko.core import codes
from podworko.core.errors import DomainError
from podworko.core.geo import Point, parse_point
from podworko.core.phones import is_mobile
from podworko.core.text import squeeze
from podworko.debates import roll
from podworko.debates.forms.polls import PollCodeForm
from podworko.debates.forms.say_file import VoiceFileField
from podworko.debates.models import Paragraph, QuizAnswer, Unit, Voice
from podworko.debates.models.say_voices import MOST_WORDS
from podworko.debates.operations import Author, Said
from podworko.diagnosis.public import City
from podworko.network.public import find_place


class KnownForm(forms.Form):
    """By what somebody is known: an e-mail, a mobile, or the code of a card.

    `website` is a trap: people do not see it, machines that fill in everything do.
    """

    contact = forms.CharField(
        label=gettext_lazy("E-mail, numer komórki albo kod z kartki"),
        max_length=254,
        help_text=gettext_lazy("Wyślemy tam link do potwierdzenia. Jeden adres liczy się raz."),
        widget=forms.TextInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    website = forms.CharField(required=False, label=gettext_lazy("Zostaw to pole puste"))

    @property
    def is_trapped(self) -> bool:
        """Whether a machine filled in what no person sees."""
        return bool(self.data.get("website"))

    def clean_contact(self) -> Author:
        """Return whoever is known by what was typed."""
        typed = self.cleaned_data["contact"]
        code = codes.plain(typed, length=codes.LONG)
        is_code = len(code) == codes.LONG and set(code) <= set(codes.LETTERS)
        if is_code and not code.isdecimal() and "@" not in typed:
            return Author(code=code, language=_language())
        return Author(contact=read_contact(typed), language=_language())


class SayForm(KnownForm):
    """Something to say of a paragraph, of a place, or in the debate."""

    words = forms.CharField(
        label=gettext_lazy("Co chcesz powiedzieć"),
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Własnymi słowami. Bez cudzych nazwisk i adresów."),
    )
    where = forms.CharField(
        label=gettext_lazy("Gdzie to jest"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("Ulica z numerem, osiedle albo znane miejsce."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    point = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    attachment = VoiceFileField()
    first_name = forms.CharField(
        label=gettext_lazy("Imię, które pokażemy"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Możesz zostawić puste."),
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )

    field_order: tuple[str, ...] = (
        "words",
        "where",
        "point",
        "attachment",
        "first_name",
        "contact",
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
        *,
        about: Voice.About,
        paragraph: Paragraph | None = None,
        parent: Voice | None = None,
    ) -> None:
        super().__init__(data, files)
        self.about, self.paragraph, self.parent = about, paragraph, parent
        self.place: Point | None = None
        self.fields["contact"].help_text = _(
            "Wyślemy link do potwierdzenia, a potem odpowiedź. Nie pokazujemy go nikomu."
        )
        if about != Voice.About.IDEA:
            del self.fields["where"], self.fields["point"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.about == Voice.About.IDEA:
            self._find_place(data)
        return data

    def said(self) -> Said:
        """Return what is said, once the form is valid."""
        data = self.cleaned_data
        return Said(
            words=data["words"],
            about=self.about,
            paragraph=self.paragraph,
            parent=self.parent,
            where=data.get("where", ""),
            point=self.place,
            attachment=data.get("attachment"),
        )

    def author(self) -> Author:
        """Return who says it, once the form is valid."""
        known: Author = self.cleaned_data["contact"]
        return Author(
            first_name=self.cleaned_data["first_name"],
            contact=known.contact,
            code=known.code,
            language=known.language,
        )

    def _find_place(self, data: dict[str, Any]) -> None:
        """Take the point pressed on the map, or the place named; say of what is neither."""
        self.place = parse_point(data.get("point", "")) if data.get("point") else None
        where = squeeze(data.get("where", ""))
        if self.place is None and where:
            found = find_place(where)
            self.place = found.point if found else None
        if self.place is None:
            words = (
                _("Nie znamy tego miejsca. Wpisz ulicę z numerem albo osiedle.")
                if where
                else _("Wpisz, gdzie to jest, albo wskaż na mapie.")
            )
            self.add_error("where", words)
        elif not City().holds(self.place):
            self.add_error("where", _("To miejsce jest poza miastem."))


class VoiceCodeForm(PollCodeForm):
    """The code that stands on a card."""

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields["code"].label = _("Kod z kartki")


class AppealForm(forms.Form):
    """Why a hidden voice should stay."""

    words = forms.CharField(
        label=gettext_lazy("Dlaczego ten głos powinien zostać"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Odwołać się można raz. Przeczyta to inna osoba."),
    )


class QuizForm(forms.Form):
    """The questions of a lesson; what is answered is kept nowhere."""

    def __init__(self, data: QueryDict | None = None, *, unit: Unit) -> None:
        super().__init__(data)
        self.questions = list(unit.questions.prefetch_related("answers"))
        for question in self.questions:
            self.fields[f"question_{question.number}"] = forms.ChoiceField(
                label=question.words,
                choices=[(str(each.number), each.words) for each in question.answers.all()],
                widget=forms.RadioSelect,
                error_messages={"required": _("Wybierz odpowiedź. Pomyłka nic nie kosztuje.")},
            )

    def results(self) -> list[tuple[str, QuizAnswer, QuizAnswer | None]]:
        """Return each question, what was chosen and what is right, once the form is valid."""
        found = []
        for question in self.questions:
            answers = {str(each.number): each for each in question.answers.all()}
            right = next((each for each in answers.values() if each.is_right), None)
            chosen = answers[self.cleaned_data[f"question_{question.number}"]]
            found.append((question.words, chosen, right))
        return found


def read_contact(typed: str) -> roll.Contact:
    """Return the contact that was typed; raise ValidationError for one that no link reaches."""
    try:
        contact = roll.read_contact(typed)
    except DomainError as error:
        raise forms.ValidationError(str(error.message)) from error
    if contact.phone and not is_mobile(contact.phone):
        raise forms.ValidationError(
            _(
                "Na ten numer nie wyślemy SMS-a. Podaj numer komórki albo e-mail, albo zadzwoń do"
                " PAL: zapiszemy głos za Ciebie."
            )
        )
    return contact


def _language() -> str:
    return get_language() or "pl"
