"""The rows behind the figures of the advice point: talks, and questions as sums of a month."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Sum
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils.formats import date_format

from podworko.accounts.public import May
from podworko.advice.models import Talk
from podworko.advice.models.topics import What
from podworko.advice.queries.figures import talks_between, tallied
from podworko.core.figures import Behind, Counted, of_pal

PARTS = {"asked": What.ASKED, "in_time": What.IN_TIME}


def advice_rows(part: str, since: date, until: date, pal: int | None) -> Iterator[Counted]:
    """Yield the rows of which a part of the advice point's figures was counted.

    Questions stand as a sum of each month, without topic or day: that one is there is known to
    those alone who answer its topic.
    """
    if part == "talks":
        rows = of_pal(talks_between(since, until), pal).select_related("topic")
        yield Counted(rows.order_by("on", "pk"), _talk, May.KEEP_DUTY_LOG)
        return
    months = of_pal(tallied(PARTS[part], since, until), pal).annotate(month=TruncMonth("on"))
    sums = months.order_by("month").values("month").annotate(number=Sum("number"))

    def month(row: dict[str, Any]) -> Behind:
        label = date_format(row["month"], "F Y")
        numbers = f"{reverse('advice:desk_numbers')}?od={since}&do={until}"
        return Behind(label, pal, number=row["number"], ways=((May.EDIT_ANSWERS, numbers),))

    yield Counted(sums.filter(number__gt=0), month, May.EDIT_ANSWERS)


def _talk(row: Talk) -> Behind:
    page = reverse("advice:desk_talk", args=[row.pk])
    return Behind(row.topic.local_name, row.pal_id, row.on, ways=((May.KEEP_DUTY_LOG, page),))
