"""Where photographs of the library are shown: each place says what it shows, and lets go of it.

A place registers from AppConfig.ready: `photo_places.places.add(Place("news", …))`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise

from podworko.audit.public import Actor
from podworko.promotion.models import Photo, Scope


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that shows a photograph; `href` is "" for what has no page.

    Not `is_public` is what residents may not read yet, or no more: its title is the desk's alone.
    """

    title: str
    href: str = ""
    is_public: bool = True


Found = Mapping[int, Sequence[Shown]]
"""What shows photographs, by their keys; those shown nowhere are left out."""


@dataclass(frozen=True, slots=True)
class Place:
    """A kind of thing that shows photographs in one scope.

    `shown` reads what shows these now, in a fixed number of queries. `let_go` takes one away from
    all of that, in the caller's transaction, in which the photograph's row is locked. One that
    `asks` looks at the consents whenever it shows: what is not allowed stands there unseen.
    """

    name: str
    words: str | Promise
    scope: Scope
    shown: Callable[[Sequence[Photo]], Found]
    let_go: Callable[[Photo, Actor], None]
    asks: bool = True


@dataclass(slots=True)
class Places:
    """Every place, in the order in which they registered."""

    _places: dict[str, Place] = field(default_factory=dict)

    def add(self, place: Place) -> None:
        """Have a place asked; registering a name again replaces it."""
        self._places[place.name] = place

    def __iter__(self) -> Iterator[Place]:
        return iter(self._places.values())


places = Places()


@dataclass(frozen=True, slots=True)
class ShownIn:
    """One place with what shows a photograph there now."""

    place: Place
    things: tuple[Shown, ...]

    @property
    def public(self) -> "ShownIn":
        """The same without what residents may not read."""
        return ShownIn(self.place, tuple(each for each in self.things if each.is_public))


def shown_now(photo: Photo) -> list[ShownIn]:
    """Return where a photograph is shown now; places without it are left out."""
    return list(shown_now_of([photo]).get(photo.pk, ()))


def shown_now_of(photos: Sequence[Photo]) -> dict[int, tuple[ShownIn, ...]]:
    """Return the same of many by their keys, asking each place once."""
    found: dict[int, tuple[ShownIn, ...]] = {}
    for place in places if photos else ():
        for key, things in place.shown(photos).items():
            found[key] = (*found.get(key, ()), ShownIn(place, tuple(things)))
    return found
