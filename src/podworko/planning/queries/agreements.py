"""What agreements with partners are in the thread."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from podworko.partners.public import Agreement
from podworko.planning.models import AgreementLink, Goal
from podworko.planning.thread import Answer, Ties, Total, Untied

State = Agreement.State


class AgreementSource:
    """Agreements in the thread; see `planning.thread.Source` for the promises.

    They count nobody: who came to what both do together is counted with the class or the shift.
    """

    label = _("współpraca z partnerami")

    def answers(self, ties: Ties) -> list[Answer]:
        """Return what was agreed on and is tied to any of these; one query.

        Residents read who the partner is once it is signed, never the agreement itself.
        """
        rows = _links(ties).select_related("agreement__organisation", "agreement__pal")
        return [_answer(link) for link in rows]

    def total(self, ties: Ties) -> Total:
        """Return nothing: an agreement is no meeting."""
        del ties
        return Total()

    def totals(self, goals: Iterable[Goal]) -> dict[int, Total]:
        """Return nothing, as `total` does."""
        del goals
        return {}

    def untied(self, pal_ids: frozenset[int] | None) -> list[Untied]:
        """Return signed agreements of which nobody said what for; one query."""
        rows = Agreement.objects.filter(state=State.SIGNED, thread=None).select_related("pal")
        if pal_ids is not None:
            rows = rows.filter(pal__in=pal_ids)
        return [Untied(str(self.label), row.title, _desk(row), row.pal.name) for row in rows]

    def answered(self, ties: Ties) -> Ties:
        """Return which of these a signed agreement answers; one query."""
        live = _links(ties).filter(agreement__state=State.SIGNED)
        pairs = list(live.values_list("need_id", "goal_id").distinct())
        return Ties(
            frozenset(need for need, _goal in pairs if need),
            frozenset(goal for _need, goal in pairs if goal),
        )


def _links(ties: Ties) -> QuerySet[AgreementLink]:
    return AgreementLink.objects.filter(Q(need__in=ties.needs) | Q(goal__in=ties.goals))


def _answer(link: AgreementLink) -> Answer:
    agreement, owner = link.agreement, link.agreement.organisation
    is_told = agreement.state == State.SIGNED and owner.is_public
    return Answer(
        kind=str(AgreementSource.label),
        title=f"{owner.name}: {agreement.title}",
        url=owner.get_absolute_url() if is_told else "",
        desk_url=_desk(agreement),
        pal=agreement.pal.name,
        why=link.why,
        need_id=link.need_id,
        goal_id=link.goal_id,
        first=agreement.starts_on,
        last=agreement.ended_on or agreement.ends_on,
        counted=frozenset({agreement.pk}),
    )


def _desk(agreement: Agreement) -> str:
    return reverse("partners:desk_agreement", args=[agreement.public_id])
