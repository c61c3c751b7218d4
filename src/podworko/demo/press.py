"""The press desk of the demonstration city: media, releases on their way, clippings."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from podworko.accounts.public import User
from podworko.activities.public import Activity
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.demo.press_rows import (
    CLIPPINGS,
    DEAD,
    OUTLETS,
    RELEASES,
    ClippingRow,
    OutletRow,
    ReleaseRow,
)
from podworko.messages import public as messages
from podworko.network import public as network
from podworko.promotion import public as promotion

WRITES = "animatorka@example.org"
LEADS = "koordynatorka@example.org"


def tell(pals: Mapping[str, network.Pal]) -> str:
    """Fill the list of media, let releases out and note what came of them; return it in words."""
    for outlet in OUTLETS:
        _outlet(outlet, pals)
    for release in RELEASES:
        _release(release, pals.get(release.pal))
    for clipping in CLIPPINGS:
        _clipping(clipping, pals["pod-lipami"])
    return f"{len(OUTLETS)} media, {len(RELEASES)} press releases, {len(CLIPPINGS)} clippings"


def _outlet(row: OutletRow, pals: Mapping[str, network.Pal]) -> None:
    writes = User.objects.get(email=WRITES)
    outlet = promotion.Outlet(
        name=row.name,
        kind=row.kind,
        reach=row.reach,
        reach_source="zmyślone na pokaz" if row.reach else "",
        wants=row.wants,
        deadline=row.deadline,
        keeps_embargo=row.keeps_embargo,
        wants_photos=row.kind != "radio",
    )
    promotion.save_outlet(outlet, pals=[pals[slug] for slug in row.pals], actor=writes)
    for name, role, way, address, source in row.people:
        contact = promotion.PressContact(
            outlet=outlet,
            name=name,
            role=role,
            way=way,
            email=address if way == "email" else "",
            phone=address if way == "call" else "",
            source=source,
        )
        promotion.save_contact(contact, actor=writes)
        if address == DEAD:
            promotion.pause_contact(contact, why="SMTPRecipientsRefused 550", actor=SYSTEM)


def _release(row: ReleaseRow, pal: network.Pal | None) -> None:
    writes = User.objects.get(email=WRITES if pal else LEADS)
    release = promotion.Release(
        pal=pal,
        title=row.title,
        lead=row.lead,
        who=pal.name if pal else "sieć Programów Aktywności Lokalnej",
        place=row.place,
        occasion=row.occasion,
        why=row.why,
        body=row.body,
        quotation=row.quotation,
        quoted=row.quoted,
        is_quotation_agreed=bool(row.quotation),
        contact_name=writes.name,
        contact_phone=pal.phone if pal else "",
        contact_email=writes.email,
        contact_hours="w dni robocze 9–16",
        activity=_activity(row, pal),
    )
    promotion.save_release(release, actor=writes)
    photos = promotion.Photo.objects.shown_in(promotion.Scope.PRESS).filter(pal=pal)
    for photo in photos.filter(alt__contains=row.photo)[: bool(row.photo)]:
        promotion.add_release_photo(release, photo, actor=writes)
    if row.hours is not None:
        _let_out(release, row, writes)


def _activity(row: ReleaseRow, pal: network.Pal | None) -> Activity | None:
    if not row.about:
        return None
    rows = Activity.objects.public().filter(pal=pal, title__icontains=row.about)
    return rows.order_by("pk").first()


def _let_out(release: promotion.Release, row: ReleaseRow, writes: User) -> None:
    """Let it out to everybody on the list, and date it back to when it left."""
    now = timezone.now()
    until = now + timedelta(hours=row.embargo_hours) if row.embargo_hours else None
    contacts = promotion.PressContact.objects.active()
    promotion.release_press(release, embargo_until=until, contacts=contacts, actor=writes)
    moment = now + timedelta(hours=row.hours or 0)
    promotion.Release.objects.filter(pk=release.pk).update(goes_at=moment)
    sent = promotion.Dispatch.objects.filter(release=release, state="sent")
    sent.update(due_at=moment, sent_at=moment)
    for dispatch in sent:
        waiting = messages.messages_about(dispatch).filter(status=messages.Status.QUEUED)
        waiting.update(status=messages.Status.SENT, sent_at=moment)
    if row.correction:
        _correct(release, row.correction, writes)
    if row.withdrawn:
        promotion.withdraw_release(release, why=row.withdrawn, actor=writes)


def _correct(release: promotion.Release, words: str, writes: User) -> None:
    held = promotion.Release.objects.select_related("pal").get(pk=release.pk)
    seen = promotion.version_of_release(held)
    promotion.save_release(held, seen_version=seen, correction=words, actor=writes)


def _clipping(row: ClippingRow, pal: network.Pal) -> None:
    writes = User.objects.get(email=WRITES)
    releases = promotion.Release.objects.filter(pal=pal, title__contains=row.of)
    clipping = promotion.Clipping(
        outlet=promotion.Outlet.objects.get(name=row.outlet),
        pal=pal,
        release=releases.first() if row.of else None,
        title=row.title,
        appeared_on=times.today() - timedelta(days=row.days),
        spot=row.spot,
        url=row.url,
        kept_at=row.kept_at,
        reach=row.reach,
    )
    promotion.save_clipping(clipping, actor=writes)
