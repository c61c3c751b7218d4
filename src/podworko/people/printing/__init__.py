"""Consents on paper: every text with its version, to tick, date and sign."""

from django.utils.translation import gettext as _

from podworko.people.consents import consent_texts
from podworko.people.models import Person
from podworko.ui.typesetting import Document


def consent_form(person: Person | None = None) -> Document:
    """Return the texts there are to agree to, for `person` or with room for a name."""
    return Document(
        "people/printing/consents.typ",
        title=_("Zgody do podpisu"),
        data={
            "name": person.name if person else "",
            "consents": [
                {"name": str(text.name), "words": str(text.words), "version": text.version}
                for text in consent_texts()
            ],
            "words": {
                "title": _("Na co się zgadzam"),
                "intro": _(
                    "Zaznacz przy każdym zdaniu TAK albo NIE. Możesz nie zgodzić się na nic "
                    "i dalej przychodzić na zajęcia."
                ),
                "name": _("Imię i nazwisko"),
                "hint": _("Pisz drukowanymi literami, po jednej w kratce."),
                "version": _("tekst @v"),
                "yes": _("TAK"),
                "no": _("NIE"),
                "date": _("Data"),
                "signature": _("Podpis"),
                "guardian": _("Podpis opiekuna, gdy zgoda dotyczy dziecka"),
                "withdraw": _(
                    "Każdą zgodę możesz cofnąć, kiedy chcesz: w biurze PAL, przez telefon "
                    "albo na piśmie."
                ),
            },
        },
    )
