"""The live page of every part in every state."""

from datetime import date

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from podworko.ui import icons, samples
from podworko.ui.forms import DateInput, DateTimeInput, FormRenderer, TimeInput


class SampleForm(forms.Form):
    """One field of each kind."""

    default_renderer = FormRenderer

    name = forms.CharField(label="Imię i nazwisko", max_length=80)
    phone = forms.CharField(
        label="Telefon",
        required=False,
        help_text="Zadzwonimy tylko wtedy, gdy zajęcia się nie odbędą.",
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(label="E-mail", required=False)
    people = forms.IntegerField(label="Ile osób przyjdzie?", min_value=1, max_value=6)
    pal = forms.ChoiceField(label="Miejsce PAL", choices=[("", "Wybierz"), ("w", "Wróżenice")])
    how = forms.ChoiceField(
        label="Jak mamy przypomnieć?",
        help_text="Dzień przed zajęciami.",
        choices=[("sms", "SMS"), ("mail", "E-mail"), ("none", "Nie trzeba")],
        widget=forms.RadioSelect,
    )
    needs = forms.MultipleChoiceField(
        label="Co ułatwi Ci udział?",
        required=False,
        choices=[("lift", "Winda"), ("loop", "Pętla indukcyjna"), ("sign", "Język migowy")],
        widget=forms.CheckboxSelectMultiple,
    )
    day = forms.DateField(label="Dzień", widget=DateInput, required=False)
    time = forms.TimeField(label="Godzina", widget=TimeInput, required=False)
    moment = forms.DateTimeField(label="Dzień i godzina", widget=DateTimeInput, required=False)
    photo = forms.FileField(label="Zdjęcie", required=False)
    about = forms.CharField(label="Coś jeszcze?", widget=forms.Textarea({"rows": 3}))
    agree = forms.BooleanField(
        label="Zgadzam się na zdjęcia z zajęć",
        help_text="Zgodę można cofnąć w każdej chwili.",
    )


def styleguide(request: HttpRequest) -> HttpResponse:
    """Show the parts to whoever builds pages; it holds no data."""
    context = {
        "empty_form": SampleForm(prefix="new"),
        "filter_form": SampleForm(prefix="filter"),
        "wrong_form": SampleForm(samples.WRONG, prefix="wrong"),
        "icon_names": sorted(icons.names()),
        "page": Paginator(range(50), 10).page(2),
        "day": date(2026, 11, 24),
        "tabs": samples.tabs(_("Dzień"), _("Tydzień"), _("Miesiąc"), _("Lista")),
        "facts": samples.FACTS,
        "chips": samples.CHIPS,
        "entries": samples.ENTRIES,
        "differing": samples.DIFFERING,
        "events": samples.EVENTS,
        "days": samples.days(),
        "layers": samples.LAYERS,
        "points": samples.POINTS,
        "colours": samples.COLOURS,
    }
    return render(request, "ui/styleguide.html", context)
