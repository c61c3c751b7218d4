"""What walkers write on the way, and staff before and after."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core.geo import Point, parse_point
from podworko.core.text import squeeze
from podworko.diagnosis.forms.studies import FoundNeedForm
from podworko.diagnosis.models import Need, Observation, Walk, WalkStop
from podworko.diagnosis.models.walks import CODE_LENGTH, LETTERS, MOST_PEOPLE
from podworko.diagnosis.operations import Note
from podworko.diagnosis.operations.walks import WALK_FIELDS
from podworko.network.public import City, NeedCategory, Pal, find_place, wrong_place
from podworko.ui.editing import Files, VersionedForm
from podworko.ui.forms import DateTimeInput
from podworko.ui.photos import PhotoField

COLOURS = (
    gettext_lazy("czerwony"),
    gettext_lazy("niebieski"),
    gettext_lazy("zielony"),
    gettext_lazy("żółty"),
    gettext_lazy("fioletowy"),
    gettext_lazy("pomarańczowy"),
    gettext_lazy("turkusowy"),
    gettext_lazy("różowy"),
    gettext_lazy("brązowy"),
    gettext_lazy("szary"),
)
"""A colour for each number: people say "I am the green one"."""


def who(number: int) -> str:
    """Return how a walker is called: "3, zielony"."""
    return f"{number}, {COLOURS[number - 1]}"


class WalkForm(VersionedForm[Walk]):
    """When a walk is, from where, and what those on it read first."""

    starts_at = forms.DateTimeField(label=gettext_lazy("Kiedy ruszamy"), widget=DateTimeInput())
    most_people = forms.IntegerField(
        label=gettext_lazy("Ile osób najwyżej"),
        min_value=1,
        max_value=MOST_PEOPLE,
        initial=8,
        help_text=gettext_lazy("Najlepiej od 2 do 8, najwyżej 10."),
    )

    class Meta:
        model = Walk
        fields = WALK_FIELDS
        widgets = {"words": forms.Textarea(attrs={"rows": 4})}


class StopForm(forms.ModelForm[WalkStop]):
    """One stop of a script, with its place where somebody knows it."""

    where = forms.CharField(
        label=gettext_lazy("Gdzie to jest na mapie"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Ulica albo współrzędne, na przykład 50.0619, 19.9369."),
    )

    class Meta:
        model = WalkStop
        fields = ("title", "question")
        widgets = {"question": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, data: QueryDict | None = None, *, instance: WalkStop) -> None:
        known = f"{instance.lat}, {instance.lon}" if instance.lat is not None else ""
        super().__init__(data, instance=instance, initial={"where": known})

    def clean_where(self) -> Point | None:
        """Return the place that was told, by degrees or by a street we know."""
        text = squeeze(self.cleaned_data["where"])
        if not text:
            return None
        found = parse_point(text) or _street(text)
        if found is None:
            raise forms.ValidationError(
                _("Nie znamy takiego miejsca. Wpisz ulicę bez numeru albo współrzędne.")
            )
        if wrong := wrong_place(City(), found):
            raise forms.ValidationError(wrong)
        return found


class CodeForm(forms.Form):
    """The six letters of a walk."""

    code = forms.CharField(
        label=gettext_lazy("Kod spaceru"),
        max_length=12,
        help_text=gettext_lazy("Sześć liter z kartki osoby prowadzącej."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )

    def clean_code(self) -> str:
        code = "".join(letter for letter in self.cleaned_data["code"].upper() if letter.isalpha())
        if len(code) != CODE_LENGTH or not set(code) <= set(LETTERS):
            raise forms.ValidationError(_("Kod ma sześć liter. Sprawdź go jeszcze raz."))
        return code


class JoinForm(forms.Form):
    """The number somebody walks under."""

    number = forms.TypedChoiceField(
        label=gettext_lazy("Twój numer i kolor"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Ten numer jest zajęty. Wybierz inny.")},
    )

    def __init__(self, data: QueryDict | None = None, *, free: Iterable[int]) -> None:
        super().__init__(data)
        number = self.fields["number"]
        assert isinstance(number, forms.ChoiceField)  # noqa: S101 - declared above
        number.choices = [(each, who(each)) for each in free]


class NoteForm(forms.Form):
    """One note: what it is, where, in words or as a photograph."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    made_on = forms.DateField(required=False, widget=forms.HiddenInput)
    lat = forms.FloatField(required=False, min_value=-90, max_value=90, widget=forms.HiddenInput)
    lon = forms.FloatField(required=False, min_value=-180, max_value=180, widget=forms.HiddenInput)
    mark = forms.ChoiceField(
        label=gettext_lazy("Co to jest"),
        choices=Observation.Mark.choices,
        widget=forms.RadioSelect,
    )
    category = forms.ChoiceField(label=gettext_lazy("Czego dotyczy"))
    stop = forms.ModelChoiceField(
        WalkStop.objects.none(), label=gettext_lazy("Gdzie"), required=False
    )
    remark = forms.CharField(
        label=gettext_lazy("Co zauważasz"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Bez nazwisk i bez niczego, po czym można kogoś poznać."),
    )
    photo = PhotoField()

    def __init__(
        self,
        data: QueryDict | None = None,
        files: Files | None = None,
        *,
        walk: Walk,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, files, initial=initial)
        category = self.fields["category"]
        stop = self.fields["stop"]
        assert isinstance(category, forms.ChoiceField)  # noqa: S101 - declared above
        assert isinstance(stop, forms.ModelChoiceField)  # noqa: S101 - declared above
        category.choices = [("", _("wybierz")), *NeedCategory.choices]
        stop.queryset = walk.stops.all()
        stop.empty_label = _("gdzie indziej")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("remark") and not data.get("photo") and "photo" not in self.errors:
            self.add_error("remark", _("Napisz coś albo zrób zdjęcie."))
        return data

    @property
    def said(self) -> Note:
        data = self.cleaned_data
        is_placed = data["lat"] is not None and data["lon"] is not None
        return Note(
            key=data["key"],
            mark=data["mark"],
            category=data["category"],
            remark=data["remark"],
            stop=data["stop"],
            near=Point(data["lat"], data["lon"]) if is_placed else None,
            photo=data["photo"],
            made_on=data["made_on"],
        )


class HideForm(forms.Form):
    """Why a note counts no more."""

    hidden_why = forms.CharField(
        label=gettext_lazy("Dlaczego ukrywasz"),
        max_length=300,
        help_text=gettext_lazy("Na przykład: widać twarz; nazwisko; nie na temat."),
    )


class SharePhotoForm(forms.Form):
    """What is on a photograph that residents may see."""

    photo_alt = forms.CharField(
        label=gettext_lazy("Opis zdjęcia"),
        max_length=200,
        help_text=gettext_lazy("Dla osób, które go nie widzą. Nie może być na nim twarzy."),
    )


class NotesField(forms.ModelMultipleChoiceField[Observation]):
    """Notes to choose from, each told in a line."""

    def label_from_instance(self, obj: Observation) -> str:
        words = obj.remark or _("(zdjęcie)")
        return f"{words[:160]} · {obj.get_category_display()} · {who(obj.walker.number)}"


class WalkNeedForm(FoundNeedForm):
    """A need with the notes of a walk that tell of it."""

    observations = NotesField(
        Observation.objects.none(),
        label=gettext_lazy("Notatki, które o tym mówią"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Zaznacz notatki, które o tym mówią.")},
    )
    field_order = ("observations", "known")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        pal: Pal,
        known: QuerySet[Need],
        observations: QuerySet[Observation],
    ) -> None:
        super().__init__(data, pal=pal, known=known)
        field = self.fields["observations"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101 - declared above
        field.queryset = observations


def _street(text: str) -> Point | None:
    found = find_place(text)
    return found.point if found else None
