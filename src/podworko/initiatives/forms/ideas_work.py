"""What teams type, or the desk for them: words, the plan, means, posts, the story at the end."""

from decimal import Decimal
from typing import Any, TypeAlias

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core import times
from podworko.core.tabular import CellError, parse_decimal
from podworko.initiatives import idea_rules
from podworko.initiatives.models import (
    Cost,
    Initiative,
    InitiativeMember,
    InitiativePost,
    InitiativeStep,
    InitiativeTask,
    Means,
    OwnWork,
)
from podworko.initiatives.operations.ideas import IDEA_FIELDS
from podworko.initiatives.operations.ideas_means import Settlement
from podworko.initiatives.operations.ideas_work import Chosen
from podworko.network.public import Place, near_place
from podworko.ui.editing import VersionedForm
from podworko.ui.forms import DateInput
from podworko.ui.photos import PhotoField

MOST_GROSZE = 100_000_000
Data: TypeAlias = QueryDict | None
Files: TypeAlias = MultiValueDict[str, UploadedFile[Any]] | None


class MoneyField(forms.CharField):
    """An amount in złote as people write it; cleaned to whole groszy."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Django's face
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(max_length=20, widget=forms.TextInput(attrs=attrs), **options)

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - Django's face
        text: str = super().clean(value)
        if not text:
            return None
        try:
            grosze = parse_decimal(text) * 100
        except CellError as error:
            raise forms.ValidationError(_("Wpisz kwotę, na przykład 12,50.")) from error
        if grosze != int(grosze) or not 0 <= grosze <= MOST_GROSZE:
            raise forms.ValidationError(_("Wpisz kwotę najwyżej do grosza i do miliona złotych."))
        return int(grosze)


def zlote(grosze: int | None) -> str:
    """Return groszy as they are typed in a field: "12,50"."""
    return "" if grosze is None else f"{Decimal(grosze) / 100:.2f}".replace(".", ",")


class EditIdeaForm(VersionedForm[Initiative]):
    """The words of an initiative and where it is: a place of the city, or an address in words."""

    class Meta:
        model = Initiative
        fields = IDEA_FIELDS
        widgets = {
            "words": forms.Textarea(attrs={"rows": 6}),
            "lat": forms.HiddenInput,
            "lon": forms.HiddenInput,
        }

    near = forms.CharField(
        label=gettext_lazy("Adres na mapie"),
        required=False,
        max_length=120,
        help_text=gettext_lazy(
            "Ulica i numer domu albo nazwa miejsca. Wpisz, gdy chcesz postawić punkt gdzie indziej."
        ),
    )

    def __init__(self, data: Data = None, *, instance: Initiative) -> None:
        super().__init__(data, instance=instance)
        self.fields["place"].queryset = Place.objects.order_by("name")  # type: ignore[attr-defined]
        self.fields["place"].empty_label = _("żadne")  # type: ignore[attr-defined]

    @property
    def unversioned(self) -> frozenset[str]:
        return frozenset({"near"})

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        near = data.get("near", "")
        found = near_place(near) if near else None
        if near and found is None:
            self.add_error("near", _("Nie znamy takiego miejsca. Sprawdź pisownię."))
        if found:
            data["lat"], data["lon"] = found.point.lat, found.point.lon
        return data


class StepForm(forms.ModelForm[InitiativeStep]):
    """One step of the schedule."""

    class Meta:
        model = InitiativeStep
        fields = ("words", "begins_on", "ends_on")
        widgets = {"begins_on": DateInput(), "ends_on": DateInput()}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        begins_on, ends_on = data.get("begins_on"), data.get("ends_on")
        for name, day in (("begins_on", begins_on), ("ends_on", ends_on)):
            if day and not times.is_sane(day):
                self.add_error(name, _("Sprawdź rok."))
        if begins_on and ends_on and ends_on < begins_on:
            self.add_error("ends_on", _("Ostatni dzień jest przed pierwszym."))
        return data


class _OfTeam(forms.ModelForm[Any]):
    """A line that names somebody of the team."""

    def __init__(self, data: Data = None, *, instance: Any) -> None:  # noqa: ANN401 - a line
        super().__init__(data, instance=instance)
        inside = InitiativeMember.objects.inside().filter(initiative=instance.initiative)
        field: Any = self.fields["member"]
        field.queryset = inside.select_related("person")
        field.label_from_instance = lambda member: member.person.name
        field.empty_label = _("jeszcze nie wiadomo")


class WorkForm(_OfTeam):
    """Own work: who, what, how many hours are planned and how many it took."""

    class Meta:
        model = OwnWork
        fields = ("words", "member", "planned_hours", "done_hours")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("planned_hours", "done_hours"):
            hours = data.get(name)
            if hours is not None and not 0 <= hours <= 10_000:  # noqa: PLR2004 - the constraint's
                self.add_error(name, _("Wpisz od 0 do 10 000 godzin."))
        return data


class CostForm(forms.ModelForm[Cost]):
    """One line of the budget."""

    amount = MoneyField(label=gettext_lazy("Ile to warte, w złotych"))

    class Meta:
        model = Cost
        fields = ("words", "source")

    def __init__(self, data: Data = None, *, instance: Cost) -> None:
        initial = {"amount": zlote(instance.grosze)} if instance.pk else {}
        super().__init__(data, instance=instance, initial=initial)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        self.instance.grosze = data.get("amount") or 0
        return data


class TaskForm(_OfTeam):
    """Something somebody does until a day."""

    class Meta:
        model = InitiativeTask
        fields = ("words", "member", "until")
        widgets = {"until": DateInput()}


class RouteForm(forms.Form):
    """The way to the means, and the team's own score on the sheet of the city."""

    route = forms.ChoiceField(
        label=gettext_lazy("Skąd będą środki"),
        choices=Initiative.Route.choices,
        widget=forms.RadioSelect,
    )
    purpose_words = forms.CharField(
        label=gettext_lazy("Dlaczego to ważne dla okolicy"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    purpose_points = forms.IntegerField(label=gettext_lazy("Punkty za cel"), min_value=0)
    own_points = forms.IntegerField(label=gettext_lazy("Punkty za wkład własny"), min_value=0)
    has_bonus = forms.BooleanField(required=False)

    def __init__(self, data: Data = None, *, initiative: Initiative) -> None:
        names = ("route", "purpose_words", "purpose_points", "own_points", "has_bonus")
        super().__init__(data, initial={name: getattr(initiative, name) for name in names})
        figures = idea_rules.figures_on(times.today())
        for name, most in (
            ("purpose_points", figures.purpose_most),
            ("own_points", figures.own_most),
        ):
            self.fields[name].help_text = _("Od 0 do %(most)s, tak jak sami to oceniacie.") % {
                "most": most
            }
        self.fields["has_bonus"].label = _("Premia: %(bonus)s punktów") % {"bonus": figures.bonus}

    def chosen(self) -> Chosen:
        """Return what was chosen, once the form is valid."""
        return Chosen(**self.cleaned_data)


class MeansForm(forms.ModelForm[Means]):
    """What a team asks for."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Czego potrzebujecie"),
        choices=Means.Kind.choices,
        widget=forms.RadioSelect,
    )
    amount = MoneyField(
        label=gettext_lazy("Ile pieniędzy, w złotych"),
        required=False,
        help_text=gettext_lazy("Tylko gdy prosicie o pieniądze."),
    )

    class Meta:
        model = Means
        fields = ("kind", "words")
        widgets = {"words": forms.Textarea(attrs={"rows": 3})}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        is_money = data.get("kind") == Means.Kind.MONEY
        if is_money and not data.get("amount") and "amount" not in self.errors:
            self.add_error("amount", _("Napisz, ile pieniędzy potrzebujecie."))
        self.instance.grosze = data.get("amount") if is_money else None
        return data


class SettleForm(forms.Form):
    """What money was spent on, and by which receipts."""

    spent = MoneyField(label=gettext_lazy("Ile wydaliście, w złotych"))
    receipts = forms.CharField(
        label=gettext_lazy("Numery rachunków"),
        required=False,
        max_length=600,
        help_text=gettext_lazy("Na przykład: FV 12/2026, paragon 0031. Papiery oddajcie do PAL."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    words = forms.CharField(
        label=gettext_lazy("Na co poszły pieniądze"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Data = None, *, means: Means) -> None:
        initial = {
            "spent": zlote(means.spent_grosze),
            "receipts": means.receipts,
            "words": means.settled_words,
        }
        super().__init__(data, initial=initial)

    def settlement(self) -> Settlement:
        """Return what was told, once the form is valid."""
        data = self.cleaned_data
        return Settlement(
            spent_grosze=data["spent"], receipts=data["receipts"], words=data["words"]
        )


class PostForm(forms.ModelForm[InitiativePost]):
    """What is going on, with a picture in which everybody agreed to be shown."""

    picture = PhotoField()

    class Meta:
        model = InitiativePost
        fields: tuple[str, ...] = ("words", "photo_alt", "everyone_agreed")
        widgets = {"words": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, data: Data = None, files: Files = None, *, instance: InitiativePost) -> None:
        super().__init__(data, files, instance=instance)
        self.fields["photo_alt"].help_text = _(
            "Dla osób, które go nie widzą. Na przykład: troje sąsiadów sadzi lawendę."
        )
        self.fields["everyone_agreed"].label = _(
            "Każda osoba na zdjęciu zgodziła się, żeby je pokazać"
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("picture"):
            self.instance.photo = data["picture"]
        if not self.instance.photo:
            return data
        if not data.get("photo_alt"):
            self.add_error("photo_alt", _("Opisz jednym zdaniem, co widać na zdjęciu."))
        if not data.get("everyone_agreed"):
            words = _("Bez zgody każdej osoby na zdjęciu nie możemy go pokazać.")
            self.add_error("everyone_agreed", words)
        return data


class ReportForm(PostForm):
    """The story at the end: what was done, for how many, what changed."""

    class Meta(PostForm.Meta):
        fields: tuple[str, ...] = (
            *("words", "people", "hours", "changed"),
            *("photo_alt", "everyone_agreed"),
        )
        widgets = {
            "words": forms.Textarea(attrs={"rows": 5}),
            "changed": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, data: Data = None, files: Files = None, *, instance: InitiativePost) -> None:
        super().__init__(data, files, instance=instance)
        self.fields["words"].label = _("Co zrobiliście")
        for name in ("people", "hours", "changed"):
            self.fields[name].required = True


class WordsForm(forms.Form):
    """An answer in words."""

    words = forms.CharField(
        label=gettext_lazy("Odpowiedź"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
