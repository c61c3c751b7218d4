"""What the desk writes of a survey itself."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core.versions import version_of
from podworko.diagnosis import bank
from podworko.diagnosis.drafting import language_name
from podworko.diagnosis.models import Study, Survey
from podworko.diagnosis.operations import SurveyData
from podworko.diagnosis.operations.surveys import SURVEY_FIELDS
from podworko.diagnosis.queries.desk_surveys import Share
from podworko.diagnosis.wording import FIRST, LANGUAGES
from podworko.ui.editing import Files, VersionedForm
from podworko.ui.forms import DayField

MOST_WANTED = 100_000


class SurveyForm(VersionedForm[Survey]):
    """What a survey says of itself, in each of its languages."""

    opens_on = DayField(label=gettext_lazy("Pierwszy dzień"), required=False)
    closes_on = DayField(
        label=gettext_lazy("Ostatni dzień"),
        required=False,
        help_text=gettext_lazy("Po tym dniu strona nie przyjmuje odpowiedzi."),
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Języki oprócz polskiego"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Każde pytanie trzeba będzie napisać w każdym z nich."),
    )

    class Meta:
        model = Survey
        fields = ("title", "opens_on", "closes_on")

    def __init__(
        self,
        data: QueryDict | None = None,
        files: Files | None = None,
        *,
        instance: Survey,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        words = {
            f"{name}_{language}": getattr(instance, field).get(language, "")
            for name, field in _WORDS.items()
            for language in LANGUAGES
        }
        languages = [code for code in instance.languages if code != FIRST]
        known = {**words, "languages": languages, **(initial or {})}
        super().__init__(data, files, instance=instance, initial=known)
        choice = self.fields["languages"]
        assert isinstance(choice, forms.MultipleChoiceField)  # noqa: S101 - for the types
        choice.choices = [(code, language_name(code)) for code in LANGUAGES if code != FIRST]
        for language in LANGUAGES:
            self.fields.update(_word_fields(language))
        self.keep_what_was_seen()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("opens_on"), data.get("closes_on")
        if first and last and last < first:
            self.add_error("closes_on", _("Ostatni dzień jest przed pierwszym."))
        return data

    def written(self) -> SurveyData:
        """Return what was typed."""
        data = self.cleaned_data
        return SurveyData(
            title=data["title"],
            titles=self._words("title"),
            intro=self._words("intro"),
            thanks=self._words("thanks"),
            languages=(FIRST, *data["languages"]),
            opens_on=data["opens_on"],
            closes_on=data["closes_on"],
        )

    def by_language(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the fields of words, language by language."""
        return [
            (
                language_name(language),
                [self[name] for name in self.fields if name in _names(language)],
            )
            for language in LANGUAGES
        ]

    def _words(self, name: str) -> dict[str, str]:
        told = {code: self.cleaned_data.get(f"{name}_{code}") or "" for code in LANGUAGES}
        return {code: words for code, words in told.items() if words}

    def _version(self, row: Survey) -> str:
        return version_of(row, SURVEY_FIELDS)


_WORDS = {"title": "titles", "intro": "intro", "thanks": "thanks"}


def _names(language: str) -> set[str]:
    return {f"{name}_{language}" for name in _WORDS}


def _word_fields(language: str) -> dict[str, forms.Field]:
    title = {} if language == FIRST else {f"title_{language}": _line(_("Nazwa"))}
    return title | {
        f"intro_{language}": _text(
            _("Wstęp"), _("Po co pytasz i ile to potrwa, w dwóch zdaniach.")
        ),
        f"thanks_{language}": _text(
            _("Po wysłaniu"), _("Kiedy i gdzie pokażesz wyniki, co się z nimi stanie.")
        ),
    }


def _line(label: str) -> forms.Field:
    return forms.CharField(label=label, max_length=160, required=False)


def _text(label: str, hint: str) -> forms.Field:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(
        label=label, help_text=hint, max_length=2000, required=False, widget=area
    )


class NewSurveyForm(forms.Form):
    """A new survey: of which study, named how, begun from what."""

    study = forms.ModelChoiceField(label=gettext_lazy("Diagnoza"), queryset=Study.objects.none())
    title = forms.CharField(label=gettext_lazy("Nazwa ankiety"), max_length=160)
    begin = forms.ChoiceField(
        label=gettext_lazy("Od czego zacząć"),
        widget=forms.RadioSelect,
        initial="empty",
        choices=[
            ("empty", gettext_lazy("od pustej kartki")),
            ("bank", gettext_lazy("od pytań z banku sieci, zaznaczonych niżej")),
            ("copy", gettext_lazy("od kopii wcześniejszej ankiety")),
        ],
    )
    copied = forms.ModelChoiceField(
        label=gettext_lazy("Którą ankietę skopiować"),
        queryset=Survey.objects.none(),
        required=False,
    )
    bank = forms.MultipleChoiceField(
        label=gettext_lazy("Pytania z banku"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        studies: QuerySet[Study],
        surveys: QuerySet[Survey],
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        study, copied, chosen = (self.fields[name] for name in ("study", "copied", "bank"))
        assert isinstance(study, forms.ModelChoiceField)  # noqa: S101 - for the types
        assert isinstance(copied, forms.ModelChoiceField)  # noqa: S101
        assert isinstance(chosen, forms.MultipleChoiceField)  # noqa: S101
        study.queryset, copied.queryset = studies, surveys
        chosen.choices = bank_choices()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("begin") == "copy" and not data.get("copied"):
            self.add_error("copied", _("Wybierz ankietę."))
        if data.get("begin") == "bank" and not data.get("bank"):
            self.add_error("bank", _("Zaznacz przynajmniej jedno pytanie."))
        return data


class BankForm(forms.Form):
    """Questions of the bank to be added."""

    bank = forms.MultipleChoiceField(
        label=gettext_lazy("Pytania z banku"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        chosen = self.fields["bank"]
        assert isinstance(chosen, forms.MultipleChoiceField)  # noqa: S101 - for the types
        chosen.choices = bank_choices()


def bank_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the questions of the bank by theme."""
    themes: dict[str, list[tuple[str, str]]] = {}
    for one in bank.BANK:
        words = f"{one.data.words[FIRST]} ({one.kind_words})"
        themes.setdefault(str(one.theme), []).append((one.code, words))
    return list(themes.items())


class QuotaForm(forms.Form):
    """How many answers are wished for from each group."""

    def __init__(
        self, data: QueryDict | None = None, *, options: list[Share], held: list[Share]
    ) -> None:
        wanted = {f"{one.dimension}-{one.code}": one.wanted for one in held}
        super().__init__(data, initial=wanted)
        self.options = options
        for one in options:
            self.fields[f"{one.dimension}-{one.code}"] = forms.IntegerField(
                label=one.label,
                required=False,
                min_value=0,
                max_value=MOST_WANTED,
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            )

    def targets(self) -> dict[tuple[str, str], int]:
        """Return what was typed, by group."""
        return {
            (one.dimension, one.code): self.cleaned_data[f"{one.dimension}-{one.code}"] or 0
            for one in self.options
        }
