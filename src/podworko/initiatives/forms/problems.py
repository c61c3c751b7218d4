"""What residents type to report a problem, and what staff write of it."""

import re
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core import times
from podworko.core.geo import Point, parse_point
from podworko.core.text import squeeze
from podworko.diagnosis.public import Need
from podworko.initiatives.models import Problem, ProblemState
from podworko.initiatives.operations import ProblemData, StepData
from podworko.initiatives.places_near import nearest_pal
from podworko.network.public import Pal, find_place
from podworko.people.public import Card, ContactForm
from podworko.planning.public import ties_offered
from podworko.ui.editing import Files
from podworko.ui.forms import DayField, LongCodeForm
from podworko.ui.photos import PhotoField

HOUSE_NUMBER = re.compile(r"\s\d+\s*[a-zA-Z]?\b")


class ProblemForm(ContactForm):
    """What is wrong, where, and how to answer; a contact is no must."""

    category = forms.ChoiceField(label=gettext_lazy("Czego to dotyczy"))
    words = forms.CharField(
        label=gettext_lazy("Co jest nie tak"),
        max_length=2000,
        help_text=gettext_lazy("Bez nazwisk. Na przykład: od tygodnia nie świeci latarnia."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    where = forms.CharField(
        label=gettext_lazy("Ulica, numer albo miejsce"),
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    point = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    may_be_home = forms.BooleanField(
        label=gettext_lazy("To jest w budynku albo przy czyimś mieszkaniu"),
        required=False,
        help_text=gettext_lazy("Wtedy zapiszemy tylko okolicę, około 50 metrów."),
    )
    pal = forms.ModelChoiceField(
        Pal.objects.none(),
        label=gettext_lazy("Który PAL jest najbliżej"),
        to_field_name="slug",
        required=False,
        empty_label=gettext_lazy("nie wiem"),
    )
    photo = PhotoField()
    photo_alt = forms.CharField(
        label=gettext_lazy("Co jest na zdjęciu"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Jeśli dodajesz zdjęcie. Zobaczy je tylko zespół PAL."),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: Files | None = None,
        *,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, files, initial=initial)
        self.place: Point | None = None
        self.fields["name"].required = False
        self.fields["pal"].queryset = Pal.objects.open_to_people()  # type: ignore[attr-defined]
        kinds = [("", str(_("wybierz"))), *Problem.Category.choices]
        self.fields["category"].choices = kinds  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Find the place and the PAL; a contact needs a name, and no contact is all right."""
        data: dict[str, Any] = forms.Form.clean(self) or self.cleaned_data
        self.place = _place(data)
        data["pal"] = data.get("pal") or (nearest_pal(self.place) if self.place else None)
        if data["pal"] is None and "pal" not in self.errors:
            self.add_error("pal", _("Wybierz PAL albo napisz, gdzie to jest."))
        if self.has_contact and not data.get("name"):
            self.add_error("name", _("Napisz, jak się do Ciebie zwracać."))
        if data.get("photo") and not data.get("photo_alt"):
            self.add_error("photo_alt", _("Opisz zdjęcie dla osób, które go nie widzą."))
        return data

    @property
    def has_contact(self) -> bool:
        """Whether an answer can reach who reports."""
        return bool(self.cleaned_data.get("email") or self.cleaned_data.get("phone"))

    def contact(self) -> Card | None:
        """Return who reports, or None for who leaves no contact; once the form is valid."""
        return self.card() if self.has_contact else None

    def problem(self) -> ProblemData:
        """Return what is reported, once the form is valid."""
        data = self.cleaned_data
        is_typed = not data["point"] and HOUSE_NUMBER.search(data["where"]) is not None
        return ProblemData(
            pal=data["pal"],
            category=data["category"],
            words=data["words"],
            where=squeeze(data["where"]),
            point=self.place,
            may_be_home=data["may_be_home"] or is_typed,
            photo=data.get("photo"),
            photo_alt=data["photo_alt"],
        )


class ProblemCodeForm(LongCodeForm):
    """The code given to who left no contact."""

    label = gettext_lazy("Kod zgłoszenia")


class ProblemFilterForm(forms.Form):
    """Which problems of the neighbourhood one reads."""

    pal = forms.ChoiceField(label="PAL", required=False)
    category = forms.ChoiceField(label=gettext_lazy("Czego dotyczy"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("Stan"),
        required=False,
        choices=[
            ("", gettext_lazy("w toku")),
            ("koniec", gettext_lazy("zakończone")),
            ("wszystkie", gettext_lazy("wszystkie")),
        ],
    )

    def __init__(self, data: QueryDict, *, pals: list[tuple[str, str]]) -> None:
        super().__init__(data)
        everywhere = ("", str(_("wszystkie")))
        self.fields["pal"].choices = [everywhere, *pals]  # type: ignore[attr-defined]
        kinds = [everywhere, *Problem.Category.choices]
        self.fields["category"].choices = kinds  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, str]:
        """Return what was chosen; what does not exist is left out."""
        self.is_valid()
        return {key: str(value) for key, value in self.cleaned_data.items() if value}


class StepForm(forms.Form):
    """What is done next with a problem."""

    state = forms.ChoiceField(
        label=gettext_lazy("Co dalej"),
        choices=[
            (ProblemState.ANSWERED, gettext_lazy("odpowiadamy, sprawa trwa")),
            (ProblemState.PASSED, gettext_lazy("przekazaliśmy komuś")),
            (ProblemState.TIED, gettext_lazy("dopisujemy do potrzeby okolicy")),
            (ProblemState.ENDED, gettext_lazy("koniec: co z tego wyszło")),
            (ProblemState.DECLINED, gettext_lazy("nie zajmiemy się tym")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("Słowa do osoby, która zgłosiła"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy(
            "Bez nazwisk: przeczyta to też każdy, jeśli sprawa jest na liście, a koniec także"
            " osoby, które się dopisały."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    office = forms.CharField(
        label=gettext_lazy("Komu przekazano"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("Tylko przy przekazaniu. Na przykład: zarząd dróg."),
    )
    number = forms.CharField(label=gettext_lazy("Ich numer sprawy"), required=False, max_length=80)
    taken_on = DayField(label=gettext_lazy("Dnia"))
    need = forms.ModelChoiceField(
        Need.objects.none(),
        label=gettext_lazy("Potrzeba okolicy"),
        required=False,
        empty_label=gettext_lazy("wybierz, jeśli dopisujesz"),
    )

    def __init__(self, data: QueryDict | None = None, *, pal: Pal) -> None:
        super().__init__(data, initial={"taken_on": times.today()})
        self.fields["need"].queryset = ties_offered(pal)[0]  # type: ignore[attr-defined]

    def step(self) -> StepData:
        """Return what is done, once the form is valid."""
        data = self.cleaned_data
        state = ProblemState(data["state"])
        return StepData(
            state=state,
            words=data["words"],
            office=data["office"] if state == ProblemState.PASSED else "",
            number=data["number"] if state == ProblemState.PASSED else "",
            taken_on=data["taken_on"],
            need=data["need"] if state == ProblemState.TIED else None,
        )


class PublishForm(forms.Form):
    """What a problem is called on the list of the neighbourhood."""

    prefix = "list"
    title = forms.CharField(
        label=gettext_lazy("Jak to nazwać na liście"),
        max_length=160,
        help_text=gettext_lazy("Bez nazwisk i bez numeru domu: „Ciemno przy przejściu”."),
    )


def _place(data: dict[str, Any]) -> Point | None:
    """Return the point pressed on the map, or the place named in words."""
    if data.get("point"):
        return parse_point(data["point"])
    where = squeeze(data.get("where", ""))
    found = find_place(where) if where else None
    return found.point if found else None
