"""What people choose on a ballot, and how they reach one."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from podworko.core import codes
from podworko.core.errors import DomainError
from podworko.core.phones import is_mobile
from podworko.debates import roll, tally
from podworko.debates.models import Option, Poll

CHOICES = "choices"


class BallotForm(forms.Form):
    """One ballot, as its poll asks: one answer, several, an order, points. Works without script."""

    def __init__(self, data: QueryDict | None = None, *, poll: Poll) -> None:
        super().__init__(data)
        self.poll = poll
        self.options = list(poll.options.all())
        self.rules = tally.Rules(
            kind=tally.Kind(poll.kind),
            numbers=tuple(option.position for option in self.options),
            most=poll.most_choices,
            points=poll.points_each,
        )
        self.fields.update(self._fields())

    @property
    def hint(self) -> str:
        """How to fill it in, in a sentence."""
        return how_to(self.poll)

    @property
    def ballot(self) -> str:
        """The ballot as it goes into the box."""
        return str(self.cleaned_data["ballot"])

    @property
    def said(self) -> list[tuple[str, str]]:
        """What was chosen, to be read once more: words, and the place or the points."""
        words = {option.position: option.words for option in self.options}
        rows = enumerate(tally.named(self.ballot).items(), start=1)
        return [(words[number], self._worth(place, points)) for place, (number, points) in rows]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        try:
            cleaned["ballot"] = tally.checked(self._written(cleaned), rules=self.rules)
        except DomainError as error:
            self.add_error(CHOICES if CHOICES in self.fields else None, str(error.message))
        return cleaned

    def _fields(self) -> dict[str, forms.Field]:
        kind = self.rules.kind
        if kind == tally.Kind.RANKING:
            return {_name(option): _place(option, len(self.options)) for option in self.options}
        if kind == tally.Kind.POINTS:
            return {_name(option): _points(option, self.poll) for option in self.options}
        offered = [(str(option.position), option.words) for option in self.options]
        shown: dict[str, Any] = {
            "choices": offered,
            "label": _("Odpowiedzi"),
            "error_messages": {"required": _("Wybierz co najmniej jedną odpowiedź.")},
        }
        if kind == tally.Kind.SINGLE:
            return {CHOICES: forms.ChoiceField(widget=forms.RadioSelect, **shown)}
        boxes = forms.CheckboxSelectMultiple
        return {CHOICES: forms.MultipleChoiceField(widget=boxes, **shown)}

    def _written(self, cleaned: dict[str, Any]) -> str:
        if self.rules.kind == tally.Kind.POINTS:
            given = {option.position: cleaned.get(_name(option)) for option in self.options}
            return " ".join(f"{number}={points}" for number, points in given.items() if points)
        if self.rules.kind == tally.Kind.RANKING:
            return _in_order({o.position: cleaned.get(_name(o)) or "" for o in self.options})
        chosen = cleaned[CHOICES]
        return chosen if isinstance(chosen, str) else " ".join(chosen)

    def _worth(self, place: int, points: int) -> str:
        if self.rules.kind == tally.Kind.RANKING:
            return _("miejsce %(place)s") % {"place": place}
        if self.rules.kind == tally.Kind.POINTS:
            words = ngettext("%(points)s punkt", "%(points)s punktów", points)
            return words % {"points": points}
        return ""


class AskForm(forms.Form):
    """Where to send the link to a ballot."""

    contact = forms.CharField(
        label=gettext_lazy("E-mail albo numer komórki"),
        max_length=254,
        help_text=gettext_lazy("Wyślemy tam link. Z jednego adresu i numeru liczy się jeden głos."),
        widget=forms.TextInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    website = forms.CharField(required=False, label=gettext_lazy("Zostaw to pole puste"))

    def clean_contact(self) -> roll.Contact:
        try:
            contact = roll.read_contact(self.cleaned_data["contact"])
        except DomainError as error:
            raise forms.ValidationError(str(error.message)) from error
        if contact.phone and not is_mobile(contact.phone):
            raise forms.ValidationError(
                _(
                    "Na ten numer nie wyślemy SMS-a. Podaj numer komórki albo e-mail, albo przyjdź"
                    " do PAL po kartę na papierze."
                )
            )
        return contact

    def is_trapped(self) -> bool:
        """Whether a machine filled in the field that people do not see."""
        return bool(self.data.get("website"))


class PollCodeForm(forms.Form):
    """The code that stands in a letter."""

    code = forms.CharField(
        label=gettext_lazy("Kod z listu"),
        max_length=40,
        help_text=gettext_lazy("Dziewięć liter i cyfr, na przykład K7M 4PX 9TR."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        return codes.plain(self.cleaned_data["code"], length=codes.LONG)


def how_to(poll: Poll) -> str:
    """Return in a sentence how a ballot of a poll is filled in, on the web."""
    if poll.kind == tally.Kind.MULTIPLE:
        return _("Wybierz najwyżej tyle odpowiedzi: %(most)s.") % {"most": poll.most_choices}
    if poll.kind == tally.Kind.RANKING:
        return _("Wybierz 1 przy najważniejszej, 2 przy następnej. Resztę możesz zostawić pustą.")
    if poll.kind == tally.Kind.POINTS:
        words = _("Do rozdania masz punktów: %(points)s. Możesz dać wszystkie jednej odpowiedzi.")
        return words % {"points": poll.points_each}
    return _("Wybierz jedną odpowiedź.")


def _name(option: Option) -> str:
    return f"option_{option.position}"


def _place(option: Option, places: int) -> forms.ChoiceField:
    offered = [("", "–"), *((str(place), str(place)) for place in range(1, places + 1))]
    return forms.ChoiceField(choices=offered, required=False, label=option.words)


def _points(option: Option, poll: Poll) -> forms.IntegerField:
    numbers = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(
        min_value=0,
        max_value=poll.points_each,
        required=False,
        label=option.words,
        widget=numbers,
    )


def _in_order(places: dict[int, str]) -> str:
    """Return the numbers of answers by their places, which must be 1, 2, 3 without a gap."""
    given = sorted((int(place), number) for number, place in places.items() if place)
    if [place for place, _number in given] != list(range(1, len(given) + 1)):
        raise DomainError(_("Każde miejsce wybierz raz i żadnego nie pomiń: 1, potem 2, potem 3."))
    return " ".join(str(number) for _place, number in given)
