"""What is typed to get the newsletter, and of its editions."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from podworko.activities.public import Kind
from podworko.network.public import Pal, closed_pals
from podworko.promotion.models import Edition, Subscription
from podworko.promotion.operations import EDITION_FIELDS, Choice, Contact
from podworko.ui.editing import VersionedForm
from podworko.ui.forms import MomentField, PhoneField

Few = forms.Textarea(attrs={"rows": 4})


class ChoiceForm(forms.Form):
    """Of which PALs, of what, in which language; nothing ticked is everything."""

    pals = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Które miejsca"),
        queryset=Pal.objects.none(),
        to_field_name="slug",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Nic nie zaznaczysz: wszystkie."),
    )
    all_pals = forms.BooleanField(
        label=gettext_lazy("Wszystkie miejsca, które działają"), required=False
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Co Cię ciekawi"),
        choices=Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Nic nie zaznaczysz: wszystko."),
    )
    language = forms.ChoiceField(label=gettext_lazy("W jakim języku"), choices=settings.LANGUAGES)

    def __init__(self, data: QueryDict | None = None, *, initial: dict[str, Any]) -> None:
        super().__init__(data, initial={"language": get_language() or "pl", **initial})
        field = self.fields["pals"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101 - as it stands above
        field.queryset = Pal.objects.open_to_people().order_by("name")
        self.closed = closed_pals(initial.get("pals", ()))
        """Chosen, and closed since: told of, and never taken for a wish to read of all."""
        if self.closed:
            field.help_text = ""
        else:
            del self.fields["all_pals"]

    @property
    def opens_kinds(self) -> bool:
        """Whether something of the long list is chosen or to be mended, so that it is seen."""
        return bool(self["kinds"].value() or self["kinds"].errors)

    def choice(self) -> Choice:
        """Return what was chosen, once the form is valid."""
        data = self.cleaned_data
        pals = () if data.get("all_pals") else tuple(data["pals"])
        return Choice(pals, tuple(data["kinds"]), data["language"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        is_told = bool(data.get("pals")) or data.get("all_pals", False)
        if self.closed and not is_told and "pals" not in self.errors:
            self.add_error("pals", _("Zaznacz inne miejsce albo wszystkie."))
        return data


def initial_of(subscription: Subscription) -> dict[str, Any]:
    """Return what a form of somebody's choice begins with."""
    return {
        "pals": [pal.slug for pal in subscription.pals.all()],
        "kinds": subscription.kinds,
        "language": subscription.language,
    }


class SubscribeForm(ChoiceForm):
    """Who asks for it on the site: an e-mail is enough."""

    email = forms.EmailField(
        label=gettext_lazy("Twój e-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy("Wyślemy tam link, którym potwierdzisz, że to Twój adres."),
    )
    website = forms.CharField(required=False, label=gettext_lazy("Zostaw to pole puste"))

    field_order = ("email", "pals", "kinds", "language")

    @property
    def is_trapped(self) -> bool:
        """Whether a machine filled in what no person sees."""
        return bool(self.data.get("website"))

    def contact(self) -> Contact:
        """Return where to, once the form is valid."""
        return Contact(email=self.cleaned_data["email"])


class SubscribeForForm(ChoiceForm):
    """The same for whoever calls or comes: an SMS or a sheet of paper too."""

    way = forms.ChoiceField(
        label=gettext_lazy("Jak ta osoba chce dostawać biuletyn"),
        choices=Subscription.Way.choices,
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=gettext_lazy("Imię i nazwisko"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Potrzebne przy kartce: dla kogo ją odłożyć."),
    )
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    phone = PhoneField(
        label=gettext_lazy("Telefon"),
        required=False,
        max_length=40,
        help_text=gettext_lazy(
            "Przy SMS komórkowy. Przy e-mailu: zadzwonimy, gdyby adres przestał działać."
        ),
    )
    pal = forms.ModelChoiceField(
        label=gettext_lazy("PAL tej osoby"), queryset=Pal.objects.none(), required=False
    )
    website = forms.CharField(required=False, label=gettext_lazy("Zostaw to pole puste"))

    field_order = ("way", "name", "email", "phone", "pal", "pals", "kinds", "language")
    is_trapped = False

    def __init__(
        self, data: QueryDict | None = None, *, initial: dict[str, Any], pals: list[Pal]
    ) -> None:
        known = {"pal": pals[0].pk} if len(pals) == 1 else {}
        super().__init__(data, initial={**known, **initial})
        field = self.fields["pal"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - as it stands above
        field.queryset = Pal.objects.filter(pk__in=[pal.pk for pal in pals])
        field.empty_label = _("wybierz")

    def contact(self) -> Contact:
        """Return by which way and where to, once the form is valid."""
        names = ("way", "email", "phone", "name", "pal")
        return Contact(**{name: self.cleaned_data[name] for name in names})


class ReaddressForm(forms.Form):
    """Another e-mail in place of one that came back."""

    email = forms.EmailField(label=gettext_lazy("Nowy e-mail"))


class LookForm(forms.Form):
    """As who an edition is looked at."""

    pal = forms.ChoiceField(label=gettext_lazy("Kto czyta o"), required=False)
    jezyk = forms.ChoiceField(
        label=gettext_lazy("W jakim języku"), choices=settings.LANGUAGES, required=False
    )

    def __init__(self, data: QueryDict, *, pals: list[tuple[str, str]]) -> None:
        super().__init__(data)
        everywhere = str(_("wszystkich PAL"))
        self.fields["pal"].choices = [("", everywhere), *pals]  # type: ignore[attr-defined]


class EditionForm(VersionedForm[Edition]):
    """When an edition goes, and the editor's word."""

    sends_at = MomentField(
        label=gettext_lazy("Kiedy go wyślemy"),
        help_text=gettext_lazy("Następne wydania pójdą w ten sam dzień tygodnia o tej porze."),
    )

    class Meta:
        model = Edition
        fields = EDITION_FIELDS
        widgets = dict.fromkeys(("words", "words_en", "words_uk"), Few)
