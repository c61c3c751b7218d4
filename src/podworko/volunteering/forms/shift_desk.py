"""What the desk chooses and types about shifts."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Self

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.accounts.public import User
from podworko.core import times
from podworko.network.public import Place
from podworko.ui.forms import DayField, PhoneField, TimeInput
from podworko.ui.values import Differing
from podworko.volunteering.models import Opportunity, Role, Shift, Turn, Volunteer
from podworko.volunteering.models.shifts import MOST_PEOPLE
from podworko.volunteering.operations import Ask, Company, Series, Wanted
from podworko.volunteering.visited import Visited


class RoleField(forms.ModelChoiceField[Role]):
    """A role, said with what it is a part of."""

    def label_from_instance(self, obj: Role) -> str:
        return f"{obj.opportunity}: {obj}"


class PlanForm(forms.Form):
    """A shift, or a series of them: one day, or the days of the week until a day."""

    opportunity = forms.ModelChoiceField(
        Opportunity.objects.none(),
        label=gettext_lazy("Zadanie"),
        to_field_name="public_id",
        empty_label=gettext_lazy("Wybierz zadanie"),
    )
    role = RoleField(
        Role.objects.none(), label=gettext_lazy("Rola"), required=False, empty_label="—"
    )
    place = forms.ModelChoiceField(
        Place.objects.none(),
        label=gettext_lazy("Miejsce"),
        required=False,
        to_field_name="public_id",
        empty_label=gettext_lazy("takie jak zadania"),
    )
    since = DayField(label=gettext_lazy("Dzień"))
    begins = forms.TimeField(label=gettext_lazy("Od godziny"), widget=TimeInput)
    ends = forms.TimeField(
        label=gettext_lazy("Do godziny"),
        widget=TimeInput,
        help_text=gettext_lazy("Wcześniejsza niż początek: następnego dnia."),
    )
    needed = forms.IntegerField(
        label=gettext_lazy("Ile osób potrzeba"), min_value=1, max_value=MOST_PEOPLE, initial=1
    )
    note = forms.CharField(
        label=gettext_lazy("Co trzeba wiedzieć"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Czytają to wszyscy na dyżurze. Bez danych osoby odwiedzanej."),
    )
    weekdays = forms.MultipleChoiceField(
        label=gettext_lazy("Powtarzaj w te dni tygodnia"),
        required=False,
        choices=[(str(number), name) for number, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Bez zaznaczenia: jeden dyżur. Święta omijamy."),
    )
    until = DayField(label=gettext_lazy("Powtarzaj do dnia"), required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        opportunities: QuerySet[Opportunity],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        rows = {
            "opportunity": opportunities.exclude(state="closed"),
            "role": Role.objects.filter(opportunity__in=opportunities).select_related(
                "opportunity"
            ),
            "place": Place.objects.order_by("name"),
        }
        for name, queryset in rows.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if told.get("weekdays") and not told.get("until") and "until" not in self.errors:
            self.add_error("until", _("Podaj ostatni dzień powtarzania."))
        role, opportunity = told.get("role"), told.get("opportunity")
        if role and opportunity and role.opportunity_id != opportunity.pk:
            self.add_error("role", _("To rola z innego zadania."))
        return told

    @property
    def wanted(self) -> Wanted:
        told = self.cleaned_data
        return Wanted(
            needed=told["needed"], role=told["role"], place=told["place"], note=told["note"]
        )

    @property
    def series(self) -> Series | None:
        """The series that is meant; None for one shift."""
        told = self.cleaned_data
        if not told.get("weekdays"):
            return None
        return Series(
            since=told["since"],
            until=told["until"],
            weekdays=frozenset(int(day) for day in told["weekdays"]),
            begins=told["begins"],
            ends=told["ends"],
        )

    @property
    def span(self) -> tuple[datetime, datetime]:
        told = self.cleaned_data
        is_next = told["ends"] <= told["begins"]
        last = told["since"] + timedelta(days=1) if is_next else told["since"]
        return times.at(told["since"], told["begins"]), times.at(last, told["ends"])


class ChangeForm(PlanForm):
    """A shift that is known: what it is for stays, and it is changed alone."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, shift: Shift) -> None:
        opportunities = Opportunity.objects.filter(pk=shift.opportunity_id)
        super().__init__(data, opportunities=opportunities, initial=_facts(shift))
        for name in ("opportunity", "weekdays", "until"):
            del self.fields[name]

    def against(self, current: Shift) -> tuple[Self, list[Differing]]:
        """Return the form as it was typed, to be sent over what `current` is, and what differs."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["seen"] = str(current.sequence)
        again, theirs = type(self)(data, shift=current), _facts(current)
        theirs["place"] = current.place
        labels = {name: str(field.label) for name, field in self.fields.items() if name != "seen"}
        return again, [
            Differing(
                label=label, yours=_words(self.cleaned_data[name]), theirs=_words(theirs[name])
            )
            for name, label in labels.items()
            if (self.cleaned_data[name] or "") != (theirs[name] or "")
        ]


class PutForm(forms.Form):
    """Who is put on a shift, how they asked, and who goes along."""

    volunteer = forms.ModelChoiceField(
        Volunteer.objects.none(), to_field_name="public_id", widget=forms.HiddenInput
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Jak się zgłosiła"),
        choices=[("phone", gettext_lazy("przez telefon")), ("desk", gettext_lazy("na miejscu"))],
        initial="phone",
    )
    company = forms.ChoiceField(label=gettext_lazy("Kto idzie razem"), required=False)
    rest_why = forms.CharField(
        label=gettext_lazy("Dlaczego mimo krótkiego odpoczynku"),
        required=False,
        max_length=300,
        help_text=gettext_lazy(
            "Jedenaście godzin między dniami to nasz zwyczaj, nie przepis. Powód zostaje zapisany."
        ),
    )
    may_wait = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        volunteers: QuerySet[Volunteer],
        guides: Sequence[Turn],
        team: Sequence[User],
    ) -> None:
        super().__init__(data)
        self.companies = companies_of(guides, team)
        self.fields["volunteer"].queryset = volunteers  # type: ignore[attr-defined]
        self.fields["company"].choices = company_choices(self.companies)  # type: ignore[attr-defined]

    @property
    def ask(self) -> Ask:
        told = self.cleaned_data
        company = self.companies.get(told["company"], (None, Company()))[1]
        return Ask(
            channel=told["channel"],
            with_user=company.user,
            with_turn=company.turn,
            rest_why=told["rest_why"],
            may_wait=told["may_wait"],
        )


class CompanyForm(forms.Form):
    """Who goes along with somebody's first time."""

    company = forms.ChoiceField(label=gettext_lazy("Kto idzie razem"), required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        guides: Sequence[Turn],
        team: Sequence[User],
    ) -> None:
        super().__init__(data)
        self.companies = companies_of(guides, team)
        self.fields["company"].choices = company_choices(self.companies)  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Company:
        return self.companies.get(self.cleaned_data["company"], (None, Company()))[1]


