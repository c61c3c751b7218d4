"""After consent is withdrawn no page, feed, answer to machines nor file holds the picture."""

import hashlib
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from podworko.activities.models import Activity
from podworko.activities.tests.factories import make_activity, make_pal, make_session
from podworko.core.photos import put_aside
from podworko.initiatives.models import InitiativePost
from podworko.initiatives.tests.ideas_factories import make_at, make_post
from podworko.initiatives.tests.shelf_factories import make_thing
from podworko.network.public import Pal
from podworko.opendata.models import Account
from podworko.planning.models import Proof
from podworko.planning.tests.factories import approved, make_plan, make_whole_goal
from podworko.promotion import operations
from podworko.promotion.models import Photo, Portrayal
from podworko.promotion.photo_kept import public_picture
from podworko.promotion.tests.factories import make_news, make_photo, picture_file, yes

pytestmark = pytest.mark.django_db

OK = 200
MARK = "Znak na zdjęciu."
MACHINES = (
    "/",
    "/aktualnosci/",
    "/aktualnosci/rss.xml",
    "/pal/pod-lipami/aktualnosci.xml",
    "/rss.xml",
    "/kalendarz.ics",
    "/api/v1/activities",
    "/api/v1/sessions",
)


@pytest.fixture
def pal() -> Pal:
    return make_pal(slug="pod-lipami", name="Pod Lipami", status="active")


def bytes_of(mark: int) -> bytes:
    """Return a picture like no other."""
    return picture_file() + bytes([mark])


def stored_digests(folder: str = "") -> set[str]:
    """Return what every file of the store holds, folder by folder."""
    folders, names = default_storage.listdir(folder)
    found = {_digest(f"{folder}{name}") for name in names}
    return found.union(*(stored_digests(f"{folder}{each}/") for each in folders))


def _digest(name: str) -> str:
    with default_storage.open(name) as file:
        return hashlib.sha256(file.read()).hexdigest()


def pictured(activity: Activity, mark: int) -> Activity:
    activity.image_alt = MARK
    activity.image.save("zajecia.jpg", ContentFile(bytes_of(mark)))
    return activity


@dataclass
class Everywhere:
    """One photograph in each place, what tells it, and every address that may show it."""

    photos: list[Photo]
    pages: list[str]
    marks: list[str]
    digests: set[str]


def everywhere(pal: Pal) -> Everywhere:
    session = make_session(days=2, activity=pictured(make_activity(pal=pal), 1))
    proof, post, item = told_proof(pal), told_post(pal), make_news(pal=pal)
    file = ContentFile(bytes_of(4), "n.jpg")
    put_aside(bytes_of(4))
    shown = make_photo(yes(), basis="agreed", pal=pal, alt=MARK, file=file)
    operations.add_picture(item, shown, actor="system")
    photos = [shown]
    thing = make_thing(pal=pal, photo_alt=MARK)
    thing.photo.save("rzecz.jpg", ContentFile(bytes_of(5)))
    keys = [each.public_id for each in (session.activity, proof, post, thing)]
    for kind, key in zip(("zajecia", "historia", "wpis", "rzecz"), keys, strict=True):
        picture = public_picture(kind, key)
        assert picture is not None
        photos.append(operations.note_picture(picture, actor="system"))
        operations.name_person(photos[-1], yes(), actor="system")
    owners = (session.activity, session, proof.goal.plan, post.initiative, item, thing, pal)
    files = (session.activity.image, proof.photo, post.photo, thing.photo)
    pages = [
        *(each.get_absolute_url() for each in owners),
        *(each.url for each in photos),
        *(each.url for each in files),
        reverse("initiatives:idea_photo", args=[post.public_id]),
        f"{reverse('opendata:oembed')}?url={settings.SITE_URL}{item.get_absolute_url()}",
        reverse("federation:event", args=["sala", session.public_id]),
        reverse("federation:outbox", args=["sala"]),
        *MACHINES,
    ]
    names = [str(each.name).rpartition("/")[2] for each in files]
    marks = [MARK, *(str(each.public_id) for each in photos), *names]
    digests = {hashlib.sha256(bytes_of(mark)).hexdigest() for mark in range(1, 6)}
    return Everywhere(photos, pages, marks, digests)


def told_proof(pal: Pal) -> Proof:
    plan = make_plan(pal=pal)
    proof = Proof(goal=make_whole_goal(plan), words="Inaczej.", is_public=True, photo_alt=MARK)
    proof.photo.save("historia.jpg", ContentFile(bytes_of(2)))
    approved(plan)
    return proof


def told_post(pal: Pal) -> InitiativePost:
    post = make_post(make_at("doing", pal), photo_alt=MARK, everyone_agreed=True)
    post.photo.save("wpis.jpg", ContentFile(bytes_of(3)))
    rows = InitiativePost.objects.filter(pk=post.pk)
    rows.update(state="published", published_at=timezone.now())
    return post


def test_after_withdrawal_nothing_anywhere_holds_it(
    client: Client, pal: Pal, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    """One walk over every place that shows pictures, before and after."""
    settings.PODWORKO_FEDERATION = True
    Account.objects.create(name="sala", pal=pal, public_key="x", private_key="x")
    made = everywhere(pal)
    assert len(holding(client, made)) > len(made.photos) * 2
    assert made.digests <= stored_digests()

    with django_capture_on_commit_callbacks(execute=True):
        rows = Portrayal.objects.filter(photo__in=made.photos).select_related("photo")
        assert operations.take_back(rows, actor="system", channel="web") == len(made.photos)

    assert holding(client, made) == []
    assert not made.digests & stored_digests()


def holding(client: Client, made: Everywhere) -> list[str]:
    """Return which answers hold any of that, in their words or as the file itself."""
    return [page for page in made.pages if _holds(client.get(page), made)]


def _holds(answer: Any, made: Everywhere) -> bool:
    body = answer.getvalue()
    if hashlib.sha256(body).hexdigest() in made.digests:
        return True
    text = body.decode(errors="replace")
    return answer.status_code == OK and any(mark in text for mark in made.marks)
