"""Which column of a file is which fact of a resource, and what holds for the whole file."""

import json
from collections.abc import Mapping as MappingABC
from collections.abc import Sequence
from dataclasses import dataclass, field, fields

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core.tabular import match_headings
from podworko.diagnosis.importing.rows import UnreadableError
from podworko.diagnosis.models import ResourceCategory
from podworko.network.public import NeedCategory

FIELDS = {
    "name": gettext_lazy("nazwa"),
    "words": gettext_lazy("opis"),
    "category": gettext_lazy("co to jest"),
    "address": gettext_lazy("adres"),
    "number": gettext_lazy("numer domu"),
    "lat": gettext_lazy("szerokość geograficzna"),
    "lon": gettext_lazy("długość geograficzna"),
    "opening": gettext_lazy("kiedy"),
    "phone": gettext_lazy("telefon"),
    "email": gettext_lazy("e-mail"),
    "website": gettext_lazy("strona internetowa"),
    "id": gettext_lazy("identyfikator w źródle"),
}
"""What a file may say, with the words of the page where columns are chosen."""
HEADINGS: dict[str, Sequence[str]] = {
    "name": (
        "nazwa",
        "name",
        "nazwa obiektu",
        "tytuł",
        "title",
        "obiekt",
        "placówka",
        "instytucja",
    ),
    "words": ("opis", "description", "uwagi", "informacje", "note"),
    "category": ("kategoria", "category", "rodzaj", "typ", "type", "amenity"),
    "address": ("adres", "address", "ulica", "addr:street", "lokalizacja", "siedziba", "street"),
    "number": ("numer", "nr", "nr domu", "numer domu", "addr:housenumber", "housenumber"),
    "lat": ("lat", "latitude", "szerokość", "szerokość geograficzna", "y", "wgs84_lat"),
    "lon": ("lon", "lng", "long", "longitude", "długość", "długość geograficzna", "x", "wgs84_lon"),
    "opening": ("godziny otwarcia", "godziny", "opening_hours", "kiedy", "czynne"),
    "phone": ("telefon", "phone", "tel", "nr telefonu", "contact:phone"),
    "email": ("e-mail", "email", "mail", "adres e-mail", "contact:email"),
    "website": ("strona", "www", "website", "url", "strona internetowa", "contact:website"),
    "id": ("id", "identyfikator", "objectid", "fid", "external_id", "kod"),
}


@dataclass(frozen=True, slots=True)
class Mapping:
    """The columns by field, and what is said of every row that does not say it itself."""

    columns: MappingABC[str, str] = field(default_factory=dict)
    category: str = ResourceCategory.INSTITUTION
    answers: tuple[str, ...] = ()
    source: str = ""
    attribution: str = ""
    takes_placeless: bool = False
    """Whether rows whose place nobody knows are taken too, for the list alone."""


def guess(header: Sequence[str]) -> dict[str, str]:
    """Return the column of each field, as far as the headings tell."""
    return match_headings(header, HEADINGS)


def read_mapping(data: bytes) -> Mapping:
    """Read a mapping from JSON as `--mapping` names it.

    Raises UnreadableError for a file that is none, and for words that nothing knows.
    """
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableError(_("Plik z kolumnami nie jest poprawnym JSON-em.")) from error
    known = {each.name for each in fields(Mapping)}
    if not isinstance(found, dict) or not found.keys() <= known:
        message = _("W pliku z kolumnami mogą być tylko: %(names)s.")
        raise UnreadableError(message % {"names": ", ".join(sorted(known))})
    found["answers"] = tuple(found.get("answers", ()))
    mapping = Mapping(**found)
    _check(mapping)
    return mapping


def _check(mapping: Mapping) -> None:
    columns = mapping.columns if isinstance(mapping.columns, dict) else {"?": ""}
    wrong = [
        *(columns.keys() - FIELDS.keys()),
        *({mapping.category} - set(ResourceCategory.values)),
        *(set(mapping.answers) - set(NeedCategory.values)),
    ]
    if wrong:
        words = ", ".join(sorted(map(str, wrong)))
        raise UnreadableError(_("Nie znamy: %(words)s.") % {"words": words})
