"""What the machine reminds people of, each once."""

from datetime import timedelta

from django.db import transaction

from podworko.audit import public as audit
from podworko.core import times
from podworko.initiatives import notices
from podworko.initiatives.models import TeamMember, TeamTask
from podworko.initiatives.operations.own_pages import open_page

TASK_AHEAD = timedelta(days=3)
TERM_AHEAD = timedelta(days=60)


@transaction.atomic
def remind_of_tasks(*, actor: audit.Actor) -> int:
    """Remind members of what they took on three days before it is due; return how many."""
    today = times.today()
    rows = TeamTask.objects.open().filter(
        due_on__lte=today + TASK_AHEAD, reminded_on=None, member__isnull=False
    )
    due = list(rows.select_related("member__person", "team__pal").select_for_update(of=("self",)))
    for task in due:
        if task.member:
            page, _code = open_page(task.member.person, actor=actor)
            notices.task_due(task, task.member, page=page)
        task.reminded_on = today
        task.save(update_fields=["reminded_on"])
    return len(due)


@transaction.atomic
def remind_of_terms(*, actor: audit.Actor) -> int:
    """Write to members sixty days before their term ends, when no other follows.

    Returns how many terms it was.
    """
    today = times.today()
    rows = TeamMember.objects.current().filter(
        until__lte=today + TERM_AHEAD, reminded_on=None, ended_why=""
    )
    ending = list(rows.select_related("person", "team__pal").select_for_update(of=("self",)))
    for member in ending:
        if not member.team.members.filter(person=member.person, since__gt=member.until).exists():
            page, _code = open_page(member.person, actor=actor)
            notices.term_ends(member, page=page)
        member.reminded_on = today
        member.save(update_fields=["reminded_on"])
    return len(ending)
