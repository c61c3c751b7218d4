"""The rows behind the figures of volunteering, for whoever runs it in that PAL."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Min, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from podworko.accounts.public import May
from podworko.core.figures import Behind, Counted, of_pal
from podworko.volunteering.models import Agreement, Certificate, HoursEntry, Volunteer
from podworko.volunteering.queries.figures import (
    HOUR,
    PAL,
    begun_agreements,
    confirmed_hours,
    issued_certificates,
)


def volunteering_rows(part: str, since: date, until: date, pal: int | None) -> Iterator[Counted]:
    """Yield the rows of which a part of volunteering's figures was counted.

    Whoever volunteers in two PALs is one of all, told by one of their cards.
    """
    related = "volunteer__person"
    if part == "volunteers":
        yield _counted(_volunteers(confirmed_hours(since, until), pal), _volunteer)
    elif part == "hours":
        rows = of_pal(confirmed_hours(since, until), pal, path=PAL)
        yield _counted(rows.select_related(related).order_by("day", "pk"), _hours)
    elif part == "agreements":
        begun = of_pal(begun_agreements(since, until), pal, path=PAL)
        yield _counted(begun.select_related(related).order_by("begins_on", "pk"), _agreement)
    else:
        issued = of_pal(issued_certificates(since, until), pal, path=PAL)
        yield _counted(issued.select_related(related).order_by("issued_on", "pk"), _certificate)


def _counted(rows: QuerySet[Any], tell: Any) -> Counted:  # noqa: ANN401 - a row's words
    return Counted(rows, tell, May.RUN_VOLUNTEERING)


def _volunteers(hours: QuerySet[HoursEntry], pal: int | None) -> QuerySet[Volunteer]:
    each = of_pal(hours, pal, path=PAL).order_by().values("volunteer__person")
    one = each.annotate(card=Min("volunteer")).values("card")
    rows = Volunteer.objects.filter(pk__in=one).select_related("person")
    return rows.order_by("person__folded_name", "pk")


def _volunteer(row: Volunteer) -> Behind:
    return Behind(row.person.name, row.pal_id, ways=_card(row), about=row)


def _hours(row: HoursEntry) -> Behind:
    hours, minutes = divmod(row.minutes, HOUR)
    words = _("%(hours)s godz. %(minutes)s min") % {"hours": hours, "minutes": minutes}
    whose = row.volunteer
    return Behind(
        whose.person.name, whose.pal_id, row.day, row.minutes, words, _card(whose), about=whose
    )


def _agreement(row: Agreement) -> Behind:
    page = reverse("volunteering:desk_agreement", args=[row.public_id])
    way = ((May.RUN_VOLUNTEERING, page),)
    whose = row.volunteer
    return Behind(whose.person.name, whose.pal_id, row.begins_on, ways=way, about=whose)


def _certificate(row: Certificate) -> Behind:
    whose = row.volunteer
    words = f"{whose.person.name}: {row.get_kind_display()}"
    return Behind(words, whose.pal_id, row.issued_on, ways=_card(whose), about=whose)


def _card(row: Volunteer) -> tuple[tuple[str, str], ...]:
    page = reverse("volunteering:desk_volunteer", args=[row.public_id])
    return ((May.RUN_VOLUNTEERING, page),)
