"""Where figures come from: what each module counts of its own tables, by a name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from podworko.activities.public import ProgrammeFigures, programme_figures, programme_rows
from podworko.advice.public import AdviceFigures, advice_figures, advice_rows
from podworko.consultations.public import TalkFigures, talk_figures, talks_told_until
from podworko.core.figures import Figured, Rows
from podworko.debates.public import SayFigures, say_figures, say_rows
from podworko.diagnosis.public import MapFigures, map_figures, map_rows
from podworko.initiatives.public import InitiativeFigures, initiative_figures, initiative_rows
from podworko.partners.public import PartnerFigures, partner_figures, partner_rows
from podworko.promotion.public import PromotionFigures, promotion_figures, promotion_rows
from podworko.reports.queries.local import SOURCE, local_figures, local_rows
from podworko.volunteering.public import (
    VolunteeringFigures,
    volunteering_figures,
    volunteering_rows,
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures come from: how they are read, and what they are where nothing was done.

    `months` is how long a time must be at least for something to be told of it, and `told_until`
    the last day within a time up to which it is told; None while nothing of it is.
    """

    read: Callable[[date, date], Figured[Any]]
    nothing: object
    months: int = 1
    told_until: Callable[[date, date], date | None] = lambda _since, until: until
    rows: Rows | None = None
    """Of what its numbers were counted; None where nobody may be shown that."""


SOURCES: Mapping[str, Source] = {
    "programme": Source(programme_figures, ProgrammeFigures(), rows=programme_rows),
    "volunteering": Source(volunteering_figures, VolunteeringFigures(), rows=volunteering_rows),
    "talks": Source(talk_figures, TalkFigures(), months=3, told_until=talks_told_until),
    "advice": Source(advice_figures, AdviceFigures(), rows=advice_rows),
    "initiatives": Source(initiative_figures, InitiativeFigures(), rows=initiative_rows),
    "say": Source(say_figures, SayFigures(), rows=say_rows),
    "map": Source(map_figures, MapFigures(), rows=map_rows),
    "partners": Source(partner_figures, PartnerFigures(), rows=partner_rows),
    "promotion": Source(promotion_figures, PromotionFigures(), rows=promotion_rows),
    SOURCE: Source(local_figures, {}, rows=local_rows),
}
