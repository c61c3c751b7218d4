"""Writes groups, their windows, and the house rules with who signed them."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from podworko.audit import public as audit
from podworko.core import times
from podworko.core.versions import ChangedMeanwhileError, unchanged
from podworko.network.booking import notices, rules
from podworko.network.booking.models import BookingWindow, Group, HouseRules, RulesSigned
from podworko.network.booking.operations import rename_bookings
from podworko.network.booking.rules import BookingError, Window, cycle_of, rules_of, windows_of
from podworko.network.models import Pal

GROUP_FIELDS = (
    "name",
    "kind",
    "contact_name",
    "phone",
    "email",
    "language",
    "prefers",
    "is_active",
)


@dataclass(frozen=True, slots=True)
class RulesText:
    """What the house rules are to say from now on."""

    text: str
    text_en: str = ""
    text_uk: str = ""
    asks_again: bool = False


@transaction.atomic
def save_group(group: Group, *, actor: audit.Actor, seen_version: str = "") -> Group:
    """Store a new group, or what was changed of one.

    Raises ChangedMeanwhileError when it is not `seen_version` any more, and BookingError when
    the PAL has another group of that name, or one that ends has rooms yet to come; nothing is
    stored then.
    """
    is_new = group.pk is None
    before = "" if is_new else _expected(group, seen_version).name
    group.ended_on = None if group.is_active else group.ended_on or times.today()
    try:
        with transaction.atomic():
            # Not all of the row: a link that was renewed meanwhile stays the new one.
            group.save(update_fields=None if is_new else (*GROUP_FIELDS, "ended_on"))
    except IntegrityError as error:
        raise BookingError(_("Taka grupa już tu jest."), field="name") from error
    if before not in ("", group.name):
        rename_bookings(group)
    audit.record("group.added" if is_new else "group.changed", actor=actor, target=group)
    return group


@transaction.atomic
def renew_link(group: Group, *, actor: audit.Actor) -> None:
    """Give the group a new address and send it; the old one opens nothing from now on.

    Raises BookingError when the group has ended.
    """
    rules.check_active(group)
    group.link_key = uuid.uuid4()
    group.save(update_fields=["link_key"])
    audit.record("group.link_renewed", actor=actor, target=group)
    notices.send_link(group)


@transaction.atomic
def send_link(group: Group, *, actor: audit.Actor) -> None:
    """Send the group the address of its page by the way that reaches it.

    Raises BookingError when the group has ended: its address opens nothing.
    """
    rules.check_active(group)
    audit.record("group.link_sent", actor=actor, target=group)
    notices.send_link(group)


@transaction.atomic
def save_windows(
    pal: Pal, windows: Mapping[str, Window], *, seen: Mapping[str, Window], actor: audit.Actor
) -> None:
    """Store how much groups of each kind may book in a PAL.

    Raises ChangedMeanwhileError, and stores nothing, when they are not what was `seen`.
    """
    locked = Pal.objects.select_for_update(no_key=True).get(pk=pal.pk)
    if windows_of(locked) != seen:
        raise ChangedMeanwhileError
    for kind, window in windows.items():
        fields = {
            "days_ahead": window.days_ahead,
            "longest_minutes": window.longest_minutes,
            "most_at_once": window.most_at_once,
        }
        BookingWindow.objects.update_or_create(pal=pal, kind=kind, defaults=fields)
    audit.record("booking_windows.changed", actor=actor, target=pal)


@transaction.atomic
def write_rules(pal: Pal, words: RulesText, *, seen_version: int, actor: audit.Actor) -> HouseRules:
    """Put a new version of the house rules in force; earlier ones stay as they were signed.

    `seen_version` is 0 where there were none. Raises ChangedMeanwhileError when there is a
    later version.
    """
    Pal.objects.select_for_update(no_key=True).get(pk=pal.pk)
    held = rules_of(pal)
    if (held.version if held else 0) != seen_version:
        raise ChangedMeanwhileError
    made = HouseRules.objects.create(
        pal=pal,
        version=seen_version + 1,
        text=words.text,
        text_en=words.text_en,
        text_uk=words.text_uk,
        asks_again=words.asks_again,
    )
    audit.record("house_rules.written", actor=actor, target=made, version=made.version)
    return made


@transaction.atomic
def sign_rules(
    group: Group, *, version: int, signed_by: str, channel: str, actor: audit.Actor
) -> RulesSigned:
    """Note that the group agreed to the house rules for this cycle; twice is the same as once.

    Raises ChangedMeanwhileError when `version` is not the one in force: nobody agrees to
    words they have not read.
    """
    held = rules_of(group.pal)
    if held is None or held.version != version:
        raise ChangedMeanwhileError(_("Zasady się zmieniły. Przeczytajcie je jeszcze raz."))
    today = times.today()
    signed, is_new = RulesSigned.objects.get_or_create(
        group=group,
        rules=held,
        cycle=cycle_of(today),
        defaults={"signed_on": today, "signed_by": signed_by, "channel": channel},
    )
    if is_new:
        audit.record(
            "house_rules.signed", actor=actor, target=group, channel=channel, version=version
        )
    return signed


def _expected(group: Group, seen_version: str) -> Group:
    """Return the group as it is stored, locked; raise when it may not be written over so.

    A group with rooms yet to come does not end: nobody would come to them, and its page would
    not give them back any more.
    """
    stored = unchanged(group, fields=GROUP_FIELDS, seen_version=seen_version)
    left = 0 if group.is_active else group.bookings.live().coming().count()
    if left:
        words = ngettext(
            "Ta grupa ma jeszcze %(count)s rezerwację. Najpierw ją odwołaj.",
            "Ta grupa ma jeszcze rezerwacje: %(count)s. Najpierw je odwołaj.",
            left,
        )
        raise BookingError(words % {"count": left}, field="is_active")
    return stored
