"""How a survey is asked in the field: by interviewers, and on tablets."""

from dataclasses import dataclass

from django.db.models import Count

from podworko.accounts.public import May, may
from podworko.diagnosis.models import Kiosk, Response, Survey
from podworko.diagnosis.operations.kiosks import digest


@dataclass(frozen=True, slots=True)
class Fieldwork:
    """Who asks, and which tablets do; `interviews` are by the name of whoever asked."""

    kiosks: tuple[Kiosk, ...]
    interviews: tuple[tuple[str, int], ...]
    by_kiosk: int

    @property
    def by_interview(self) -> int:
        return sum(count for _name, count in self.interviews)


def fieldwork(survey: Survey) -> Fieldwork:
    """Return how a survey is asked in the field; three queries."""
    running = survey.kiosks.running().select_related("started_by").order_by("started_at")
    answers = Response.objects.filter(edition__survey=survey)
    asked = answers.filter(channel=Response.Channel.INTERVIEW)
    by_name = asked.values_list("entered_by__name").annotate(count=Count("pk"))
    return Fieldwork(
        kiosks=tuple(running),
        interviews=tuple((name or "", count) for name, count in by_name.order_by("-count")),
        by_kiosk=answers.filter(channel=Response.Channel.KIOSK).count(),
    )


def kiosk_of(secret: str) -> Kiosk | None:
    """Return the running tablet that holds this secret, while its survey is asked.

    It runs on the word of whoever started it: when they may no longer enter answers there, it
    stands still.
    """
    found = Kiosk.objects.running().filter(digest=digest(secret))
    kiosk = found.select_related("survey__study__pal__seat", "started_by").first()
    if kiosk is None or not kiosk.survey.is_asked:
        return None
    pal_id = kiosk.survey.study.pal_id
    return kiosk if may(kiosk.started_by, May.ENTER_ANSWERS, pal_id=pal_id) else None
