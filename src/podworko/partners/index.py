"""What of organisations and their services can be found by searching."""

from collections.abc import Callable, Iterable

from django.db.models import QuerySet
from django.utils import translation

from podworko.core import languages, search
from podworko.network.public import plain_words
from podworko.partners.models import Organisation, Service

ORGANISATIONS, SERVICES = "partners", "partner-services"


def update_organisations(rows: Iterable[Organisation]) -> None:
    """Put the words of organisations, and those of what they offer, into the search."""
    held = list(rows)
    search.index_many(ORGANISATIONS, [(row.pk, _of_organisation(row)) for row in held])
    update_services(Service.objects.filter(organisation__in=[row.pk for row in held]))


def update_services(rows: QuerySet[Service] | Iterable[Service]) -> None:
    """Put the words of services into the search in the caller's transaction, in few queries."""
    keys = [row.pk for row in rows]
    found = Service.objects.filter(pk__in=keys).select_related("organisation")
    held = found.prefetch_related("locations")
    search.index_many(SERVICES, [(row.pk, _of_service(row)) for row in held])


def _of_organisation(row: Organisation) -> list[tuple[str, int]]:
    return [
        (f"{_all(row, 'name')} {row.other_name}", 8),
        (_in_every_language(row.get_kind_display), 3),
        (_all(row, "words"), 1),
    ]


def _of_service(row: Service) -> list[tuple[str, int]]:
    places = " ".join(str(place) for place in row.locations.all())
    return [
        (_all(row, "name"), 8),
        (_in_every_language(lambda: " ".join(row.answers_words)), 4),
        (f"{_all(row.organisation, 'name')} {row.organisation.other_name}", 4),
        (" ".join(plain_words(code) for code in row.answers), 2),
        (places, 2),
        (_all(row, "eligibility", "words"), 1),
    ]


def _in_every_language(words: Callable[[], object]) -> str:
    """Return words of our own lists as readers of each language know them."""
    found = []
    for code in ("pl", *languages.OTHERS):
        with translation.override(code):
            found.append(str(words()))
    return " ".join(found)


def _all(row: Organisation | Service, *names: str) -> str:
    """Return what these fields say in every language: one finds a thing in one's own words."""
    return " ".join(str(getattr(row, name)) for name in (*names, *languages.columns(names)))
