"""Initiatives of the demonstration city: one in every state, as residents and staff lead them.

Everybody here is made up.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from podworko.accounts.public import User
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core import times
from podworko.demo import initiative_groups
from podworko.demo.initiative_rows import INITIATIVES, MadeUpInitiative
from podworko.demo.resource_rows import LIPY
from podworko.diagnosis import public as diagnosis
from podworko.initiatives import public as initiatives
from podworko.network import public as network
from podworko.people.public import Card, Channel
from podworko.planning.public import Tie

ANIMATORS = {LIPY: "animatorka@example.org"}
OTHER = "animator@example.org"
PATH = ("planned", "route", "applied", "approved", "under_way", "done")
DEGREE = 0.001
BEGINS = {"under_way": -2, "done": -16, "told": -45}
"""In how many days the work begins; of what is to come in six."""
"""About a hundred metres north; a little less east."""
HOUR = 2500


def begin(pals: Mapping[str, network.Pal]) -> str:
    """Lead made-up initiatives as far as they came; return how many, in words."""
    for key in dict.fromkeys(row.pal for row in INITIATIVES):
        rules = initiatives.IdeaRules(
            pal=pals[key], support_needed=15, answer_days=5, hour_grosze=HOUR
        )
        initiatives.ideas.lay_down_rules(rules, actor=SYSTEM)
    for row in INITIATIVES:
        _initiative(row, pals[row.pal])
    return f"{len(INITIATIVES)} initiatives of residents, one in every state"


def _initiative(row: MadeUpInitiative, pal: network.Pal) -> None:
    animator = User.objects.get(email=ANIMATORS.get(row.pal, OTHER))
    idea = initiatives.ideas.Idea(
        pal=pal, card=_card(row.leader), title=row.title, words=row.words, area=row.area
    )
    sent = initiatives.ideas.send(idea, channel=Channel.WEB, actor=RESIDENT)
    _answer(sent.initiative, row, animator)
    _place(sent.initiative, row, pal)


def _answer(made: initiatives.Initiative, row: MadeUpInitiative, animator: User) -> None:
    """Answer an idea as an animator would, and lead on what is published."""
    if row.state == "asked":
        initiatives.ideas.ask_back(made, words=row.note, actor=animator)
    elif row.state == "declined":
        initiatives.ideas.decline(made, words=row.note, actor=animator)
    elif row.state != "idea":
        held = initiatives.ideas.publish(made, words="Dobry pomysł!", actor=animator)
        _support(held, row)
        _lead(held, row, animator)


def _support(made: initiatives.Initiative, row: MadeUpInitiative) -> None:
    names = [f"Sąsiadka {number}" for number in range(1, row.support + 1)]
    rows = [initiatives.ideas_support.Row(name, f"ul. Przykładowa {name[-1]}") for name in names]
    initiatives.ideas_support.type_in_sheet(made, rows, actor=SYSTEM)


def _lead(made: initiatives.Initiative, row: MadeUpInitiative, animator: User) -> None:
    """Take an initiative through the steps, one by one, with what each of them asks for."""
    if row.need:
        needs = diagnosis.Need.objects.filter(pal=made.pal).order_by("pk")
        need = needs.filter(title__startswith=row.need).first()
        if need:
            initiatives.ideas.tie(made, Tie(need, row.why), actor=animator)
    if row.state == "withdrawn":
        initiatives.ideas.withdraw(made, actor=RESIDENT)
    if row.state not in (*PATH, "refused", "told"):
        _look_for_people(made, row)
        return
    _plan(made, row)
    upto = {"refused": "applied", "told": "done"}.get(row.state, row.state)
    for step in PATH[: PATH.index(upto) + 1]:
        words = row.note if step == row.state else ""
        initiatives.ideas_path.take_step(made, to=step, words=words, actor=animator)
    _further(made, row, animator)


def _look_for_people(made: initiatives.Initiative, row: MadeUpInitiative) -> None:
    """Have somebody ask to join, and one team lose the only one who led it."""
    if row.state != "team":
        return
    join = initiatives.ideas_team.join
    joining = initiatives.ideas_team.Joining(card=_card("Ewa Zmyślona"), is_invited=True)
    join(made, joining, channel=Channel.WEB, actor=RESIDENT)
    asking = initiatives.ideas_team.Joining(
        card=_card("Jan Wymyślony"), remark="Mam łopaty i wolne soboty."
    )
    join(made, asking, channel=Channel.WEB, actor=RESIDENT)
    leader = made.members.get(role="leader", state="in")
    initiatives.ideas_team.leave(leader, actor=RESIDENT)


def _plan(made: initiatives.Initiative, row: MadeUpInitiative) -> None:
    """Write a plan as its team would: steps, hours, costs, a task, the way to the means."""
    second = initiatives.ideas_team.Joining(card=_card("Ewa Zmyślona"), is_invited=True)
    member = initiatives.ideas_team.join(made, second, channel=Channel.WEB, actor=RESIDENT).member
    leader = made.members.get(role="leader", state="in")
    start = BEGINS.get(row.state, 6)
    save = initiatives.ideas_work.save_row
    rows = (
        initiatives.InitiativeStep(
            words="kupujemy i szykujemy", begins_on=_near(start), ends_on=_near(start + 2)
        ),
        initiatives.InitiativeStep(
            words="robimy razem", begins_on=_near(start + 3), ends_on=_near(start + 5)
        ),
        initiatives.OwnWork(member=leader, words="organizuje", planned_hours=Decimal(12)),
        initiatives.OwnWork(member=member, words="pomaga przy pracach", planned_hours=Decimal(8)),
        initiatives.Cost(words="materiały", grosze=64_000, source="pal"),
        initiatives.Cost(words="narzędzia z domu", grosze=20_000, source="in_kind"),
        initiatives.InitiativeTask(words="plakaty w klatkach", member=member, until=_near(start)),
    )
    for each in rows:
        each.initiative = made
        save(each, actor=RESIDENT)
    chosen = initiatives.ideas_work.Chosen(
        route=row.route,
        purpose_points=34,
        own_points=20 if row.state == "route" else 30,
        purpose_words="Mieszkańcy sami o to prosili i sami to zrobią.",
    )
    initiatives.ideas_work.choose_route(made, chosen, actor=RESIDENT)


def _further(made: initiatives.Initiative, row: MadeUpInitiative, animator: User) -> None:
    """Ask for means, settle them and tell of it, as far as the initiative came."""
    if row.state == "refused":
        refuse = initiatives.ideas_path.take_step
        refuse(made, to="refused", words=row.note, actor=animator)
    if row.state == "planned":
        initiatives.ideas_path.ask_step(made, to="route", actor=RESIDENT)
    if row.state == "under_way":
        _ask(made, "equipment", "wkrętarka na sobotę")
        _ask(made, "money", "ziemia i sadzonki", grosze=35_000)
        _post(made, "Deski pocięte! Jutro skręcamy skrzynie, przyjdźcie z rękawicami.", animator)
        initiative_groups.begin(made, animator)
    if row.state in ("done", "told"):
        _finish(made, row, animator)


def _ask(made: initiatives.Initiative, kind: str, words: str, grosze: int | None = None) -> None:
    means = initiatives.Means(initiative=made, kind=kind, words=words, grosze=grosze)
    initiatives.ideas_means.ask_means(means, actor=RESIDENT)


def _post(made: initiatives.Initiative, words: str, animator: User) -> None:
    post = initiatives.InitiativePost(initiative=made, words=words)
    initiatives.ideas_posts.write_post(post, actor=RESIDENT)
    initiatives.ideas_posts.answer_post(post, is_published=True, words="", actor=animator)


def _finish(made: initiatives.Initiative, row: MadeUpInitiative, animator: User) -> None:
    for work in made.work.all():
        work.done_hours = work.planned_hours + 2
        initiatives.ideas_work.save_row(work, actor=RESIDENT)
    if row.state != "told":
        return
    report = initiatives.InitiativePost(
        initiative=made,
        kind="report",
        words="Skrzynka stoi od miesiąca. Pożyczono z niej czterdzieści dwa razy, nic nie zginęło.",
        changed="Sąsiedzi z różnych klatek wiedzą, jak mają na imię. Dwoje naprawia już razem.",
        people=58,
        hours=Decimal(24),
    )
    initiatives.ideas_posts.write_post(report, actor=RESIDENT)
    initiatives.ideas_posts.answer_post(report, is_published=True, words="", actor=animator)


def _place(made: initiatives.Initiative, row: MadeUpInitiative, pal: network.Pal) -> None:
    """Put it on the map near the PAL, and have it be as long ago as it is told."""
    changed: dict[str, object] = {
        "category": row.category,
        "since": times.today() - timedelta(days=row.days),
    }
    if row.at and pal.seat and pal.seat.point:
        point = pal.seat.point
        changed |= {"lon": point.lon + row.at[0] * DEGREE, "lat": point.lat + row.at[1] * DEGREE}
    initiatives.Initiative.objects.filter(pk=made.pk).update(**changed)


def _near(days: int) -> date:
    """Return a day so many days from today, within this year: local initiatives end in theirs."""
    today = times.today()
    day = today + timedelta(days=days)
    return min(max(day, today.replace(month=1, day=1)), today.replace(month=12, day=31))


def _card(name: str) -> Card:
    words = name.lower().translate(str.maketrans("ąćęłńóśźż ", "acelnoszz."))
    return Card(name=name, email=f"{words}@example.org")
