"""What is written of a kind of help and of somebody who gives it."""

from typing import Any

from django.forms import (
    CharField,
    CheckboxSelectMultiple,
    ModelChoiceField,
    ModelMultipleChoiceField,
    MultipleChoiceField,
    Textarea,
    URLField,
)
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from podworko.accounts.public import User
from podworko.consultations import policies
from podworko.consultations.models import Form, Service, Specialist
from podworko.consultations.models.offer import LANGUAGES
from podworko.consultations.operations.offering import (
    SERVICE_FIELDS,
    SPECIALIST_FIELDS,
    service_version,
)
from podworko.core.text import squeeze
from podworko.network.public import Leader
from podworko.ui.editing import VersionedForm

LONGEST_TOPIC = 80


class ServiceForm(VersionedForm[Service]):
    """A kind of help, with the topics by which it is counted."""

    forms = MultipleChoiceField(
        label=_("W jakiej formie"), choices=Form, widget=CheckboxSelectMultiple
    )
    topics = CharField(
        label=_("Tematy do liczenia"),
        required=False,
        widget=Textarea(attrs={"rows": 6}),
        help_text=_(
            "Po jednym w wierszu, najlepiej do dziewięciu. Osoba prowadząca wybiera jeden po"
            " rozmowie; nic więcej się nie zapisuje."
        ),
    )

    class Meta:
        model = Service
        fields = SERVICE_FIELDS

    def __init__(self, data: QueryDict | None = None, *, instance: Service) -> None:
        topics = instance.topics.values_list("name", flat=True) if instance.pk else []
        super().__init__(data, instance=instance, initial={"topics": "\n".join(topics)})

    def clean_name(self) -> str:
        return squeeze(self.cleaned_data["name"])

    def clean_topics(self) -> list[str]:
        lines = [squeeze(line) for line in self.cleaned_data["topics"].splitlines()]
        return [line[:LONGEST_TOPIC] for line in lines if line]

    def _version(self, row: Service) -> str:
        return service_version(row)


class SpecialistForm(VersionedForm[Specialist]):
    """Who holds talks: somebody from the list of those who lead, with what residents read."""

    leader = ModelChoiceField(
        Leader.objects.none(),
        label=_("Kto"),
        empty_label=_("wybierz osobę"),
        help_text=_("Z listy prowadzących. Jeśli tej osoby tam nie ma, najpierw ją dodaj."),
    )
    languages = MultipleChoiceField(
        label=_("W jakich językach rozmawia"), choices=LANGUAGES, widget=CheckboxSelectMultiple
    )
    video_url = URLField(
        label=_("Adres rozmów przez internet"),
        required=False,
        assume_scheme="https",
        help_text=_(
            "Stały link do Twojego pokoju rozmów. Bez niego nikt nie umówi się z Tobą z obrazem."
        ),
    )
    services = ModelMultipleChoiceField(
        Service.objects.none(), label=_("W czym pomaga"), widget=CheckboxSelectMultiple
    )

    class Meta:
        model = Specialist
        fields = SPECIALIST_FIELDS

    field_order = ["leader", "qualification", "about", "languages", "video_url", "services"]

    def __init__(self, data: QueryDict | None = None, *, instance: Specialist, user: User) -> None:
        chosen = instance.services.values_list("pk", flat=True) if instance.pk else []
        super().__init__(data, instance=instance, initial={"services": list(chosen)})
        self.user = user
        leader, services = self.fields["leader"], self.fields["services"]
        assert isinstance(leader, ModelChoiceField)  # noqa: S101 - declared above
        assert isinstance(services, ModelMultipleChoiceField)  # noqa: S101 - declared above
        services.queryset = policies.services(user)
        if instance.pk:
            # Who it is does not change: another person is another row, with talks of their own.
            del self.fields["leader"]
        else:
            leader.queryset = policies.leaders_to_choose(user)
            self.initial.setdefault("languages", ["pl"])
        self.keep_what_was_seen()

    @property
    def unversioned(self) -> frozenset[str]:
        """The kinds of help are a set: what two people tick or untick does not collide."""
        return frozenset({"services", "leader"})

    def again(self, data: QueryDict | None, instance: Specialist) -> "SpecialistForm":
        return SpecialistForm(data, instance=instance, user=self.user)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("leader"):
            self.instance.leader = data["leader"]
        return data
