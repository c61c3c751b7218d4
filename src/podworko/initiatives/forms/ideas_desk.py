"""What staff type of initiatives: answers, steps, lists on paper, the PAL's own figures."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core import times
from podworko.initiatives import idea_rules
from podworko.initiatives.forms.ideas_work import MoneyField, zlote
from podworko.initiatives.models import IdeaRules, Initiative, Means
from podworko.initiatives.operations.ideas_means import Answer, RoomWanted
from podworko.initiatives.operations.ideas_path import NEXT
from podworko.initiatives.operations.ideas_support import Row
from podworko.network.public import Pal, Room
from podworko.ui.forms import DayField, TimeInput

WORDS = forms.Textarea(attrs={"rows": 3})
ANSWERS = [
    ("publish", gettext_lazy("pokazujemy: sąsiedzi mogą poprzeć")),
    ("ask", gettext_lazy("dopytujemy")),
    ("decline", gettext_lazy("nie tym razem")),
]


class AnswerIdeaForm(forms.Form):
    """What becomes of an idea."""

    what = forms.ChoiceField(
        label=gettext_lazy("Odpowiedź"), choices=ANSWERS, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("Słowa do autora"), required=False, max_length=600, widget=WORDS
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("what") in ("ask", "decline") and not data.get("words"):
            self.add_error("words", _("Napisz kilka słów: autor to przeczyta."))
        return data


class TakeStepForm(forms.Form):
    """The next step, or what is lacking for it."""

    BACK = "back"
    to = forms.ChoiceField(label=gettext_lazy("Co dalej"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=gettext_lazy("Słowa do zespołu"), required=False, max_length=600, widget=WORDS
    )
    due_on = DayField(
        label=gettext_lazy("Kiedy powiemy o wyniku"),
        required=False,
        help_text=gettext_lazy("Tylko gdy wniosek idzie do miasta. Puste: zwykły termin PAL."),
    )

    def __init__(self, data: QueryDict | None = None, *, initiative: Initiative) -> None:
        super().__init__(data)
        steps = NEXT.get(initiative.state, ())
        choices = [(step.value, str(step.label)) for step in steps]
        if initiative.wanted:
            choices.append((self.BACK, _("jeszcze czegoś brakuje")))
        self.fields["to"].choices = choices  # type: ignore[attr-defined]
        if Initiative.State.APPLIED not in steps:
            del self.fields["due_on"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        needs_words = data.get("to") in (self.BACK, Initiative.State.REFUSED)
        if needs_words and not data.get("words"):
            self.add_error("words", _("Napisz kilka słów: zespół to przeczyta."))
        due_on = data.get("due_on")
        if due_on and due_on < times.today():
            self.add_error("due_on", _("Ten dzień już minął."))
        return data


class MeansAnswerForm(forms.Form):
    """Yes or no to a request, in words; a room may be booked at once."""

    is_granted = forms.ChoiceField(
        label=gettext_lazy("Odpowiedź"),
        choices=[("tak", gettext_lazy("tak, zgadzamy się")), ("nie", gettext_lazy("nie"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("Słowa do zespołu"),
        required=False,
        max_length=600,
        help_text=gettext_lazy("Kiedy, gdzie, u kogo odebrać; albo dlaczego nie."),
        widget=WORDS,
    )
    room = forms.ModelChoiceField(
        Room.objects.none(),
        label=gettext_lazy("Zarezerwuj od razu salę"),
        required=False,
        empty_label=gettext_lazy("bez rezerwacji"),
    )
    day = DayField(label=gettext_lazy("Dzień"), required=False)
    begins = forms.TimeField(label=gettext_lazy("Od"), required=False, widget=TimeInput)
    ends = forms.TimeField(label=gettext_lazy("Do"), required=False, widget=TimeInput)
    people = forms.IntegerField(
        label=gettext_lazy("Ile osób"), required=False, min_value=1, max_value=1000
    )
    ROOM = ("room", "day", "begins", "ends", "people")

    def __init__(self, data: QueryDict | None = None, *, means: Means) -> None:
        super().__init__(data)
        if means.kind != Means.Kind.ROOM:
            for name in self.ROOM:
                del self.fields[name]
            return
        seat = means.initiative.pal.seat_id
        rooms = Room.objects.filter(place=seat).order_by("name")
        self.fields["room"].queryset = rooms  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("is_granted") == "nie" and not data.get("words"):
            self.add_error("words", _("Napisz, dlaczego nie i co w zamian."))
        if data.get("room") and data.get("is_granted") == "tak":
            for name in self.ROOM[1:]:
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Do rezerwacji sali to jest potrzebne."))
        return data

    def answer(self) -> Answer:
        """Return what was answered, once the form is valid."""
        data = self.cleaned_data
        is_granted = data["is_granted"] == "tak"
        return Answer(
            is_granted=is_granted,
            words=data["words"],
            room=self._room(data) if is_granted and data.get("room") else None,
        )

    @staticmethod
    def _room(data: dict[str, Any]) -> RoomWanted:
        return RoomWanted(
            room=data["room"],
            starts_at=times.at(data["day"], data["begins"]),
            ends_at=times.at(data["day"], data["ends"]),
            people=data["people"],
        )


class SheetForm(forms.Form):
    """A list of supporters on paper, typed in: a line each, name and contact or address."""

    rows = forms.CharField(
        label=gettext_lazy("Wiersze listy"),
        max_length=40_000,
        help_text=gettext_lazy(
            "Jedna osoba w wierszu: imię i nazwisko, średnik, potem telefon, e-mail albo adres."
            " Na przykład: Anna Wzorcowa; ul. Wierzbowa 4/2."
        ),
        widget=forms.Textarea(attrs={"rows": 12, "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_rows(self) -> list[Row]:
        lines = [line.strip() for line in self.cleaned_data["rows"].splitlines() if line.strip()]
        rows = [self._row(line) for line in lines]
        wrong = [str(number) for number, row in enumerate(rows, start=1) if row is None]
        if wrong:
            raise forms.ValidationError(
                _("Popraw wiersze: %(which)s. Po nazwisku musi być średnik i kontakt albo adres.")
                % {"which": ", ".join(wrong[:20])}
            )
        return [row for row in rows if row]

    @staticmethod
    def _row(line: str) -> Row | None:
        name, _semicolon, contact = (part.strip() for part in line.partition(";"))
        return Row(name, contact) if name and contact else None


class RulesForm(forms.ModelForm[IdeaRules]):
    """What a PAL sets otherwise than the network."""

    hour = MoneyField(
        label=gettext_lazy("Wartość godziny pracy mieszkańców, w złotych"),
        required=False,
        help_text=gettext_lazy(
            "Do wkładu własnego. Żaden przepis jej nie podaje: ustala ją PAL. Puste: same godziny."
        ),
    )

    class Meta:
        model = IdeaRules
        fields = ("support_needed", "answer_days")

    def __init__(self, data: QueryDict | None = None, *, pal: Pal) -> None:
        held = idea_rules.rules_of(pal)
        known = IdeaRules(
            pal=pal,
            support_needed=held.support_needed,
            answer_days=held.answer_days,
            hour_grosze=held.hour_grosze,
        )
        super().__init__(data, instance=known, initial={"hour": zlote(held.hour_grosze)})

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        self.instance.hour_grosze = data.get("hour")
        if not 1 <= data.get("answer_days", 1) <= 30:  # noqa: PLR2004 - the constraint's
            self.add_error("answer_days", _("Od 1 do 30 dni roboczych."))
        if (data.get("support_needed") or 0) > 1000:  # noqa: PLR2004 - the constraint's
            self.add_error("support_needed", _("Najwyżej 1000 głosów."))
        return data


class PostAnswerForm(forms.Form):
    """Whether neighbours read what a team wrote."""

    is_published = forms.ChoiceField(
        label=gettext_lazy("Odpowiedź"),
        choices=[("tak", gettext_lazy("pokazujemy")), ("nie", gettext_lazy("do poprawy"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("Słowa do zespołu"), required=False, max_length=600, widget=WORDS
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("is_published") == "nie" and not data.get("words"):
            self.add_error("words", _("Napisz, co poprawić."))
        return data
