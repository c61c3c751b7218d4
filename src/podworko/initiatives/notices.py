"""What residents who run things are told, each by the channel that reaches them."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Model
from django.utils import translation
from django.utils.formats import date_format

from podworko.core import codes, times
from podworko.core.phones import display
from podworko.initiatives import links
from podworko.initiatives.models import Meeting, OwnPage, TeamApplication, TeamMember, TeamTask
from podworko.messages import public as messages
from podworko.network.public import Pal
from podworko.people.public import Person


def team_applied(application: TeamApplication, *, page: OwnPage, code: str) -> None:
    """Write that an application came, by which day it is answered, and where to look."""
    context = {
        "due_on": day_words(application.due_on, application.person),
        "code": codes.spaced(code),
    }
    write(
        "team_applied",
        page,
        context,
        pal=application.team.pal,
        about=application,
        once=f"team-applied:{application.pk}",
    )


def team_answered(application: TeamApplication, *, page: OwnPage) -> None:
    """Write what was answered, in the words of whoever answered."""
    context: dict[str, messages.JSON] = {
        "is_accepted": application.state == TeamApplication.State.ACCEPTED,
        "words": application.answer,
    }
    write(
        "team_answered",
        page,
        context,
        pal=application.team.pal,
        about=application,
        once=f"team-answered:{application.pk}",
    )


def meeting(name: str, meeting: Meeting, member: TeamMember, *, page: OwnPage, mark: str) -> None:
    """Write to a member of a meeting: an invitation, another hour or place, or that it is off.

    `mark` tells one moving from the next: what goes there and back is told each time.
    """
    context: dict[str, messages.JSON] = {
        "when": moment_words(meeting.starts_at, member.person),
        "where": meeting.where,
        "agenda": [item.title for item in meeting.agenda.all()],
    }
    write(
        name,
        page,
        context,
        pal=meeting.team.pal,
        about=meeting,
        once=f"{name}:{meeting.pk}:{member.pk}:{meeting.starts_at:%Y%m%d%H%M}:{mark}",
    )


def task_due(task: TeamTask, member: TeamMember, *, page: OwnPage) -> None:
    """Remind a member, once, of what they took on."""
    context = {"words": task.words, "due_on": day_words(task.due_on, member.person)}
    write(
        "task_due",
        page,
        context,
        pal=task.team.pal,
        about=task,
        once=f"task-due:{task.pk}:{member.pk}:{task.due_on}",
    )


def term_ends(member: TeamMember, *, page: OwnPage) -> None:
    """Write, once, that a term ends soon."""
    context = {"until": day_words(member.until, member.person)}
    write(
        "term_ends",
        page,
        context,
        pal=member.team.pal,
        about=member,
        once=f"term-ends:{member.pk}:{member.until}",
    )


def own_page(page: OwnPage, *, code: str, pal: Pal, about: Model) -> None:
    """Write to somebody where their own page is, once for what they did."""
    context: dict[str, messages.JSON] = {"code": codes.spaced(code)}
    once = f"{about._meta.label_lower}:{about.pk}:{page.pk}"  # noqa: SLF001 - Django's public _meta
    write("own_page", page, context, pal=pal, about=about, once=once)


def write(  # noqa: PLR0913 - one word per part of a message
    name: str,
    page: OwnPage,
    context: Mapping[str, messages.JSON],
    *,
    pal: Pal,
    about: Model,
    once: str,
) -> None:
    """Write one message of this module to somebody, with the PAL and their own page."""
    known: dict[str, messages.JSON] = {
        "name": page.person.name,
        "pal": pal.name,
        "pal_phone": display(pal.phone) if pal.phone else "",
        "page_url": links.own_url(page),
    }
    messages.send(
        f"initiatives/{name}",
        to=messages.recipient_of(page.person),
        context={**known, **context},
        about=about,
        once=f"initiatives.{name}:{once}"[:200],
        pal_id=pal.pk,
    )


def day_words(day: date, person: Person) -> str:
    """Return a day as a person reads it, in their language."""
    with translation.override(person.language):
        return date_format(day, "j E Y")


def moment_words(moment: datetime, person: Person) -> str:
    """Return a day of the week, a day and an hour as a person reads them."""
    with translation.override(person.language):
        return date_format(times.local(moment), "l, j E Y, H:i")
