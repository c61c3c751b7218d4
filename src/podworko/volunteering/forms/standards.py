"""What is written of standards for the protection of minors."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from podworko.core import times
from podworko.volunteering.models import Content, Review, Standards
from podworko.volunteering.operations import StandardsText


class StandardsForm(forms.ModelForm[Standards]):
    """A draft: both versions, from when it holds, and what the law asks for, ticked."""

    contents = forms.MultipleChoiceField(
        label=gettext_lazy("Co jest w tych standardach (art. 22c ust. 1)"),
        choices=Content,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy(
            "Zaznacz to, co naprawdę jest w tekście. Bez wszystkich nie wydasz."
        ),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

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
        initial: dict[str, object] = {"version": draft.version if draft else 0}
        if draft is None and like is not None:
            initial |= {"full": like.full, "short": like.short, "contents": like.contents}
            initial["valid_from"] = times.today()
        super().__init__(data, instance=draft or Standards(), initial=initial)

    @property
    def seen_version(self) -> int:
        return self.cleaned_data.get("version") or 0

    def text(self) -> StandardsText:
        """Return what was typed."""
        data = self.cleaned_data
        return StandardsText(
            full=data["full"],
            short=data["short"],
            contents=data["contents"],
            valid_from=data["valid_from"],
        )


class ReviewForm(forms.ModelForm[Review]):
    """The written note of a review."""

    class Meta:
        model = Review
        fields = ["reviewed_on", "words"]
        widgets = {
            "reviewed_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "words": forms.Textarea(attrs={"rows": 4}),
        }
