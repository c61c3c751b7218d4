"""What volunteers read of themselves."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from podworko.core import times
from podworko.volunteering.clearance import Clearance, clearance_of
from podworko.volunteering.models import Agreement, Application, Volunteer
from podworko.volunteering.operations.path import works_with_minors
from podworko.volunteering.queries.cards import Step, steps_of

__all__ = ["OwnPage", "own_page"]

Stage = Volunteer.Stage
TOLD: dict[str, tuple[str | Promise, str | Promise]] = {
    Stage.APPLIED: (
        _("Mamy Twoje zgłoszenie"),
        _("Czytamy je. Odpowiemy w obiecanym czasie i zaprosimy na rozmowę."),
    ),
    Stage.TALK: (
        _("Zapraszamy na rozmowę"),
        _("Poznamy się, powiesz, co lubisz robić, a my pokażemy miejsce."),
    ),
    Stage.CHECKS: (
        _("Sprawdzamy dokumenty"),
        _("Tak chronimy dzieci: każda osoba, która z nimi pracuje, jest sprawdzona w rejestrach."),
    ),
    Stage.TRAINING: (
        _("Czas na szkolenie"),
        _("Krótko i konkretnie: jak dbać o bezpieczeństwo dzieci i swoje."),
    ),
    Stage.AGREEMENT: (
        _("Czas na porozumienie"),
        _("Przyjdź je przeczytać i podpisać. Jeśli nie masz 18 lat, przyjdź z opiekunem."),
    ),
    Stage.ACCOMPANIED: (
        _("Pierwszy raz idziesz z kimś"),
        _("Ktoś z zespołu będzie obok i wszystko pokaże."),
    ),
    Stage.ACTIVE: (_("Działasz z nami"), _("Dziękujemy. Gdy coś się zmieni, daj znać.")),
    Stage.ENDED: (
        _("Dziękujemy za Twój czas"),
        _("Możesz poprosić o zaświadczenie także teraz. Zawsze możesz wrócić."),
    ),
}
"""What each stage means, in plain words."""


@dataclass(frozen=True, slots=True)
class OwnPage:
    """Where a volunteer stands, and what is theirs."""

    volunteer: Volunteer
    clearance: Clearance
    applications: tuple[Application, ...]
    steps: tuple[Step, ...]

    @property
    def heading(self) -> str:
        return str(TOLD[self.volunteer.stage][0])

    @property
    def told(self) -> str:
        return str(TOLD[self.volunteer.stage][1])

    @property
    def agreement(self) -> Agreement | None:
        """The agreement under which they may work today."""
        return self.clearance.agreement_on(times.today())

    @property
    def unsigned_until(self) -> date | None:
        """The last day on which they may work while the agreement is not signed."""
        held = self.agreement
        return held.unsigned_until if held else None


def own_page(volunteer: Volunteer) -> OwnPage:
    """Return what one volunteer reads of themselves; a fixed number of queries."""
    rows = volunteer.applications.select_related("opportunity", "role").order_by("-pk")
    steps = steps_of(volunteer, is_with_minors=works_with_minors(volunteer))
    return OwnPage(volunteer, clearance_of(volunteer), tuple(rows), tuple(steps))
