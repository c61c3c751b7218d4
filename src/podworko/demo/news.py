"""News of the demonstration city, and a newsletter that went and one that is prepared."""

import io
from collections.abc import Mapping
from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image, ImageDraw

from podworko.accounts.public import User
from podworko.activities.public import Activity
from podworko.audit.public import SYSTEM
from podworko.demo.news_rows import BOUNCED, NEWS, READERS, UNCONFIRMED, NewsRow
from podworko.network import public as network
from podworko.people.public import Channel
from podworko.promotion import public as promotion

WRITES = "animatorka@example.org"
LEADS = "koordynatorka@example.org"


def tell(pals: Mapping[str, network.Pal]) -> str:
    """Write the news, find readers and send one newsletter; return it in words."""
    writes = User.objects.get(email=WRITES)
    for row in NEWS:
        _item(row, pals.get(row.pal), writes)
    _readers(pals, writes)
    told = _newsletter()
    return f"{len(NEWS)} news items, {len(READERS)} readers, {told} of them written to"


def _item(row: NewsRow, pal: network.Pal | None, writes: User) -> None:
    item = promotion.NewsItem(pal=pal, title=row.title, lead=row.lead, body=row.body)
    item.title_en, item.lead_en, item.body_en = row.en
    item.title_uk, item.lead_uk, item.body_uk = row.uk
    promotion.save_news(item, actor=writes)
    if row.picture:
        _picture(item, row.picture, writes)
    if row.leads_to:
        rows = Activity.objects.public().filter(pal=pal, title__contains=row.leads_to)
        for activity in rows.order_by("pk")[:1]:
            promotion.add_link(item, activity, name="activity", actor=writes)
    if row.hours is not None:
        _publish(item, row, writes)


def _publish(item: promotion.NewsItem, row: NewsRow, writes: User) -> None:
    """Publish it, and date it back to when it came out."""
    assert row.hours is not None  # noqa: S101 - the caller looked
    moment = timezone.now() + timedelta(hours=row.hours)
    promotion.publish_news(item, at=moment if row.hours > 0 else None, actor=writes)
    rows = promotion.NewsItem.objects.filter(pk=item.pk)
    rows.update(shows_from=moment)
    if row.withdrawn:
        promotion.withdraw_news(item, why=row.withdrawn, actor=writes)


def _picture(item: promotion.NewsItem, alt: str, writes: User) -> None:
    written = io.BytesIO()
    _bench().save(written, "JPEG", quality=84)
    data = promotion.PhotoData(
        file=ContentFile(written.getvalue(), name="lawka.jpg"),
        alt=alt,
        caption="Tak to wygląda od strony bramy.",
        credit="zespół PAL Pod Lipami",
        basis=promotion.Photo.Basis.NOBODY,
    )
    promotion.bring_picture(item, data, actor=writes)


def _bench() -> Image.Image:
    """Draw a bench under a lime tree: nobody's photograph is needed."""
    image = Image.new("RGB", (1200, 800), "#dcebe3")
    draw = ImageDraw.Draw(image)
    draw.ellipse((860, 70, 980, 190), fill="#f4c95d")
    draw.rectangle((0, 620, 1200, 800), fill="#9cc29a")
    draw.rectangle((300, 330, 360, 640), fill="#7a5a3c")
    for box in ((110, 60, 430, 340), (250, 30, 570, 330), (180, 150, 500, 430)):
        draw.ellipse(box, fill="#4f8f63")
    for top in (470, 510, 560):
        draw.rounded_rectangle((470, top, 900, top + 26), 8, fill="#1b5e45")
    for left in (500, 850):
        draw.rectangle((left, 470, left + 18, 680), fill="#3b3a36")
    draw.rectangle((1010, 260, 1024, 680), fill="#3b3a36")
    draw.ellipse((980, 210, 1054, 284), fill="#fff3c4")
    for left in (600, 680):
        draw.rounded_rectangle((left, 528, left + 36, 560), 6, fill="#a8452c")
    return image


def _readers(pals: Mapping[str, network.Pal], writes: User) -> None:
    home = pals["pod-lipami"]
    for way, address, slugs, kinds, language in READERS:
        contact = promotion.Contact(
            way=way,
            email=address if way == "email" else "",
            phone=address if way == "sms" else "",
            name=address if way == "paper" else "",
            pal=None if way == "email" else home,
        )
        choice = promotion.Choice(tuple(pals[slug] for slug in slugs), kinds, language)
        channel = Channel.WEB if way == "email" else Channel.DESK
        held = promotion.subscribe(contact, choice, channel=channel, actor=writes)
        if way == "email" and address != UNCONFIRMED:
            promotion.confirm(held)
        if address == BOUNCED:
            promotion.pause(held, why="SMTPRecipientsRefused 550", actor=SYSTEM)


def _newsletter() -> int:
    """Send an edition now, as its readers get it, and prepare the next; return how many got it."""
    leads = User.objects.get(email=LEADS)
    edition = promotion.prepare_next(actor=SYSTEM)
    assert edition is not None  # noqa: S101 - the city was empty
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    promotion.Edition.objects.filter(pk=edition.pk).update(sends_at=hour)
    promotion.begin(edition, actor=leads)
    told = promotion.carry_on(actor=SYSTEM)
    coming = promotion.prepare_next(actor=SYSTEM)
    if coming:
        words = "Dzień dobry! W tym tygodniu polecamy wszystko, przy czym można usiąść i pogadać."
        promotion.Edition.objects.filter(pk=coming.pk).update(words=words)
    return told
