"""Planting one person in every table that can hold somebody, as the declarations say."""

import uuid
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import connection, models
from django.utils import timezone

from podworko.core import times
from podworko.core.privacy import DECLARATIONS
from podworko.core.text import fold
from podworko.people.public import Person

NAME = "Zenobia Przepiórka-Wścieklica"
EMAIL = "zenobia.przepiorka@example.org"
PHONE = "+48600700811"
NEEDLES = (NAME, fold(NAME), EMAIL, PHONE, "Przepiórka", "przepiorka", "600700811")
LONG_AGO = timezone.now() - timedelta(days=11 * 365)


class Planter:
    """Makes rows of any model with everything a database asks for, and somebody's data in them."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.is_bare = False
        today = times.today()
        self.given: dict[str, dict[str, Any]] = {
            "activities.signuplist": {"starts_at": LONG_AGO, "ends_at": LONG_AGO},
            "debates.voice": {"about": "debate", "words": "Ławka."},
            "diagnosis.resource": {"consent_on": today},
            "initiatives.groupfile": {"kind": "png"},
            "initiatives.initiative": {"due_on": today},
            "initiatives.initiativemember": {"state": "in"},
            "network.leader": {"ends_on": LONG_AGO.date()},
            "outbox.message": {"channel": "email", "sealed": "", "unsubscribe_url": ""},
            "people.guardianship": {"child": self.other},
            "people.merge": {"gone": self.other, "before": {"email": EMAIL}},
            "people.notsame": {"other": self.other},
            "privacy.accessrequest": {"due_on": today + timedelta(days=7)},
            "privacy.rightsrequest": {"due_on": today + timedelta(days=30)},
            "privacy.datahold": {"ended_at": timezone.now()},
            "promotion.photo": {
                "alt": "Sala.",
                "credit": "PAL",
                "file": lambda: ContentFile(b"obraz", name=f"{uuid.uuid4()}.png"),
            },
            "reports.esfproject": dict.fromkeys(
                ("begins_on", "ends_on", "keep_until"), LONG_AGO.date()
            ),
            "reports.esfparticipant": {"birth_year": 1980, "left_on": None},
            "volunteering.agreement": {
                "begins_on": LONG_AGO.date() - timedelta(days=9),
                "signed_on": LONG_AGO.date(),
            },
            "volunteering.certificate": {
                "state": "issued",
                "number": 1,
                "year": LONG_AGO.year,
                "since": LONG_AGO.date(),
                "until": LONG_AGO.date(),
                "opinion": "",
                "declined_why": "",
                "withdrawn_why": "",
            },
            "volunteering.checked": {
                "done_on": LONG_AGO.date() - timedelta(days=9),
                "struck_why": "",
            },
            "volunteering.hoursentry": {"state": "refused", "corrected_why": ""},
        }

    def other(self) -> Person:
        """Make somebody else, made after the person."""
        return Person.objects.create(name="Adam Inny", folded_name="adam inny")

    def plant(self, model: type[models.Model]) -> models.Model:
        """Make a row about the person by the first way its declaration knows."""
        told = DECLARATIONS[model]
        if not told.people:
            return self.make(model)
        return self.by_path(model, told.people[0].split("__"))

    def by_path(self, model: type[models.Model], path: list[str]) -> models.Model:
        first, *rest = path
        target: Any = self.person
        if rest:
            related = model._meta.get_field(first).related_model
            assert isinstance(related, type)
            target = self.by_path(related, rest)
        return self.make(model, **{first: target})

    def bare(self, model: type[models.Model]) -> models.Model:
        """Make a row that something stands on: somebody else's, nothing of the person in it."""
        held, self.is_bare = self.is_bare, True
        try:
            return self.make(model)
        finally:
            self.is_bare = held

    def make(self, model: type[models.Model], **given: Any) -> models.Model:
        """Make a row: what is given, what its table is known to need, and the rest by kind."""
        label = model._meta.label_lower
        told = DECLARATIONS.get(model)
        personal = told.fields if told and not self.is_bare else ()
        values = {**self.given.get(label, {}), **given}
        row = model()
        for column in model._meta.concrete_fields:
            if column.name in values or column.primary_key:
                continue
            value = self.value(column, is_personal=column.name in personal)
            if value is not None:
                values[column.name] = value
        for name, value in values.items():
            setattr(row, name, value() if callable(value) else value)
        if told and told.since and "__" not in told.since and told.hold:
            begins: Any = model._meta.get_field(told.since)
            is_moment = isinstance(begins, models.DateTimeField)
            setattr(row, told.since, LONG_AGO if is_moment else LONG_AGO.date())
        row.save(force_insert=True)
        return row

    def value(self, column: "models.Field[Any, Any]", *, is_personal: bool) -> Any:
        if is_personal and (told := self.personal(column)) is not None:
            return told
        if column.has_default() or (column.null and not is_personal) or column.blank:
            return None
        return self.needed(column)

    def personal(self, column: "models.Field[Any, Any]") -> Any:
        if isinstance(column, models.FileField):
            return ContentFile(f"obraz: {self.person.name}".encode(), name=f"{uuid.uuid4()}.png")
        if isinstance(column, models.BinaryField):
            return self.person.name.encode()
        is_text = isinstance(column, models.CharField | models.TextField)
        return self.words(column) if is_text and not column.choices else None

    def words(self, column: "models.Field[Any, Any]") -> str:
        """Return what the person would have in a column of this name."""
        if "mail" in column.name or column.name == "contact":
            return self.person.email or EMAIL
        if "phone" in column.name:
            return self.person.phone or PHONE
        if "digest" in column.name or column.name in {"key", "code", "who"}:
            return uuid.uuid4().hex
        name = self.person.name
        return (fold(name) if column.name.startswith("folded") else name)[
            : column.max_length or 200
        ]

    def needed(self, column: "models.Field[Any, Any]") -> Any:
        if isinstance(column, models.ForeignKey):
            related: Any = column.related_model
            return self.person if related is Person else self.bare(related)
        if column.choices:
            return column.choices[0][0]
        for kind, make in _MAKERS:
            if isinstance(column, kind):
                return make(column)
        return None


def _word(column: Any) -> str:
    return uuid.uuid4().hex[: column.max_length or 32]


_MAKERS: tuple[tuple[Any, Any], ...] = (
    (models.DateTimeField, lambda c: timezone.now() + timedelta(hours=c.name.startswith("ends"))),
    (models.DateField, lambda _c: times.today()),
    (models.UUIDField, lambda _c: uuid.uuid4()),
    (models.EmailField, lambda _c: f"{uuid.uuid4().hex}@example.org"),
    ((models.CharField, models.TextField), _word),
    (models.JSONField, lambda c: c.get_default()),
    (models.BooleanField, lambda _c: False),
    ((models.IntegerField, models.DecimalField, models.FloatField), lambda _c: 1),
    (models.BinaryField, lambda _c: b"x"),
)


def marks_left() -> list[str]:
    """Return where in the database a mark of the person is: "table.column: value"."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            quoted = connection.ops.quote_name(table)
            cursor.execute(f"SELECT * FROM {quoted}")  # noqa: S608 - names of our own tables
            names = [each[0] for each in cursor.description or ()]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    told = _told(value)
                    if any(needle in told for needle in NEEDLES):
                        found.append(f"{table}.{name}: {told[:80]}")
    return found


def _told(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode(errors="ignore")
    return str(value)
