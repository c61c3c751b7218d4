"""Rows for tests of initiatives: what a test does not name, it does not care about."""

import io
from datetime import timedelta
from itertools import count
from typing import Any

from django.urls import reverse
from pypdf import PdfWriter

from podworko.accounts.public import Grant, User
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core import times
from podworko.diagnosis.tests.factories import make_need, make_pal
from podworko.initiatives import idea_links, links
from podworko.initiatives.group_files import Checked
from podworko.initiatives.models import (
    IdeaRules,
    Initiative,
    InitiativeMember,
    InitiativePost,
    InitiativeStep,
    Means,
    OwnPage,
    Support,
)
from podworko.initiatives.operations import (
    ideas,
    ideas_group,
    ideas_means,
    ideas_path,
    ideas_team,
)
from podworko.initiatives.operations.ideas import Idea
from podworko.initiatives.operations.ideas_means import Answer
from podworko.initiatives.operations.ideas_team import Joining
from podworko.network.public import Pal
from podworko.people.public import Card, Channel
from podworko.planning.public import Tie

_numbers = count(1)


def a_pdf() -> bytes:
    """Return a document that opens, of one empty page."""
    made, pages = io.BytesIO(), PdfWriter()
    pages.add_blank_page(width=100, height=100)
    pages.write(made)
    return made.getvalue()


def make_animator(pal: Pal, *, role: str = "animator") -> User:
    number = next(_numbers)
    user = User.objects.create_user(f"animator{number}@example.org", name=f"Ola {number}")
    Grant.objects.create(user=user, role=role, pal=pal)
    return user


def make_card(**fields: Any) -> Card:
    number = next(_numbers)
    return Card(**{"name": f"Jan {number}", "phone": f"+4860{number:07d}", **fields})


def send_idea(pal: Pal | None = None, **fields: Any) -> ideas.Sent:
    """Send an idea by the web; who sent it leads unless told otherwise."""
    values: dict[str, Any] = {"title": f"Ławki {next(_numbers)}", "words": "Żeby usiąść."}
    idea = Idea(pal=pal or make_pal(), card=make_card(), **{**values, **fields})
    return ideas.send(idea, channel=Channel.WEB, actor=RESIDENT)


def make_published(pal: Pal | None = None, *, needed: int = 1, **fields: Any) -> Initiative:
    """Make an initiative that gathers support, of which `needed` is enough."""
    at = pal or make_pal()
    IdeaRules.objects.update_or_create(
        pal=at, defaults={"support_needed": needed, "answer_days": 5, "hour_grosze": 3000}
    )
    return ideas.publish(send_idea(at, **fields).initiative, actor=SYSTEM)


def make_support(initiative: Initiative, *, state: str = "counted") -> Support:
    contact = f"ada{next(_numbers)}@example.org"
    return Support.objects.create(
        initiative=initiative,
        state=state,
        contact_digest=idea_links.contact_digests(initiative, contact)[0],
    )


def join_team(initiative: Initiative, **fields: str) -> InitiativeMember:
    """Have somebody join by an invitation."""
    joining = Joining(card=make_card(**fields), is_invited=True)
    return ideas_team.join(initiative, joining, channel=Channel.WEB, actor=RESIDENT).member


def leader_of(initiative: Initiative) -> InitiativeMember:
    return initiative.members.inside().get(role="leader")


def make_at(state: str, pal: Pal | None = None, *, route: str = "pal", **fields: Any) -> Initiative:
    """Lead an initiative along the path up to a state, each gate opened on the way."""
    initiative = make_published(pal, **fields)
    make_support(initiative)
    ideas_path.reach(initiative, actor=SYSTEM)
    path = ("planned", "route", "applied", "approved", "under_way", "done")
    if state in path:
        open_gates(initiative, route=route)
        for step in path[: path.index(state) + 1]:
            initiative = ideas_path.take_step(initiative, to=step, actor=SYSTEM)
    return Initiative.objects.select_related("pal").get(pk=initiative.pk)


def open_gates(initiative: Initiative, *, route: str = "pal") -> None:
    """Give an initiative a team, a need it answers, a plan and a way to its means."""
    join_team(initiative)
    need = make_need(pal=initiative.pal)
    ideas.tie(initiative, Tie(need, "bo tak mówili"), actor=SYSTEM)
    today = times.today()
    InitiativeStep.objects.create(
        initiative=initiative, words="sadzimy", begins_on=today, ends_on=today
    )
    Initiative.objects.filter(pk=initiative.pk).update(route=route)


def ask_for(initiative: Initiative, **fields: Any) -> Means:
    values = {"kind": "equipment", "words": "taczka na sobotę"}
    means = Means(initiative=initiative, **{**values, **fields})
    return ideas_means.ask_means(means, actor=RESIDENT)


def make_post(initiative: Initiative, **fields: Any) -> InitiativePost:
    values: dict[str, Any] = {
        "words": "Byliśmy.",
        "due_on": times.today() + timedelta(days=7),
    }
    return InitiativePost.objects.create(initiative=initiative, **{**values, **fields})


def own_page(member: InitiativeMember, name: str, *more: object) -> str:
    """Return the address of a page of an initiative as one of its team reaches it."""
    token = links.token(OwnPage.objects.get(person=member.person))
    return reverse(f"initiatives:{name}", args=[token, member.initiative.public_id, *more])


def ideas_world(pal: Pal) -> dict[str, object]:
    """Make one of everything that addresses of initiatives name."""
    initiative = make_at("planned", pal)
    member = leader_of(initiative)
    asking = ideas_team.join(
        initiative, Joining(card=make_card()), channel=Channel.WEB, actor=RESIDENT
    ).member
    step = initiative.steps.get()
    talk = ideas_group.start_talk(
        initiative, member=member, title="Łopaty", words="Kto ma?", actor=RESIDENT
    )
    file = ideas_group.share_file(
        initiative, Checked("plan.pdf", "pdf", a_pdf()), member=member, actor=RESIDENT
    )
    money = ask_for(initiative, kind="money", grosze=10_000)
    granted = ask_for(initiative, kind="money", grosze=5_000)
    ideas_means.answer_means(granted, Answer(is_granted=True, words=""), actor=SYSTEM)
    return {
        "initiative": initiative.public_id,
        "initiative_token": links.token(OwnPage.objects.get(person=member.person)),
        "initiative_row": step.pk,
        "initiative_kind": "krok",
        "initiative_asking": asking.pk,
        "initiative_tie": initiative.thread.get().pk,
        "initiative_means": ask_for(initiative).public_id,
        "initiative_money": money.public_id,
        "initiative_granted": granted.public_id,
        "initiative_post": make_post(initiative).public_id,
        "initiative_invitation": idea_links.invitation_token(initiative),
        "support_token": support_token(make_support(initiative)),
        "initiative_own_act": "krok-route",
        "initiative_desk_act": "towarzysze",
        "initiative_talk": talk.public_id,
        "initiative_file": file.public_id,
    }


def support_token(support: Support) -> str:
    return idea_links.support_path(support).rstrip("/").rpartition("/")[2]
