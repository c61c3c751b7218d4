"""What staff say of one session, of calling off, of publishing and of a question."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from podworko.accounts.public import User
from podworko.activities.forms.desk_leaders import LedByField
from podworko.activities.models import Question, Session
from podworko.activities.operations import Asked, Scope, Slot
from podworko.activities.queries.desk import Reach
from podworko.core import times
from podworko.core.text import squeeze
from podworko.network.public import WhereField, where_value
from podworko.ui.forms import DateTimeInput, DayField, TimeInput

LONGEST_KEY = 10
SCOPE_WORDS = {
    Scope.THIS: gettext_lazy("tylko to spotkanie"),
    Scope.FOLLOWING: gettext_lazy("to i następne"),
    Scope.ALL: gettext_lazy("wszystkie, które są przed nami"),
}


class ScopeField(forms.ChoiceField):
    """How far a change reaches; each choice says how many sign-ups are told."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Których spotkań to dotyczy"),
            widget=forms.RadioSelect,
            initial=Scope.THIS,
        )

    def offer(self, reaches: list[Reach]) -> None:
        """Name the scopes with what each comes to."""
        self.choices = [(reach.scope.value, reach_words(reach)) for reach in reaches]


class SessionForm(forms.Form):
    """One session: when, where, what about; and for a repeated one how far it reaches."""

    day = DayField(label=gettext_lazy("Dzień"))
    starts = forms.TimeField(label=gettext_lazy("Od godziny"), widget=TimeInput())
    ends = forms.TimeField(label=gettext_lazy("Do godziny"), widget=TimeInput())
    where = WhereField()
    led_by = LedByField()
    outside_hours = forms.CharField(
        label=gettext_lazy("Poza godzinami otwarcia: kto otworzy i zamknie"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Tylko gdy miejsce jest wtedy zamknięte."),
    )
    title = forms.CharField(
        label=gettext_lazy("Temat tego spotkania"), max_length=160, required=False
    )
    note = forms.CharField(
        label=gettext_lazy("Uwaga dla uczestników"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Na przykład: wejście od podwórka."),
    )
    scope = ScopeField()
    sequence = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        session: Session,
        reaches: list[Reach],
        user: User,
        wish: dict[str, object] | None = None,
    ) -> None:
        """Begin with the session as it is, and what of it is wished otherwise."""
        super().__init__(data, initial=_as_it_is(session) | (wish or {}))
        self.session = session
        led_by = self.fields["led_by"]
        assert isinstance(led_by, LedByField)  # noqa: S101 - declared above
        led_by.offer(user, besides=session.led_by.all())
        where, scope = self.fields["where"], self.fields["scope"]
        assert isinstance(where, WhereField)  # noqa: S101 - declared above
        assert isinstance(scope, ScopeField)  # noqa: S101 - declared above
        where.load()
        scope.offer(reaches)
        if len(reaches) == 1:
            del self.fields["scope"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = data.get("starts"), data.get("ends")
        day = data.get("day")
        if starts and ends and ends <= starts and not self._is_overnight:
            self.add_error("ends", _("Koniec musi być później niż początek."))
        elif day and starts and ends and self._ends_at(data) <= times.at(day, starts):
            self.add_error("starts", _("Tej godziny nie ma: zmienia się wtedy czas na letni."))
        if day and starts and times.at(day, starts) <= timezone.now() and self.is_moved:
            self.add_error("day", _("Ten czas już minął."))
        return data

    @property
    def is_moved(self) -> bool:
        """Whether the time or the place is another than before, so that people are told."""
        return bool({"day", "starts", "ends", "where"} & set(self.changed_data))

    @property
    def chosen_scope(self) -> Scope:
        return Scope(self.cleaned_data.get("scope", Scope.THIS))

    def wished_slot(self) -> Slot | None:
        """Return what the form says before it is saved; None while it is wrong."""
        if not self.is_bound:
            typed = {name: self[name].value() for name in self.fields}
            leaders = self.fields["led_by"]
            assert isinstance(leaders, LedByField)  # noqa: S101 - declared above
            return self._slot(typed | {"led_by": leaders.chosen(typed["led_by"] or [])})
        return self._slot(self.cleaned_data) if self.is_valid() else None

    def slot(self) -> Slot:
        """Return when and where it is to be; who leads only when that was changed here."""
        slot = self._slot(self.cleaned_data)
        return slot if "led_by" in self.changed_data else replace(slot, led_by=None)

    def see_again(self, current: Session) -> None:
        """Take note that what somebody else stored meanwhile is on the screen now."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["sequence"] = str(current.sequence)
        self.data = data

    @property
    def _is_overnight(self) -> bool:
        begins, ends = times.local(self.session.starts_at), times.local(self.session.ends_at)
        return begins.date() < ends.date()

    def _ends_at(self, data: dict[str, Any]) -> datetime:
        """Return the end; one that lasted past midnight goes on doing so."""
        is_next_day = self._is_overnight and data["ends"] <= data["starts"]
        return times.at(data["day"] + timedelta(days=is_next_day), data["ends"])

    def _slot(self, data: dict[str, Any]) -> Slot:
        where = self.fields["where"]
        place, room = where.pair(data["where"]) if isinstance(where, WhereField) else (None, None)
        return Slot(
            starts_at=times.at(data["day"], data["starts"]),
            ends_at=self._ends_at(data),
            place=place,
            room=room,
            title=squeeze(data["title"]),
            note=squeeze(data["note"]),
            is_all_day=self.session.is_all_day and not {"starts", "ends"} & set(self.changed_data),
            led_by=tuple(data["led_by"]),
            outside_hours=squeeze(data["outside_hours"]),
        )


class CallOffForm(forms.Form):
    """Why something is called off: everybody signed up reads it."""

    cancel_reason = forms.CharField(
        label=gettext_lazy("Dlaczego"),
        max_length=300,
        help_text=gettext_lazy("Te słowa przeczytają wszyscy zapisani."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_cancel_reason(self) -> str:
        return squeeze(self.cleaned_data["cancel_reason"])


class SessionCallOffForm(CallOffForm):
    """Why a session is called off, and how far that reaches."""

    scope = ScopeField()

    def __init__(self, data: QueryDict | None = None, *, reaches: list[Reach]) -> None:
        super().__init__(data)
        scope = self.fields["scope"]
        assert isinstance(scope, ScopeField)  # noqa: S101 - declared above
        scope.offer(reaches)
        if len(reaches) == 1:
            del self.fields["scope"]

    @property
    def chosen_scope(self) -> Scope:
        return Scope(self.cleaned_data.get("scope", Scope.THIS))


class PublishForm(forms.Form):
    """When an activity is to be shown to everybody."""

    publish_at = forms.DateTimeField(
        label=gettext_lazy("Opublikuj o tej porze"), widget=DateTimeInput()
    )

    def at(self) -> datetime | None:
        """Return the moment, or None for what is no moment."""
        return self.cleaned_data["publish_at"] if self.is_valid() else None


class ReviewForm(forms.Form):
    """A word between who plans and who publishes."""

    words = forms.CharField(
        label=gettext_lazy("Na co zwrócić uwagę"), max_length=300, required=False
    )


class SendBackForm(forms.Form):
    """What to mend before it is published."""

    words = forms.CharField(label=gettext_lazy("albo napisz, co poprawić"), max_length=300)


class QuestionForm(forms.ModelForm[Question]):
    """A question to those who sign up; possibilities stand one a line."""

    choices_text = forms.CharField(
        label=gettext_lazy("Możliwości, każda w osobnym wierszu"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Tylko przy „jedna z możliwości”."),
    )

    class Meta:
        model = Question
        fields = ["text", "form", "is_required", "is_sensitive", "text_en", "text_uk"]
        help_texts = {
            "is_sensitive": gettext_lazy(
                "Zdrowie, dieta, niepełnosprawność, wyznanie. Pytaj tylko, gdy bez tego nie"
                " przyjmiesz kogoś dobrze. Odpowiedzi kasujemy dzień po spotkaniu."
            ),
        }

    field_order = ["text", "form", "choices_text", "is_required", "is_sensitive"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's face
        super().__init__(*args, **kwargs)
        self.initial["choices_text"] = "\n".join(self.instance.options)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("form") == Question.Form.CHOICE and len(self._options(data)) < 2:  # noqa: PLR2004 - one is no choice
            self.add_error("choices_text", _("Podaj co najmniej dwie możliwości."))
        return data

    def asked(self) -> Asked:
        """Return the question as the operations take it."""
        data = self.cleaned_data
        is_choice = data["form"] == Question.Form.CHOICE
        return Asked(
            text=squeeze(data["text"]),
            text_en=squeeze(data["text_en"]),
            text_uk=squeeze(data["text_uk"]),
            form=data["form"],
            options=self._options(data) if is_choice else (),
            is_required=data["is_required"],
            is_sensitive=data["is_sensitive"],
        )

    @staticmethod
    def _options(data: dict[str, Any]) -> tuple[str, ...]:
        lines = map(squeeze, (data.get("choices_text") or "").splitlines())
        return tuple(dict.fromkeys(filter(None, lines)))


def reach_words(reach: Reach) -> str:
    """Return a scope with its consequence: "to i następne (5 spotkań): 12 zapisów"."""
    words = str(SCOPE_WORDS[reach.scope])
    if reach.scope != Scope.THIS:
        many = ngettext("%(count)s spotkanie", "%(count)s spotkań", reach.sessions)
        words = f"{words} ({many % {'count': reach.sessions}})"
    told = ngettext("%(count)s zapis", "%(count)s zapisów", reach.sign_ups)
    return f"{words} – {told % {'count': reach.sign_ups}}"


def wish_of(asked: QueryDict, session: Session) -> dict[str, object]:
    """Return what an address asks to be otherwise; what makes no sense is left out.

    It may name a day (`dzien`), a place (`gdzie`), and a leader (`prowadzi`) who comes
    instead of another (`zamiast`).
    """
    wish: dict[str, object] = {}
    if day := _day(asked.get("dzien", "")):
        wish["day"] = day
    if "gdzie" in asked:
        wish["where"] = asked["gdzie"]
    if "prowadzi" in asked:
        wish["led_by"] = _led_by(asked, session)
    return wish


def _led_by(asked: QueryDict, session: Session) -> list[int]:
    now = [leader.pk for leader in session.led_by.all() if str(leader.pk) != asked.get("zamiast")]
    new = asked.get("prowadzi", "")
    is_key = new.isascii() and new.isdigit() and len(new) < LONGEST_KEY
    return [*now, int(new)] if is_key and int(new) not in now else now


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _as_it_is(session: Session) -> dict[str, object]:
    starts, ends = times.local(session.starts_at), times.local(session.ends_at)
    return {
        "day": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "where": where_value(session.place_id, session.room_id),
        "led_by": [leader.pk for leader in session.led_by.all()],
        "outside_hours": session.outside_hours,
        "title": session.title,
        "note": session.note,
        "sequence": session.sequence,
        "scope": Scope.THIS,
    }
