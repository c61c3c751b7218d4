"""What residents type to put something on the map, and what the team answers."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from podworko.core.geo import Point, parse_point
from podworko.core.text import squeeze
from podworko.diagnosis.models import Proposal, ResourceCategory
from podworko.diagnosis.operations import ProposalData, Proposer
from podworko.network.public import City, NeedCategory, Pal, find_place, nearest_pal
from podworko.people.public import Channel, Prefers
from podworko.ui.forms import PhoneField

DO_NOT_KNOW = ("", gettext_lazy("nie wiem"))
CHANNELS = [
    (Channel.PHONE.value, gettext_lazy("telefonicznie")),
    (Channel.DESK.value, gettext_lazy("osobiście, w PAL")),
    (Channel.PAPER.value, gettext_lazy("na papierze")),
]


class ProposalForm(forms.Form):
    """What it is, where it is, and how to answer; nothing of the last is a must.

    `website` is a trap: people do not see it, machines that fill in everything do.
    """

    title = forms.CharField(max_length=160)
    words = forms.CharField(
        label=gettext_lazy("Chcesz coś dodać?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Bez nazwisk i bez adresów czyichś mieszkań."),
    )
    category = forms.ChoiceField(required=False)
    pal = forms.ModelChoiceField(
        Pal.objects.none(),
        label=gettext_lazy("Który PAL jest najbliżej"),
        to_field_name="slug",
        required=False,
        empty_label=gettext_lazy("nie wiem"),
    )
    where = forms.CharField(
        label=gettext_lazy("Ulica, osiedle albo dzielnica"),
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    point = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    name = forms.CharField(
        label=gettext_lazy("Imię"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = PhoneField(
        label=gettext_lazy("Telefon"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    website = forms.CharField(required=False, label=gettext_lazy("Zostaw to pole puste"))

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        kind: Proposal.Kind,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.kind = kind
        self.place: Point | None = None
        self.fields["pal"].queryset = Pal.objects.open_to_people()  # type: ignore[attr-defined]
        self._word()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        self.place = self._found_place(data)
        data["pal"] = data.get("pal") or (nearest_pal(self.place) if self.place else None)
        if data["pal"] is None and not self.errors:
            self.add_error("pal", _("Wybierz PAL albo napisz, gdzie to jest."))
        return data

    @property
    def is_trapped(self) -> bool:
        """Whether a machine filled in what no person sees."""
        return bool(self.data.get("website"))

    def data_typed(self) -> ProposalData:
        """Return what is proposed, once the form is valid."""
        data = self.cleaned_data
        return ProposalData(
            kind=self.kind,
            title=data["title"],
            pal=data["pal"],
            words=data["words"],
            category=data["category"],
            where=data["where"],
            point=self.place,
            proposer=self.proposer(),
        )

    def proposer(self) -> Proposer:
        """Return whom to answer."""
        data = self.cleaned_data
        return Proposer(
            name=data["name"],
            email=data["email"].lower(),
            phone=data["phone"],
            prefers=data.get("prefers", ""),
            language=get_language() or "pl",
        )

    def _found_place(self, data: dict[str, Any]) -> Point | None:
        """Return the point pressed on the map, or the place named; what is elsewhere is told."""
        point = parse_point(data.get("point", "")) if data.get("point") else None
        where = squeeze(data.get("where", ""))
        if point is None and where:
            found = find_place(where)
            point = found.point if found else None
        if point and not City().holds(point):
            self.add_error("where", _("To miejsce jest poza miastem."))
            return None
        return point

    def _word(self) -> None:
        """Ask in the words of what is proposed."""
        is_need = self.kind == Proposal.Kind.NEED
        title, category = self.fields["title"], self.fields["category"]
        title.label = _("Czego tu brakuje?") if is_need else _("Co tu jest?")
        title.help_text = (
            _("Jednym zdaniem. Na przykład: Wieczorem przy przejściu jest ciemno.")
            if is_need
            else _("Jednym zdaniem. Na przykład: Świetlica parafialna, można pożyczyć stoły.")
        )
        category.label = _("Czego to dotyczy") if is_need else _("Co to jest")
        choices = NeedCategory.choices if is_need else ResourceCategory.choices
        category.choices = [DO_NOT_KNOW, *choices]  # type: ignore[attr-defined]


class StaffProposalForm(ProposalForm):
    """The same, typed by the team for somebody who calls, comes or writes on paper."""

    channel = forms.ChoiceField(
        label=gettext_lazy("Jak to do nas trafiło"),
        choices=CHANNELS,
        widget=forms.RadioSelect,
        initial=Channel.PHONE,
    )
    prefers = forms.ChoiceField(
        label=gettext_lazy("Jak odpowiedzieć"),
        required=False,
        choices=[("", gettext_lazy("jak się da")), *Prefers.choices],
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        kind: Proposal.Kind,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, kind=kind, initial=initial)
        del self.fields["website"]


class CorrectionForm(forms.Form):
    """What is not true any more, in the words of whoever keeps a resource."""

    words = forms.CharField(
        label=gettext_lazy("Co się zmieniło?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class RefuseForm(forms.Form):
    """Why something does not come on the map; whoever proposed it reads it."""

    reason = forms.CharField(
        label=gettext_lazy("Dlaczego nie"),
        max_length=300,
        help_text=gettext_lazy("Przeczyta to osoba, która zgłosiła."),
    )

    def clean_reason(self) -> str:
        return squeeze(self.cleaned_data["reason"])
