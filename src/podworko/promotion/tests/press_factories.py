"""Rows for tests of the press desk; what a test does not name, it does not care about."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from podworko.core import times
from podworko.messages.models import Message
from podworko.network.public import Pal
from podworko.promotion import operations, press_links
from podworko.promotion.models import Clipping, Outlet, PressContact, Release
from podworko.promotion.tests.factories import make_photo, writer

_numbers = count(1)


def in_hours(hours: float) -> datetime:
    return timezone.now() + timedelta(hours=hours)


def make_outlet(*pals: Pal, **fields: Any) -> Outlet:
    known = {"name": f"Gazeta {next(_numbers)}", "kind": "newspaper"}
    return operations.save_outlet(Outlet(**{**known, **fields}), pals=pals, actor=writer())


def make_contact(outlet: Outlet | None = None, **fields: Any) -> PressContact:
    number = next(_numbers)
    known = {"email": f"redakcja{number}@example.org", "source": "ze strony gazety"}
    contact = PressContact(outlet=outlet or make_outlet(), **{**known, **fields})
    return operations.save_contact(contact, actor=writer())


def make_draft(**fields: Any) -> Release:
    """Make a release that says all a newsroom asks."""
    known: dict[str, Any] = {
        "title": "Sąsiedzi odnowili ławkę",
        "lead": "Jedenaście osób odnowiło ławkę.",
        "who": "PAL",
        "place": "ul. Przykładowa 7",
        "occasion": "w sobotę o 10:00",
        "contact_name": "Ola Wrona",
        "contact_phone": "+48126167800",
    }
    return operations.save_release(Release(**{**known, **fields}), actor=writer())


def make_release(
    *contacts: PressContact,
    at: datetime | None = None,
    embargo: datetime | None = None,
    **fields: Any,
) -> Release:
    """Make a release that left now, or leaves then."""
    return operations.release_press(
        make_draft(**fields), at=at, embargo_until=embargo, contacts=contacts, actor=writer()
    )


def make_clipping(**fields: Any) -> Clipping:
    known: dict[str, Any] = {
        "outlet": fields.pop("outlet", None) or make_outlet(),
        "title": "Ławka",
        "appeared_on": times.today(),
        "kept_at": "segregator 1",
    }
    return operations.save_clipping(Clipping(**{**known, **fields}), actor=writer())


def mailed(contact: PressContact) -> list[Message]:
    """Return what a contact was written, the oldest first."""
    return list(Message.objects.filter(to_email=contact.email).order_by("pk"))


def changed(release: Release, **fields: Any) -> dict[str, Any]:
    """Return a release with other words, and the version seen, for `save_release`."""
    held = Release.objects.select_related("pal").get(pk=release.pk)
    seen = operations.version_of_release(held)
    for name, value in fields.items():
        setattr(held, name, value)
    return {"release": held, "seen_version": seen}


def press_world(pal: Pal) -> dict[str, object]:
    """Make one of everything of the press desk and return how addresses name it."""
    contact = make_contact(make_outlet(pal, keeps_embargo=True))
    release = make_release(contact, pal=pal)
    early = make_release(pal=pal, embargo=in_hours(5))
    photo = make_photo(pal=pal)
    for told in (release, early):
        operations.add_release_photo(told, photo, actor=writer())
    return {
        "release": release.public_id,
        "release_draft": make_draft(pal=pal).public_id,
        "release_early": press_links.early_token(early),
        "release_photo": photo.public_id,
        "release_kind": "txt",
        "release_act": "wstrzymaj",
        "outlet": contact.outlet.public_id,
        "press_contact": contact.public_id,
        "press_contact_act": "wznow",
        "press_end": press_links.end_token(contact),
        "clipping": make_clipping(pal=pal, outlet=contact.outlet, release=release).public_id,
    }


def press_desk_pages(pal: Pal) -> dict[str, list[tuple[Any, ...]]]:
    """Return the desk's pages of the press desk, with something in each."""
    made = press_world(pal)
    release, outlet = (made["release"],), (made["outlet"],)
    return {
        "promotion:desk_press": [()],
        "promotion:desk_release_new": [()],
        "promotion:desk_release": [release, (made["release_draft"],)],
        "promotion:desk_release_edit": [release],
        "promotion:desk_outlets": [()],
        "promotion:desk_outlet_new": [()],
        "promotion:desk_outlet": [outlet],
        "promotion:desk_outlet_edit": [outlet],
        "promotion:desk_press_contact_new": [outlet],
        "promotion:desk_press_contact": [(made["press_contact"],)],
        "promotion:desk_clippings": [()],
        "promotion:desk_clipping_new": [()],
        "promotion:desk_clipping": [(made["clipping"],)],
    }
