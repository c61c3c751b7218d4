"""Reminding of what lapses soon and of reviews that are due, each once."""

from django.db import transaction

from podworko.core import times
from podworko.network.public import Leader, Pal
from podworko.volunteering import safety_notices
from podworko.volunteering.models import Standards
from podworko.volunteering.queries import checks, standards


def remind_of_checks() -> int:
    """Write of every check that lapses within 30 days, to the person and to who checks them.

    Safe to run at any time and twice. Returns how many people something lapses for.
    """
    rows = checks.working_rows(Leader.objects.working())
    lapsing = [row for row in rows if row.lapsing]
    for row in lapsing:
        for day in sorted({lack.since for lack in row.lapsing}):
            with transaction.atomic():
                safety_notices.tell_of_lapse(row, day)
    return len(lapsing)


def remind_of_reviews() -> int:
    """Write of every review of standards due within 30 days, or overdue; return how many."""
    pals = Pal.objects.filter(pk__in=Standards.objects.in_force().values("pal"))
    due = [
        (row.current, row.due_on)
        for row in standards.kept_standards(list(pals))
        if row.current and row.due_on and row.due_on <= times.today() + standards.SOON
    ]
    for current, due_on in due:
        with transaction.atomic():
            safety_notices.tell_of_review(current, due_on)
    return len(due)
