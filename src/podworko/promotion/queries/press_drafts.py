"""What a release begins with: who, where, when and why, as the system knows them already."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.activities.public import Activity
from podworko.core import times
from podworko.debates.public import Debate, Hearing, Poll, Result, result_of
from podworko.network.public import Pal
from podworko.promotion.bills import Bill, NothingToPrintError, where_lines
from podworko.promotion.press_sources import Reported
from podworko.promotion.print_queries import SUBJECTS
from podworko.promotion.queries.news import Thing

__all__ = ["draft_of", "pal_of", "report_draft"]

WORDS = {
    "activity": "zajecia",
    "hearing": "konsultacje",
    "debate": "debata",
    "poll": "glosowanie",
    "initiative": "inicjatywa",
}
IN_LEAD = 2
MOST_LINES = 3


def draft_of(name: str, thing: Thing, *, writes: User) -> dict[str, Any]:
    """Return what a form of a release about a thing begins with, in the reader's language.

    Of what is to come: who invites, where, when; of what ended: what was decided. What is not
    known stays empty. Nothing of it is stored.
    """
    told = _ended(thing) or _coming(name, thing) or {"title": str(thing)}
    pal = pal_of(thing)
    own = {"pal": pal.pk if pal else None, "language": get_language()}
    return {**_asked(pal, writes), **own, **told}


def report_draft(report: Reported, *, writes: User) -> dict[str, Any]:
    """Return what a form of a release about a report begins with, in the reader's language."""
    pal = report.pal
    place = ", ".join(where_lines(pal.seat)) if pal and pal.seat else _("całe miasto")
    return {
        **_asked(pal, writes),
        "pal": pal.pk if pal else None,
        "language": get_language(),
        "title": report.title[:140],
        "lead": report.lead[:500],
        "place": place[:300],
        "occasion": report.occasion[:300],
        "body": report.body,
    }


def pal_of(thing: Thing) -> Pal | None:
    """Return of which PAL a thing is; None for one of the whole network."""
    found: Pal | None = thing.session.activity.pal if isinstance(thing, Debate) else thing.pal
    return found


def _asked(pal: Pal | None, writes: User) -> dict[str, Any]:
    """Return who answers questions: whoever writes, by the PAL's own phone and address."""
    return {
        "who": pal.name if pal else _("sieć Programów Aktywności Lokalnej"),
        "contact_name": writes.name,
        "contact_phone": pal.phone if pal else "",
        "contact_email": (pal.email if pal else "") or writes.email,
    }


def _coming(name: str, thing: Thing) -> dict[str, Any]:
    public_id: uuid.UUID = thing.public_id
    subject = SUBJECTS.get(WORDS.get(name, ""))
    found = subject.rows().filter(public_id=public_id).first() if subject else None
    if subject is None or found is None:
        return {}
    try:
        bill = subject.bill(found)
    except NothingToPrintError:
        return {}
    return {**_of_bill(bill), "why": _why(thing)}


def _of_bill(bill: Bill) -> Mapping[str, Any]:
    lines = [*bill.when.lines[:MOST_LINES], bill.when.note]
    facts = [f"{label}: {value}" for label, value in bill.facts]
    price = [_("Koszt: %(price)s") % {"price": bill.price}] if bill.price else []
    is_time = not bill.when_label
    return {
        "title": bill.title[:140],
        "lead": " ".join(bill.sentences[:IN_LEAD])[:500],
        "who": bill.organiser,
        "place": ", ".join(bill.where)[:300],
        "occasion": "; ".join(line for line in lines if line)[:300] if is_time else "",
        "body": "\n\n".join((*bill.sentences[IN_LEAD:], *facts, *price)),
    }


def _why(thing: Thing) -> str:
    """Return which need of the neighbours a thing answers, as they read it; "" when none is known.

    A need that residents may not read of yet is told to no newsroom either.
    """
    if not isinstance(thing, Activity):
        return ""
    ties = thing.thread.filter(need__isnull=False).select_related("need").order_by("pk")
    known = [tie.need for tie in ties if tie.need and tie.need.is_public]
    return known[0].title if known else thing.need


def _ended(thing: Thing) -> dict[str, Any]:
    """Return what was decided, of what ended with words to residents; nothing of the rest."""
    if isinstance(thing, Poll) and thing.state == Poll.State.PUBLISHED:
        return _of_poll(thing)
    if isinstance(thing, Hearing) and thing.state == Hearing.State.TOLD:
        title = _("Po konsultacjach: %(title)s") % {"title": thing.title}
        return _decided(title, thing.decided, thing.who_decides)
    if isinstance(thing, Debate) and thing.state == Debate.State.PUBLISHED:
        held = times.local(thing.session.starts_at)
        title = _("Po debacie: %(title)s") % {"title": thing.question}
        told = _decided(title, thing.decided, thing.who_decides)
        place = thing.session.place
        return {
            **told,
            "occasion": date_format(held, "j E Y"),
            "place": place.name if place else "",
            "body": f"{thing.minutes}\n\n{told['body']}"[:8000],
        }
    return {}


def _of_poll(poll: Poll) -> dict[str, Any]:
    result = result_of(poll)
    won = ", ".join(line.option.words for line in result.winners)
    lead = _("Mieszkańcy wybrali: %(won)s.") % {"won": won} if won else ""
    title = _("Wynik głosowania: %(title)s") % {"title": poll.question}
    return {
        **_decided(title, poll.outcome, poll.who_decides),
        "lead": " ".join(part for part in (lead, _voices(result)) if part)[:500] or poll.outcome,
        "occasion": date_format(times.local(poll.last_minute), "j E Y"),
    }


def _voices(result: Result) -> str:
    """Return how many voted, unless they are so few that it would tell who."""
    if not result.is_told:
        return ""
    words = ngettext("Oddano %(count)s głos.", "Oddano %(count)s głosów.", result.total)
    return words % {"count": result.total}


def _decided(title: str, decided: str, who: str) -> dict[str, Any]:
    """Return what came of it; who decides is told apart, as it often is not the residents."""
    return {
        "title": title[:140],
        "lead": " ".join(decided.split())[:500],
        "body": _("Kto decyduje: %(who)s") % {"who": who},
    }
