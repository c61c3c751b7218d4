"""Photographs of the demonstration city: one event, drawn by code, with made-up consents."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image, ImageDraw

from podworko.accounts.public import User
from podworko.activities.public import Session
from podworko.network import public as network
from podworko.promotion import public as promotion

KEEPS = "animatorka@example.org"
CREDIT = "zespół PAL Pod Lipami"
Basis = promotion.Photo.Basis
Scope = promotion.Scope


@dataclass(frozen=True, slots=True)
class Drawn:
    """One drawn photograph: its words, by what right it is shown, who is on it."""

    alt: str
    sky: str
    figures: int
    basis: str
    caption: str = ""
    people: tuple[promotion.Said, ...] = ()
    is_withdrawn: bool = False


def _yes(name: str, *scopes: promotion.Scope, guardian: str = "") -> promotion.Said:
    return promotion.Said(
        name=name,
        state=promotion.Portrayal.State.GIVEN,
        scopes=scopes,
        channel="paper",
        paper_at="segregator „Zgody 2026”",
        is_child=bool(guardian),
        guardian=guardian,
    )


DRAWN = (
    Drawn(
        "Rysunek: pusty stół z miskami i wałkiem, gotowy do lepienia.",
        "#dcebe3",
        0,
        Basis.NOBODY,
        "Zanim przyszli goście.",
    ),
    Drawn(
        "Rysunek: kilkanaście osób tyłem, słuchają muzyki na podwórku.",
        "#f6e7c8",
        9,
        Basis.GATHERING,
    ),
    Drawn(
        "Rysunek: dwie osoby trzymają wielki placek.",
        "#e6e0f0",
        2,
        Basis.AGREED,
        "Placek zjedliśmy do okruszka.",
        (
            _yes("Halina Przykładowa", Scope.SITE, Scope.PRESS, Scope.PRINT),
            _yes("Marek Zmyślony", Scope.SITE, Scope.PRINT),
        ),
    ),
    Drawn(
        "Rysunek: dziewczynka z latawcem.",
        "#d8e8f4",
        1,
        Basis.AGREED,
        "",
        (_yes("Zosia Zmyślona", Scope.SITE, guardian="Ewa Zmyślona"),),
    ),
    Drawn(
        "Rysunek: trzy osoby przy warsztacie, jedna jeszcze nie odpowiada.",
        "#f3dcd3",
        3,
        Basis.AGREED,
        "",
        (
            _yes("Halina Przykładowa", Scope.SITE),
            promotion.Said(name="pan w niebieskim swetrze"),
        ),
    ),
    Drawn(
        "Rysunek: jedna osoba przy mikrofonie.",
        "#e2ead2",
        1,
        Basis.AGREED,
        "",
        (_yes("Jan Niebyły", Scope.SITE, Scope.SOCIAL),),
        is_withdrawn=True,
    ),
)


def keep(pals: Mapping[str, network.Pal]) -> str:
    """Keep the photographs of one event; return in words what there is."""
    keeps = User.objects.get(email=KEEPS)
    pal = pals["pod-lipami"]
    over = Session.objects.filter(pal=pal, starts_at__lt=timezone.now() - timedelta(hours=3))
    session = over.order_by("-starts_at", "pk").first()
    made = [_photo(row, pal, session, keeps) for row in DRAWN]
    asked = promotion.Asked(
        said_by="Barbara Wymyślona",
        contact="barbara.wymyslona@example.org",
        words="To ja, druga od prawej. Proszę o zdjęcie.",
    )
    promotion.ask_take_down(made[1], asked, actor="resident")
    if session:
        _tell(session, made[:3], keeps)
    return f"{len(made)} photographs of one event, one of them withdrawn"


def _tell(session: Session, photos: list[promotion.Photo], keeps: User) -> None:
    """Write how it was, with photographs."""
    item = promotion.NewsItem(
        pal=session.pal,
        title=f"{session.activity.title}: tak było",
        lead="Dziękujemy, że przyszliście. Kilka obrazków ze spotkania.",
        body="Było gwarno i wesoło. Kto nie zdążył, niech zajrzy następnym razem.",
    )
    promotion.save_news(item, actor=keeps)
    for photo in photos:
        promotion.add_picture(item, photo, actor=keeps)
    promotion.publish_news(item, at=None, actor=keeps)
    came_out = max(session.ends_at, timezone.now() - timedelta(days=3))
    promotion.NewsItem.objects.filter(pk=item.pk).update(shows_from=came_out)


def _photo(row: Drawn, pal: network.Pal, session: Session | None, keeps: User) -> promotion.Photo:
    written = io.BytesIO()
    _scene(row).save(written, "JPEG", quality=84)
    data = promotion.PhotoData(
        file=ContentFile(written.getvalue(), name="rysunek.jpg"),
        alt=row.alt,
        caption=row.caption,
        credit=CREDIT,
        basis=row.basis,
    )
    photo = promotion.add_photo(data, pal=pal, session=session, actor=keeps)
    named = [promotion.name_person(photo, said, actor=keeps) for said in row.people]
    if row.is_withdrawn:
        promotion.take_back(named, actor=keeps, channel="phone")
    return photo


def _scene(row: Drawn) -> Image.Image:
    """Draw a yard with so many simple figures: nobody's photograph is needed."""
    image = Image.new("RGB", (1200, 800), row.sky)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 560, 1200, 800), fill="#b9cfae")
    draw.rectangle((120, 180, 520, 560), fill="#e8d3b4")
    draw.polygon([(90, 190), (320, 60), (550, 190)], fill="#b5523b")
    for left in (180, 290, 400):
        draw.rectangle((left, 260, left + 70, 360), fill="#6f94a8")
    draw.rectangle((420, 640, 1120, 664), fill="#7a5a3c")
    for number in range(row.figures):
        left = 470 + number * (620 // max(row.figures, 1))
        shade = ("#3d5a73", "#8a4a3b", "#4f7a57", "#86642f")[number % 4]
        draw.ellipse((left, 420, left + 62, 482), fill="#e6b98f")
        draw.rounded_rectangle((left - 18, 478, left + 80, 660), radius=36, fill=shade)
    return image
