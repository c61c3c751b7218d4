"""One question as the desk writes it: the fields its kind needs, in each language."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.diagnosis.drafting import language_name
from podworko.diagnosis.models import Kind, Question
from podworko.diagnosis.operations import OptionData, QuestionData
from podworko.diagnosis.operations.questions import MOST_OPTIONS, version_of_question
from podworko.diagnosis.questionnaire import Asked, Questionnaire, load
from podworko.diagnosis.wording import FIRST
from podworko.ui.editing import Files, VersionedForm

OTHER_WORDS = {"pl": "coś innego", "en": "something else", "uk": "щось інше"}
OTHER_CODE = "other"
WITH_OTHER = (Kind.SINGLE, Kind.MULTIPLE, Kind.PLACE)
LABELS = {
    Kind.MULTIPLE: ("", gettext_lazy("Ile odpowiedzi wolno wybrać")),
    Kind.RANKING: ("", gettext_lazy("Ile rzeczy ułożyć w kolejności")),
    Kind.SCALE: (gettext_lazy("Skala od"), gettext_lazy("Skala do")),
    Kind.NUMBER: (gettext_lazy("Najmniejsza liczba"), gettext_lazy("Największa liczba")),
}


class QuestionForm(VersionedForm[Question]):
    """A question: its words and answers one per line, and of whom it is asked."""

    code = forms.CharField(
        label=gettext_lazy("Nazwa w plikach"),
        max_length=24,
        required=False,
        validators=[RegexValidator(r"^[a-z][a-z0-9_]*$", gettext_lazy("Małe litery i cyfry."))],
        help_text=gettext_lazy(
            "Krótka, bez polskich liter, na przykład: jak_dlugo. Można pominąć."
        ),
    )
    show_when = forms.MultipleChoiceField(
        label=gettext_lazy("Pytaj tylko osoby, które wcześniej wybrały"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Nic nie zaznaczaj, jeśli pytasz wszystkich."),
    )

    class Meta:
        model = Question
        fields = ("code", "is_required", "role", "least", "most")

    def __init__(
        self,
        data: QueryDict | None = None,
        files: Files | None = None,
        *,
        instance: Question,
        initial: Mapping[str, object] | None = None,
        whole: Questionnaire,
    ) -> None:
        self.whole, self.kind = whole, Kind(instance.kind)
        self.languages = list(whole.survey.languages)
        asked = whole.by_code.get(instance.code) if instance.pk else None
        known = {**_known(instance, asked, self.languages), **(initial or {})}
        super().__init__(data, files, instance=instance, initial=known)
        self._shape()
        self.keep_what_was_seen()

    def again(self, data: QueryDict | None, instance: Question) -> "QuestionForm":
        return type(self)(data, instance=instance, whole=load(instance.edition))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        least, most = data.get("least"), data.get("most")
        if least is not None and most is not None and most <= least:
            self.add_error("most", _("Koniec musi być większy niż początek."))
        if self.kind == Kind.SCALE and (least is None or most is None):
            self.add_error("most", _("Podaj oba końce skali."))
        parents = {value.partition(":")[0] for value in data.get("show_when", [])}
        if len(parents) > 1:
            self.add_error("show_when", _("Wybierz odpowiedzi z jednego pytania."))
        for name in ("options", "rows"):
            self._check_lines(name)
        return data

    def written(self) -> QuestionData:
        """Return what was typed."""
        data = self.cleaned_data
        chosen = [value.partition(":") for value in data.get("show_when", [])]
        return QuestionData(
            kind=self.kind,
            code=data["code"],
            words=self._words("words"),
            hints=self._words("hints"),
            is_required=data["is_required"],
            role=data.get("role") or Question.Role.NONE,
            least=data.get("least"),
            most=data.get("most"),
            least_words=self._words("least_words"),
            most_words=self._words("most_words"),
            options=tuple(self._options()),
            after=chosen[0][0] if chosen else "",
            show_codes=tuple(code for _question, _colon, code in chosen),
        )

    def by_language(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the fields of words, language by language."""
        return [
            (
                language_name(language),
                [self[name] for name in self.fields if name.endswith(f"_{language}")],
            )
            for language in self.languages
        ]

    def plain(self) -> list[forms.BoundField]:
        """Return the fields that are of no language, in their order."""
        names = ("has_other", "least", "most", "is_required", "role", "show_when", "code")
        return [self[name] for name in names if name in self.fields]

    def _shape(self) -> None:
        """Keep the fields that the kind needs."""
        for language in self.languages:
            self.fields.update(_word_fields(self.kind, language))
        if self.kind in WITH_OTHER:
            label = _("Dodaj na końcu „coś innego” z miejscem na własne słowa")
            self.fields["has_other"] = forms.BooleanField(label=label, required=False)
        for name, words in zip(("least", "most"), LABELS.get(self.kind, ("", "")), strict=True):
            if words:
                self.fields[name].label = str(words)
            else:
                del self.fields[name]
        if self.kind != Kind.SINGLE:
            del self.fields["role"]
        self._offer_branches()

    def _offer_branches(self) -> None:
        choices = list(_branches(self.whole, self.instance))
        if not choices:
            del self.fields["show_when"]
            return
        field = self.fields["show_when"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - for the types
        field.choices = choices

    def _check_lines(self, name: str) -> None:
        """In another language there are as many lines as in Polish, or none yet."""
        told = {code: self._lines(f"{name}_{code}") for code in self.languages}
        if len(told.get(FIRST, [])) > MOST_OPTIONS:
            self.add_error(
                f"{name}_{FIRST}", _("Najwyżej %(most)s linii.") % {"most": MOST_OPTIONS}
            )
        for language, lines in told.items():
            if lines and len(lines) != len(told[FIRST]):
                words = _("Tu jest %(here)s linii, a po polsku %(first)s. Linie muszą się zgadzać.")
                counts = {"here": len(lines), "first": len(told[FIRST])}
                self.add_error(f"{name}_{language}", words % counts)

    def _lines(self, name: str) -> list[str]:
        text = self.cleaned_data.get(name) or ""
        return [line.strip() for line in text.splitlines() if line.strip()]

    def _words(self, name: str) -> dict[str, str]:
        told = {code: self.cleaned_data.get(f"{name}_{code}") or "" for code in self.languages}
        return {code: words for code, words in told.items() if words}

    def _options(self) -> Iterator[OptionData]:
        """Return what can be chosen, then the rows of a table; `other` comes last."""
        for words in self._by_line("options"):
            yield OptionData(words)
        if self.cleaned_data.get("has_other"):
            yield OptionData(OTHER_WORDS, OTHER_CODE, is_other=True)
        for words in self._by_line("rows"):
            yield OptionData(words, is_row=True)

    def _by_line(self, name: str) -> list[dict[str, str]]:
        told = {code: self._lines(f"{name}_{code}") for code in self.languages}
        return [
            {code: lines[at] for code, lines in told.items() if at < len(lines)}
            for at in range(len(told.get(FIRST, [])))
        ]

    def _version(self, row: Question) -> str:
        return version_of_question(row) if row.pk else ""


def _known(question: Question, asked: Asked | None, languages: list[str]) -> dict[str, object]:
    """Return a question as the form's fields hold it."""
    options = asked.options if asked else ()
    known: dict[str, object] = {"has_other": any(option.is_other for option in options)}
    for code in languages:
        for name in ("words", "hints", "least_words", "most_words"):
            known[f"{name}_{code}"] = getattr(question, name).get(code, "")
        for name, is_row in (("options", False), ("rows", True)):
            lines = [o for o in options if o.is_row == is_row and not o.is_other]
            known[f"{name}_{code}"] = "\n".join(o.words.get(code, "") for o in lines).strip()
    if asked and asked.after:
        known["show_when"] = [f"{asked.after}:{code}" for code in question.show_codes]
    if question.kind == Kind.SCALE and not question.pk:
        known |= {"least": 1, "most": 5}
    return known


def _word_fields(kind: Kind, language: str) -> dict[str, forms.Field]:
    is_first = language == FIRST
    line, text = forms.TextInput(), forms.Textarea(attrs={"rows": 6})
    fields = {
        "words": _field(_("Pytanie"), 300, widget=line, required=is_first),
        "hints": _field(_("Podpowiedź"), 300, widget=line),
    }
    if kind in Question.WITH_OPTIONS:
        label, hint = _OPTION_LABELS.get(kind, (_("Odpowiedzi"), ""))
        note = " ".join(filter(None, (str(hint), _("Po jednej w linii."))))
        fields["options"] = _field(str(label), 4000, widget=text, required=is_first, hint=note)
    if kind == Kind.MATRIX:
        rows = forms.Textarea(attrs={"rows": 6})
        note = _("To, o co pytasz, po jednej sprawie w linii.")
        fields["rows"] = _field(_("Sprawy"), 4000, widget=rows, required=is_first, hint=note)
    if kind == Kind.SCALE:
        fields["least_words"] = _field(_("Co znaczy początek skali"), 60, widget=forms.TextInput())
        fields["most_words"] = _field(_("Co znaczy koniec skali"), 60, widget=forms.TextInput())
    return {f"{name}_{language}": field for name, field in fields.items()}


_OPTION_LABELS = {
    Kind.MATRIX: (gettext_lazy("Odpowiedzi"), gettext_lazy("Te same dla każdej sprawy.")),
    Kind.RANKING: (gettext_lazy("Co ułożyć"), ""),
    Kind.PLACE: (
        gettext_lazy("Lista miejsc"),
        gettext_lazy("Dla osób, które nie wskazują pola na mapie."),
    ),
}


def _field(
    label: str, most: int, *, widget: forms.Widget, required: bool = False, hint: str = ""
) -> forms.Field:
    return forms.CharField(
        label=label, max_length=most, widget=widget, required=required, help_text=hint
    )


def _branches(
    whole: Questionnaire, question: Question
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Go through the answers of earlier questions on which this one may depend."""
    for one in whole.asked:
        if question.pk and one.question.position >= question.position:
            return
        if one.kind in Question.CHOSEN:
            choices = one.choices(FIRST)
            yield (
                one.words(FIRST),
                [(f"{one.code}:{choice.code}", choice.words) for choice in choices],
            )
