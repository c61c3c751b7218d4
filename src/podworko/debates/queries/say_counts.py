"""How many people speak in a hearing, each counted once as far as that can be known."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from podworko.debates.models import Voice

__all__ = ["Counts", "counts_of", "hours_to_read", "people_of", "sameness"]

_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Counts:
    """What came to a hearing, and how far it is known to be of different people."""

    texts: int
    """Different voices: the same words of several people are one."""
    people: int
    """People: each contact or card once, and each voice without one."""
    unknown: int
    """Voices without a contact: nobody can tell whether somebody said two of them."""
    agreed: int
    """People who only said that they think the same."""
    ways: tuple[tuple[str, int], ...]
    hidden: tuple[tuple[str, int], ...]
    """How many are hidden, by the rule, in words."""
    withdrawn: int
    hours: int | None
    """Within how many hours one half of the voices was read; None while none was."""

    @property
    def hidden_all(self) -> int:
        return sum(count for _rule, count in self.hidden)


def people_of(voices: Iterable[Voice], *, agreed: Iterable[str] = ()) -> int:
    """Return how many people these are, with those who agreed, each digest once."""
    rows = list(voices)
    known = {voice.who for voice in rows if voice.who} | set(agreed)
    return len(known) + sum(not voice.who for voice in rows)


def hours_to_read(voices: Iterable[Voice]) -> int | None:
    """Return the median of hours from when a voice was checked to when somebody read it."""
    took = [
        (voice.moderated_at - voice.checked_at).total_seconds() / _HOUR
        for voice in voices
        if voice.moderated_at and voice.checked_at
    ]
    return max(1, round(median(took))) if took else None


def counts_of(voices: Iterable[Voice], agreed: Iterable[str]) -> Counts:
    """Count all voices of a hearing, and the digests of those who agreed. No query."""
    rows = list(voices)
    shown = [voice for voice in rows if voice.state == Voice.State.SHOWN]
    speakers = {voice.who for voice in shown if voice.who}
    only_agreed = set(agreed) - speakers
    return Counts(
        texts=len({sameness(voice) for voice in shown}),
        people=people_of(shown),
        unknown=sum(not voice.who for voice in shown),
        agreed=len(only_agreed),
        ways=_by(shown, "channel", Voice.Way),
        hidden=_by((row for row in rows if row.state == Voice.State.HIDDEN), "rule", Voice.Rule),
        withdrawn=sum(row.state == Voice.State.WITHDRAWN for row in rows),
        hours=hours_to_read(rows),
    )


def sameness(voice: Voice) -> tuple[object, ...]:
    """Return what is one and the same for voices that say the same of the same thing.

    The same words of two places are two ideas.
    """
    of = voice.about, voice.paragraph_id, voice.parent_id, voice.lat, voice.lon
    return voice.words_key, *of


def _by(
    voices: Iterable[Voice], name: str, choices: type[Voice.Way] | type[Voice.Rule]
) -> tuple[tuple[str, int], ...]:
    held = [getattr(voice, name) for voice in voices]
    return tuple((str(each.label), held.count(each.value)) for each in choices if each in held)
