"""What is done as days pass: forgetting who sent, supported and did an initiative."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from podworko.audit import public as audit
from podworko.core import times
from podworko.core.holds import may_go
from podworko.initiatives.models import (
    GroupFile,
    Initiative,
    InitiativeMember,
    InitiativePost,
    InitiativeTask,
    OwnWork,
    Support,
)
from podworko.initiatives.operations.ideas import withdraw
from podworko.initiatives.operations.ideas_group import delete_files
from podworko.initiatives.operations.ideas_posts import drop_photo

__all__ = ["erase_old"]

KEEP_PEOPLE = timedelta(days=730)
KEEP_UNPUBLISHED = timedelta(days=180)
KEEP_SUPPORT = timedelta(days=365)
KEEP_UNCONFIRMED = timedelta(days=30)
KEEP_WORK = timedelta(days=1825)
KEEP_PHOTOS = timedelta(days=1825)


@transaction.atomic
def erase_old(*, actor: audit.Actor) -> int:
    """Forget what nobody needs to know any more (see each model's declaration); return how many.

    Counts stay: how many supported, how many hours it took.
    """
    return (
        _unanswered(actor=actor)
        + _unpublished(actor=actor)
        + _supports(actor=actor)
        + _senders(actor=actor)
        + _doers(actor=actor)
        + _photos(actor=actor)
    )


def _unanswered(*, actor: audit.Actor) -> int:
    """Take back ideas whose sender never answered what the PAL asked; they are erased later."""
    before = times.today() - KEEP_UNPUBLISHED
    asked = Initiative.objects.filter(state=Initiative.State.IDEA, reply="", since__lte=before)
    silent = list(asked.exclude(question="").order_by("pk"))
    for initiative in silent:
        withdraw(initiative, actor=actor)
    return len(silent)


def _unpublished(*, actor: audit.Actor) -> int:
    before = times.today() - KEEP_UNPUBLISHED
    ended = Initiative.objects.filter(state__in=Initiative.ENDED, published_at=None)
    gone = list(may_go(ended.filter(since__lte=before), deleting=True).order_by("pk"))
    audit.record_many("initiative.erased", actor=actor, targets=gone)
    # Its rows go with it, but nobody would ever delete what lies in the store.
    delete_files(GroupFile.objects.filter(initiative__in=gone))
    Initiative.objects.filter(pk__in=[each.pk for each in gone]).delete()
    return len(gone)


def _supports(*, actor: audit.Actor) -> int:
    pending = Support.objects.filter(
        state=Support.State.PENDING, created_at__lte=timezone.now() - KEEP_UNCONFIRMED
    )
    gone = list(may_go(pending, deleting=True).order_by("pk"))
    audit.record_many("support.erased", actor=actor, targets=gone)
    Support.objects.filter(pk__in=[each.pk for each in gone]).delete()
    over = Initiative.objects.filter(
        state__in=Initiative.ENDED, since__lte=times.today() - KEEP_SUPPORT
    )
    held = Support.objects.filter(initiative__in=over).exclude(contact_digest="")
    emptied = list(may_go(held).order_by("pk"))
    audit.record_many("support.erased", actor=actor, targets=emptied)
    rows = Support.objects.filter(pk__in=[each.pk for each in emptied])
    rows.update(contact_digest="", code_digest="", name="")
    return len(gone) + len(emptied)


def _senders(*, actor: audit.Actor) -> int:
    over = Initiative.objects.filter(
        state__in=Initiative.ENDED, since__lte=times.today() - KEEP_PEOPLE
    )
    known = list(may_go(over.exclude(sender=None)).order_by("pk"))
    audit.record_many("initiative.sender_forgotten", actor=actor, targets=known)
    rows = Initiative.objects.filter(pk__in=[each.pk for each in known])
    rows.update(sender=None, question="", reply="")
    tasks = InitiativeTask.objects.filter(initiative__in=over).exclude(member=None)
    may_go(tasks).update(member=None)
    return len(known)


def _doers(*, actor: audit.Actor) -> int:
    """Empty what people wrote when they joined, and later who worked how many hours."""
    left = InitiativeMember.objects.filter(until__lte=times.today() - KEEP_PEOPLE)
    over = InitiativeMember.objects.filter(
        initiative__state__in=Initiative.ENDED,
        initiative__since__lte=times.today() - KEEP_PEOPLE,
    )
    told = list(may_go((left | over).exclude(remark="")).order_by("pk"))
    audit.record_many("initiative.remark_erased", actor=actor, targets=told)
    InitiativeMember.objects.filter(pk__in=[each.pk for each in told]).update(remark="")
    old = OwnWork.objects.filter(
        initiative__state__in=Initiative.ENDED, initiative__since__lte=times.today() - KEEP_WORK
    )
    may_go(old.exclude(member=None)).update(member=None)
    return len(told)


def _photos(*, actor: audit.Actor) -> int:
    posts = InitiativePost.objects.filter(published_at__lte=timezone.now() - KEEP_PHOTOS)
    held = list(posts.exclude(photo="").order_by("pk"))
    for post in held:
        drop_photo(post, actor=actor)
    return len(held)
