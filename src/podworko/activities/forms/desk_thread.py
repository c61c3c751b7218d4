"""What an activity, or one of its sessions, is tied to."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.activities.models import Activity, Session
from podworko.activities.operations.thread import Tie
from podworko.core import times
from podworko.diagnosis.public import Need
from podworko.planning.public import Goal, ties_offered

Choices = list[tuple[str, Any]]


class TieForm(forms.Form):
    """A need or a goal of the same PAL, a sentence why, and whether it is one meeting alone."""

    to = forms.ChoiceField(label=gettext_lazy("Na co odpowiada"))
    why = forms.CharField(
        label=gettext_lazy("Dlaczego"),
        max_length=300,
        help_text=gettext_lazy(
            "Jedno zdanie, które przeczyta sąsiadka. Na przykład: kto ćwiczy razem, ten wychodzi"
            " z domu."
        ),
    )
    session = forms.ChoiceField(label=gettext_lazy("Czy tylko jedno spotkanie"), required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        activity: Activity,
        sessions: Iterable[Session],
    ) -> None:
        super().__init__(data)
        needs, goals = ties_offered(activity.pal)
        self._ends: dict[str, Need | Goal] = {
            **{f"n{need.public_id}": need for need in needs},
            **{f"g{goal.public_id}": goal for goal in goals},
        }
        self._sessions = {str(session.public_id): session for session in sessions}
        self._choices("to", self._offered())
        every = [("", _("nie, całe zajęcia"))]
        self._choices("session", [*every, *((k, _day(s)) for k, s in self._sessions.items())])

    @property
    def has_ends(self) -> bool:
        """Whether there is anything to tie to."""
        return bool(self._ends)

    def tie(self) -> Tie:
        """Return what was chosen, once the form is valid."""
        return Tie(self._ends[self.cleaned_data["to"]], self.cleaned_data["why"])

    def session_chosen(self) -> Session | None:
        return self._sessions.get(self.cleaned_data["session"])

    def _offered(self) -> Choices:
        needs = [(key, end.title) for key, end in self._ends.items() if isinstance(end, Need)]
        goals = [
            (key, f"{end.title} ({end.plan.year})")
            for key, end in self._ends.items()
            if isinstance(end, Goal)
        ]
        groups: Choices = [(_("Potrzeby"), needs), (_("Cele planu"), goals)]
        return [("", _("wybierz")), *(group for group in groups if group[1])]

    def _choices(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = choices


def _day(session: Session) -> str:
    return date_format(times.local(session.starts_at), "j E Y, H:i")
