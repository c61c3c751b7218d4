"""What is typed at the press desk: releases, whom they go to, the media, what they printed."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.network.public import Pal, pal_choices
from podworko.promotion.forms.of_pal import OfPalForm
from podworko.promotion.models import Clipping, Outlet, PressContact, Release
from podworko.promotion.operations import (
    CLIPPING_FIELDS,
    CONTACT_FIELDS,
    OUTLET_FIELDS,
    RELEASE_FIELDS,
)
from podworko.ui.editing import VersionedForm
from podworko.ui.forms import MomentField, PhoneField
from podworko.ui.values import Chip, filter_chips

Short = forms.Textarea(attrs={"rows": 3})
Long = forms.Textarea(attrs={"rows": 10})
Ticks = forms.CheckboxSelectMultiple


class StartForm(forms.Form):
    """What a new release is about."""

    o = forms.ChoiceField(
        label=gettext_lazy("O czym"),
        required=False,
        help_text=gettext_lazy(
            "Wybierz, a wpiszemy kto, gdzie, kiedy i dlaczego. Wszystko poprawisz."
        ),
    )

    def __init__(self, *, choices: list[tuple[str, list[tuple[str, str]]]]) -> None:
        super().__init__()
        empty = _("coś innego: zacznij od pustej kartki")
        self.fields["o"].choices = [("", empty), *choices]  # type: ignore[attr-defined]


class ReleaseForm(OfPalForm[Release]):
    """A press release; of one that left, also what was wrong in it."""

    contact_phone = PhoneField(label=gettext_lazy("Telefon"), required=False, max_length=40)
    correction = forms.CharField(
        label=gettext_lazy("Co było nie tak"),
        max_length=300,
        error_messages={
            "required": gettext_lazy(
                "Ta informacja już wyszła. Napisz, co w niej było nie tak: wyślemy sprostowanie."
            )
        },
        help_text=gettext_lazy(
            "Ta informacja już wyszła. Redakcje dostaną ją jeszcze raz jako sprostowanie,"
            " z tym zdaniem na początku."
        ),
    )

    class Meta:
        model = Release
        fields = RELEASE_FIELDS
        widgets = {
            **dict.fromkeys(("lead", "why", "quotation"), Short),
            "body": Long,
        }

    def __init__(self, data: QueryDict | None = None, **known: Any) -> None:  # noqa: ANN401 - as above it
        super().__init__(data, **known)
        if not self.instance.is_out:
            del self.fields["correction"]

    @property
    def unversioned(self) -> frozenset[str]:
        return frozenset({"correction"})

    @property
    def words(self) -> str:
        """What was wrong, "" of a release that has not left."""
        return str(self.cleaned_data.get("correction", ""))


class ReleasingForm(forms.Form):
    """When a release leaves, until when nobody publishes it, and to whom it goes."""

    goes_at = MomentField(
        label=gettext_lazy("Kiedy ją wysłać"),
        required=False,
        help_text=gettext_lazy("Puste: od razu."),
    )
    embargo_until = MomentField(
        label=gettext_lazy("Embargo do"),
        required=False,
        help_text=gettext_lazy(
            "Puste: bez embarga. Przed tą chwilą dostaną ją tylko redakcje, które go dotrzymują;"
            " pozostałe i strona dla mediów – kiedy minie."
        ),
    )
    contacts = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Do kogo"),
        queryset=PressContact.objects.none(),
        required=False,
        widget=Ticks,
        to_field_name="public_id",
    )

    def __init__(
        self, data: QueryDict | None = None, *, choices: list[tuple[str, str]], chosen: list[str]
    ) -> None:
        super().__init__(data, initial={"contacts": chosen})
        _offer(self, choices)

    @property
    def goes(self) -> datetime | None:
        """The moment that was chosen; None for now."""
        moment: datetime | None = self.cleaned_data["goes_at"]
        return moment

    @property
    def embargo(self) -> datetime | None:
        """When the embargo ends; None for none."""
        moment: datetime | None = self.cleaned_data["embargo_until"]
        return moment


class SendMoreForm(forms.Form):
    """To whom else a release goes."""

    contacts = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Do kogo jeszcze"),
        queryset=PressContact.objects.none(),
        widget=Ticks,
        to_field_name="public_id",
    )

    def __init__(self, data: QueryDict | None = None, *, choices: list[tuple[str, str]]) -> None:
        super().__init__(data)
        _offer(self, choices)


class TakeBackForm(forms.Form):
    """Why a release is withdrawn."""

    why = forms.CharField(
        label=gettext_lazy("Dlaczego ją wycofujesz"),
        max_length=300,
        widget=Short,
        help_text=gettext_lazy("To przeczytają redakcje, które ją dostały, i kto ma do niej link."),
    )


class OutletForm(VersionedForm[Outlet]):
    """A medium and what it wants from us."""

    web = forms.URLField(
        label=gettext_lazy("Strona"), required=False, max_length=300, assume_scheme="https"
    )
    pals = forms.ModelMultipleChoiceField(
        label=gettext_lazy("O okolicy których PAL pisze"),
        queryset=Pal.objects.none(),
        required=False,
        widget=Ticks,
        help_text=gettext_lazy("Nic nie zaznaczysz: o całym mieście."),
    )

    class Meta:
        model = Outlet
        fields = OUTLET_FIELDS
        widgets = {"notes": Short}

    def __init__(self, data: QueryDict | None = None, *, instance: Outlet) -> None:
        chosen = list(instance.pals.all()) if instance.pk else []
        super().__init__(data, instance=instance, initial={"pals": chosen})
        field = self.fields["pals"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101 - as it stands above
        # A place that closed stays ticked, or its outlet would become one of the whole city.
        known = Pal.objects.open_to_people() | Pal.objects.filter(pk__in=[pal.pk for pal in chosen])
        field.queryset = known.order_by("folded_name")

    @property
    def unversioned(self) -> frozenset[str]:
        return frozenset({"pals"})


class ContactForm(VersionedForm[PressContact]):
    """Whom to write to or call at an outlet."""

    phone = PhoneField(label=gettext_lazy("Telefon"), required=False, max_length=40)

    class Meta:
        model = PressContact
        fields = CONTACT_FIELDS


class ClippingForm(OfPalForm[Clipping]):
    """What was printed or aired."""

    url = forms.URLField(
        label=gettext_lazy("Adres w internecie"),
        required=False,
        max_length=500,
        assume_scheme="https",
    )

    class Meta:
        model = Clipping
        fields = CLIPPING_FIELDS
        widgets = {"appeared_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, data: QueryDict | None = None, **known: Any) -> None:  # noqa: ANN401 - as above it
        super().__init__(data, **known)
        for name, rows in (("outlet", Outlet.objects.all()), ("release", _recent(self))):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - a foreign key's field
            field.queryset = rows
            field.empty_label = _("wybierz") if name == "outlet" else _("z żadnej")


class OutletFilterForm(forms.Form):
    """How the list of media is narrowed."""

    q = forms.CharField(
        label=gettext_lazy("Czego szukasz?"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    rodzaj = forms.MultipleChoiceField(
        label=gettext_lazy("Co to jest"),
        required=False,
        choices=Outlet.Kind.choices,
        widget=Ticks,
    )
    pal = forms.ChoiceField(label=gettext_lazy("O okolicy którego PAL pisze"), required=False)
    stan = forms.ChoiceField(
        label=gettext_lazy("Stan"),
        required=False,
        choices=[
            ("", gettext_lazy("każdy")),
            ("wraca", gettext_lazy("adres nie działa")),
            ("nie", gettext_lazy("już się nie ukazuje")),
        ],
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.fields["pal"].choices = [("", _("każdego")), *pal_choices()]  # type: ignore[attr-defined]
        self.is_valid()

    def chips(self, query: QueryDict) -> list[Chip]:
        """Return a chip per filter that is on, each with the address without it."""
        return filter_chips(self.cleaned_data, query, words=self._chip, page="page")

    def _chip(self, name: str, value: str) -> str:
        known: dict[Any, Any] = dict(getattr(self.fields[name], "choices", ()))
        return str(known.get(value, value))


class ClippingFilterForm(forms.Form):
    """Of which year and which PAL."""

    rok = forms.TypedChoiceField(
        label=gettext_lazy("Z którego roku"), required=False, coerce=int, empty_value=None
    )
    pal = forms.ChoiceField(label="PAL", required=False)

    def __init__(self, data: QueryDict, *, years: list[int], pals: list[tuple[str, str]]) -> None:
        super().__init__(data)
        told = [("", _("wszystkie lata")), *((str(year), str(year)) for year in years)]
        self.fields["rok"].choices = told  # type: ignore[attr-defined]
        self.fields["pal"].choices = [("", _("wszystkie")), *pals]  # type: ignore[attr-defined]
        self.is_valid()


def _offer(form: forms.Form, choices: list[tuple[str, str]]) -> None:
    field = form.fields["contacts"]
    assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101 - as they stand above
    field.queryset = PressContact.objects.filter(public_id__in=[key for key, _name in choices])
    field.choices = choices


def _recent(form: ClippingForm) -> Any:  # noqa: ANN401 - a queryset of releases
    """Return the releases a clipping may come from: of the PALs one may choose, out already.

    One that somebody else noted for it stays to choose, or saving would lose it.
    """
    rows = Release.objects.exclude(state=Release.State.DRAFT).order_by("-goes_at")
    if form.is_network:
        return rows
    ours = Q(pal__in=[pal.pk for pal in form.pals])
    return rows.filter(ours | Q(pk=form.instance.release_id))
