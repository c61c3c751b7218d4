"""The consent to be shown, on paper: one sheet for one person, for one event or any."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.activities.public import Session
from podworko.core import times
from podworko.core.phones import display
from podworko.promotion.models import Scope
from podworko.ui.typesetting import Document


def consent_sheet(session: Session | None = None) -> Document:
    """Return the consent to sign, in the reader's language: they must know what they sign."""
    return Document(
        "promotion/printing/photo_consent.typ",
        title=_("Zgoda na pokazanie zdjęć"),
        data={
            "event": _event(session),
            "scopes": [str(scope.label) for scope in Scope],
            "words": {
                "title": _("Zgoda na pokazanie zdjęć"),
                "intro": _(
                    "Robimy zdjęcia, żeby pokazać sąsiadom, co się u nas dzieje. Zaznacz przy"
                    " każdym miejscu, czy wolno tam pokazać zdjęcie, na którym da się Ciebie"
                    " rozpoznać."
                ),
                "free": _(
                    "Możesz nie zgodzić się na nic. Na zajęcia i wydarzenia przychodzisz tak samo."
                ),
                "event": _("Wydarzenie"),
                "name": _("Kto jest na zdjęciu"),
                "hint": _("Pisz drukowanymi literami, po jednej w kratce."),
                "where": _("Gdzie wolno mnie pokazać"),
                "yes": _("TAK"),
                "no": _("NIE"),
                "date": _("Data"),
                "signature": _("Czytelny podpis"),
                "guardian": _("Podpis opiekuna, gdy na zdjęciu jest dziecko"),
                "withdraw": _withdrawing(session),
                "law": _(
                    "Podstawa: art. 81 prawa autorskiego oraz art. 6 ust. 1 lit. a i art. 7 ust. 3"
                    " RODO. Zgodę przechowujemy, dopóki mamy zdjęcie."
                ),
            },
        },
    )


def _event(session: Session | None) -> str:
    if session is None:
        return ""
    day = date_format(times.local(session.starts_at), "j E Y")
    return f"{session.title or session.activity.local_title}, {day}, PAL {session.pal.name}"


def _withdrawing(session: Session | None) -> str:
    words = _(
        "Zgodę możesz cofnąć, kiedy chcesz: w biurze PAL, przez telefon albo na piśmie. Zdjęcie"
        " zdejmiemy wtedy od razu ze wszystkich naszych miejsc. Tego, co już wydrukowano albo"
        " co inni zapisali u siebie, nie da się cofnąć."
    )
    phone = session.pal.phone if session else ""
    return f"{words} {_('Telefon:')} {display(phone)}." if phone else str(words)
