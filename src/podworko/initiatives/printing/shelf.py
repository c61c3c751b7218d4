"""The sheet on which both sides sign what a thing was like when it went out and came back."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.core.phones import display
from podworko.initiatives.models import Loan
from podworko.ui.typesetting import Document


def hand_over_paper(loan: Loan) -> Document:
    """Return the hand-over sheet of a loan: a line for whatever nobody wrote down yet."""
    thing, pal = loan.thing, loan.thing.pal
    lender = thing.shown_name or pal.name
    return Document(
        "initiatives/printing/loan.typ",
        title=_("Protokół wydania i zwrotu: %(thing)s") % {"thing": thing.title},
        data={
            "pal": pal.name,
            "thing": thing.title,
            "facts": [
                [_("Stan rzeczy"), str(thing.get_condition_display())],
                [_("Kto pożycza komu"), f"{lender} → {_borrower(loan)}"],
                [_("Od dnia"), date_format(loan.first_on, "l, j E Y")],
                [_("Do dnia (włącznie)"), date_format(loan.last_on, "l, j E Y")],
                [_("Jak odebrać i oddać"), thing.collecting],
            ],
            "parts": [
                {
                    "head": _("Wydanie"),
                    "lines": [[_("Stan przy wydaniu"), loan.out_words]],
                    "signers": [_("Wydaje: %(by)s") % {"by": loan.out_by or "…"}, _("Odbiera")],
                },
                {
                    "head": _("Zwrot"),
                    "lines": [
                        [_("Stan przy zwrocie"), loan.back_words],
                        [_("Co się zepsuło albo zginęło"), loan.damage],
                    ],
                    "signers": [_("Przyjmuje: %(by)s") % {"by": loan.back_by or "…"}, _("Oddaje")],
                },
            ],
            "words": {
                "eyebrow": _("Wypożyczalnia sąsiedzka"),
                "head": _("Protokół wydania i zwrotu"),
                "free": _("Pożyczamy za darmo: bez opłat i kaucji."),
                "signed": _("data i podpis"),
                "foot": [
                    each for each in (pal.name, display(pal.phone) if pal.phone else "") if each
                ],
            },
        },
    )


def _borrower(loan: Loan) -> str:
    return loan.borrower.name if loan.borrower else "…"
