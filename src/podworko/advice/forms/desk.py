"""What staff type: talks, pages of the knowledge base, topics and what they are for."""

from collections import defaultdict
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.advice.forms.asking import CHANNELS, TopicField
from podworko.advice.models import AgeBand, KnowledgePage, Outcome, Talk, Topic
from podworko.advice.models.talks import MINUTES
from podworko.advice.models.topics import answering_roles
from podworko.advice.operations import KNOWLEDGE_FIELDS, TOPIC_FIELDS, TalkData
from podworko.advice.operations.topics import Tie
from podworko.diagnosis.public import Need, Resource, ResourceKind
from podworko.network.public import Pal
from podworko.people.public import Channel
from podworko.planning.public import Goal
from podworko.ui.editing import VersionedForm

Choices = list[tuple[str, Any]]
Told = dict[str, Any]


class TalkForm(forms.Form):
    """A talk, in ten seconds: radios that arrow keys move through, and Enter."""

    topic = forms.ModelChoiceField(
        Topic.objects.none(),
        label=gettext_lazy("O czym"),
        to_field_name="slug",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Wybierz temat.")},
    )
    minutes = forms.TypedChoiceField(
        label=gettext_lazy("Ile minut"),
        coerce=int,
        choices=[(number, str(number)) for number in MINUTES],
        initial=10,
        widget=forms.RadioSelect,
    )
    age = forms.ChoiceField(
        label=gettext_lazy("Wiek, na oko"),
        choices=AgeBand.choices,
        initial=AgeBand.UNKNOWN,
        widget=forms.RadioSelect,
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("Co z tego wyszło"),
        choices=Outcome.choices,
        initial=Outcome.TOLD,
        widget=forms.RadioSelect,
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Jak"),
        choices=CHANNELS,
        initial=Channel.DESK.value,
        widget=forms.RadioSelect,
    )
    referred_to = forms.ModelChoiceField(
        Resource.objects.none(), to_field_name="public_id", required=False, widget=forms.HiddenInput
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        initial: Told | None = None,
        talk: Talk | None = None,
    ) -> None:
        """Begin anew, with what was chosen, or as `talk` stands: its topic stays to choose."""
        super().__init__(data, initial=told_of(talk) if talk else initial)
        kept = Topic.objects.filter(pk=talk.topic_id) if talk else Topic.objects.none()
        self.fields["topic"].queryset = Topic.objects.offered() | kept  # type: ignore[attr-defined]
        rows = Resource.objects.public().filter(kind=ResourceKind.INSTITUTIONAL)
        self.fields["referred_to"].queryset = rows  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("referred_to") and data.get("outcome") != Outcome.REFERRED:
            data["outcome"] = Outcome.REFERRED.value
        return data

    def noted(self) -> TalkData:
        """Return what is kept of the talk, once the form is valid."""
        data = self.cleaned_data
        return TalkData(**{**data, "channel": Channel(data["channel"])})


class KnowledgeForm(VersionedForm[KnowledgePage]):
    """A page of the knowledge base."""

    class Meta:
        model = KnowledgePage
        fields = KNOWLEDGE_FIELDS
        widgets = {
            "kind": forms.RadioSelect,
            "answer": forms.Textarea(attrs={"rows": 10}),
            "easy": forms.Textarea(attrs={"rows": 6}),
            "checklist": forms.Textarea(attrs={"rows": 5}),
            "answer_en": forms.Textarea(attrs={"rows": 6}),
            "answer_uk": forms.Textarea(attrs={"rows": 6}),
            "checklist_en": forms.Textarea(attrs={"rows": 4}),
            "checklist_uk": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, data: QueryDict | None = None, *, instance: KnowledgePage) -> None:
        super().__init__(data, instance=instance)
        kept = Topic.objects.filter(pk=instance.topic_id)
        self.fields["topic"].queryset = Topic.objects.offered() | kept  # type: ignore[attr-defined]

    def _version(self, row: KnowledgePage) -> str:
        return super()._version(row) if row.pk else ""


