"""What is told to other servers, in the words of ActivityStreams 2.0 and Mobilizon's own."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import gettext as _

from podworko.activities.public import Session
from podworko.core import times
from podworko.network.public import Place
from podworko.opendata.models import MOST_URI, Account

Document = dict[str, Any]

CONTENT_TYPE = "application/activity+json"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
CONTEXT: list[Any] = [
    "https://www.w3.org/ns/activitystreams",
    "https://w3id.org/security/v1",
    {
        "ical": "http://www.w3.org/2002/12/cal/ical#",
        "mz": "https://joinmobilizon.org/ns#",
        "sc": "http://schema.org/",
        "PostalAddress": "sc:PostalAddress",
        "address": {"@id": "sc:address", "@type": "sc:PostalAddress"},
        "streetAddress": "sc:streetAddress",
        "addressCountry": "sc:addressCountry",
        "joinMode": {"@id": "mz:joinMode", "@type": "mz:joinModeType"},
        "externalParticipationUrl": {"@id": "mz:externalParticipationUrl", "@type": "sc:URL"},
        "timezone": {"@id": "mz:timezone", "@type": "sc:Text"},
        "inLanguage": "sc:inLanguage",
        "uuid": "sc:identifier",
    },
]


def host() -> str:
    """Return the host that stands in our accounts' names."""
    return urlsplit(settings.SITE_URL).netloc


def handle(account: Account) -> str:
    """Return the name under which people follow: @pod-lipami@podworko.example."""
    return f"@{account.name}@{host()}"


def address(name: str, *args: object) -> str:
    """Return a full address of the federation's, the same in every language."""
    return settings.SITE_URL + reverse(f"federation:{name}", args=args)


def account_id(account: Account) -> str:
    """Return under what other servers know an account, the same for ever."""
    return address("account", account.name)


def key_id(account: Account) -> str:
    """Return the name of an account's key."""
    return f"{account_id(account)}#main-key"


def account_document(account: Account) -> Document:
    """Return who an account is: a group of neighbours, run by nobody in person."""
    pal = account.pal
    me = account_id(account)
    page = settings.SITE_URL + (pal.get_absolute_url() if pal else "/")
    summary = pal.local_summary if pal else _("Programy Aktywności Lokalnej w całym mieście.")
    return {
        "@context": CONTEXT,
        "id": me,
        "type": "Group",
        "preferredUsername": account.name,
        "name": f"PAL {pal.name}" if pal else "Podwórko",
        "summary": f"<p>{escape(summary)}</p>",
        "url": page,
        "inbox": address("inbox", account.name),
        "outbox": address("outbox", account.name),
        "followers": address("followers", account.name),
        "following": address("following", account.name),
        "endpoints": {"sharedInbox": address("shared_inbox")},
        "manuallyApprovesFollowers": False,
        "discoverable": True,
        "published": account.created_at.isoformat(),
        "publicKey": {"id": key_id(account), "owner": me, "publicKeyPem": account.public_key},
    }


def event(session: Session, account: Account, *, told_at: datetime | None = None) -> Document:
    """Return a session as an event of an account; one called off says so, and stays.

    `told_at` is when its followers first heard of it: Mastodon shows nobody what is older than
    six hours when it arrives.
    """
    activity = session.activity
    page = settings.SITE_URL + session.get_absolute_url()
    changed = max(session.changed_at, activity.changed_at)
    state = "CANCELLED" if session.is_cancelled else "CONFIRMED"
    told: Document = {
        "id": event_id(session, account),
        # Mobilizon takes no event without one, nor two events with the same.
        "uuid": str(uuid5(session.public_id, account.name)),
        "type": "Event",
        "name": _title(session),
        "content": _content(session, page),
        "mediaType": "text/html",
        "url": page,
        "attributedTo": account_id(account),
        "to": [PUBLIC],
        "cc": [address("followers", account.name)],
        "startTime": session.starts_at.isoformat(),
        "endTime": session.ends_at.isoformat(),
        "published": (told_at or changed).isoformat(),
        "updated": changed.isoformat(),
        "timezone": settings.TIME_ZONE,
        "inLanguage": "pl",
        "ical:status": state,
        "joinMode": "external",
        "externalParticipationUrl": page,
        "attachment": [_picture(session)],
    }
    if session.place:
        told["location"] = _location(session.place)
    return told


def event_id(session: Session, account: Account) -> str:
    """Return under what other servers know a session as an account tells it, the same for ever.

    A PAL and the network each tell it as their own: one address said by two is believed of one.
    """
    return address("event", account.name, session.public_id)


def called_off(session: Session, account: Account, *, now: datetime) -> Document:
    """Return a short answer to the event, that it is called off.

    Mastodon takes no change of an event, and would show it as if it took place.
    """
    words = [f"{_title(session)}, {_when(session)}", session.cancel_reason]
    return _answer(session, account, words, now=now, mark="odwolane")


