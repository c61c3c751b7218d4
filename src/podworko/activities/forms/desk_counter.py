"""What is typed at the counter, step by step: who, to what, and the rest.

Nothing is kept between the steps but the form itself, so that no address, log or session
ever holds a name or a number.
"""

import uuid

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from podworko.accounts.public import User
from podworko.activities.forms.desk_signup import StaffSignUpForm
from podworko.activities.models import SignUpList
from podworko.activities.queries import desk_counter as queries
from podworko.core.text import squeeze
from podworko.people import public as people
from podworko.people.public import Channel
from podworko.ui.forms import PhoneField

NEW = "new"
LONGEST = 120
PHONE_DIGITS = 9
_TYPED = {"autocomplete": "off"}


class NewPersonForm(forms.Form):
    """Somebody without a card: a name, and how to reach them."""

    name = forms.CharField(
        label=gettext_lazy("Imię i nazwisko"), widget=forms.TextInput(attrs=_TYPED)
    )
    phone = PhoneField(
        label=gettext_lazy("Telefon"),
        required=False,
        widget=forms.TextInput(attrs={**_TYPED, "inputmode": "tel"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"), required=False, widget=forms.EmailInput(attrs=_TYPED)
    )
    no_contact = forms.BooleanField(
        label=gettext_lazy("Nie ma telefonu ani e-maila, dowie się w biurze"), required=False
    )


class Steps:
    """The steps as far as they have come.

    A choice holds only for the words it was shown for: who types on and presses Enter before
    the list follows gets the new list, and never somebody else's card.
    """

    def __init__(self, data: QueryDict, *, user: User, channel: str = "") -> None:
        self.data = data
        self.user = user
        self.channel = channel or Channel.PHONE
        self.who = _told(data, "who")
        self.what = _told(data, "what")

    @cached_property
    def found(self) -> list[queries.Found]:
        """Return the cards for what was typed, one more than is shown when there are too many."""
        return queries.cards(self.user, self.who)

    @property
    def shown(self) -> list[queries.Found]:
        return self.found[: queries.MOST_PEOPLE]

    @property
    def are_too_many(self) -> bool:
        return len(self.found) > queries.MOST_PEOPLE

    @cached_property
    def person(self) -> people.Person | None:
        """Return the card that was chosen, or the one it is part of now, if it may be seen."""
        key = _uuid(self._kept("who", "person"))
        return people.card_in_sight(self.user, key) if key else None

    @property
    def is_new(self) -> bool:
        return self._kept("who", "person") == NEW

    @property
    def has_person(self) -> bool:
        return self.is_new or self.person is not None

    @property
    def person_key(self) -> str:
        """Which card is ticked: the chosen one, the only one, or nobody found: a new one."""
        if self.person:
            return str(self.person.public_id)
        if self.is_new or (self.who and not self.found):
            return NEW
        return queries.only(one.key for one in self.found)

    @cached_property
    def chosen(self) -> SignUpList | None:
        """Return what was chosen, if it may be signed up to."""
        key = _uuid(self._kept("what", "list"))
        return queries.open_lists(self.user).filter(public_id=key).first() if key else None

    @cached_property
    def offers(self) -> list[queries.Offer]:
        return queries.offers(self.user, self.what, chosen=self.chosen)

    @cached_property
    def ticked(self) -> SignUpList | None:
        """Return the chosen one, or the soonest when all that was found is one activity."""
        if self.chosen:
            return self.chosen
        activities = {offer.list.activity_id for offer in self.offers}
        return self.offers[0].list if self.what and len(activities) == 1 else None

    @property
    def is_ready(self) -> bool:
        """Whether everything was chosen and seen, so that Enter signs up."""
        return self.has_person and self.chosen is not None and "channel" in self.data

    @property
    def focus(self) -> str:
        """Where one goes on typing; nowhere else while letters are being typed."""
        if "look" in self.data:
            return ""
        if not self.has_person:
            return "person" if self.who else "who"
        if self.ticked:
            return "details"
        return "list" if self.what and self.offers else "what"

    def new_person(self) -> NewPersonForm:
        """Return the fields of a new card, filled with what was typed to look for it."""
        is_name = any(map(str.isalpha, self.who))
        digits = sum(map(str.isdecimal, self.who))
        typed = {name: self._added(name) for name in NewPersonForm.base_fields}
        typed["name"] = typed["name"] or (self.who if is_name else "")
        typed["phone"] = typed["phone"] or ("" if is_name or digits < PHONE_DIGITS else self.who)
        return NewPersonForm(initial=typed)

    def to_judge(self, sign_up_list: SignUpList) -> StaffSignUpForm:
        """Return the whole as one form, to be judged by the same rules as everywhere."""
        return StaffSignUpForm(self._with_card(), sign_up_list=sign_up_list)

    def to_fill(self, sign_up_list: SignUpList) -> StaffSignUpForm:
        """Return the rest of the form with what is typed so far, and no complaint."""
        typed: dict[str, object] = {"channel": self.channel}
        if "channel" in self.data:
            bound = self.to_judge(sign_up_list)
            typed = {name: bound[name].data for name in bound.fields}
        elif self.person:
            data = self._with_card()
            typed |= {name: data.get(name) for name in ("birth_year", "prefers", "language")}
        form = StaffSignUpForm(sign_up_list=sign_up_list, initial=typed)
        form.fields["name"].widget.attrs.pop("autofocus")
        if self.focus == "details":
            form.fields["people"].widget.attrs["autofocus"] = True
        return form

    def _with_card(self) -> QueryDict:
        """Return what was typed, with the contact of the card: it is not typed again."""
        data, person = self.data.copy(), self.person
        if person is None:
            return data
        for name in ("name", "phone", "email", "language"):
            data[name] = getattr(person, name)
        data["no_contact"] = "" if person.phone or person.email else "on"
        for name in ("birth_year", "prefers"):
            data[name] = data.get(name) or str(getattr(person, name) or "")
        return data

    def _added(self, name: str) -> str:
        """Return what was written in a field, unless we filled it with the words typed before."""
        value = self.data.get(name, "")
        return "" if squeeze(value) == squeeze(self.data.get("who_seen", "")) else value

    def _kept(self, words: str, name: str) -> str:
        """Return a choice, unless other words were typed since it was shown."""
        is_same = squeeze(self.data.get(f"{words}_seen", "")) == _told(self.data, words)
        return self.data.get(name, "") if is_same else ""


def _told(data: QueryDict, name: str) -> str:
    return squeeze(data.get(name, ""))[:LONGEST]


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
