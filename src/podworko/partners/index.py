"""What of organisations and their services can be found by searching."""

from collections.abc import Iterable

from django.db.models import QuerySet

from podworko.core import search
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
        (f"{row.name} {row.other_name}", 8),
        (str(row.get_kind_display()), 3),
        (row.words, 1),
    ]


def _of_service(row: Service) -> list[tuple[str, int]]:
    places = " ".join(str(place) for place in row.locations.all())
    return [
        (row.name, 8),
        (" ".join(row.answers_words), 4),
        (f"{row.organisation.name} {row.organisation.other_name}", 4),
        (" ".join(plain_words(code) for code in row.answers), 2),
        (places, 2),
        (f"{row.eligibility} {row.words}", 1),
    ]
