"""What the advice point gives on paper: a list to tick, a slip with a code, where to go."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.advice import answer_codes
from podworko.advice.models import KnowledgePage, Question
from podworko.core.http import absolute
from podworko.core.phones import display
from podworko.diagnosis.public import Resource
from podworko.ui.typesetting import Document

__all__ = ["checklist", "referral", "slip"]


def checklist(page: KnowledgePage) -> Document:
    """Return a page's list with boxes to tick, in large type."""
    assert page.reviewed_on is not None  # noqa: S101 - a constraint of published pages
    return Document(
        "advice/printing/checklist.typ",
        title=page.local_question,
        data={
            "eyebrow": page.topic.local_name,
            "question": page.local_question,
            "items": page.local_checklist,
            "address": _bare(absolute("pl", "advice:page", page.slug)),
            "words": {
                "more": _("Cała odpowiedź:"),
                "source": page.source,
                "foot": [_("Sprawdzono %(day)s") % {"day": date_format(page.reviewed_on, "j E Y")}],
            },
        },
    )


def slip(question: Question, *, code: str) -> Document:
    """Return a slip with a code and where to type it; it says nothing of what was asked."""
    return Document(
        "advice/printing/slip.typ",
        title=_("Kod do odpowiedzi"),
        data={
            "code": answer_codes.spaced(code),
            "address": _bare(absolute(question.language, "advice:read")),
            "words": {
                "head": _("Twój kod"),
                "how": _("Wpisz kod na stronie:"),
                "when": _("Odpowiedź będzie najpóźniej: %(day)s.")
                % {"day": date_format(question.due_on, "j E Y")},
                "keep": _("Nie pokazuj tej kartki innym. Kto zna kod, ten przeczyta odpowiedź."),
                "foot": [],
            },
        },
    )


def referral(resource: Resource) -> Document:
    """Return a slip that says where to go: name, address, hours, phone."""
    facts = [
        (_("Adres"), resource.address),
        (_("Kiedy"), resource.opening),
        (_("Telefon"), display(resource.phone) if resource.phone else ""),
        (_("Strona"), _bare(resource.website)),
    ]
    checked = resource.checked_on
    return Document(
        "advice/printing/referral.typ",
        title=resource.name,
        data={
            "name": resource.name,
            "facts": [{"label": label, "text": text} for label, text in facts if text],
            "words": {
                "head": _("Dokąd pójść"),
                "foot": [_("Sprawdzono %(day)s") % {"day": date_format(checked, "j E Y")}]
                if checked
                else [_("Zadzwoń, zanim pójdziesz.")],
            },
        },
    )


def _bare(address: str) -> str:
    return address.split("//", 1)[-1]