def moved(session: Session, account: Account, *, now: datetime) -> Document:
    """Return a short answer to the event, that it is at another time now, as of `now`."""
    words = [_("INNY TERMIN: %(title)s") % {"title": _title(session)}, _when(session)]
    mark = f"termin-{int(now.timestamp())}"
    return _answer(session, account, words, now=now, mark=mark)


def _when(session: Session) -> str:
    return date_format(times.local(session.starts_at), "j E Y, H:i")


def _answer(
    session: Session, account: Account, words: Iterable[str], *, now: datetime, mark: str
) -> Document:
    page = settings.SITE_URL + session.get_absolute_url()
    return {
        "id": f"{event_id(session, account)}#{mark}",
        "type": "Note",
        "inReplyTo": event_id(session, account),
        "content": _paragraphs(words, page),
        "url": page,
        "attributedTo": account_id(account),
        "to": [PUBLIC],
        "cc": [address("followers", account.name)],
        "published": now.isoformat(),
    }


def digest(document: Document) -> str:
    """Return what tells whether something changed that others should hear of."""
    kept = {name: value for name, value in document.items() if name not in ("published", "updated")}
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


def activity(kind: str, about: Document | str, account: Account, *, mark: str) -> Document:
    """Return that an account did something with an object; `mark` makes its id the same again."""
    told = about["id"] if isinstance(about, dict) else about
    return {
        "@context": CONTEXT,
        "id": f"{told}#{kind.lower()}-{mark}",
        "type": kind,
        "actor": account_id(account),
        "to": [PUBLIC],
        "cc": [address("followers", account.name)],
        "object": about,
    }


def gone(session_id: UUID, account: Account) -> Document:
    """Return what stands in the place of an event that is public no more."""
    name = address("event", account.name, session_id)
    return {"id": name, "type": "Tombstone", "formerType": "Event"}


def accepted(follow: Document, account: Account, *, mark: str) -> Document:
    """Return that an account takes somebody's wish to follow it."""
    kept = {"type": "Follow", "actor": follow.get("actor"), "object": account_id(account)}
    if isinstance(follow.get("id"), str):
        kept["id"] = follow["id"].encode("utf-8", "replace").decode()[:MOST_URI]
    return {
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": f"{account_id(account)}#accept-{mark}",
        "type": "Accept",
        "actor": account_id(account),
        "object": kept,
    }


def outbox(
    account: Account, sessions: Iterable[Session], *, told_at: Mapping[UUID, datetime]
) -> Document:
    """Return what an account tells of what comes, as one page."""
    items = []
    for session in sessions:
        told = event(session, account, told_at=told_at.get(session.public_id))
        items.append(activity("Create", told, account, mark=digest(told)[:12]))
    return {
        "@context": CONTEXT,
        "id": address("outbox", account.name),
        "type": "OrderedCollection",
        "totalItems": len(items),
        "orderedItems": items,
    }


def collection(name: str, account: Account, *, count: int) -> Document:
    """Return how many there are; who they are is told to nobody."""
    return {
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": address(name, account.name),
        "type": "OrderedCollection",
        "totalItems": count,
    }


def finger(account: Account) -> Document:
    """Return where an account is found by its name (RFC 7033)."""
    page = settings.SITE_URL + (account.pal.get_absolute_url() if account.pal else "/")
    return {
        "subject": f"acct:{account.name}@{host()}",
        "aliases": [account_id(account), page],
        "links": [
            {"rel": "self", "type": CONTENT_TYPE, "href": account_id(account)},
            {"rel": "http://webfinger.net/rel/profile-page", "type": "text/html", "href": page},
        ],
    }


def _title(session: Session) -> str:
    title = session.title or session.activity.local_title
    return _("ODWOŁANE: %(title)s") % {"title": title} if session.is_cancelled else title


def _content(session: Session, page: str) -> str:
    activity_ = session.activity
    words = [session.cancel_reason] if session.is_cancelled else []
    return _paragraphs([*words, activity_.local_summary, activity_.description], page)


def _paragraphs(words: Iterable[str], page: str) -> str:
    parts = [f"<p>{escape(part)}</p>" for text in words for part in text.split("\n\n") if part]
    return "".join([*parts, f'<p><a href="{escape(page)}">{escape(page)}</a></p>'])


def _location(place: Place) -> Document:
    told: Document = {
        "type": "Place",
        "name": place.name,
        "address": {
            "type": "PostalAddress",
            "streetAddress": place.address,
            "addressCountry": "PL",
        },
    }
    if place.point:
        told |= {"latitude": place.point.lat, "longitude": place.point.lon}
    return told


def _picture(session: Session) -> Document:
    path = reverse("share:picture", args=["termin", session.public_id])
    return {
        "type": "Document",
        "mediaType": "image/png",
        "name": _title(session),
        "url": settings.SITE_URL + path,
    }
