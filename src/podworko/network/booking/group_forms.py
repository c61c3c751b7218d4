"""What staff write of a group, of the windows by kind, and of the house rules."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.accounts.public import User
from podworko.core.phones import display
from podworko.core.text import squeeze
from podworko.network import policies
from podworko.network.booking.groups import GROUP_FIELDS, RulesText
from podworko.network.booking.models import Group, GroupKind, HouseRules
from podworko.network.booking.rules import Window
from podworko.network.models import Pal
from podworko.people.public import Prefers
from podworko.ui.editing import VersionedForm
from podworko.ui.forms import PhoneField
from podworko.ui.values import Differing

MOST_DAYS = 730
QUARTER = 15
DAY_MINUTES = 24 * 60
MOST_BOOKINGS = 200
LONGEST_NUMBER = 5


class GroupForm(VersionedForm[Group]):
    """Who they are and whom to talk to."""

    phone = PhoneField(
        label=gettext_lazy("Telefon"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    prefers = forms.ChoiceField(
        label=gettext_lazy("Jak powiadamiać"),
        choices=[("", gettext_lazy("najlepiej, jak się da")), *Prefers.choices],
        required=False,
    )

    class Meta:
        model = Group
        fields = GROUP_FIELDS
        widgets = {
            "contact_name": forms.TextInput(attrs={"autocomplete": "off"}),
            "email": forms.EmailInput(attrs={"autocomplete": "off"}),
        }

    def __init__(self, data: QueryDict | None = None, *, instance: Group) -> None:
        super().__init__(data, instance=instance)
        self.initial["phone"] = display(instance.phone) if instance.phone else ""

    def clean_name(self) -> str:
        return squeeze(self.cleaned_data["name"])

    def clean_contact_name(self) -> str:
        return squeeze(self.cleaned_data["contact_name"])

    def validate_unique(self) -> None:
        """Leave it to the operation, which knows the PAL and says it in words."""


class NewGroupForm(GroupForm):
    """A group that is not here yet, and in which PAL it meets."""

    pal = forms.ModelChoiceField(
        Pal.objects.none(), label=gettext_lazy("W którym PAL"), empty_label=gettext_lazy("wybierz")
    )

    field_order = ["pal", *GROUP_FIELDS]

    def __init__(self, data: QueryDict | None = None, *, instance: Group, user: User) -> None:
        super().__init__(data, instance=instance)
        del self.fields["is_active"]
        field = self.fields["pal"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = offered = policies.lending_pals(user).filter(seat__isnull=False)
        if len(offered) == 1:
            field.initial = offered[0].pk
            field.widget = forms.HiddenInput()

    @property
    def unversioned(self) -> frozenset[str]:
        """There is nothing yet that two people could change at once."""
        return frozenset({"pal"})


class WindowsForm(forms.Form):
    """How far ahead, how long and how many at once, for each kind of group."""

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, windows: dict[str, Window]
    ) -> None:
        super().__init__(data)
        self.windows = windows
        for kind, window in windows.items():
            self.fields[f"{kind}-days"] = _number(
                _("Ile dni naprzód"), window.days_ahead, most=MOST_DAYS
            )
            self.fields[f"{kind}-minutes"] = _number(
                _("Najdłużej, w minutach"), window.longest_minutes, least=QUARTER, most=DAY_MINUTES
            )
            self.fields[f"{kind}-most"] = _number(
                _("Ile rezerwacji naraz"), window.most_at_once, most=MOST_BOOKINGS
            )
            for name in ("days", "minutes", "most"):
                self.fields[f"{kind}-{name}"].show_hidden_initial = True

    def rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the kinds with their three fields."""
        names = dict(GroupKind.choices)
        return [
            (
                capfirst(str(names[GroupKind(kind)])),
                [self[f"{kind}-{n}"] for n in ("days", "minutes", "most")],
            )
            for kind in self.windows
        ]

    def chosen(self) -> dict[str, Window]:
        """Return what was typed, once the form is valid."""
        return {kind: self._window(self.cleaned_data, kind) for kind in self.windows}

    def seen(self) -> dict[str, Window]:
        """Return what was on the screen; what the page did not say counts as another."""
        told = {name: _seen_number(self.data.get(f"initial-{name}", "")) for name in self.fields}
        return {kind: self._window(told, kind) for kind in self.windows}

    def merged(self, current: dict[str, Window]) -> tuple["WindowsForm", list[Differing]]:
        """Return the form as typed, over what another stored, and where the two differ.

        What only the other changed is taken over.
        """
        fresh = WindowsForm(windows=current)
        data = dict(self.data.items())
        differing = []
        for name, field in fresh.fields.items():
            theirs, mine = str(field.initial), str(self.cleaned_data[name])
            if mine == self.data.get(f"initial-{name}"):
                data[name] = mine = theirs
            data[f"initial-{name}"] = theirs
            if theirs != mine:
                kind = capfirst(str(GroupKind(name.partition("-")[0]).label))
                label = f"{kind}: {field.label}"
                differing.append(Differing(label=label, yours=mine, theirs=theirs))
        return WindowsForm(data, windows=current), differing

    @staticmethod
    def _window(values: dict[str, Any], kind: str) -> Window:
        return Window(
            days_ahead=values[f"{kind}-days"],
            longest_minutes=values[f"{kind}-minutes"],
            most_at_once=values[f"{kind}-most"],
        )


class RulesForm(forms.Form):
    """The next version of the house rules."""

    text = forms.CharField(
        label=gettext_lazy("Zasady domu"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy("Krótkie zdania. Każda zasada w nowym wierszu."),
    )
    text_uk = forms.CharField(
        label=gettext_lazy("Po ukraińsku"),
        max_length=6000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "lang": "uk"}),
    )
    text_en = forms.CharField(
        label=gettext_lazy("Po angielsku"),
        max_length=6000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "lang": "en"}),
    )
    asks_again = forms.BooleanField(
        label=gettext_lazy("Wszystkie grupy podpisują od nowa"),
        required=False,
        help_text=gettext_lazy(
            "Bez tego grupy, które już podpisały, podpiszą przy następnym roku."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, held: HouseRules | None) -> None:
        initial: dict[str, Any] = {"version": held.version if held else 0}
        if held:
            initial |= {"text": held.text, "text_en": held.text_en, "text_uk": held.text_uk}
        super().__init__(data, initial=initial)

    def again(self, held: HouseRules | None) -> "RulesForm":
        """Return the form as typed, over the version that another stored meanwhile."""
        data = dict(self.data.items())
        data["version"] = str(held.version if held else 0)
        return RulesForm(data, held=held)

    def words(self) -> RulesText:
        """Return what was typed, once the form is valid."""
        data = self.cleaned_data
        return RulesText(data["text"], data["text_en"], data["text_uk"], data["asks_again"])

    @property
    def seen_version(self) -> int:
        """The version that was on the screen; -1, which there never is, when it was not told."""
        version: int | None = self.cleaned_data["version"]
        return -1 if version is None else version


def _number(label: str, initial: int, *, most: int, least: int = 1) -> forms.IntegerField:
    return forms.IntegerField(label=label, initial=initial, min_value=least, max_value=most)


def _seen_number(text: str) -> int:
    """Return a number that a hidden field holds; -1 where it holds none."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else -1
