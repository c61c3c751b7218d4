"""What residents type to join a team, and what staff write of it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core import times
from podworko.initiatives.models import (
    Decision,
    DecisionVote,
    Meeting,
    Team,
    TeamMember,
    TeamTask,
)
from podworko.initiatives.operations.meetings import MINUTES_FIELDS, Plan, Resolution
from podworko.initiatives.operations.team import TEAM_FIELDS
from podworko.people.public import ContactForm
from podworko.ui.editing import VersionedForm
from podworko.ui.forms import DateInput, DayField

Lines = forms.Textarea(attrs={"rows": 5})


class JoinForm(ContactForm):
    """Who wants to be in the team, and why."""

    words = forms.CharField(
        label=gettext_lazy("Dlaczego chcesz dołączyć"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("Nie trzeba. Na przykład: co chcesz zmienić w okolicy."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class TeamForm(VersionedForm[Team]):
    """A team's mandate and rules."""

    class Meta:
        model = Team
        fields = TEAM_FIELDS
        widgets = {
            "mandate": Lines,
            "rules": Lines,
            "founded_on": DateInput(),
        }

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not 3 <= data.get("term_months", 3) <= 60:  # noqa: PLR2004 - the constraint's
            self.add_error("term_months", _("Od 3 do 60 miesięcy."))
        if not 1 <= data.get("answer_days", 1) <= 30:  # noqa: PLR2004 - the constraint's
            self.add_error("answer_days", _("Od 1 do 30 dni roboczych."))
        return data


