"""What somebody chooses who puts a frame on their own site."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from podworko.activities.public import Kind
from podworko.network.public import closed_pals, pal_choices
from podworko.opendata.embedding import query_of
from podworko.opendata.queries import MOST_IN_EMBED


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a frame shows, and the query that says so."""

    what: str
    query: str


class EmbedForm(forms.Form):
    """What is shown, of whom, and how it looks; it is in the address, so that it can be kept."""

    what = forms.ChoiceField(
        label=_("Co pokazać"),
        choices=[("lista", _("lista zajęć")), ("mapa", _("mapa z listą"))],
        initial="lista",
        widget=forms.RadioSelect,
    )
    pal = forms.MultipleChoiceField(
        label=_("Które PAL"),
        required=False,
        help_text=_("Nic nie zaznaczone: wszystkie."),
        widget=forms.CheckboxSelectMultiple,
    )
    rodzaj = forms.ChoiceField(label=_("Rodzaj zajęć"), required=False)
    ile = forms.IntegerField(
        label=_("Ile pozycji"), required=False, min_value=1, max_value=MOST_IN_EMBED, initial=10
    )
    motyw = forms.ChoiceField(
        label=_("Tło"),
        required=False,
        choices=[
            ("", _("jak w urządzeniu czytelnika")),
            ("jasny", _("jasne")),
            ("ciemny", _("ciemne")),
        ],
    )
    kolor = forms.RegexField(
        label=_("Kolor linków"),
        required=False,
        regex=r"^#?[0-9a-fA-F]{6}$",
        max_length=7,
        help_text=_("Sześć znaków, na przykład 1b5e45. Zmienimy go, jeśli byłby nieczytelny."),
        error_messages={"invalid": _("Wpisz sześć cyfr i liter od a do f, na przykład 1b5e45.")},
    )
    duze = forms.BooleanField(label=_("Duże litery"), required=False)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        # A frame of a PAL that closed meanwhile must not become one of all PALs.
        closed = closed_pals(data.getlist("pal")) if data else []
        gone = [(pal.slug, _("%(pal)s (już nie działa)") % {"pal": pal.name}) for pal in closed]
        self.fields["pal"].choices = [*pal_choices(), *gone]  # type: ignore[attr-defined]
        kinds = [("", _("wszystkie")), *Kind.choices]
        self.fields["rodzaj"].choices = kinds  # type: ignore[attr-defined]

    def chosen(self) -> Chosen:
        """Return what was chosen, in the words of the frame's address."""
        told: dict[str, Any] = self.cleaned_data
        query = {
            "pal": told["pal"],
            "rodzaj": [told["rodzaj"]],
            "ile": [str(told["ile"] or "")] if told["what"] == "lista" else [],
            "motyw": [told["motyw"]],
            "kolor": [told["kolor"].lower().removeprefix("#")],
            "duze": ["1"] if told["duze"] else [],
        }
        return Chosen(told["what"], query_of(query))

    @staticmethod
    def plain() -> Chosen:
        """Return what is shown before anything is chosen."""
        return Chosen("lista", "ile=10")
