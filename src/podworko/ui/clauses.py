"""What a form tells people of their data (RODO art. 13): filled by a module above."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Source:
    """Where the words of a form come from: "" where nobody wrote any."""

    words: Callable[[str], str] = lambda _form: ""
    url: Callable[[str], str] = lambda _form: ""


source = Source()
