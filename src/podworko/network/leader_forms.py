"""What staff write of somebody who leads."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.accounts.public import User
from podworko.core.phones import display
from podworko.core.text import squeeze
from podworko.network import policies
from podworko.network.leaders import Leader
from podworko.network.leading import LEADER_FIELDS
from podworko.network.models import Pal
from podworko.ui.editing import VersionedForm
from podworko.ui.forms import DateInput, PhoneField


class LeaderForm(VersionedForm[Leader]):
    """Name, role, how to reach them, and where they lead."""

    phone = PhoneField(
        label=gettext_lazy("Telefon"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    pals = forms.ModelMultipleChoiceField(
        Pal.objects.none(),
        label=gettext_lazy("W których PAL"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Leader
        fields = LEADER_FIELDS
        widgets = {
            "email": forms.EmailInput(attrs={"autocomplete": "off"}),
            "ends_on": DateInput(),
        }

    field_order = [
        "name",
        "role",
        "is_named",
        "phone",
        "email",
        "language",
        "pals",
        "user",
        "ends_on",
    ]

    def __init__(self, data: QueryDict | None = None, *, instance: Leader, user: User) -> None:
        super().__init__(data, instance=instance)
        self.user = user
        self.initial["phone"] = display(instance.phone) if instance.phone else ""
        self._offer_pals(instance)
        self._offer_accounts(instance)

    @property
    def unversioned(self) -> frozenset[str]:
        """Where somebody leads is a set: what two people tick or untick does not collide."""
        return frozenset({"pals"})

    def again(self, data: QueryDict | None, instance: Leader) -> "LeaderForm":
        return LeaderForm(data, instance=instance, user=self.user)

    def clean_name(self) -> str:
        return squeeze(self.cleaned_data["name"])

    def clean_role(self) -> str:
        return squeeze(self.cleaned_data["role"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "pals" in self.fields and not self.is_network_wide and not self.chosen_pals():
            self.add_error("pals", _("Zaznacz co najmniej jeden PAL."))
        return data

    @property
    def is_network_wide(self) -> bool:
        """Whether the user may have somebody lead in the whole network."""
        return policies.leads_everywhere(self.user)

    def chosen_pals(self) -> list[Pal]:
        """Return the PALs ticked, and those that this user may not untick."""
        return [*self.cleaned_data.get("pals", ()), *self.kept]

    def _offer_pals(self, leader: Leader) -> None:
        field = self.fields["pals"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101 - declared above
        field.queryset = offered = policies.leader_pals(self.user)
        now = set(leader.pals.all()) if leader.pk else set()
        if leader.pk and not now and not self.is_network_wide:
            # Who leads everywhere goes on doing so, whoever mends their telephone.
            del self.fields["pals"]
        self.kept = [pal for pal in now if pal not in set(offered)]
        self.initial["pals"] = [pal.pk for pal in now]
        if self.is_network_wide:
            field.help_text = _("Nic nie zaznaczysz: w całej sieci.")
        elif not now and len(offered) == 1:
            self.initial["pals"] = [offered[0].pk]

    def _offer_accounts(self, leader: Leader) -> None:
        field = self.fields["user"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - a foreign key's field
        field.queryset = policies.accounts_for(self.user) | User.objects.filter(leader=leader.pk)
        field.label = _("Konto tej osoby")
        field.empty_label = _("nie ma konta")
        field.help_text = _("Z kontem zobaczy swój plan i wypełni listy swoich spotkań.")
