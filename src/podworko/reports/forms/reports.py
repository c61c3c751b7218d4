"""What is typed of a report: its words, a story of change, why figures are counted anew."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from podworko.reports.models import Report, Story
from podworko.reports.operations import REPORT_FIELDS, STORY_FIELDS
from podworko.ui.editing import VersionedForm

Short = forms.Textarea(attrs={"rows": 4})
Long = forms.Textarea(attrs={"rows": 7})


class ReportForm(VersionedForm[Report]):
    """The words of a report."""

    class Meta:
        model = Report
        fields = REPORT_FIELDS
        widgets = {
            **dict.fromkeys(("summary", "thanks"), Short),
            **dict.fromkeys(("good", "hard", "learned", "planned"), Long),
        }


class StoryForm(VersionedForm[Story]):
    """A story of change as it stands in a report."""

    class Meta:
        model = Story
        fields = STORY_FIELDS
        widgets = {"words": forms.Textarea(attrs={"rows": 9})}
        labels = {"position": gettext_lazy("Która z kolei")}


class CorrectionForm(forms.Form):
    """Why a closed year is counted anew, and which edition was looked at."""

    reason = forms.CharField(
        label=gettext_lazy("Co poprawiasz i dlaczego"),
        max_length=500,
        help_text=gettext_lazy("Przeczytają to wszyscy, przy liczbach."),
        widget=Short,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def clean_reason(self) -> str:
        return str(self.cleaned_data["reason"]).strip()

    def has_seen(self, number: int) -> None:
        """Let the next try, with the words that were typed, be of the edition shown beside it."""
        self.data = {**self.data, "reason": self.data.get("reason", ""), "seen": number}

    @property
    def chosen(self) -> dict[str, Any]:
        """The words and the edition, once the form is valid."""
        return {"reason": self.cleaned_data["reason"], "seen": self.cleaned_data["seen"]}
