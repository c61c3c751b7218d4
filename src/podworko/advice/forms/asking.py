"""What residents type to ask, to read the answer and to ask on."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from podworko.advice import answer_codes
from podworko.advice.models import Topic
from podworko.advice.operations import QuestionData
from podworko.advice.operations.questions import LONGEST
from podworko.advice.reading import Contact
from podworko.network.public import Pal
from podworko.people.public import Channel
from podworko.ui.forms import PhoneField

QUICKEST = timedelta(seconds=3)
OLDEST = timedelta(hours=24)
CHANNELS = [
    (Channel.DESK.value, gettext_lazy("osobiście")),
    (Channel.PHONE.value, gettext_lazy("przez telefon")),
]


class TopicField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own is generic at run time only
    """A topic, told with what one may ask."""

    def label_from_instance(self, obj: Topic) -> str:
        return f"{obj.local_name}: {obj.local_hint}"


class WordsField(forms.CharField):
    """A long text: what is too long is told by how much, and stays in its field."""

    widget = forms.Textarea

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Django's face
        rows = options.pop("rows", 8)
        super().__init__(**{"widget": forms.Textarea(attrs={"rows": rows}), **options})

    def validate(self, value: str) -> None:
        super().validate(value)
        over = len(value) - LONGEST
        if over > 0:
            raise forms.ValidationError(
                ngettext(
                    "Tekst jest za długi o %(over)s znak. Skróć go albo napisz resztę później.",
                    "Tekst jest za długi o %(over)s znaków. Skróć go albo napisz resztę później.",
                    over,
                )
                % {"over": over}
            )


class AskForm(forms.Form):
    """A question, whom it is for, and how to tell that there is an answer.

    `website` is a trap: people do not see it, machines that fill in everything do. `stamp` says
    when the form was made: machines send it at once.
    """

    topic = TopicField(
        Topic.objects.none(),
        label=gettext_lazy("O co pytasz?"),
        to_field_name="slug",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Wybierz temat, nawet jeśli tylko w części pasuje.")
        },
    )
    words = WordsField(
        label=gettext_lazy("Twoje pytanie"),
        help_text=gettext_lazy(
            "Napisz własnymi słowami. Nie podawaj numeru PESEL ani numeru konta."
        ),
        error_messages={"required": gettext_lazy("Napisz, o co chodzi.")},
    )
    pal = forms.ModelChoiceField(
        Pal.objects.none(),
        label=gettext_lazy("Kto ma odpowiedzieć?"),
        to_field_name="slug",
        required=False,
        empty_label=gettext_lazy("dowolny PAL, kto pierwszy znajdzie czas"),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = PhoneField(
        label=gettext_lazy("Telefon"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("W jakim języku odpowiedzieć?"), choices=settings.LANGUAGES
    )
    website = forms.CharField(required=False, label=gettext_lazy("Zostaw to pole puste"))
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None = None, *, initial: dict[str, Any] | None = None
    ) -> None:
        known = {"language": get_language() or "pl", **(initial or {})}
        super().__init__(data, initial=known)
        self.fields["topic"].queryset = Topic.objects.offered()  # type: ignore[attr-defined]
        self.fields["pal"].queryset = Pal.objects.open_to_people()  # type: ignore[attr-defined]
        self.fields["words"].widget.attrs |= _while_typing()

    @property
    def stamp_to_send(self) -> str:
        """The stamp that was sent, as long as it is good; else a new one."""
        sent = str(self.data.get("stamp", "") or self.initial.get("stamp", ""))
        is_good = answer_codes.is_of_age(sent, least=timedelta(0), most=OLDEST)
        return sent if is_good else answer_codes.new_nonce()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.data.get("website"):
            raise forms.ValidationError(_("Zostaw puste pole, którego nie widać na stronie."))
        self.check_age(data.get("stamp", ""))
        return data

    def check_age(self, stamp: str) -> None:
        """Refuse what no person types so fast, and a page that was open for too long."""
        if not answer_codes.is_of_age(stamp, least=timedelta(0), most=OLDEST):
            raise forms.ValidationError(
                _("Strona była długo otwarta. Sprawdź, co jest w polach, i wyślij jeszcze raz.")
            )
        if not answer_codes.is_of_age(stamp, least=QUICKEST, most=OLDEST):
            raise forms.ValidationError(
                _("To było bardzo szybko. Sprawdź, co jest w polach, i wyślij jeszcze raz.")
            )

    def asked(self) -> QuestionData:
        """Return what is asked, once the form is valid."""
        data = self.cleaned_data
        return QuestionData(
            topic=data["topic"],
            words=data["words"],
            pal=data["pal"],
            contact=Contact(data["email"].lower(), data["phone"]),
            language=data["language"],
            channel=self.channel(),
        )

    def channel(self) -> Channel:
        """By which way it came."""
        return Channel.WEB

    def code(self) -> str:
        """Return the code under which it is asked: the same when it is sent twice."""
        data = self.cleaned_data
        return answer_codes.made_from(data["stamp"], f"{data['topic'].pk}:{data['words']}")


def _while_typing() -> dict[str, str]:
    """Return what has answers shown as one types: posted, so that no log keeps the words."""
    return {
        "hx-post": reverse("advice:similar"),
        "hx-params": "words,csrfmiddlewaretoken",
        "hx-trigger": "input changed delay:700ms",
        "hx-target": "#related",
        "hx-sync": "this:replace",
    }


class TakeForm(AskForm):
    """A question of somebody who came or called."""

    came = forms.ChoiceField(
        label=gettext_lazy("Jak zapytano?"),
        choices=CHANNELS,
        initial=Channel.DESK.value,
        widget=forms.RadioSelect,
    )

    def check_age(self, stamp: str) -> None:
        """Let staff be as quick as they are."""
        if not answer_codes.is_of_age(stamp, least=timedelta(0), most=OLDEST):
            super().check_age(stamp)

    def channel(self) -> Channel:
        return Channel(self.cleaned_data["came"])


class MoreForm(forms.Form):
    """One thing more."""

    words = WordsField(
        label=gettext_lazy("Chcę jeszcze zapytać"),
        rows=4,
        error_messages={"required": gettext_lazy("Napisz, o co chodzi.")},
    )


class AnswerForm(forms.Form):
    """What is answered."""

    words = WordsField(
        label=gettext_lazy("Odpowiedź"),
        rows=10,
        help_text=gettext_lazy("Prostymi słowami: co zrobić, gdzie pójść, co zabrać."),
        error_messages={"required": gettext_lazy("Napisz odpowiedź.")},
    )


class MoveForm(forms.Form):
    """To which topic a question belongs."""

    topic = TopicField(
        Topic.objects.none(),
        label=gettext_lazy("Przekaż do tematu"),
        to_field_name="slug",
        empty_label=gettext_lazy("wybierz"),
    )

    def __init__(self, data: QueryDict | None = None, *, topic: Topic) -> None:
        super().__init__(data)
        rows = Topic.objects.offered().exclude(pk=topic.pk)
        self.fields["topic"].queryset = rows  # type: ignore[attr-defined]
