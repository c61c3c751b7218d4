"""Rows for tests of news."""

import io
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from PIL import Image

from podworko.accounts.public import Grant, User
from podworko.activities.tests.factories import make_activity
from podworko.network.public import Pal
from podworko.people.public import Person
from podworko.promotion import letter_links, operations, photo_links
from podworko.promotion.models import (
    Edition,
    NewsItem,
    NewsPicture,
    Photo,
    Scope,
    Subscription,
)
from podworko.promotion.operations import Asked, PhotoData, Said


def writer(role: str = "animator", pal: Pal | None = None, name: str = "Wera") -> User:
    user, _is_new = User.objects.get_or_create(email=f"{name.lower()}@example.org", name=name)
    Grant.objects.get_or_create(user=user, role=role, pal=pal)
    return user


def desk_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def make_news(*, hours: float | None = -1, **fields: Any) -> NewsItem:
    """Make an item that came out so many hours from now; None for a draft."""
    known: dict[str, Any] = {
        "title": "Ogród już otwarty",
        "lead": "W sobotę o dziesiątej otwieramy ogród.",
        "body": "## Co się zmieni\n\n- nowe ławki\n- woda\n\nZobacz [program](https://example.org/).",
    }
    if hours is not None:
        fields |= {
            "state": NewsItem.State.PUBLISHED,
            "shows_from": timezone.now() + timedelta(hours=hours),
        }
    return NewsItem.objects.create(**{**known, **fields})


def picture_file() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(written, "JPEG")
    return written.getvalue()


def picture_data(**fields: Any) -> PhotoData:
    known: dict[str, Any] = {
        "file": ContentFile(picture_file(), name="x.jpg"),
        "alt": "Dwie osoby sadzą lipę.",
        "credit": "zespół PAL",
        "basis": "nobody",
    }
    return PhotoData(**{**known, **fields})


def make_picture(item: NewsItem, **fields: Any) -> NewsPicture:
    return operations.bring_picture(item, picture_data(**fields), actor="system")


def make_photo(*people: Said, **fields: Any) -> Photo:
    """Put a photograph with these people on it into the library."""
    place = {name: fields.pop(name, None) for name in ("pal", "session")}
    made = operations.add_photo(picture_data(**fields), actor="system", **place)
    for said in people:
        operations.name_person(made, said, actor="system")
    return made


def yes(name: str = "Ada Nowak", *scopes: Scope, **fields: Any) -> Said:
    """Say that somebody agreed, to everything unless told otherwise."""
    return Said(name=name, state="given", scopes=scopes or tuple(Scope), **fields)


def photo_world(pal: Pal) -> dict[str, object]:
    """Make a photograph with somebody on it and a request, named as addresses do."""
    activity = make_activity(pal=pal, image="activities/x.jpg", image_alt="Ludzie.")
    person = Person.objects.create(name="Ola Woś", folded_name="ola wos", channel="desk")
    photo = make_photo(yes("", person=person), pal=pal, basis="agreed")
    asked = operations.ask_take_down(photo, Asked(), actor="system")
    default_storage.save("activities/x.jpg", ContentFile(picture_file()))
    return {
        "photo": photo.public_id,
        "photo_person": photo.portrayals.get().public_id,
        "photo_gone": make_photo(yes(), pal=pal, basis="agreed").public_id,
        "photo_asked": asked.public_id,
        "photo_own": photo_links.token(person),
        "photo_kind": "zajecia",
        "photo_key": activity.public_id,
    }


def promotion_world(pal: Pal) -> dict[str, object]:
    """Make one of everything and return how addresses name it, for the permission table."""
    item = make_news(pal=pal)
    picture = make_picture(item)
    link = item.links.create(activity=make_activity(pal=pal))
    return {
        "news": item.public_id,
        "news_draft": make_news(pal=pal, hours=None).public_id,
        "news_picture": picture.number,
        "news_link": link.pk,
        "edition": make_edition().public_id,
        "edition_act": "proba",
        **_readers(pal),
        **photo_world(pal),
    }


def _readers(pal: Pal) -> dict[str, object]:
    """Make somebody who did not confirm yet, and one whose address fails; name both."""
    waiting = make_reader(state="waiting", confirmed_at=None)
    paused = make_reader(phone="+48600700800", pal=pal)
    operations.pause(paused, why="550", actor="system")
    return {
        "letter_confirm": letter_links.confirm_token(waiting),
        "letter_own": letter_links.token(paused),
        "letter_reader": paused.public_id,
    }


def promotion_desk_pages(pal: Pal) -> dict[str, list[tuple[Any, ...]]]:
    """Return the desk's pages of promotion, with something in each."""
    made = promotion_world(pal)
    item = (made["news"],)
    return {
        "promotion:desk_news": [()],
        "promotion:desk_news_new": [()],
        "promotion:desk_news_item": [item, (made["news_draft"],)],
        "promotion:desk_news_edit": [item],
        "promotion:desk_letters": [()],
        "promotion:desk_letter_people": [()],
        "promotion:desk_edition": [(made["edition"],)],
        "promotion:desk_photos": [()],
        "promotion:desk_photos_new": [()],
        "promotion:desk_photos_who": [()],
        "promotion:desk_photo": [(made["photo"],)],
        "promotion:desk_photo_edit": [(made["photo"],)],
        "promotion:desk_photo_person_new": [(made["photo"],)],
        "promotion:desk_photo_person": [(made["photo"], made["photo_person"])],
        "promotion:desk_photo_answer": [(made["photo_asked"],)],
    }


def make_reader(**fields: Any) -> Subscription:
    """Make somebody who gets the newsletter by e-mail."""
    number = Subscription.objects.count()
    known: dict[str, Any] = {
        "email": f"reader{number}@example.org",
        "channel": "web",
        "state": "active",
        "confirmed_at": timezone.now() - timedelta(days=30),
    }
    return Subscription.objects.create(**{**known, **fields})


def make_readers(count: int) -> None:
    """Make many at once."""
    now = timezone.now()
    Subscription.objects.bulk_create(
        Subscription(email=f"r{n}@example.org", channel="web", state="active", confirmed_at=now)
        for n in range(count)
    )


def make_edition(**fields: Any) -> Edition:
    now = timezone.now()
    known = {"sends_at": now + timedelta(days=1), "news_since": now - timedelta(days=7)}
    return Edition.objects.create(**{**known, **fields})
