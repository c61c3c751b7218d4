"""Every model says which personal data it holds, why, and for how long (RODO art. 5 and 30).

Export, erasure and retention are driven by these declarations; a test refuses a model
that has none, one that names columns that do not exist, and one whose time nobody keeps.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models

GONE = "–"
"""What stands where the database asks for some words and there are none any more."""
KEEPER = "privacy.keep"
"""The periodic function that keeps the time of every model which names no other."""
EMPTY, DELETE, STAY, OWN = "empty", "delete", "stay", "own"
"""What becomes of a row: columns emptied, the row gone, nothing as it holds keys alone, or what
the module's own steps do."""
WAYS = (EMPTY, DELETE, STAY, OWN)


@dataclass(frozen=True, slots=True)
class Hold:
    """A reason in law to keep something though a person asks to be erased (RODO art. 17 ust. 3)."""

    code: str
    law: str


HOLDS = {
    hold.code: hold
    for hold in (
        Hold("volunteering", "RODO art. 17 ust. 3 lit. b i e; ustawa o wolontariacie, art. 44"),
        Hold("minors", "RODO art. 17 ust. 3 lit. b; ustawa z 13.05.2016, art. 21"),
        Hold("esf", "RODO art. 17 ust. 3 lit. b; rozporządzenie (UE) 2021/1060, art. 82"),
    )
}


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a model holds about people: fields, purpose and days to keep them.

    `none` says why there is nothing personal in a model without such fields. `people` are
    look-ups that lead to a resident's card, `contacts` columns with an e-mail or a telephone,
    `names` columns with a whole name that may stand there without a card.
    Time runs from `since`; `kept_by` names the periodic function that keeps it. `end` says what
    becomes of a row when its time is over, `erasing` when its person is erased; `hold` why it
    stays even then. `empties` are the columns that are emptied, `marks` those that become marks
    by chance. With `by_year` a calendar year goes as a whole, so that its counts stay.
    `ended` is what has to be true too before the time of a row runs. `tells` are look-ups
    that say in a person's copy what a row is about. `held_by` are more look-ups by which a hold
    on somebody's data reaches a row (see `core.holds`): to a card, or to words with a contact or
    a whole name.
    """

    fields: tuple[str, ...] = ()
    purpose: str = ""
    keep_days: int | None = None
    erase: str = ""
    none: str = ""
    matter: str = ""
    people: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    since: str = ""
    end: str = EMPTY
    erasing: str = EMPTY
    hold: str = ""
    kept_by: str = KEEPER
    empties: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    by_year: bool = False
    ended: Mapping[str, Any] = field(default_factory=dict)
    tells: tuple[str, ...] = ()
    held_by: tuple[str, ...] = ()

    @property
    def goes_with_card(self) -> bool:
        """Whether it has no time of its own: it goes when the card goes it leads to."""
        return self.kept_by == KEEPER and not self.since

    @property
    def is_kept_here(self) -> bool:
        """Whether the general keeper keeps its time, by what is declared alone."""
        return self.kept_by == KEEPER and bool(self.since and self.keep_days)


M = TypeVar("M", bound=models.Model)

DECLARATIONS: dict[type[models.Model], Declaration] = {}


def personal_data(  # noqa: PLR0913 - one word per part of a declaration
    *fields: str,
    purpose: str = "",
    keep_days: int | None = None,
    erase: str = "",
    none: str = "",
    matter: str = "",
    people: tuple[str, ...] = (),
    contacts: tuple[str, ...] = (),
    names: tuple[str, ...] = (),
    since: str = "",
    end: str = EMPTY,
    erasing: str = "",
    hold: str = "",
    kept_by: str = KEEPER,
    empties: tuple[str, ...] | None = None,
    marks: tuple[str, ...] = (),
    by_year: bool = False,
    ended: Mapping[str, Any] | None = None,
    tells: tuple[str, ...] = (),
    held_by: tuple[str, ...] = (),
) -> Callable[[type[M]], type[M]]:
    """Declare the personal data of a model; see Declaration for the words.

    Left out, `erasing` is what `end` is, and `empties` every field declared that is a column with
    words, numbers or a file: links to people stay, for the card they lead to names nobody then.
    Raises ValueError for a declaration that says neither what is held nor why nothing is.
    """
    if bool(fields) == bool(none) or (fields and not (purpose and erase and matter)):
        message = "Declare fields with purpose, erase and matter, or say in `none` why none."
        raise ValueError(message)

    def declare(model: type[M]) -> type[M]:
        told = empties if empties is not None else _emptied(model, fields, marks)
        DECLARATIONS[model] = Declaration(
            fields, purpose, keep_days, erase, none, matter, people, contacts, names, since,
            end, erasing or end, hold, kept_by, told, marks, by_year, ended or {}, tells,
            held_by,
        )  # fmt: skip
        return model

    return declare


def emptied(column: "models.Field[Any, Any]") -> object:
    """Return what stands in a column of which nothing may be known any more."""
    if column.null:
        return None
    if isinstance(column, models.JSONField):
        return column.get_default()
    if isinstance(column, models.BinaryField):
        return b""
    return "" if column.blank or isinstance(column, models.FileField) else GONE


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose data it is about: keys of cards that are one person's, and how to reach them."""

    people: tuple[int, ...] = ()
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    """Whole names that are on no other card."""

    @property
    def contacts(self) -> frozenset[str]:
        return self.emails | self.phones


Counts = Mapping[str, int]
Step = Callable[[Subject, Any], Counts]
"""Called in the erasing transaction with the actor; tells how many rows of which model went."""
Reason = Callable[[Subject], list[str]]
Finder = Callable[[Subject], Iterable[int]]
"""Tells the keys of rows of a table that are somebody's where only its module can look: sealed."""


@dataclass(slots=True)
class Register:
    """What modules above do of their own when a person is erased, in order."""

    _steps: dict[str, tuple[int, Step]] = field(default_factory=dict)
    _blocks: dict[str, Reason] = field(default_factory=dict)
    held: Callable[[], Subject] = Subject
    """Whose rows stay past their time while a hold is in force; `privacy` tells them."""
    finders: dict[type[models.Model], Finder] = field(default_factory=dict)

    def add(self, name: str, step: Step, *, order: int = 50) -> None:
        """Have a module do its part; called from AppConfig.ready.

        Below 50 comes what is still to happen and has to be called off first.
        """
        self._steps[name] = (order, step)

    def block(self, name: str, why: Reason) -> None:
        """Have a module say what must be settled with the person before."""
        self._blocks[name] = why

    def find(self, model: type[models.Model], finder: Finder) -> None:
        """Have a module tell which rows of a sealed table are of people with a hold."""
        self.finders[model] = finder

    def steps(self) -> list[Step]:
        """Return every step in its order."""
        inorder = sorted(self._steps.items(), key=lambda item: (item[1][0], item[0]))
        return [step for _name, (_order, step) in inorder]

    def blocks(self, subject: Subject) -> list[str]:
        """Return why the person cannot be erased yet, in words; nothing when they can."""
        return [words for _name, why in sorted(self._blocks.items()) for words in why(subject)]


erasing = Register()


def _emptied(
    model: type[models.Model], fields: tuple[str, ...], marks: tuple[str, ...]
) -> tuple[str, ...]:
    known = {column.name: column for column in model._meta.concrete_fields}  # noqa: SLF001 - public
    return tuple(
        name
        for name in fields
        if name in known and not known[name].is_relation and name not in marks
    )
