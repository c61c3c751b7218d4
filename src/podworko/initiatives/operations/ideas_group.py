"""Talks of a team with their digest, its files, and classes that it proposes."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.activities.public import (
    Activity,
    ListRules,
    Slot,
    add_sessions,
    ask_for_review,
    save_activity,
)
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.holds import may_go
from podworko.initiatives import ideas_notices as notices
from podworko.initiatives.group_files import Checked
from podworko.initiatives.models import (
    GroupDigest,
    GroupFile,
    GroupMessage,
    GroupTalk,
    Initiative,
    InitiativeActivity,
    InitiativeMember,
)
from podworko.initiatives.operations.ideas_lock import hold

__all__ = [
    "Proposed",
    "delete_files",
    "drop_file",
    "forget_groups",
    "hide_message",
    "propose_class",
    "reply_in_talk",
    "send_digests",
    "share_file",
    "start_talk",
    "wish_digest",
]

log = logging.getLogger(__name__)
MOST_FILES = 50
MOST_WAITING = 5
KEEP = timedelta(days=365)
SETTLED = timedelta(minutes=1)
EVERY = {GroupDigest.Rhythm.DAILY: timedelta(days=1), GroupDigest.Rhythm.WEEKLY: timedelta(days=7)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A class that a team would hold, once, at its PAL."""

    title: str
    summary: str
    starts_at: datetime
    ends_at: datetime


@transaction.atomic
def start_talk(
    initiative: Initiative,
    *,
    member: InitiativeMember | None,
    title: str,
    words: str,
    actor: audit.Actor,
) -> GroupTalk:
    """Begin to talk something over; `member` is None for who accompanies the team.

    Raises DomainError when the initiative has ended, and without a title or words.
    """
    held = _open(initiative)
    if not title.strip():
        raise DomainError(_("Napisz, o czym chcesz rozmawiać."), field="title")
    talk = GroupTalk.objects.create(
        initiative=held, title=title.strip()[:120], last_at=timezone.now()
    )
    _say(talk, member=member, words=words)
    audit.record("initiative.talk_started", actor=actor, target=talk)
    return talk


@transaction.atomic
def reply_in_talk(
    talk: GroupTalk, *, member: InitiativeMember | None, words: str, actor: audit.Actor
) -> GroupMessage:
    """Say something in a talk. Raises DomainError when the initiative has ended, or nothing is."""
    _open(talk.initiative)
    held = GroupTalk.objects.select_for_update(no_key=True).get(pk=talk.pk)
    message = _say(held, member=member, words=words)
    held.last_at = message.created_at
    held.save(update_fields=["last_at"])
    audit.record("initiative.talk_answered", actor=actor, target=held)
    return message


@transaction.atomic
def hide_message(message: GroupMessage, *, why: str, actor: audit.Actor) -> None:
    """Hide what somebody said, with a reason all of the team reads; "" shows it again."""
    held = GroupMessage.objects.select_for_update(no_key=True).get(pk=message.pk)
    held.hidden_why = why.strip()[:300]
    held.save(update_fields=["hidden_why"])
    audit.record("initiative.talk_hidden", actor=actor, target=held, is_hidden=bool(why.strip()))


@transaction.atomic
def wish_digest(member: InitiativeMember, *, rhythm: str, actor: audit.Actor) -> GroupDigest:
    """Keep how often one of the team wants to be written to of what the others said.

    Who wanted nothing before is written to of what is said from now on.
    """
    hold(member.initiative)
    from_now = {"rhythm": rhythm, "told_until": timezone.now()}
    rested = GroupDigest.objects.filter(member=member, rhythm=GroupDigest.Rhythm.NEVER)
    made, _is_new = GroupDigest.objects.update_or_create(
        member=member,
        defaults=from_now if rested.exists() else {"rhythm": rhythm},
        create_defaults=from_now,
    )
    audit.record("initiative.digest_wished", actor=actor, target=made)
    return made


