"""What the desk writes of a poll, to whom it gives paper, and what was counted."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core import codes
from podworko.core.errors import DomainError
from podworko.debates import electorates, roll, tally
from podworko.debates.models import Poll
from podworko.debates.operations import MOST_LETTERS, POLL_FIELDS, rules_of
from podworko.debates.queries.polls import Line
from podworko.diagnosis.public import Need
from podworko.network.public import Pal
from podworko.people.public import Person
from podworko.ui.editing import VersionedForm
from podworko.ui.forms import MomentField

_PILE = re.compile(r"^\s*(.+?)\s*[:;]\s*(\d{1,5})\s*$")


class PollForm(VersionedForm[Poll]):
    """What is asked, of whom, how and until when; only before it is announced."""

    opens_at = MomentField(label=gettext_lazy("Głosować można od"))
    closes_at = MomentField(label=gettext_lazy("Głosować można do"))
    electorate = forms.ChoiceField(
        label=gettext_lazy("Kto może głosować"), choices=electorates.choices
    )

    class Meta:
        model = Poll
        fields = POLL_FIELDS
        widgets = {"about": forms.Textarea(attrs={"rows": 5}), "kind": forms.RadioSelect}

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Poll,
        pals: QuerySet[Pal],
        is_network: bool,
    ) -> None:
        self.pals, self.is_network = pals, is_network
        super().__init__(data, instance=instance)
        field = self.fields["pal"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - a foreign key's field
        field.queryset = pals
        field.required = not is_network
        field.empty_label = _("cała sieć PAL") if is_network else _("wybierz")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes.timestamp() <= opens.timestamp():
            self.add_error("closes_at", _("Głosowanie musi się kończyć później, niż zaczyna."))
        return cleaned

    def again(self, data: QueryDict | None, instance: Poll) -> "PollForm":
        return type(self)(data, instance=instance, pals=self.pals, is_network=self.is_network)


class NewPollForm(PollForm):
    """The same, with the answers to begin with."""

    options = forms.CharField(
        label=gettext_lazy("Odpowiedzi do wyboru"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Każda w nowej linii. Potem możesz je poprawić."),
    )

    @property
    def unversioned(self) -> frozenset[str]:
        return frozenset(self.fields)


class OptionForm(forms.Form):
    """An answer in words, for a need or without one."""

    words = forms.CharField(label=gettext_lazy("Odpowiedź"), required=False, max_length=160)
    need = forms.ModelChoiceField(
        Need.objects.none(),
        label=gettext_lazy("Potrzeba, na którą odpowiada"),
        required=False,
        empty_label=gettext_lazy("żadna"),
        help_text=gettext_lazy("Głosy staną się dowodem tej potrzeby."),
    )

    def __init__(self, data: QueryDict | None = None, *, poll: Poll) -> None:
        super().__init__(data)
        field = self.fields["need"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        open_ones = Need.objects.open().exclude(polled__poll=poll)
        field.queryset = open_ones.filter(pal=poll.pal_id) if poll.pal_id else open_ones


class WhyForm(forms.Form):
    """Words that residents will read: why it is called off, or where a difference comes from."""

    words = forms.CharField(
        label=gettext_lazy("Dlaczego"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Przeczytają to mieszkańcy. Bez nazwisk."),
    )


class LettersForm(forms.Form):
    """How many letters to print."""

    letters = forms.IntegerField(
        label=gettext_lazy("Ile listów"), min_value=1, max_value=MOST_LETTERS
    )


class HandOutForm(forms.Form):
    """Who is given a ballot on paper: by what the roll knows them by."""

    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    phone = forms.CharField(label=gettext_lazy("Telefon"), required=False, max_length=40)
    name = forms.CharField(
        label=gettext_lazy("Imię i nazwisko"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Tylko gdy ta osoba nie ma ani e-maila, ani telefonu."),
    )
    born = forms.IntegerField(
        label=gettext_lazy("Rok urodzenia"), required=False, min_value=1900, max_value=2100
    )
    code = forms.CharField(label=gettext_lazy("Kod z listu"), max_length=40)
    person = forms.ChoiceField(label=gettext_lazy("Osoba ze spisu"))

    def __init__(
        self, data: QueryDict | None = None, *, poll: Poll, members: Sequence[Person] = ()
    ) -> None:
        super().__init__(data)
        self.poll = poll
        self.members = {str(person.public_id): person for person in members}
        named = sorted((person.name, key) for key, person in self.members.items())
        person_field = self.fields["person"]
        assert isinstance(person_field, forms.ChoiceField)  # noqa: S101 - declared above
        person_field.choices = [("", _("wybierz")), *((key, name) for name, key in named)]
        kept = {
            electorates.CONTACT: ("email", "phone", "name", "born"),
            electorates.LETTERS: ("code",),
        }.get(poll.electorate, ("person",))
        self.fields = {name: field for name, field in self.fields.items() if name in kept}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                cleaned["who"] = self._who(cleaned)
            except DomainError as error:
                self.add_error(None, str(error.message))
        return cleaned

    def _who(self, cleaned: dict[str, Any]) -> list[list[str]]:
        """Return what this person may stand under on the roll, a list of digests each."""
        if "code" in self.fields:
            return [roll.code_keys(codes.plain(cleaned["code"], length=codes.LONG))]
        if "person" in self.fields:
            return [roll.person_keys(self.poll, self.members[cleaned["person"]])]
        contacts = [roll.read_contact(cleaned[way]) for way in ("email", "phone") if cleaned[way]]
        if contacts:
            return [roll.contact_keys(self.poll, contact) for contact in contacts]
        if not (cleaned["name"] and cleaned["born"]):
            raise DomainError(
                _("Wpisz e-mail albo telefon, a gdy ich nie ma: imię i rok urodzenia.")
            )
        return [roll.name_keys(self.poll, name=cleaned["name"], born=cleaned["born"])]


class CountForm(forms.Form):
    """Piles of paper as one person counted them: a line each, what it says and how many."""

    ballots = forms.CharField(
        label=gettext_lazy("Policzone karty"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )
    spoilt = forms.IntegerField(
        label=gettext_lazy("Karty nieważne"),
        min_value=0,
        max_value=99_999,
        initial=0,
        help_text=gettext_lazy("Puste, przekreślone albo wypełnione inaczej, niż trzeba."),
    )

    def __init__(self, data: QueryDict | None = None, *, poll: Poll) -> None:
        super().__init__(data)
        self.rules = rules_of(poll)
        self.fields["ballots"].help_text = str(PILES[self.rules.kind])

    def clean_ballots(self) -> dict[str, int]:
        """Return each kind of ballot and how many; say of every wrong line what is wrong."""
        lines = [line for line in self.cleaned_data["ballots"].splitlines() if line.strip()]
        found: dict[str, int] = {}
        wrong = []
        for line in lines:
            try:
                said, count = self._read(line)
            except DomainError as error:
                wrong.append(f"{line.strip()} – {error.message}")
                continue
            if said in found:
                wrong.append(_("„%(line)s” jest tu dwa razy.") % {"line": said})
            found[said] = count
        if wrong:
            raise forms.ValidationError(wrong)
        return found

    def _read(self, line: str) -> tuple[str, int]:
        parts = _PILE.match(line)
        if not parts:
            raise DomainError(_("napisz, co jest na karcie, dwukropek i ile jest takich kart"))
        return tally.checked(parts[1], rules=self.rules), int(parts[2])


PILES = {
    tally.Kind.SINGLE: gettext_lazy(
        "Każda odpowiedź w nowej linii: jej numer, dwukropek, ile kart. Na przykład: 2: 14"
    ),
    tally.Kind.MULTIPLE: gettext_lazy(
        "Jednakowe karty razem, każdy stos w nowej linii: numery odpowiedzi, dwukropek, ile kart."
        " Na przykład: 1 3: 14"
    ),
    tally.Kind.RANKING: gettext_lazy(
        "Jednakowe karty razem, każdy stos w nowej linii: numery odpowiedzi od pierwszego miejsca,"
        " dwukropek, ile kart. Na przykład: 3 1 2: 14"
    ),
    tally.Kind.POINTS: gettext_lazy(
        "Jednakowe karty razem, każdy stos w nowej linii: numer=punkty, dwukropek, ile kart."
        " Na przykład: 1=3 2=7: 14"
    ),
}


class PublishForm(forms.Form):
    """What follows, and which answer was drawn where a tie is broken by lot."""

    outcome = forms.CharField(
        label=gettext_lazy("Co z tego wynika"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Kto, co i do kiedy. To obietnica: przeczytają ją mieszkańcy."),
    )
    drawn = forms.TypedChoiceField(
        label=gettext_lazy("Co wylosowano"), coerce=int, widget=forms.RadioSelect
    )
    drawn_words = forms.CharField(
        label=gettext_lazy("Jak losowano"),
        max_length=500,
        help_text=gettext_lazy("Gdzie, kiedy, czym i przy kim. Bez nazwisk mieszkańców."),
    )

    def __init__(self, data: QueryDict | None = None, *, tied: Sequence[Line]) -> None:
        super().__init__(data)
        if not tied:
            del self.fields["drawn"], self.fields["drawn_words"]
            return
        field = self.fields["drawn"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(line.option.position, line.option.words) for line in tied]
