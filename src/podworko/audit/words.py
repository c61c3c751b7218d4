"""The codes of both trails in words, as each module tells them of what it records."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.apps import apps
from django.utils.functional import Promise
from django.utils.text import capfirst

Told = Mapping[str, str | Promise]
Choices = list[tuple[str, list[tuple[str, str]]]]


@dataclass(slots=True)
class Words:
    """What the codes of one trail mean, under a heading per module.

    A module registers from `AppConfig.ready`:
    `audit.change_words.add(_("Porady"), {"answer.given": _("Dano odpowiedź")})`.
    """

    _groups: list[tuple[str | Promise, Told]] = field(default_factory=list)
    _all: dict[str, str | Promise] = field(default_factory=dict)

    def add(self, heading: str | Promise, told: Told) -> None:
        """Take the words of a module; its heading is what they are offered under."""
        self._groups.append((heading, told))
        self._all.update(told)

    def of(self, code: str) -> str:
        """Return what a code means to the reader, or "" when no module tells."""
        return str(self._all.get(code, ""))

    def choices(self) -> Choices:
        """Return every code with its words, by heading and word, for a list to choose from."""
        groups = ((str(heading), told) for heading, told in self._groups)
        return [
            (heading, sorted(((code, str(words)) for code, words in told.items()), key=_words))
            for heading, told in sorted(groups, key=lambda group: group[0])
        ]


change_words = Words()
look_words = Words()
channel_words: dict[str, str | Promise] = {}


def thing_words(label: str) -> str:
    """Return "Konto 9" for "accounts.user:9", or "" for what is no row of a model."""
    name, _colon, key = label.rpartition(":")
    try:
        model = apps.get_model(name)
    except (LookupError, ValueError):
        return ""
    return f"{capfirst(str(model._meta.verbose_name))} {key}"  # noqa: SLF001 - Django's public _meta


def _words(choice: tuple[str, str]) -> str:
    return choice[1]