class CancelForm(forms.Form):
    """Why a shift is called off, and whether the rest of its series with it."""

    why = forms.CharField(
        label=gettext_lazy("Dlaczego"),
        max_length=300,
        help_text=gettext_lazy("Przeczytają to osoby z dyżuru. Nic o osobie odwiedzanej."),
    )
    rest = forms.ChoiceField(
        label=gettext_lazy("Co odwołujesz"),
        choices=[
            ("", gettext_lazy("tylko ten dyżur")),
            ("1", gettext_lazy("ten i wszystkie następne z tej serii")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: QueryDict | None = None, *, shift: Shift) -> None:
        super().__init__(data, initial={"rest": ""})
        if not shift.is_series:
            del self.fields["rest"]


class TellForm(forms.Form):
    """What the coordinator writes to all on a shift."""

    text = forms.CharField(
        label=gettext_lazy("Wiadomość do wszystkich na dyżurze"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Idzie e-mailem, SMS-em albo telefonem. Nic o osobie odwiedzanej."),
    )


class VisitedForm(forms.Form):
    """Whom a shift visits; all empty erases it."""

    name = forms.CharField(label=gettext_lazy("Kto"), max_length=120, required=False)
    address = forms.CharField(label=gettext_lazy("Adres"), max_length=200, required=False)
    phone = PhoneField(label=gettext_lazy("Telefon"), required=False)

    @property
    def visited(self) -> Visited:
        told = self.cleaned_data
        return Visited(told["name"].strip(), told["address"].strip(), told["phone"])


Companies = dict[str, tuple[str, Company]]


def companies_of(guides: Sequence[Turn], team: Sequence[User]) -> Companies:
    """Return by key who can go along: those who work there and are on the shift, and the team."""
    found: Companies = {
        f"t{turn.pk}": (turn.volunteer.person.name, Company(turn=turn)) for turn in guides
    }
    return found | {f"u{user.pk}": (user.name, Company(user=user)) for user in team}


def company_choices(companies: Companies) -> list[tuple[str, Any]]:
    nobody = _("nikt szczególny")
    return [("", nobody), *((key, name) for key, (name, _company) in companies.items())]


def _words(value: object) -> str:
    """Return what was typed or chosen as people read it."""
    if isinstance(value, date):
        return date_format(value, "j E Y")
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value) if value else _("nic")


def _facts(shift: Shift) -> dict[str, Any]:
    begins, ends = times.local(shift.starts_at), times.local(shift.ends_at)
    return {
        "role": shift.role,
        "place": shift.place.public_id if shift.place else None,
        "since": begins.date(),
        "begins": begins.time(),
        "ends": ends.time(),
        "needed": shift.needed,
        "note": shift.note,
        "seen": shift.sequence,
    }