class MemberForm(ContactForm):
    """Somebody whom the team takes in without an application."""

    since = DayField(label=gettext_lazy("Od dnia"))
    shown_name = forms.CharField(
        label=gettext_lazy("Jak podpisać na stronie"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Za zgodą tej osoby. Puste: na stronie jest tylko liczba osób."),
    )


class PartForm(forms.Form):
    """What a member does in the team, and how they are named in public."""

    part = forms.ChoiceField(
        label=gettext_lazy("Co robi w zespole"), choices=TeamMember.Part.choices
    )
    shown_name = MemberForm.base_fields["shown_name"]


class EndForm(forms.Form):
    """When a term ends early, and why."""

    last_on = DayField(label=gettext_lazy("Ostatni dzień"))
    why = forms.CharField(
        label=gettext_lazy("Dlaczego"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Nie pokazujemy tego na stronie."),
    )


class ApplicationForm(forms.Form):
    """What somebody who wants to join is answered."""

    accepts = forms.ChoiceField(
        label=gettext_lazy("Odpowiedź"),
        choices=[("tak", gettext_lazy("witamy w zespole")), ("nie", gettext_lazy("nie tym razem"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("Kilka słów"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("Ta osoba to przeczyta. Przy odmowie napisz, dlaczego."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MeetingForm(forms.Form):
    """When and where a team meets, and what about: a line for each thing."""

    day = DayField(label=gettext_lazy("Dzień"))
    begins = forms.TimeField(
        label=gettext_lazy("Od godziny"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    ends = forms.TimeField(
        label=gettext_lazy("Do godziny"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    where = forms.CharField(label=gettext_lazy("Gdzie"), max_length=160)
    is_open = forms.BooleanField(
        label=gettext_lazy("Może przyjść każdy mieszkaniec"),
        required=False,
        help_text=gettext_lazy("Otwarte spotkanie jest na stronie zespołu."),
    )
    agenda = forms.CharField(
        label=gettext_lazy("Porządek spotkania"),
        help_text=gettext_lazy("Każdy punkt w nowym wierszu."),
        widget=Lines,
        max_length=4000,
    )

    def plan(self) -> Plan:
        """Return what was typed, once the form is valid."""
        data = self.cleaned_data
        return Plan(
            starts_at=times.at(data["day"], data["begins"]),
            ends_at=times.at(data["day"], data["ends"]),
            where=data["where"],
            is_open=data["is_open"],
            agenda=tuple(data["agenda"].splitlines()),
        )


def first_plan(meeting: Meeting | None) -> dict[str, object]:
    """Return what stands in the form of a meeting before anybody types."""
    if meeting is None:
        return {"is_open": True, "begins": "17:00", "ends": "18:30"}
    starts, ends = times.local(meeting.starts_at), times.local(meeting.ends_at)
    return {
        "day": starts.date(),
        "begins": starts.time(),
        "ends": ends.time(),
        "where": meeting.where,
        "is_open": meeting.is_open,
        "agenda": "\n".join(item.title for item in meeting.agenda.all()),
    }


class PresenceForm(forms.Form):
    """Who of the members came."""

    came = forms.ModelMultipleChoiceField(
        TeamMember.objects.none(),
        label=gettext_lazy("Kto był"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        members: Iterable[TeamMember],
        came: Iterable[TeamMember] = (),
    ) -> None:
        super().__init__(data, initial={"came": [member.pk for member in came]})
        keys = [member.pk for member in members]
        field = self.fields["came"]
        field.queryset = TeamMember.objects.filter(pk__in=keys).select_related("person")  # type: ignore[attr-defined]
        field.label_from_instance = _name_of  # type: ignore[attr-defined]


class MinutesForm(VersionedForm[Meeting]):
    """What was said and agreed, and how many guests came."""

    class Meta:
        model = Meeting
        fields = MINUTES_FIELDS
        widgets = {"minutes": forms.Textarea(attrs={"rows": 12})}


class DecisionForm(forms.Form):
    """What was decided and how; a vote of each who was there, or three numbers."""

    words = forms.CharField(
        label=gettext_lazy("Co postanowiono"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    way = forms.ChoiceField(
        label=gettext_lazy("Jak"), choices=Decision.Way.choices, widget=forms.RadioSelect
    )
    in_favour = forms.IntegerField(label=gettext_lazy("Za"), required=False, min_value=0)
    against = forms.IntegerField(label=gettext_lazy("Przeciw"), required=False, min_value=0)
    abstained = forms.IntegerField(
        label=gettext_lazy("Wstrzymało się"), required=False, min_value=0
    )
    replaces = forms.ModelChoiceField(
        Decision.objects.none(),
        label=gettext_lazy("Zamiast decyzji"),
        required=False,
        empty_label=gettext_lazy("żadnej"),
    )

    def __init__(
        self, data: QueryDict | None = None, *, team: Team, present: Iterable[TeamMember]
    ) -> None:
        super().__init__(data, initial={"way": Decision.Way.OPEN})
        rows = team.decisions.filter(replaced_by=None, is_carried=True)
        self.fields["replaces"].queryset = rows  # type: ignore[attr-defined]
        self._members = {f"vote_{member.pk}": member for member in present}
        for name, member in self._members.items():
            self.fields[name] = forms.ChoiceField(
                label=member.person.name,
                required=False,
                choices=[("", _("nie głosuje")), *DecisionVote.Vote.choices],
            )

    @property
    def vote_fields(self) -> list[forms.BoundField]:
        """The vote of each who was there."""
        return [self[name] for name in self._members]

    def resolution(self) -> Resolution:
        """Return what was decided, once the form is valid."""
        data = self.cleaned_data
        votes = {m.pk: data[name] for name, m in self._members.items() if data.get(name)}
        counts = tuple(data.get(name) or 0 for name in ("in_favour", "against", "abstained"))
        return Resolution(
            words=data["words"],
            way=data["way"],
            votes=votes if data["way"] == Decision.Way.OPEN else {},
            counts=counts,  # type: ignore[arg-type]
            replaces=data["replaces"],
        )


class TaskForm(forms.ModelForm[TeamTask]):
    """Who does what by when."""

    class Meta:
        model = TeamTask
        fields = ("words", "member", "due_on")
        widgets = {"due_on": DateInput()}

    def __init__(self, data: QueryDict | None = None, *, instance: TeamTask) -> None:
        super().__init__(data, instance=instance)
        field: Any = self.fields["member"]
        field.queryset = instance.team.members.current().select_related("person")
        field.label_from_instance = _name_of
        field.empty_label = _("jeszcze nikt: czeka na kogoś")


def _name_of(member: TeamMember) -> str:
    return member.person.name
