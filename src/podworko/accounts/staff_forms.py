"""What is typed about the staff: who, which role, where, from when to when."""

from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.accounts import policies
from podworko.accounts.models import Grant, User
from podworko.accounts.operations import Wanted
from podworko.core import times
from podworko.ui.forms import DateInput

NETWORK = "siec"


class GrantForm(forms.Form):
    """A role to give, of those that `reader` may give, where they may give it."""

    role = forms.ChoiceField(label=gettext_lazy("Rola"), widget=forms.RadioSelect)
    where = forms.ChoiceField(label=gettext_lazy("Gdzie"))
    valid_from = forms.DateField(label=gettext_lazy("Od dnia"), widget=DateInput)
    valid_to = forms.DateField(
        label=gettext_lazy("Ostatni dzień"),
        required=False,
        widget=DateInput,
        help_text=gettext_lazy("Zostaw puste, jeśli nie wiadomo."),
    )

    def __init__(self, *args: Any, reader: User, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role.code, f"{role.name}. {role.sentence}")
            for role in policies.grantable_roles(reader)
        ]
        self.fields["where"].choices = _places(reader)  # type: ignore[attr-defined]
        self.initial.setdefault("valid_from", times.today())

    def wanted(self) -> Wanted:
        """Return the role to give."""
        data = self.cleaned_data
        return Wanted(
            role=data["role"],
            pal_id=None if data["where"] == NETWORK else int(data["where"]),
            valid_from=data["valid_from"],
            valid_to=data["valid_to"],
        )


class InviteForm(GrantForm):
    """Somebody new, with their first role."""

    name = forms.CharField(label=gettext_lazy("Imię i nazwisko"), max_length=120)
    email = forms.EmailField(
        label=gettext_lazy("Służbowy e-mail"),
        help_text=gettext_lazy("Na ten adres przyjdzie zaproszenie, a potem kody do wejścia."),
    )
    field_order = ["name", "email"]


class EndForm(forms.Form):
    """When a role ends, and why."""

    when = forms.ChoiceField(
        label=gettext_lazy("Kiedy"),
        choices=[
            ("day", gettext_lazy("Po wybranym dniu, o północy")),
            ("now", gettext_lazy("Od razu")),
        ],
        widget=forms.RadioSelect,
        initial="day",
    )
    last_day = forms.DateField(
        label=gettext_lazy("Ostatni dzień"), required=False, widget=DateInput
    )
    reason = forms.CharField(
        label=gettext_lazy("Dlaczego"),
        max_length=200,
        help_text=gettext_lazy("Przeczyta to ta osoba i zespół. Na przykład: koniec umowy."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the day when the role ends after one."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("when") == "now":
            data["last_day"] = None
        elif not data.get("last_day") and "last_day" not in self.errors:
            self.add_error("last_day", _("Wybierz ostatni dzień."))
        return data


class CloseForm(forms.Form):
    """Why somebody leaves."""

    reason = forms.CharField(label=gettext_lazy("Dlaczego"), max_length=200)


class HandOverForm(forms.Form):
    """To whom the work goes, and what they must know."""

    taker = forms.ModelChoiceField(
        label=gettext_lazy("Komu"),
        queryset=User.objects.none(),
        empty_label=gettext_lazy("wybierz"),
    )
    with_roles = forms.BooleanField(
        label=gettext_lazy("Nadaj tej osobie te same role, od dziś"), required=False
    )
    note = forms.CharField(
        label=gettext_lazy("Co trzeba wiedzieć"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "Kontakty, obietnice, kto na co czeka, gdzie są klucze. "
            "Przeczyta to osoba, która przejmuje."
        ),
    )

    def __init__(self, *args: Any, reader: User, giver: User, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        others = policies.staff_in_reach(reader).filter(is_active=True).exclude(pk=giver.pk)
        self.fields["taker"].queryset = others.order_by("name")  # type: ignore[attr-defined]
        if not policies.granted_in_reach(reader).not_over().filter(user=giver).exists():
            # Their account is closed, or their last day has passed: there is nothing to give.
            del self.fields["with_roles"]


def _places(reader: User) -> list[tuple[str, str]]:
    """Name where `reader` may give roles; the PALs come through the grants' own table."""
    pal_ids = policies.grantable_pal_ids(reader)
    pals: Any = Grant._meta.get_field("pal").related_model  # noqa: SLF001 - Django's public _meta
    rows = pals.objects.order_by("name")
    if pal_ids is not None:
        rows = rows.filter(pk__in=pal_ids)
    named: list[Model] = list(rows)
    first = [("", _("wybierz"))] + ([(NETWORK, _("cała sieć"))] if pal_ids is None else [])
    return first + [(str(pal.pk), str(pal)) for pal in named]
