"""The rows behind the figures of work with partners."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Max, QuerySet
from django.urls import reverse

from podworko.accounts.public import May
from podworko.core.figures import Behind, Counted, of_pal
from podworko.partners.models import Agreement, JointAction
from podworko.partners.queries.figures import ACTION_PAL, done_actions, held_agreements


def partner_rows(part: str, since: date, until: date, pal: int | None) -> Iterator[Counted]:
    """Yield the rows of which a part of the partners' figures was counted.

    A partner is told by the newest of its agreements.
    """
    if part == "partners":
        rows = _newest(of_pal(held_agreements(since, until), pal)).select_related("organisation")
        yield Counted(rows.order_by("organisation__name", "pk"), _partner, May.RUN_PARTNERS)
    else:
        done = of_pal(done_actions(since, until), pal, path=ACTION_PAL)
        rows_done = done.select_related("agreement").order_by("done_on", "pk")
        yield Counted(rows_done, _action, May.RUN_PARTNERS)


def _newest(held: QuerySet[Agreement]) -> QuerySet[Agreement]:
    one = held.order_by().values("organisation").annotate(newest=Max("pk")).values("newest")
    return Agreement.objects.filter(pk__in=one)


def _partner(row: Agreement) -> Behind:
    return Behind(row.organisation.name, row.pal_id, row.starts_on, ways=_way(row))


def _action(row: JointAction) -> Behind:
    return Behind(row.title, row.agreement.pal_id, row.done_on, ways=_way(row.agreement))


def _way(row: Agreement) -> tuple[tuple[str, str], ...]:
    return ((May.RUN_PARTNERS, reverse("partners:desk_agreement", args=[row.public_id])),)
