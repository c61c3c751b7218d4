"""Plain typed functions: what a test does not name, it does not care about."""

from datetime import timedelta
from itertools import count
from typing import Any

from podworko.core.times import today
from podworko.diagnosis.models import Evidence, Need, Study
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
