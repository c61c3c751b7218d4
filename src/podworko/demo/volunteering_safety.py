"""Checks for work with minors in the demonstration city, and the standards of its houses.

Whoever leads something for children is checked before it is planned. Two have something that
lapses soon; one who leads adults alone is not checked at all.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta

from podworko.accounts.public import Grant, User
from podworko.core import times
from podworko.demo.safety_words import FULL, SHORT
from podworko.network import public as network
from podworko.volunteering import public as volunteering

KINDS = ("sex-offenders", "state-commission", "krk", "training")
AGO, LAPSES_IN = 60, (12, 25)
SHELF = "akta w kancelarii, szafa 2"
FROM_ABROAD = {"Oksana Berest": "UA"}
WITH_STANDARDS = ("pod-lipami", "nad-stawem")


def fill(leaders: Iterable[network.Leader], *, unchecked: Collection[network.Leader] = ()) -> int:
    """Note that these leaders were checked and trained, but those `unchecked`; return how many.

    To be called before anything with minors is planned.
    """
    left_out = {leader.pk for leader in unchecked}
    done = [leader for leader in leaders if leader.pk not in left_out]
    checker = _checker()
    for leader in done:
        _check(leader, done_by=checker)
    return len(done)


def lapse_soon(leaders: Iterable[network.Leader]) -> None:
    """Have something of two of these lapse within a month; to be called when all is planned."""
    for leader, days in zip(leaders, LAPSES_IN, strict=False):
        until = times.today() + timedelta(days=days)
        looked = volunteering.Looked(kind="training", valid_to=until)
        volunteering.note_check(leader, looked, actor=_checker())


def write_standards(pals: Mapping[str, network.Pal]) -> int:
    """Issue standards at some houses, one of them long ago; some of the staff have read them."""
    for number, slug in enumerate(WITH_STANDARDS):
        _issue(pals[slug], years_ago=2 * number)
    return len(WITH_STANDARDS)


def _check(leader: network.Leader, *, done_by: User) -> None:
    country = FROM_ABROAD.get(leader.name)
    volunteering.declare(leader, citizenships=[country or "PL"], lived_in=[], actor=done_by)
    on = times.today() - timedelta(days=AGO)
    for kind in KINDS:
        looked = volunteering.Looked(kind=kind, on=on, kept_at=_shelf(kind))
        volunteering.note_check(leader, looked, actor=done_by)
    if country:
        looked = volunteering.Looked(kind="abroad", country=country, on=on, kept_at=SHELF)
        volunteering.note_check(leader, looked, actor=done_by)


def _shelf(kind: str) -> str:
    return "" if kind == "training" else SHELF


def _checker() -> User:
    """Return the account that does the checks: of somebody who leads nothing, so never oneself."""
    return User.objects.get(email="wolontariat@example.org")


def _issue(pal: network.Pal, *, years_ago: int) -> None:
    checker = _checker()
    text = volunteering.StandardsText(
        full=FULL, short=SHORT, contents=list(volunteering.Content), valid_from=times.today()
    )
    draft = volunteering.write_standards(pal, text, actor=checker)
    row = volunteering.issue_standards(pal, actor=checker, seen_version=draft.version)
    since = times.today() - timedelta(days=200 + 365 * years_ago)
    volunteering.Standards.objects.filter(pk=row.pk).update(valid_from=since)
    for grant in Grant.objects.today().filter(pal=pal).select_related("user").order_by("pk")[:3]:
        volunteering.acknowledge_standards(row, actor=grant.user)
