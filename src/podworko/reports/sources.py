"""Where figures come from: what each module counts of its own tables, by a name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from podworko.activities.public import ProgrammeFigures, programme_figures
from podworko.advice.public import AdviceFigures, advice_figures
from podworko.consultations.public import TalkFigures, talk_figures, talks_told_until
from podworko.core.figures import Figured
from podworko.debates.public import SayFigures, say_figures
from podworko.diagnosis.public import MapFigures, map_figures
from podworko.initiatives.public import InitiativeFigures, initiative_figures
from podworko.partners.public import PartnerFigures, partner_figures
from podworko.promotion.public import PromotionFigures, promotion_figures
from podworko.volunteering.public import VolunteeringFigures, volunteering_figures


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


SOURCES: Mapping[str, Source] = {
    "programme": Source(programme_figures, ProgrammeFigures()),
    "volunteering": Source(volunteering_figures, VolunteeringFigures()),
    "talks": Source(talk_figures, TalkFigures(), months=3, told_until=talks_told_until),
    "advice": Source(advice_figures, AdviceFigures()),
    "initiatives": Source(initiative_figures, InitiativeFigures()),
    "say": Source(say_figures, SayFigures()),
    "map": Source(map_figures, MapFigures()),
    "partners": Source(partner_figures, PartnerFigures()),
    "promotion": Source(promotion_figures, PromotionFigures()),
}
