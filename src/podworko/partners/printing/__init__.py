"""What partners give on paper: an agreement to be signed, in Polish or for reading."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.partners.models import Agreement, Extension
from podworko.ui.typesetting import Document


def agreement_paper(agreement: Agreement) -> Document:
    """Return the agreement as both sides sign it: who, what, who gives what, until when."""
    return Document(
        "partners/printing/agreement.typ",
        title=_("Porozumienie o współpracy"),
        data={
            "heading": agreement.title,
            "eyebrow": _("Porozumienie o współpracy"),
            "intro": [
                _("PAL: %(name)s") % {"name": agreement.pal.name},
                _("Partner: %(name)s") % {"name": agreement.organisation.name},
                _days(agreement),
            ],
            "points": [{"head": head, "text": text} for head, text in _points(agreement)],
            "signers": [agreement.pal.name, agreement.organisation.name],
            "words": {
                "signed": _("data i podpis"),
                "foot": [agreement.pal.name],
                "page": _("strona @n z @m"),
            },
        },
    )


def _points(agreement: Agreement) -> list[tuple[str, str]]:
    actions = "\n".join(_action(row.title, row.planned_for) for row in agreement.actions.all())
    longer = "\n".join(_longer(row) for row in agreement.extensions.all())
    found = [
        (_("Co robimy razem"), agreement.scope),
        (_("Co daje PAL"), agreement.pal_gives),
        (_("Co daje partner"), agreement.partner_gives),
        (_("Wspólne działania"), actions),
        (_("Przedłużenia"), longer),
        (_("Kto podpisuje"), agreement.signers),
    ]
    return [(head, text) for head, text in found if text.strip()]


def _action(title: str, planned_for: date | None) -> str:
    return f"{title}, {date_format(planned_for, 'j E Y')}" if planned_for else title


def _longer(row: Extension) -> str:
    days = {
        "until": date_format(row.ends_on, "j E Y"),
        "day": date_format(row.signed_on, "j E Y"),
    }
    return _("do %(until)s, podpisane %(day)s") % days


def _days(agreement: Agreement) -> str:
    since = date_format(agreement.starts_on, "j E Y")
    if agreement.ends_on is None:
        return _("Od %(since)s, bez daty końca") % {"since": since}
    until = date_format(agreement.ends_on, "j E Y")
    return _("Od %(since)s do %(until)s") % {"since": since, "until": until}
