"""What the desk shows of templates, and of what waits for a review."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from podworko.accounts.public import User
from podworko.activities import policies
from podworko.activities.models import Activity, Template
from podworko.activities.operations.templates import NOT_OVER


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A template and how many activities under way were made from it."""

    template: Template
    in_use: int


def template_list(*, with_withdrawn: bool) -> list[TemplateRow]:
    """Return the templates by name, in one query."""
    rows = Template.objects.all() if with_withdrawn else offered_templates()
    under_way = Q(activities__state__in=NOT_OVER)
    counted = rows.annotate(in_use=Count("activities", filter=under_way))
    return [TemplateRow(row, row.in_use) for row in counted]


def offered_templates() -> QuerySet[Template]:
    """Return what a new activity can begin with."""
    return Template.objects.filter(is_offered=True)


def now_with_minors(before: Iterable[Activity]) -> list[Activity]:
    """Return which of these, as they were read before, are with minors now; one query."""
    keys = [each.pk for each in before if not each.includes_minors]
    raised = Activity.objects.filter(pk__in=keys, includes_minors=True)
    return list(raised.select_related("pal").order_by("title", "pk"))


def waiting_for_review(user: User) -> QuerySet[Activity]:
    """Return what waits for `user` to look at it and publish it, the longest waiting first."""
    waiting = policies.publishable_activities(user).filter(state=Activity.State.REVIEW)
    return waiting.select_related("pal").order_by("changed_at", "pk")[:20]