def send_digests(*, now: datetime) -> int:
    """Write to all of a team what the others said since their last digest; return how many.

    Who never chose is written to weekly; a digest goes by e-mail or a text message, and is neither
    read out on the phone nor printed. Nobody is written to of their own words alone. What was
    said in the last minute is for the next digest: it may not all be stored yet. Each is written
    by itself: what hinders one hinders no other.
    """
    _note_new_members(now)
    is_due = Q()
    for rhythm, span in EVERY.items():
        is_due |= Q(rhythm=rhythm, told_until__lte=now - span)
    due = GroupDigest.objects.filter(is_due, member__state=InitiativeMember.State.IN)
    return sum(_sent(key, now) for key in due.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def share_file(
    initiative: Initiative, file: Checked, *, member: InitiativeMember | None, actor: audit.Actor
) -> GroupFile:
    """Keep a file for the team. Raises DomainError when the initiative has ended or is full."""
    held = _open(initiative)
    if held.files.count() >= MOST_FILES:
        raise DomainError(_("Zespół ma już 50 plików. Usuń któryś, zanim dodasz następny."))
    row = GroupFile(
        initiative=held, member=member, name=file.name, kind=file.kind, size=len(file.content)
    )
    row.file.save(file.name, ContentFile(file.content), save=False)
    row.save()
    audit.record("initiative.file_shared", actor=actor, target=row)
    return row


@transaction.atomic
def drop_file(file: GroupFile, *, actor: audit.Actor) -> None:
    """Delete a file for good."""
    hold(file.initiative)
    audit.record("initiative.file_dropped", actor=actor, target=file)
    delete_files([file])


@transaction.atomic
def propose_class(
    initiative: Initiative, proposed: Proposed, *, actor: audit.Actor
) -> InitiativeActivity:
    """Plan a class of the initiative as a draft that the PAL looks at and publishes.

    Raises DomainError when the initiative has ended, while five wait already, for an end before
    the beginning and a day gone by, and whatever the programme refuses.
    """
    held = _open(initiative)
    if held.own_classes.filter(activity__state__in=Activity.OWN_STATES).count() >= MOST_WAITING:
        raise DomainError(_("Pięć Waszych propozycji czeka na PAL. Poczekajcie na odpowiedź."))
    if proposed.ends_at <= proposed.starts_at:
        raise DomainError(_("Koniec musi być po początku."), field="ends")
    if proposed.starts_at <= timezone.now():
        raise DomainError(_("Ten dzień już był. Wybierz następny."), field="day")
    activity = Activity(
        pal=held.pal,
        title=proposed.title.strip(),
        summary=proposed.summary.strip()[:200],
        place=held.pal.seat,
    )
    save_activity(activity, actor=actor)
    slot = Slot(starts_at=proposed.starts_at, ends_at=proposed.ends_at)
    add_sessions(activity, [slot], rules=ListRules(), actor=actor)
    words = _("Zajęcia inicjatywy: %(title)s") % {"title": held.title}
    ask_for_review(activity, words=words, actor=actor)
    made = InitiativeActivity.objects.create(initiative=held, activity=activity)
    audit.record("initiative.class_proposed", actor=actor, target=held)
    return made


@transaction.atomic
def forget_groups(*, actor: audit.Actor) -> int:
    """Delete talks and files of initiatives that ended a year ago; return how many rows."""
    before = times.today() - KEEP
    ended = Initiative.objects.filter(state__in=Initiative.ENDED, since__lt=before)
    talks = list(may_go(GroupTalk.objects.filter(initiative__in=ended), deleting=True))
    files = list(may_go(GroupFile.objects.filter(initiative__in=ended), deleting=True))
    if talks or files:
        audit.record_many("initiative.group_forgot", actor=actor, targets=[*talks, *files])
    GroupTalk.objects.filter(pk__in=[talk.pk for talk in talks]).delete()
    delete_files(files)
    return len(talks) + len(files)


def _open(initiative: Initiative) -> Initiative:
    held = hold(initiative)
    if held.is_ended:
        raise DomainError(_("Ta inicjatywa się skończyła. Można ją tylko czytać."))
    return held


def _say(talk: GroupTalk, *, member: InitiativeMember | None, words: str) -> GroupMessage:
    if not words.strip():
        raise DomainError(_("Napisz wiadomość."), field="words")
    return GroupMessage.objects.create(
        talk=talk, member=member, is_of_pal=member is None, words=words.strip()[:4000]
    )


def _note_new_members(now: datetime) -> None:
    """Have who never chose a rhythm be written to weekly, of what was said since they came."""
    rows = InitiativeMember.objects.inside().filter(digest=None)
    GroupDigest.objects.bulk_create(
        GroupDigest(member=member, told_until=min(now, _moment(member))) for member in rows
    )


def _moment(member: InitiativeMember) -> datetime:
    return times.day_bounds(member.since)[0]


def _sent(key: int, now: datetime) -> bool:
    """Write one digest; one that fails is told in the log, and due again."""
    try:
        with transaction.atomic():
            rows = GroupDigest.objects.select_related("member__initiative__pal", "member__person")
            digest = rows.select_for_update(no_key=True, of=("self",)).get(pk=key)
            is_due = digest.told_until + EVERY[GroupDigest.Rhythm(digest.rhythm)] <= now
            return is_due and _send(digest, now - SETTLED)
    except Exception:
        log.exception("The digest of team member %s was not written.", key)
        return False


def _send(digest: GroupDigest, until: datetime) -> bool:
    member = digest.member
    said = GroupMessage.objects.filter(
        talk__initiative=member.initiative,
        created_at__gt=digest.told_until,
        created_at__lte=until,
        hidden_why="",
    ).exclude(member=member)
    heard = list(said.select_related("talk", "member__person").order_by("talk", "created_at"))
    digest.told_until = until
    digest.save(update_fields=["told_until"])
    return bool(heard) and notices.digest(member, heard, mark=f"{until:%Y%m%d%H}")


def delete_files(files: Iterable[GroupFile]) -> None:
    """Delete files, and what lies in the store once that is committed."""
    for file in files:
        store, name = file.file.storage, file.file.name or ""
        file.delete()
        transaction.on_commit(lambda store=store, name=name: store.delete(name))  # type: ignore[misc]