class TopicForm(VersionedForm[Topic]):
    """A topic and the role that answers it."""

    role = forms.ChoiceField(label=gettext_lazy("Kto odpowiada"))

    class Meta:
        model = Topic
        fields = TOPIC_FIELDS

    def __init__(self, data: QueryDict | None = None, *, instance: Topic) -> None:
        super().__init__(data, instance=instance)
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)  # noqa: S101 - declared above
        role.choices = answering_roles()
        role.help_text = _("Tylko osoby z tą rolą czytają pytania z tego tematu.")


class HandForm(forms.Form):
    """To which topic questions go that nobody reads where they are."""

    topic = TopicField(
        Topic.objects.none(),
        label=gettext_lazy("Przekaż do tematu"),
        to_field_name="slug",
        empty_label=gettext_lazy("wybierz"),
    )

    def __init__(self, data: QueryDict | None = None, *, topics: QuerySet[Topic]) -> None:
        super().__init__(data)
        self.fields["topic"].queryset = topics  # type: ignore[attr-defined]

    @property
    def has_topics(self) -> bool:
        """Whether anybody would take them."""
        return bool(self.fields["topic"].queryset.exists())  # type: ignore[attr-defined]


class TieForm(forms.Form):
    """Which topic answers which need or goal, and a sentence why."""

    topic = forms.ModelChoiceField(
        Topic.objects.none(),
        label=gettext_lazy("Temat porad"),
        to_field_name="slug",
        empty_label=gettext_lazy("wybierz"),
    )
    to = forms.ChoiceField(label=gettext_lazy("Na co odpowiada"))
    why = forms.CharField(
        label=gettext_lazy("Dlaczego"),
        max_length=300,
        help_text=gettext_lazy(
            "Jedno zdanie, które przeczyta sąsiadka. Na przykład: kto zapyta od razu, ten zdąży"
            " przed terminem."
        ),
    )

    def __init__(self, data: QueryDict | None = None, *, pals: QuerySet[Pal]) -> None:
        super().__init__(data)
        self.fields["topic"].queryset = Topic.objects.offered()  # type: ignore[attr-defined]
        self._ends = _ends(pals)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("wybierz")), *_grouped(self._ends)]

    @property
    def has_ends(self) -> bool:
        """Whether there is anything to tie to."""
        return bool(self._ends)

    def tie(self) -> Tie:
        """Return what is tied, once the form is valid."""
        data = self.cleaned_data
        return Tie(data["topic"], self._ends[data["to"]], data["why"])


def _ends(pals: QuerySet[Pal]) -> dict[str, Need | Goal]:
    """Return the open needs and goals of these PALs, by how the form names them; two queries."""
    needs = Need.objects.open().filter(pal__in=pals).select_related("pal")
    goals = Goal.objects.filter(plan__pal__in=pals, outcome=Goal.Outcome.OPEN)
    return {
        **{f"n{need.public_id}": need for need in needs},
        **{f"g{goal.public_id}": goal for goal in goals.select_related("plan__pal")},
    }


def _grouped(ends: dict[str, Need | Goal]) -> Choices:
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, end in ends.items():
        if isinstance(end, Need):
            groups[f"{end.pal.name}: {_('potrzeby')}"].append((key, end.title))
        else:
            title = f"{end.title} ({end.plan.year})"
            groups[f"{end.plan.pal.name}: {_('cele planu')}"].append((key, title))
    return sorted(groups.items())


def told_of(talk: Talk) -> Told:
    """Return a talk as its form begins."""
    return {
        "topic": talk.topic.slug,
        "minutes": talk.minutes,
        "age": talk.age,
        "outcome": talk.outcome,
        "channel": talk.channel,
        "referred_to": talk.referred_to.public_id if talk.referred_to else None,
    }
