"""What the desk writes of a hearing, and how it reads, answers and tells."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.activities.public import Session
from podworko.debates.models import Hearing, Voice
from podworko.debates.operations import HEARING_FIELDS, MOST_CARDS
from podworko.diagnosis.public import Need
from podworko.network.public import Pal
from podworko.planning.public import Goal
from podworko.ui.editing import VersionedForm
from podworko.ui.forms import DateInput, MomentField

DIGITS = 18
"""Of the longest key a database counts to."""


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
        field = choice_of(self, "pal", pals)
        field.required = not is_network
        field.empty_label = _("cała sieć PAL") if is_network else _("wybierz")
        # What was chosen stays a choice when it is met or settled meanwhile.
        needs = Need.objects.filter(Q(status__in=Need.OPEN, pal__in=pals) | Q(pk=instance.need_id))
        choice_of(self, "need", needs).empty_label = _("żadna")
        goals = Goal.objects.filter(Q(outcome="open", plan__pal__in=pals) | Q(pk=instance.goal_id))
        choice_of(self, "goal", goals).empty_label = _("żaden")

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


class SessionField(forms.ModelChoiceField[Session]):
    """A meeting by what it is, when and where."""

    def label_from_instance(self, obj: Session) -> str:
        """Return "Debata o skwerze, 3 grudnia 2026, 17:00, Zielona Brama"."""
        when = date_format(timezone.localtime(obj.starts_at), "j E Y, H:i")
        return f"{obj.activity.title}, {when}, {obj.pal.name}"


class EventForm(forms.Form):
    """A meeting of the programme."""

    session = SessionField(
        Session.objects.none(), label=gettext_lazy("Spotkanie z programu"), empty_label=None
    )

    def __init__(self, data: QueryDict | None = None, *, sessions: QuerySet[Session]) -> None:
        super().__init__(data)
        choice_of(self, "session", sessions)


class CardsForm(forms.Form):
    """How many cards with a code to print."""

    cards = forms.IntegerField(
        label=gettext_lazy("Ile kartek z kodem"), min_value=1, max_value=MOST_CARDS
    )


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
        return ticked_keys(sent)


class TellForm(forms.Form):
    """What was decided, for everybody to read."""

    decided = forms.CharField(
        label=gettext_lazy("Co zrobiliśmy z Waszymi głosami"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("Co postanowiono i dlaczego, kto co zrobi i do kiedy."),
    )


def ticked_keys(sent: Iterable[str]) -> list[int]:
    """Return the keys of rows that were ticked; what a page never sends is none."""
    plain = (each for each in sent if each.isascii() and each.isdecimal())
    return [int(each) for each in plain if len(each) <= DIGITS]


def choice_of(
    form: forms.BaseForm, name: str, rows: QuerySet[Any]
) -> "forms.ModelChoiceField[Any]":
    """Offer these rows in a field of a form, and return the field."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - a foreign key's field
    field.queryset = rows
    return field
