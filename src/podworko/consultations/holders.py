"""Who holds an appointment: the only place where that is sealed and opened.

Opening is a look, and every look is in the access log: nobody can read a name without it.
"""

import logging
from dataclasses import asdict, dataclass

from podworko.audit import public as audit
from podworko.consultations.models import Appointment, Waiting
from podworko.core import codes, sealed, vault

__all__ = [
    "Holder",
    "code_digest",
    "code_digests",
    "holder_digest",
    "holder_digests",
    "look",
    "look_many",
    "seal",
]

log = logging.getLogger(__name__)
_CODE = "podworko.consultations.code"
_HOLDER = "podworko.consultations.holder"


@dataclass(frozen=True, slots=True)
class Holder:
    """What somebody told us of themselves; every part may be missing, a pseudonym is enough."""

    name: str = ""
    phone: str = ""
    email: str = ""
    remark: str = ""
    address: str = ""
    code: str = ""

    @property
    def has_way(self) -> bool:
        """Whether we can tell them anything."""
        return bool(self.phone or self.email)

    @property
    def spoken_code(self) -> str:
        """The code as it is read aloud: "K7M 4PX"."""
        return codes.spaced(self.code)

    def __repr__(self) -> str:
        """Show nothing: error reports and logs print what functions were called with."""
        return "Holder(…)"


def seal(holder: Holder) -> str:
    """Return what a row keeps of a holder."""
    return vault.sealed(asdict(holder))


def look(thing: Appointment | Waiting, *, actor: audit.Actor, purpose: str) -> Holder:
    """Open who holds a thing, and log that `actor` looked."""
    audit.saw(thing, actor=actor, purpose=purpose)
    return _opened(thing)


def look_many(
    things: list[Appointment] | list[Waiting], *, actor: audit.Actor, purpose: str
) -> list[Holder]:
    """Open who holds each of these, in one statement for the log."""
    audit.saw_many(things, actor=actor, purpose=purpose)
    return [_opened(each) for each in things]


def of_machine(thing: Appointment | Waiting) -> Holder:
    """Open who holds a thing for a message to themselves: nobody looks.

    Nobody, where no key opens it: a time must be freed, and others be reminded, all the same.
    """
    try:
        return _opened(thing)
    except vault.SealedError:
        log.error("%s does not open with the keys we have", audit.label(thing))  # noqa: TRY400
        return Holder()


def code_digest(code: str) -> str:
    """Return what stands for a code in the database."""
    return sealed.digests(codes.plain(code), salt=_CODE)[0]


def code_digests(code: str) -> list[str]:
    """Return all that may stand for a code, of our key and of former ones."""
    return sealed.digests(codes.plain(code), salt=_CODE)


def holder_digest(holder: Holder) -> str:
    """Return what tells two appointments of one contact from those of two; "" without one."""
    return next(iter(holder_digests(holder)), "")


def holder_digests(holder: Holder) -> list[str]:
    """Return all that may stand for a contact, of our key and of former ones; [] without one."""
    contact = holder.phone or holder.email.casefold()
    return sealed.digests(contact, salt=_HOLDER) if contact else []


def _opened(thing: Appointment | Waiting) -> Holder:
    return Holder(**vault.opened(thing.sealed))
