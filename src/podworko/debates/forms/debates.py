"""What staff write of a debate, and what people choose."""

import re
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.activities.public import Session
from podworko.core import times
from podworko.debates.models import Debate, Item
from podworko.debates.operations import DEBATE_FIELDS
from podworko.diagnosis.public import Need, Study
from podworko.ui.editing import VersionedForm

_LINE = re.compile(r"^\s*(\d{1,4})\s*[:;.)-]?\s+(.+)$")


class SessionField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own is generic at run time only
    """A meeting, told by its day."""

    def label_from_instance(self, obj: Session) -> str:
        day = date_format(times.local(obj.starts_at), "j E Y, H:i")
        return f"{obj.activity.title}, {day} ({obj.pal.name})"


class NewDebateForm(forms.ModelForm[Debate]):
    """Which meeting, what is asked, and which needs are weighed."""

    session = SessionField(Session.objects.none(), label=gettext_lazy("Spotkanie"))

    class Meta:
        model = Debate
        fields = ("session", "question", "who_decides", "votes_each")

    def __init__(self, data: QueryDict | None = None, *, sessions: QuerySet[Session]) -> None:
        super().__init__(data)
        field = self.fields["session"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = sessions.order_by("-starts_at")

    def needs(self) -> QuerySet[Need]:
        """Return the open needs of the meeting's PAL: they are put to the vote at once."""
        return Need.objects.open().filter(pal=self.cleaned_data["session"].pal_id)

    def validate_unique(self) -> None:
        """Leave to the operation what it says better."""


class DebateForm(VersionedForm[Debate]):
    """What is asked, what was said, what follows."""

    class Meta:
        model = Debate
        fields = DEBATE_FIELDS
        widgets = {
            "minutes": forms.Textarea(attrs={"rows": 10}),
            "decided": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, data: QueryDict | None = None, *, instance: Debate) -> None:
        super().__init__(data, instance=instance)
        field = self.fields["study"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - a foreign key's field
        field.queryset = Study.objects.filter(pal=instance.session.pal_id)
        field.empty_label = _("żadnej diagnozy")


class ItemForm(forms.Form):
    """A need, or a matter in words of its own."""

    need = forms.ModelChoiceField(
        Need.objects.none(),
        label=gettext_lazy("Potrzeba"),
        required=False,
        empty_label=gettext_lazy("inna sprawa"),
    )
    words = forms.CharField(label=gettext_lazy("Sprawa"), required=False, max_length=160)

    def __init__(self, data: QueryDict | None = None, *, debate: Debate) -> None:
        super().__init__(data)
        field = self.fields["need"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = (
            Need.objects.open().filter(pal=debate.session.pal_id).exclude(debated__debate=debate)
        )


class VoteForm(forms.Form):
    """One ballot: as many things as the debate gives votes."""

    items = forms.ModelMultipleChoiceField(
        Item.objects.none(),
        label=gettext_lazy("Co jest najważniejsze"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Wybierz co najmniej jedną sprawę.")},
    )

    def __init__(self, data: QueryDict | None = None, *, debate: Debate) -> None:
        super().__init__(data)
        self.most = debate.votes_each
        field = self.fields["items"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101 - declared above
        field.queryset = debate.items.all()
        field.help_text = _("Masz głosów: %(most)s.") % {"most": self.most}

    def clean_items(self) -> list[Item]:
        chosen = list(self.cleaned_data["items"])
        if len(chosen) > self.most:
            raise forms.ValidationError(
                _("Zaznaczono %(chosen)s, a głosów jest %(most)s. Odznacz to, co mniej ważne.")
                % {"chosen": len(chosen), "most": self.most}
            )
        return chosen


class SheetsForm(forms.Form):
    """Sheets of paper typed in: a line each, the sheet's number and the numbers chosen."""

    sheets = forms.CharField(
        label=gettext_lazy("Kartki"),
        widget=forms.Textarea(attrs={"rows": 8, "inputmode": "numeric"}),
        help_text=gettext_lazy(
            "Każda kartka w nowej linii: numer kartki, potem numery spraw. Na przykład: 12: 1 3 4"
        ),
    )

    def __init__(self, data: QueryDict | None = None, *, debate: Debate) -> None:
        super().__init__(data)
        self.most = debate.votes_each
        self.items = {str(item.position): item for item in debate.items.all()}

    def clean_sheets(self) -> list[tuple[str, list[Item]]]:
        """Return each sheet's number with what it chose; say of every wrong line what is wrong."""
        lines = [line for line in self.cleaned_data["sheets"].splitlines() if line.strip()]
        read = [self._read(line) for line in lines]
        numbers = [number for number, _items, _why in read]
        wrong = [
            f"{line.strip()} – {why}"
            for line, (_n, _i, why) in zip(lines, read, strict=True)
            if why
        ]
        twice = sorted({number for number in numbers if number and numbers.count(number) > 1})
        wrong += [_("Kartka %(number)s jest tu dwa razy.") % {"number": n} for n in twice]
        if wrong:
            raise forms.ValidationError(wrong)
        return [(number, items) for number, items, _why in read]

    def _read(self, line: str) -> tuple[str, list[Item], str]:
        found = _LINE.match(line)
        if not found:
            return "", [], _("napisz numer kartki, dwukropek i numery spraw")
        numbers = dict.fromkeys(re.findall(r"\d+", found[2]))
        unknown = [number for number in numbers if number not in self.items]
        if unknown:
            return found[1], [], _("nie ma sprawy o numerze %(n)s") % {"n": ", ".join(unknown)}
        if not 0 < len(numbers) <= self.most:
            return found[1], [], _("można wybrać najwyżej %(most)s") % {"most": self.most}
        return found[1].lstrip("0") or "0", [self.items[number] for number in numbers], ""


class RemarkForm(forms.Form):
    """Something said."""

    words = forms.CharField(
        label=gettext_lazy("Uwaga"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Bez nazwisk: uwagę przeczytają wszyscy."),
    )
    website = forms.CharField(required=False, label=gettext_lazy("Zostaw to pole puste"))

    def is_trapped(self) -> bool:
        """Whether a machine filled in the field that people do not see."""
        return bool(self.data.get("website"))


class AnswerForm(forms.Form):
    """What was done with a remark, or why it is hidden."""

    answer = forms.CharField(
        label=gettext_lazy("Co z nią zrobiliśmy"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    hidden_why = forms.CharField(
        label=gettext_lazy("Ukryj, bo"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Powód zostaje na stronie: obraża, podaje czyjeś dane."),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("answer") and not data.get("hidden_why"):
            self.add_error("answer", _("Napisz odpowiedź albo powód ukrycia."))
        return data
