"""What is written of standards for the protection of minors."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from podworko.core import times
from podworko.ui.editing import VersionedForm
from podworko.volunteering.models import Content, Review, Standards
from podworko.volunteering.operations import StandardsText


class StandardsForm(VersionedForm[Standards]):
    """A draft: both versions, from when it holds, and what the law asks for, ticked.

    Who saves second sees what the first one wrote, and saves again what is merged.
    """

    contents = forms.MultipleChoiceField(
        label=gettext_lazy("Co jest w tych standardach (art. 22c ust. 1)"),
        choices=Content,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy(
            "Zaznacz to, co naprawdę jest w tekście. Bez wszystkich nie wydasz."
        ),
    )

    class Meta:
        model = Standards
        fields = ["full", "short", "contents", "valid_from"]
        widgets = {
            "full": forms.Textarea(attrs={"rows": 18}),
            "short": forms.Textarea(attrs={"rows": 8}),
            "valid_from": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(
        self, data: QueryDict | None = None, *, draft: Standards | None, like: Standards | None
    ) -> None:
        """Write a draft; a new one begins with the words of the edition before it."""
        initial: dict[str, object] = {}
        if draft is None and like is not None:
            initial |= {"full": like.full, "short": like.short, "contents": like.contents}
            initial["valid_from"] = times.today()
        super().__init__(data, instance=draft or Standards(), initial=initial)

    def again(self, data: QueryDict | None, instance: Standards) -> "StandardsForm":
        draft = instance if _is_draft(instance) else None
        return StandardsForm(data, draft=draft, like=instance)

    def _version(self, row: Standards) -> str:
        return str(row.version if _is_draft(row) else 0)

    def text(self) -> StandardsText:
        """Return what was typed."""
        data = self.cleaned_data
        return StandardsText(
            full=data["full"],
            short=data["short"],
            contents=data["contents"],
            valid_from=data["valid_from"],
        )


def _is_draft(row: Standards) -> bool:
    return bool(row.pk) and not row.is_issued


class ReviewForm(forms.ModelForm[Review]):
    """The written note of a review."""

    class Meta:
        model = Review
        fields = ["reviewed_on", "words"]
        widgets = {
            "reviewed_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "words": forms.Textarea(attrs={"rows": 4}),
        }
