"""What those who do an initiative are told, each by the way that reaches them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.utils import translation
from django.utils.formats import date_format

from podworko.core import codes
from podworko.core.phones import display
from podworko.initiatives import links
from podworko.initiatives.models import (
    GroupMessage,
    Initiative,
    InitiativeMember,
    InitiativePost,
    Means,
    OwnPage,
)
from podworko.messages import public as messages
from podworko.people.public import Person

Context = Mapping[str, messages.JSON]
DIGEST_LINES, DIGEST_WORDS = 20, 300
NOTHING: Context = {"is_in": False, "is_waiting": False, "due_on": "", "code": "", "words": ""}


def received(initiative: Initiative, person: Person, *, code: str) -> None:
    """Write that an idea came, by which day it is answered, and where to look."""
    context: Context = {"due_on": _day(initiative.due_on, person), "code": codes.spaced(code)}
    write("idea_received", initiative, person, context, once=f"received:{initiative.pk}")


def answered(initiative: Initiative, *, what: str, mark: str) -> None:
    """Write what the PAL answered: "published", "asked" or "declined", in its words."""
    words = initiative.question if what == "asked" else initiative.answer
    context: Context = {
        "is_published": what == "published",
        "is_asked": what == "asked",
        "words": words,
    }
    once = f"answered:{initiative.pk}:{what}:{mark}"
    _tell("idea_answered", initiative, _people(initiative), context, once=once)


def stepped(initiative: Initiative, *, is_back: bool, mark: str) -> None:
    """Write that an initiative is a step further, or that something is lacking for it."""
    for person in _people(initiative):
        with translation.override(person.language):
            state = str(initiative.get_state_display())
        context: Context = {"state": state, "is_back": is_back, "words": initiative.answer}
        once = f"stepped:{initiative.pk}:{mark}:{person.pk}"
        write("idea_step", initiative, person, context, once=once)


def wants_to_join(member: InitiativeMember) -> None:
    """Write to leaders that somebody wants to join."""
    context: Context = {"is_asked": True, **NOTHING}
    leaders = [each for each in _inside(member.initiative) if each.is_leader]
    people = [each.person for each in leaders]
    _tell("idea_member", member.initiative, people, context, once=f"joining:{member.pk}")


def joined(member: InitiativeMember, *, code: str = "", words: str = "") -> None:
    """Write to somebody that they are in the team, wait for an answer, or are not taken."""
    person = member.person
    context: Context = {
        "is_asked": False,
        "is_in": member.state == InitiativeMember.State.IN,
        "is_waiting": member.state == InitiativeMember.State.ASKED,
        "due_on": _day(member.due_on, person),
        "code": codes.spaced(code),
        "words": words,
    }
    once = f"joined:{member.pk}:{member.state}"
    write("idea_member", member.initiative, person, context, once=once)


def needs_leader(initiative: Initiative, *, mark: str) -> None:
    """Write to all in the team that it needs somebody to lead, and by which day we help."""
    for member in _inside(initiative):
        context: Context = {"due_on": _day(initiative.leader_due_on, member.person)}
        once = f"leader:{initiative.pk}:{mark}:{member.person_id}"
        write("idea_leader", initiative, member.person, context, once=once)


def means_answered(means: Means) -> None:
    """Write what was answered to a request for means."""
    people = _people(means.initiative)
    for person in people:
        with translation.override(person.language):
            what = str(means.get_kind_display())
        context: Context = {
            "what": what,
            "is_granted": means.state == Means.State.GRANTED,
            "words": means.answer,
        }
        once = f"means:{means.pk}:{means.state}:{person.pk}"
        write("idea_means", means.initiative, person, context, once=once)


def post_answered(post: InitiativePost, *, mark: str) -> None:
    """Write that something the team wrote is published, or what to mend."""
    context: Context = {
        "is_published": post.state == InitiativePost.State.PUBLISHED,
        "words": post.answer,
    }
    once = f"post:{post.pk}:{post.state}:{mark}"
    _tell("idea_post", post.initiative, _people(post.initiative), context, once=once)


def digest(member: InitiativeMember, heard: Sequence[GroupMessage], *, mark: str) -> bool:
    """Write to one of the team what the others said; each message by who said it, cut short.

    Tells whether it was written: not to whom only a call or a letter reaches.
    """
    if not messages.is_written_to(member.person.kept):
        return False
    lines: list[messages.JSON] = [
        {"talk": each.talk.title, "who": _who(each), "words": each.words[:DIGEST_WORDS]}
        for each in heard[:DIGEST_LINES]
    ]
    context: Context = {"lines": lines, "number": len(heard), "more": len(heard) - len(lines)}
    once = f"digest:{member.pk}:{mark}"
    write("group_digest", member.initiative, member.person, context, once=once)
    return True


def write(
    name: str, initiative: Initiative, person: Person, context: Context, *, once: str
) -> None:
    """Write one message of an initiative to somebody, with their PAL and their own page."""
    to = person.kept
    page = OwnPage.objects.filter(person=to).select_related("person").first()
    known: dict[str, messages.JSON] = {
        "name": to.name,
        "title": initiative.title,
        **pal_words(initiative),
        "page_url": links.own_url(page) if page else "",
    }
    messages.send(
        f"initiatives/{name}",
        to=messages.recipient_of(to),
        context={**known, **context},
        about=initiative,
        once=f"initiatives.idea.{once}",
        pal_id=initiative.pal_id,
    )


def pal_words(initiative: Initiative) -> dict[str, messages.JSON]:
    """Return how the PAL of an initiative is named and called in a message."""
    pal = initiative.pal
    return {"pal": pal.name, "pal_phone": display(pal.phone) if pal.phone else ""}


def _who(message: GroupMessage) -> str:
    """Return a first name: the team knows who it is, and a forwarded e-mail tells no more."""
    return message.member.person.name.split()[0] if message.member else "PAL"


def _tell(
    name: str, initiative: Initiative, people: Iterable[Person], context: Context, *, once: str
) -> None:
    for person in people:
        write(name, initiative, person, context, once=f"{once}:{person.pk}")


def _inside(initiative: Initiative) -> list[InitiativeMember]:
    return list(initiative.members.inside().select_related("person").order_by("pk"))


def _people(initiative: Initiative) -> list[Person]:
    """Return who is told of an initiative: its team, and who sent it while it has none."""
    people = [member.person for member in _inside(initiative)]
    return people or ([initiative.sender] if initiative.sender else [])


def _day(day: date | None, person: Person) -> str:
    if day is None:
        return ""
    with translation.override(person.language):
        return date_format(day, "j E Y")
