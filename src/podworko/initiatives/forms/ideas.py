"""What residents type of initiatives: an idea, support, the wish to join, the list's filters."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from podworko.core.text import squeeze
from podworko.initiatives.models import Initiative
from podworko.initiatives.operations.ideas import Idea
from podworko.initiatives.operations.ideas_support import Said
from podworko.initiatives.operations.ideas_team import Joining
from podworko.initiatives.queries.ideas import Filters
from podworko.network.public import Pal
from podworko.people.public import ContactForm
from podworko.ui.forms import LongCodeForm

ANY = ("", gettext_lazy("wszystkie"))
STATES = [choice for choice in Initiative.State.choices if choice[0] != Initiative.State.IDEA]


class FilterForm(forms.Form):
    """Every filter is optional, and a wrong one is left out rather than an error page."""

    q = forms.CharField(
        label=gettext_lazy("Czego szukasz?"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    pal = forms.ChoiceField(label=gettext_lazy("PAL"), required=False)
    stan = forms.ChoiceField(
        label=gettext_lazy("Na jakim etapie"), required=False, choices=[ANY, *STATES]
    )
    temat = forms.ChoiceField(
        label=gettext_lazy("O co chodzi"),
        required=False,
        choices=[ANY, *Initiative.Category.choices],
    )

    def __init__(self, data: QueryDict, *, pals: Iterable[tuple[str, str]]) -> None:
        """Offer these PALs, each a slug and a name."""
        super().__init__(data)
        self.fields["pal"].choices = [ANY, *pals]  # type: ignore[attr-defined]

    def filters(self) -> Filters:
        """Return what is asked for, without what makes no sense."""
        self.is_valid()
        data = self.cleaned_data
        return Filters(
            q=data.get("q", ""),
            pal=data.get("pal", ""),
            state=data.get("stan", ""),
            category=data.get("temat", ""),
        )


class IdeaContactForm(ContactForm):
    """A contact of who sends, supports or joins; who comes for the answer may leave none."""

    no_contact: str | Promise = gettext_lazy(
        "Podaj telefon albo e-mail, żebyśmy mogli odpowiedzieć."
    )

    def clean_name(self) -> str:
        return squeeze(self.cleaned_data["name"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = forms.Form.clean(self) or self.cleaned_data
        is_told = data.get("email") or data.get("phone")
        if not (is_told or data.get("comes") or {"email", "phone"} & set(self.errors)):
            self.add_error("phone", str(self.no_contact))
        return data


class NewIdeaForm(IdeaContactForm):
    """An idea in five minutes, without an account."""

    title = forms.CharField(
        label=gettext_lazy("Co chcecie zrobić"),
        max_length=120,
        help_text=gettext_lazy("Jedno zdanie. Na przykład: Ławki i kwiaty przed blokiem."),
    )
    words = forms.CharField(
        label=gettext_lazy("Opowiedz więcej"),
        max_length=4000,
        help_text=gettext_lazy("Po co to, dla kogo, kiedy. Wystarczy kilka zdań."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    area = forms.CharField(
        label=gettext_lazy("Gdzie"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Na przykład: podwórko przy Wierzbowej 4. Bez numeru mieszkania."),
    )
    pal = forms.ModelChoiceField(
        Pal.objects.none(),
        label=gettext_lazy("Który PAL jest najbliżej"),
        empty_label=gettext_lazy("wybierz"),
    )
    joins = forms.BooleanField(
        label=gettext_lazy("Chcę to robić razem z innymi"), required=False, initial=True
    )
    comes = forms.BooleanField(
        label=gettext_lazy("Nie podaję kontaktu: przyjdę do PAL po odpowiedź"), required=False
    )

    def __init__(
        self, data: QueryDict | None = None, *, initial: dict[str, object] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        open_ones = Pal.objects.open_to_people().order_by("name")
        self.fields["pal"].queryset = open_ones  # type: ignore[attr-defined]

    def idea(self) -> Idea:
        """Return what somebody told, once the form is valid."""
        data = self.cleaned_data
        return Idea(
            pal=data["pal"],
            card=self.card(),
            title=data["title"],
            words=data["words"],
            area=data["area"],
            joins=data["joins"],
        )


class SupportForm(IdeaContactForm):
    """Support of one neighbour: a contact that is confirmed once, a name if they wish."""

    no_contact = gettext_lazy("Podaj telefon albo e-mail: wyślemy tam link i kod do potwierdzenia.")

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields["name"].required = False
        self.fields["name"].help_text = _("Nie trzeba. Zobaczy je tylko animator, nikt więcej.")

    def said(self) -> Said:
        """Return who supports it, once the form is valid."""
        data = self.cleaned_data
        return Said(
            email=data["email"],
            phone="" if data["email"] else data["phone"],
            name=data["name"],
            language=get_language() or "pl",
        )


class SupportCodeForm(LongCodeForm):
    """The code that came with the message about somebody's support."""

    label = gettext_lazy("Kod z wiadomości")


class JoinForm(IdeaContactForm):
    """Who wants to do it too."""

    remark = forms.CharField(
        label=gettext_lazy("Co chcesz robić"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Nie trzeba. Na przykład: mam wiertarkę i wolne soboty."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def joining(self, *, is_invited: bool) -> Joining:
        """Return what somebody told, once the form is valid."""
        return Joining(card=self.card(), remark=self.cleaned_data["remark"], is_invited=is_invited)
