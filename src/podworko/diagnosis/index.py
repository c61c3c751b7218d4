"""What of resources and needs can be found by searching."""

from collections.abc import Iterable

from podworko.core import search
from podworko.diagnosis.models import Need, Resource
from podworko.network.public import NeedCategory

RESOURCES, NEEDS = "resources", "needs"
_CATEGORIES = dict(NeedCategory.choices)


def update_resource(resource: Resource) -> None:
    """Put a resource's words into the search in the caller's transaction."""
    update_resources([resource])


def update_resources(resources: Iterable[Resource]) -> None:
    """Do the same for many, in few queries."""
    search.index_many(RESOURCES, [(row.pk, _of_resource(row)) for row in resources])


def update_need(need: Need) -> None:
    """Put a need's words into the search in the caller's transaction."""
    search.index(NEEDS, need.pk, of_need(need))


def of_need(need: Need) -> list[tuple[str, int]]:
    """Return the texts of a need that count, with their weight."""
    return [
        (need.title, 8),
        (str(need.get_category_display()), 4),
        (f"{need.whose} {need.area}", 3),
        (need.words, 1),
    ]


def _of_resource(resource: Resource) -> list[tuple[str, int]]:
    answers = " ".join(str(_CATEGORIES[code]) for code in resource.answers if code in _CATEGORIES)
    return [
        (resource.name, 8),
        (str(resource.get_category_display()), 3),
        (answers, 3),
        (resource.address, 2),
        (resource.words, 1),
    ]
