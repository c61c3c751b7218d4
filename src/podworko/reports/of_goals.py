"""A goal in the tables of a report: its indicators, tasks and outcome."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from podworko.core.tabular import Value
from podworko.reports.queries.content import Content


def measure_rows(goal: Content) -> Iterator[tuple[Value, ...]]:
    """Yield the indicators of a goal: title, name, where it began, target, where it came to."""
    for each in goal["measures"]:
        done = _("nie podajemy") if each["is_small"] else _measured(each, "actual")
        name = f"{each['title']} ({each['unit']})" if each["unit"] else each["title"]
        yield goal["title"], name, _measured(each, "baseline"), each["target"], done


def _measured(each: Content, part: str) -> Value:
    """Return a number of an indicator; what is told in steps is at least so much."""
    if part not in each.get("in_steps", ()):
        return each[part] or "–"
    if each[part] == "0":
        return _("mniej niż 5")
    return _("co najmniej %(n)s") % {"n": each[part]}


def of_people(number: int | None) -> Value:
    """Return a number of people, or that it is not told."""
    return _("nie podajemy") if number is None else number


def tasks(goal: Content) -> str:
    """Return how many tasks of a goal are done, in words."""
    done = sum(1 for _title, day in goal["tasks"] if day)
    return _("%(done)s z %(all)s") % {"done": done, "all": len(goal["tasks"])}


def outcome(code: str) -> str:
    """Return in words how a goal ended."""
    return {
        "open": _("w toku"),
        "reached": _("osiągnięty"),
        "partly": _("w części"),
        "missed": _("nieosiągnięty"),
        "dropped": _("porzucony"),
    }[code]
