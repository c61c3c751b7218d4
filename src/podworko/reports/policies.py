"""Who may see figures. The only place that decides."""

from collections.abc import Callable, Iterable

from django.db.models import Q, QuerySet

from podworko.accounts.public import May, User, may, pal_ids_where
from podworko.core.figures import Behind, Counted
from podworko.network.public import Pal
from podworko.people.public import Person, visible_people
from podworko.planning.public import Proof
from podworko.reports.catalogue import Indicator
from podworko.reports.models import EsfParticipant, EsfProject, LocalIndicator, Report, Story
from podworko.reports.queries.local import every_indicator

__all__ = [
    "editable_reports",
    "editable_stories",
    "esf_cards",
    "esf_counted",
    "esf_participants",
    "esf_projects",
    "known_indicators",
    "may_add_local_of_all",
    "may_change_local",
    "may_close_years",
    "may_make_esf",
    "may_publish",
    "may_read_rows",
    "may_run_esf",
    "may_see_all",
    "may_type",
    "may_write_of_all",
    "open_ways",
    "pals_to_report",
    "pals_to_write_of",
    "stories_offered",
    "visible_local",
]


def pals_to_report(user: User) -> QuerySet[Pal]:
    """Return the PALs whose figures `user` may see: those that worked at some time."""
    rows = Pal.objects.exclude(status=Pal.Status.PLANNED).order_by("folded_name")
    pal_ids = pal_ids_where(user, May.SEE_REPORTS)
    return rows if pal_ids is None else rows.filter(pk__in=pal_ids)


def may_see_all(user: User) -> bool:
    """Whether `user` sees the whole network beside its PALs."""
    return pal_ids_where(user, May.SEE_REPORTS) is None


def may_read_rows(user: User, parts: Iterable[Counted], *, pal: Pal | None) -> bool:
    """Whether `user` may read of what rows a number of a PAL, or of all of them, was counted."""
    return all(_holds(user, part.may, pal.pk if pal else None) for part in parts)


def open_ways(user: User) -> Callable[[Behind], str]:
    """Return what tells of a row the address of its own page that is open to `user`, or ""."""

    def first(row: Behind) -> str:
        open_to = (path for right, path in row.ways if _holds(user, right, row.pal))
        return next(open_to, "")

    return first


def pals_to_write_of(user: User) -> QuerySet[Pal]:
    """Return the PALs whose reports `user` may write."""
    rows = Pal.objects.exclude(status=Pal.Status.PLANNED).order_by("folded_name")
    pal_ids = pal_ids_where(user, May.WRITE_REPORTS)
    return rows if pal_ids is None else rows.filter(pk__in=pal_ids)


def may_write_of_all(user: User) -> bool:
    """Whether `user` may write the report of the whole network."""
    return pal_ids_where(user, May.WRITE_REPORTS) is None


def editable_reports(user: User) -> QuerySet[Report]:
    """Return the reports `user` may read at the desk and write."""
    rows = Report.objects.select_related("pal")
    pal_ids = pal_ids_where(user, May.WRITE_REPORTS)
    return rows if pal_ids is None else rows.filter(pal__in=pal_ids)


def editable_stories(user: User) -> QuerySet[Story]:
    """Return the stories in the reports `user` may write."""
    return Story.objects.filter(report__in=editable_reports(user)).select_related("report__pal")


def stories_offered(report: Report) -> QuerySet[Proof]:
    """Return what was told of change at the goals of a report's year and is not in it yet.

    Only what residents may read: whoever is seen or speaks there has agreed.
    """
    rows = Proof.objects.filter(is_public=True, goal__plan__year=report.year)
    rows = rows.exclude(words="").select_related("goal__plan__pal")
    if not report.is_new:
        rows = rows.exclude(told_in__report=report)
    return rows.filter(goal__plan__pal=report.pal_id) if report.pal_id else rows


def visible_local(user: User) -> QuerySet[LocalIndicator]:
    """Return the indicators of one's own that `user` may read of: the network's and their PALs'."""
    rows = LocalIndicator.objects.select_related("pal").prefetch_related("definitions")
    pal_ids = pal_ids_where(user, May.SEE_REPORTS)
    return rows if pal_ids is None else rows.filter(Q(pal=None) | Q(pal__in=pal_ids))


def may_type(user: User, pal: Pal) -> bool:
    """Whether `user` types what a month of a PAL came to."""
    return may(user, May.WRITE_REPORTS, pal_id=pal.pk)


def may_add_local_of_all(user: User) -> bool:
    """Whether `user` may have every PAL count something more."""
    return may_publish(user)


def may_change_local(user: User, indicator: LocalIndicator) -> bool:
    """Whether `user` may say what it counts from now on, or end it."""
    if indicator.pal_id is None:
        return may_add_local_of_all(user)
    return may(user, May.WRITE_REPORTS, pal_id=indicator.pal_id)


def known_indicators(user: User) -> list[Indicator]:
    """Return the indicators whose numbers `user` may look at: standard and local ones."""
    pal_ids = pal_ids_where(user, May.SEE_REPORTS)
    return [
        each
        for each in every_indicator()
        if pal_ids is None or each.of_pal is None or each.of_pal in pal_ids
    ]


def may_publish(user: User) -> bool:
    """Whether `user` lets everybody read reports: the network, not who wrote them."""
    return pal_ids_where(user, May.PUBLISH_REPORTS) is None


def may_close_years(user: User) -> bool:
    """Whether `user` closes the figures of a year for the whole network."""
    return may_publish(user)


def may_make_esf(user: User) -> bool:
    """Whether `user` makes ESF+ projects: the network, which answers for the agreement."""
    return may_publish(user)


def esf_projects(user: User) -> QuerySet[EsfProject]:
    """Return the ESF+ projects whose numbers `user` may read: the network's, or of their PALs."""
    rows = EsfProject.objects.prefetch_related("pals")
    pal_ids = pal_ids_where(user, May.RUN_ESF)
    if pal_ids is None or may_make_esf(user):
        return rows
    return rows.filter(pals__in=pal_ids).distinct()


def may_run_esf(user: User, project: EsfProject) -> bool:
    """Whether `user` enters people into a project: only in the PALs that are in it."""
    pals = [pal.pk for pal in project.pals.all()]
    return any(may(user, May.RUN_ESF, pal_id=pal) for pal in pals)


def esf_counted(user: User, project: EsfProject) -> QuerySet[EsfParticipant]:
    """Return whom the table of a project counts for `user`: all for the network, no names.

    A team of one of its PALs counts those whom it may read by name: from the exact numbers of
    the whole project it would know those of the other PALs.
    """
    if may_make_esf(user):
        return EsfParticipant.objects.filter(project=project, person__merged_into=None)
    return esf_participants(user, project)


def esf_participants(user: User, project: EsfProject) -> QuerySet[EsfParticipant]:
    """Return those in a project whom `user` may read by name: by their cards, nobody else."""
    rows = EsfParticipant.objects.filter(project=project, person__merged_into=None)
    if not may_run_esf(user, project):
        return rows.none()
    return rows.filter(person__in=esf_cards(user)).select_related("person", "project")


def esf_cards(user: User) -> QuerySet[Person]:
    """Return the cards `user` may enter into a project."""
    return visible_people(user)


def _holds(user: User, right: str, pal: int | None) -> bool:
    """Whether `user` has a permission in a PAL; of what is of none, in the whole network."""
    pal_ids = pal_ids_where(user, May(right))
    return pal_ids is None or pal in pal_ids
