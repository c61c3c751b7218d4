"""Plain typed functions: what a test does not name, it does not care about."""

from datetime import timedelta
from itertools import count
from typing import Any

from podworko.core.times import today
from podworko.diagnosis.models import Budget, Evidence, Need, Study
from podworko.network.public import Pal

_numbers = count(1)


def make_pal(**fields: Any) -> Pal:
    number = next(_numbers)
    fields.setdefault("name", f"PAL Badany {number}")
    fields.setdefault("slug", f"badany-{number}")
    fields.setdefault("folded_name", fields["name"].lower())
    return Pal.objects.create(**fields)


def make_study(**fields: Any) -> Study:
    """Make a study that runs now."""
    fields.setdefault("title", "Co słychać na Lipowym")
    fields.setdefault("slug", f"co-slychac-{next(_numbers)}")
    fields.setdefault("who_asks", "Zespół PAL")
    fields.setdefault("why", "Żeby plan odpowiadał na to, czego tu trzeba.")
    fields.setdefault("area", "Osiedle Lipowe")
    fields.setdefault("begins_on", today() - timedelta(days=7))
    fields.setdefault("ends_on", today() + timedelta(days=30))
    fields.setdefault("state", Study.State.RUNNING)
    if "pal" not in fields:
        fields["pal"] = make_pal()
    return Study.objects.create(**fields)


def make_need(**fields: Any) -> Need:
    """Make a confirmed need with 12 voices behind it."""
    fields.setdefault("title", "Starsi sąsiedzi rzadko wychodzą z domu")
    fields.setdefault("category", "loneliness")
    fields.setdefault("status", Need.Status.CONFIRMED)
    if "pal" not in fields:
        fields["pal"] = make_pal()
    need = Need.objects.create(**fields)
    Evidence.objects.create(need=need, method="interview", words="rozmowy", voices=12)
    return need


def make_budget(**fields: Any) -> Budget:
    """Make an edition with one category that 40 people chose, 31 women and 9 men."""
    fields.setdefault("unit", "Zmyślin")
    fields.setdefault("year", 2024)
    budget = Budget.objects.create(voters=50, source="zmyslin.pb", digest="0" * 64, **fields)
    for by, group, voters in (("all", "", 40), ("sex", "F", 31), ("sex", "M", 9)):
        budget.tallies.create(category="culture", by=by, group=group, voters=voters)
    budget.projects.create(code="1", name="Kino pod chmurką", category="culture", voters=40)
    return budget
