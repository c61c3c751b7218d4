"""What an activity, or one of its sessions, is tied to."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.activities.models import Activity, Session
from podworko.core import times
from podworko.planning.public import TieForm as PlainTieForm


class TieForm(PlainTieForm):
    """A need or a goal of the same PAL, a sentence why, and whether it is one meeting alone."""

    session = forms.ChoiceField(label=gettext_lazy("Czy tylko jedno spotkanie"), required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        activity: Activity,
        sessions: Iterable[Session],
    ) -> None:
        super().__init__(data, pal=activity.pal)
        self._sessions = {str(session.public_id): session for session in sessions}
        every = [("", _("nie, całe zajęcia"))]
        days = [(key, _day(session)) for key, session in self._sessions.items()]
        self.fields["session"].choices = [*every, *days]  # type: ignore[attr-defined]

    def session_chosen(self) -> Session | None:
        return self._sessions.get(self.cleaned_data["session"])


def _day(session: Session) -> str:
    return date_format(times.local(session.starts_at), "j E Y, H:i")
