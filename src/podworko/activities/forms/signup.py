"""What people type to sign up."""

from collections.abc import Iterable
from typing import Any, TypeAlias

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from podworko.activities.models import Guest, Question, SignUpList
from podworko.activities.operations import Applicant, Contact, SignUpRequest
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.phones import parse_phone
from podworko.people.public import Channel
from podworko.ui.forms import PhoneField

MOST_GUESTS = 20


class ContactForm(forms.Form):
    """Who signs up, how to reach them, and what they agree to.

    `website` is a trap: people do not see it, machines that fill in everything do.
    """

    name = forms.CharField(
        label=gettext_lazy("Imię i nazwisko"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        help_text=gettext_lazy("Wyślemy potwierdzenie i przypomnienie."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = PhoneField(
        label=gettext_lazy("Telefon"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Wystarczy telefon albo e-mail, nie trzeba obu."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    no_contact = forms.BooleanField(
        label=gettext_lazy("Nie mam telefonu ani e-maila. O wszystko zapytam w biurze PAL."),
        required=False,
    )
    comes = forms.BooleanField(label=gettext_lazy("Ja też przyjdę"), required=False, initial=True)
    birth_year = forms.IntegerField(
        label=gettext_lazy("Twój rok urodzenia"),
        required=False,
        min_value=1900,
        help_text=gettext_lazy("Pytamy tylko o rok, bo zajęcia mają granice wieku."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "bday-year"}),
    )
    is_guardian = forms.BooleanField(
        label=gettext_lazy("Jestem opiekunem dzieci, które zapisuję"), required=False
    )
    accepts_rules = forms.BooleanField(
        label=gettext_lazy("Znam zasady udziału i się na nie zgadzam"), required=False
    )
    website = forms.CharField(required=False, label=gettext_lazy("Zostaw to pole puste"))

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        sign_up_list: SignUpList,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.sign_up_list = sign_up_list
        activity = sign_up_list.activity
        self.asks_age = activity.age_min is not None or activity.age_max is not None
        if not self.asks_age:
            del self.fields["birth_year"]
        if not activity.rules:
            del self.fields["accepts_rules"]
        self.question_names = [self._add_question(q) for q in activity.questions.all()]

    def questions(self) -> list[forms.BoundField]:
        """Return the organiser's own questions as fields."""
        return [self[name] for name in self.question_names]

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        return email.lower()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        reachable = data.get("email") or data.get("phone") or data.get("no_contact")
        if not reachable and not {"email", "phone"} & set(self.errors):
            self.add_error(
                "email", _("Podaj e-mail albo telefon, albo zaznacz, że nie masz żadnego.")
            )
        return data

    @property
    def is_trapped(self) -> bool:
        """Whether a machine filled in what no person sees."""
        return bool(self.data.get(self.add_prefix("website")))

    def answers(self) -> dict[int, str]:
        """Return what was answered, by key of the question."""
        return {
            int(name.removeprefix("question_")): str(self.cleaned_data.get(name) or "")
            for name in self.question_names
        }

    def _add_question(self, question: Question) -> str:
        name = f"question_{question.pk}"
        label = getattr(question, f"text_{get_language()}", "") or question.text
        self.fields[name] = _question_field(question, label)
        return name


class PeopleForm(ContactForm):
    """Whether the contact comes too, when people are changed afterwards."""

    KEPT = ("name", "comes", "birth_year")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        sign_up_list: SignUpList,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, sign_up_list=sign_up_list, initial=initial)
        self.fields = {name: field for name, field in self.fields.items() if name in self.KEPT}
        self.question_names = []

    def clean(self) -> dict[str, Any]:
        """Ask for no contact: it is known."""
        return self.cleaned_data


class GuestForm(forms.Form):
    """One more person who comes."""

    name = forms.CharField(label=gettext_lazy("Imię i nazwisko"), max_length=120, required=False)
    birth_year = forms.IntegerField(
        label=gettext_lazy("Rok urodzenia"),
        required=False,
        min_value=1900,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    is_minor = forms.BooleanField(
        label=gettext_lazy("To dziecko, ma mniej niż 16 lat"), required=False
    )


GuestForms: TypeAlias = BaseFormSet[GuestForm]
_GuestFormSet = formset_factory(GuestForm, extra=0, max_num=MOST_GUESTS, absolute_max=MOST_GUESTS)


def guest_forms(
    data: QueryDict | None = None, *, initial: list[dict[str, object]] | None = None
) -> GuestForms:
    """Return a row per further person: as typed, or as they are."""
    return _GuestFormSet(data, prefix="osoby", initial=initial)


def applicants(
    form: ContactForm, guests: Iterable[GuestForm], *, held: Iterable[Guest] = ()
) -> tuple[Applicant, ...]:
    """Return everybody who comes: the contact first if they come too.

    A year of birth that is not asked for stays as it is with those of `held`.
    """
    people = [_applicant(guest.cleaned_data) for guest in guests]
    if form.cleaned_data.get("comes"):
        data = form.cleaned_data
        known = {guest.name: guest.birth_year for guest in held}
        year = data.get("birth_year") if form.asks_age else known.get(data["name"])
        people.insert(0, Applicant(data["name"], year, is_minor=False))
    return tuple(people)


def to_request(
    form: ContactForm, guests: Iterable[GuestForm], *, channel: Channel = Channel.WEB
) -> SignUpRequest:
    """Return what the filled-in forms ask for."""
    data = form.cleaned_data
    has_contact = not data.get("no_contact")
    contact = Contact(
        name=data["name"],
        email=data["email"] if has_contact else "",
        phone=data["phone"] if has_contact else "",
        language=get_language() or "pl",
    )
    return SignUpRequest(
        contact=contact,
        guests=applicants(form, guests),
        channel=channel,
        is_guardian=data["is_guardian"],
        accepts_rules=data.get("accepts_rules", True),
        answers=form.answers(),
    )


def _applicant(data: dict[str, Any]) -> Applicant:
    year = data.get("birth_year")
    # A year of birth that makes a child is believed over a box left unticked.
    is_minor = data.get("is_minor", False) or (year is not None and times.today().year - year < 16)  # noqa: PLR2004 - RODO art. 8
    return Applicant(data.get("name", ""), year, is_minor=is_minor)


def _question_field(question: Question, label: str) -> forms.Field:
    needed = question.is_required
    hint = _("Tę odpowiedź skasujemy po zajęciach.") if question.is_sensitive else ""
    if question.form == Question.Form.TEXT:
        return forms.CharField(label=label, required=needed, max_length=500, help_text=hint)
    options = question.options
    if question.form == Question.Form.YES_NO:
        options = [_("tak"), _("nie")]
    return forms.ChoiceField(
        label=label,
        required=needed,
        choices=[(option, option) for option in options],
        widget=forms.RadioSelect,
        help_text=hint,
    )


class FindMineForm(forms.Form):
    """The contact somebody signed up with."""

    contact = forms.CharField(
        label=gettext_lazy("E-mail albo telefon"),
        max_length=120,
        help_text=gettext_lazy("Ten, który był podany przy zapisie."),
    )

    def clean_contact(self) -> str:
        text: str = self.cleaned_data["contact"].strip()
        if "@" in text:
            try:
                return str(forms.EmailField().clean(text)).lower()
            except forms.ValidationError as error:
                raise forms.ValidationError(_("Ten e-mail wygląda na niepełny.")) from error
        try:
            return parse_phone(text)
        except DomainError as error:
            raise forms.ValidationError(str(error.message)) from error


class CodeForm(forms.Form):
    """The code that was sent."""

    code = forms.CharField(
        label=gettext_lazy("Kod z wiadomości"),
        max_length=12,
        help_text=gettext_lazy("Sześć cyfr."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_code(self) -> str:
        return "".join(filter(str.isdigit, self.cleaned_data["code"]))
