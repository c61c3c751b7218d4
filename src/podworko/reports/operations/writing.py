"""The words of a report: written at the desk, said to be ready, published by the network."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.network.public import Pal
from podworko.planning.public import Proof
from podworko.reports.models import Edition, Report, Story
from podworko.reports.queries.content import content_of

REPORT_FIELDS = ("summary", "good", "hard", "learned", "planned", "thanks")
STORY_FIELDS = ("title", "words", "position")
State = Report.State


class ReportError(DomainError):
    """A rule of writing reports says no."""

    code = "report"


@transaction.atomic
def begin_report(year: int, pal: Pal | None, *, actor: audit.Actor) -> Report:
    """Return the report of a PAL, or of the network, about a year; a draft when there was none."""
    report, is_new = Report.objects.get_or_create(year=year, pal=pal)
    if is_new:
        audit.record("report.begun", actor=actor, target=report)
    return report


@transaction.atomic
def save_report(report: Report, *, seen_version: str, actor: audit.Actor) -> Report:
    """Store the words of a draft; what was ready is a draft again.

    Raises ChangedMeanwhileError, and stores nothing, when it is not `seen_version` any more,
    and ReportError for what is published.
    """
    held = _lock(report)
    if version_of(held, REPORT_FIELDS) != seen_version:
        raise ChangedMeanwhileError
    _check_is_open(held)
    report.state = State.DRAFT
    report.save(update_fields=[*REPORT_FIELDS, "state"])
    audit.record("report.changed", actor=actor, target=report)
    return report


@transaction.atomic
def add_story(report: Report, *, proof: Proof | None, actor: audit.Actor) -> Story:
    """Put a story of change into a report: one told at a goal of its plan, or a new one.

    Raises ReportError for what is published, and for a proof that is not public, of another
    PAL or in the report already.
    """
    held = _lock(report)
    _check_is_open(held)
    position = held.stories.count() + 1
    if proof is None:
        story = held.stories.create(title=_("Nowa historia"), words="", position=position)
    else:
        is_ours = proof.goal.plan.pal_id == held.pal_id or held.pal_id is None
        if not (proof.is_public and is_ours) or held.stories.filter(proof=proof).exists():
            raise ReportError(_("Tej historii nie można tu dodać."))
        title = proof.goal.title
        story = held.stories.create(
            title=title[:160], words=proof.words, proof=proof, position=position
        )
    audit.record("report.story_added", actor=actor, target=held)
    return story


@transaction.atomic
def save_story(story: Story, *, seen_version: str, actor: audit.Actor) -> Story:
    """Store a story as it stands in a report.

    Raises ChangedMeanwhileError, and stores nothing, when it is not `seen_version` any more,
    and ReportError for a published report or a story that was taken out.
    """
    _check_is_open(_lock(story.report))
    held = Story.objects.select_for_update(of=("self",)).filter(pk=story.pk).first()
    if held is None:
        raise ReportError(_("Ktoś usunął tę historię. Skopiuj jej tekst i dodaj ją jeszcze raz."))
    if version_of(held, STORY_FIELDS) != seen_version:
        raise ChangedMeanwhileError
    story.save(update_fields=STORY_FIELDS)
    audit.record("report.story_changed", actor=actor, target=story.report)
    return story


@transaction.atomic
def remove_story(story: Story, *, actor: audit.Actor) -> None:
    """Take a story out of a report, of a published one too: who told it may withdraw."""
    report = _lock(story.report)
    story.delete()
    audit.record("report.story_removed", actor=actor, target=report)


@transaction.atomic
def mark_ready(report: Report, *, actor: User) -> Report:
    """Say that a report is written; the network publishes it.

    Raises ReportError while it says nothing of the year, and for a story without words.
    """
    held = _lock(report)
    _check_is_open(held)
    if not held.summary.strip():
        raise ReportError(_("Napisz najpierw rok w kilku zdaniach."), field="summary")
    if held.stories.filter(words="").exists():
        raise ReportError(_("Jedna z historii jest jeszcze pusta. Napisz ją albo usuń."))
    held.state, held.ready_at, held.ready_by = State.READY, timezone.now(), actor
    held.save(update_fields=["state", "ready_at", "ready_by"])
    audit.record("report.ready", actor=actor, target=held)
    return held


@transaction.atomic
def send_back(report: Report, *, actor: audit.Actor) -> Report:
    """Make a draft again of what is ready; raises ReportError for anything else."""
    held = _lock(report)
    if held.state != State.READY:
        raise ReportError(_("To sprawozdanie nie czeka na publikację."))
    held.state = State.DRAFT
    held.save(update_fields=["state"])
    audit.record("report.sent_back", actor=actor, target=held)
    return held


@transaction.atomic
def publish_report(report: Report, *, seen_version: str, actor: User) -> Report:
    """Let everybody read a report, with what stands beside its words as it is today.

    Raises ReportError while it is not ready or its year is not closed, and when its words are
    not those of `seen_version`: whoever publishes has read what everybody will read.
    """
    held = _lock(report)
    if held.state != State.READY:
        raise ReportError(_("To sprawozdanie nie czeka na publikację."))
    if version_of_all(held) != seen_version:
        words = _("Ktoś w tym czasie zmienił to sprawozdanie. Przeczytaj je jeszcze raz.")
        raise ReportError(words)
    if not Edition.objects.filter(year=held.year).exists():
        raise ReportError(_("Najpierw zamknij rok: wtedy liczby już się nie zmienią."))
    held.content = content_of(held.year, held.pal)
    held.state, held.published_at, held.published_by = State.PUBLISHED, timezone.now(), actor
    held.save(update_fields=["content", "state", "published_at", "published_by"])
    audit.record("report.published", actor=actor, target=held)
    return held


@transaction.atomic
def withdraw_report(report: Report, *, actor: audit.Actor) -> Report:
    """Take a published report back to be mended: it is a draft again, and nobody reads it.

    Raises ReportError for what is not published.
    """
    held = _lock(report)
    if held.state != State.PUBLISHED:
        raise ReportError(_("To sprawozdanie nie jest opublikowane."))
    held.state, held.published_at, held.published_by = State.DRAFT, None, None
    held.save(update_fields=["state", "published_at", "published_by"])
    audit.record("report.withdrawn", actor=actor, target=held)
    return held


def version_of_report(report: Report) -> str:
    """Return the version of a report as it is now, for who changes it at once."""
    return version_of(report, REPORT_FIELDS)


def version_of_all(report: Report) -> str:
    """Return the version of every word of a report, its stories too, for who publishes it."""
    stories = report.stories.all() if report.pk else ()
    return ".".join([version_of_report(report), *map(version_of_story, stories)])


def version_of_story(story: Story) -> str:
    """Return the version of a story as it is now, for who changes it at once."""
    return version_of(story, STORY_FIELDS)


def _lock(report: Report) -> Report:
    return Report.objects.select_for_update(of=("self",)).select_related("pal").get(pk=report.pk)


def _check_is_open(report: Report) -> None:
    if report.state == State.PUBLISHED:
        raise ReportError(_("To sprawozdanie jest opublikowane. Żeby je poprawić, wycofaj je."))
