"""What residents type for the notice board, and what staff answer."""

from datetime import timedelta

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core import times
from podworko.core.errors import DomainError
from podworko.initiatives import wording
from podworko.initiatives.models import Notice, NoticeReport
from podworko.initiatives.operations import ReplyWords
from podworko.network.public import Pal
from podworko.people.public import ContactForm
from podworko.ui.forms import DateInput

FREE_RULE = gettext_lazy("Tu niczego się nie sprzedaje: bez cen, kaucji i reklam.")
Few = forms.Textarea(attrs={"rows": 4})


class BoardFilterForm(forms.Form):
    """Which notices one reads."""

    pal = forms.ChoiceField(label="PAL", required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Rodzaj"), required=False)

    def __init__(self, data: QueryDict, *, pals: list[tuple[str, str]]) -> None:
        super().__init__(data)
        everywhere = ("", str(_("wszystkie")))
        self.fields["pal"].choices = [everywhere, *pals]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [everywhere, *Notice.Kind.choices]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, str]:
        """Return what was chosen; what does not exist is left out."""
        self.is_valid()
        return {key: str(value) for key, value in self.cleaned_data.items() if value}


class _Neighbourly(forms.BaseForm):
    """Says at its place what may not stand in a field."""

    def checked(self, name: str) -> str:
        """Return what was typed; raises ValidationError for a price or a contact in it."""
        words = str(self.cleaned_data[name]).strip()
        try:
            wording.check_neighbourly(**{name: words})
        except DomainError as error:
            raise forms.ValidationError(str(error.message)) from error
        return words


class PostForm(_Neighbourly, forms.ModelForm[Notice]):
    """A notice as its author writes it."""

    class Meta:
        model = Notice
        fields = ("pal", "kind", "title", "words", "shown_name", "expires_on")
        widgets = {"words": Few, "expires_on": DateInput(), "kind": forms.RadioSelect}

    def __init__(
        self, data: QueryDict | None = None, *, initial: dict[str, object] | None = None
    ) -> None:
        first = {"expires_on": times.today() + timedelta(days=30), **(initial or {})}
        super().__init__(data, initial=first)
        self.fields["pal"].queryset = Pal.objects.open_to_people()  # type: ignore[attr-defined]
        self.fields["pal"].empty_label = _("wybierz")  # type: ignore[attr-defined]
        self.fields["expires_on"].help_text = _("Najdłużej 60 dni. Potem można przedłużyć.")
        self.fields["kind"].choices = Notice.Kind.choices  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        return self.checked("title")

    def clean_words(self) -> str:
        return self.checked("words")

    def clean_shown_name(self) -> str:
        return self.checked("shown_name")


class MendForm(_Neighbourly, forms.ModelForm[Notice]):
    """Other words of a notice that was asked back."""

    class Meta:
        model = Notice
        fields = ("title", "words")
        widgets = {"words": Few}

    def clean_title(self) -> str:
        return self.checked("title")

    def clean_words(self) -> str:
        return self.checked("words")


class ReplyForm(_Neighbourly, ContactForm):
    """What a neighbour answers; the contact is for us alone."""

    words = forms.CharField(
        label=gettext_lazy("Wiadomość"),
        max_length=1000,
        help_text=gettext_lazy("Przekażemy ją. Nie wpisuj telefonu, e-maila ani adresu."),
        widget=Few,
    )
    shown_name = forms.CharField(label=gettext_lazy("Imię, które pokażemy"), max_length=40)

    field_order = ("words", "shown_name", "name", "phone", "email")

    def clean_words(self) -> str:
        return self.checked("words")

    def clean_shown_name(self) -> str:
        return self.checked("shown_name")

    def what(self) -> ReplyWords:
        """Return what was written, once the form is valid."""
        return ReplyWords(self.cleaned_data["words"], self.cleaned_data["shown_name"])


class AgainForm(_Neighbourly, forms.Form):
    """The next message of either side."""

    words = forms.CharField(
        label=gettext_lazy("Wiadomość"),
        max_length=1000,
        help_text=gettext_lazy("Przekażemy ją. Nie wpisuj telefonu, e-maila ani adresu."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_words(self) -> str:
        return self.checked("words")


class ReportForm(forms.Form):
    """What is wrong with a notice; nobody asks who says so."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Co jest nie tak"),
        choices=NoticeReport.Reason.choices,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("Kilka słów"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    website = forms.CharField(required=False, label=gettext_lazy("Zostaw to pole puste"))

    @property
    def is_trapped(self) -> bool:
        """Whether a machine filled in what no person sees."""
        return bool(self.data.get("website"))


class LookForm(forms.Form):
    """What staff answer to a notice, or to an appeal."""

    words = forms.CharField(
        label=gettext_lazy("Słowa do autorki lub autora"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Przy poprawce, odmowie i zdjęciu z tablicy napisz, dlaczego."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AppealForm(forms.Form):
    """Why an author disagrees, once."""

    appeal = forms.CharField(
        label=gettext_lazy("Z czym się nie zgadzasz"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
