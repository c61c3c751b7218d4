"""Certificates and opinions on paper, from what was frozen when they were issued.

They are official papers of a Polish body, so they are in Polish whatever the reader's language:
their words stand here and not in the catalogues.
"""

from datetime import date

from django.conf import settings
from django.utils import translation

from podworko.core.http import absolute
from podworko.ui.typesetting import Document, qr_code
from podworko.ui.typesetting.typography import paragraphs
from podworko.volunteering import certificate_codes
from podworko.volunteering.days import day_words
from podworko.volunteering.lengths import HOUR
from podworko.volunteering.models import Certificate
from podworko.volunteering.queries.certificates import school_year

Kind = Certificate.Kind
_ACT = (
    "ustawy z dnia 24 kwietnia 2003 r. o działalności pożytku publicznego i o wolontariacie"
    " (Dz.U. z 2023 r. poz. 571)"
)
_TITLES = {Kind.CERTIFICATE: "Zaświadczenie", Kind.OPINION: "Opinia", Kind.SCHOOL: "Zaświadczenie"}
_SUBTITLES = {
    Kind.CERTIFICATE: "o wykonywaniu świadczeń przez wolontariusza",
    Kind.OPINION: "o wykonywaniu świadczeń przez wolontariusza",
    Kind.SCHOOL: "o wolontariacie ucznia, dla szkoły",
}
_LEADS = {
    Kind.CERTIFICATE: "Zaświadczamy, że osoba wymieniona niżej wykonywała świadczenia jako"
    " wolontariusz.",
    Kind.OPINION: "Osoba wymieniona niżej wykonywała świadczenia jako wolontariusz.",
    Kind.SCHOOL: "Zaświadczamy, że osoba wymieniona niżej wykonywała świadczenia jako"
    " wolontariusz w %(years)s.",
}


def certificate_paper(certificate: Certificate) -> Document:
    """Return the paper of an issued certificate, the same each time it is printed."""
    with translation.override("pl"):
        return Document(
            "volunteering/printing/certificate.typ",
            title=_TITLES[Kind(certificate.kind)],
            data=_data(certificate),
            pictures={"check": qr_code(check_address())},
        )


def check_address() -> str:
    """Return where a code is checked; it holds no code, so that none stands in any log."""
    return absolute("pl", "volunteering:check")


def _data(certificate: Certificate) -> dict[str, object]:
    kind = Kind(certificate.kind)
    is_demo = getattr(settings, "PODWORKO_DEMO", False)
    return {
        "language": "pl",
        "beneficiary": certificate.beneficiary,
        "beneficiary_address": certificate.beneficiary_address,
        "place_and_day": _place_and_day(certificate),
        "number": certificate.shown_number,
        "title": _TITLES[kind],
        "subtitle": _SUBTITLES[kind],
        "lead": _lead(certificate),
        "name": certificate.name,
        "facts": _facts(certificate),
        "opinion": paragraphs(certificate.opinion),
        "closing": _closing(certificate),
        "signatory": certificate.signatory,
        "signatory_role": certificate.signatory_role,
        "code": certificate_codes.shown(certificate),
        "address": check_address().split("//", 1)[-1],
        "mark": "Wersja pokazowa. Dokument nieważny." if is_demo else "",
        "words": _words(certificate),
    }


def _lead(certificate: Certificate) -> str:
    lead = _LEADS[Kind(certificate.kind)]
    return lead % {"years": _school_years(certificate)} if "%" in lead else lead


def _school_years(certificate: Certificate) -> str:
    """Return the school years that a period touches: "roku szkolnym 2025/2026"."""
    first, last = (_school_year(day) for day in (certificate.since, certificate.until))
    years = [f"{year}/{year + 1}" for year in dict.fromkeys((first, last))]
    return f"{'latach szkolnych' if years[1:] else 'roku szkolnym'} {'–'.join(years)}"


def _school_year(day: date | None) -> int:
    """Return in which year the school year of a day began."""
    assert day is not None  # noqa: S101 - a constraint of issued ones
    begins, _until = school_year(day)
    return begins.year


def _words(certificate: Certificate) -> dict[str, object]:
    return {
        "number": "Nr",
        "page": "strona @n z @m",
        "signature": "podpis i pieczęć",
        "check": "Czy ten dokument jest prawdziwy? Wpisz kod na stronie:",
        "picture": "Kod QR prowadzi na stronę, na której sprawdza się dokument.",
        "code": "Kod",
        "opinion": "Opinia",
        "foot": [f"{_TITLES[Kind(certificate.kind)]} nr {certificate.shown_number}"],
    }


def _place_and_day(certificate: Certificate) -> str:
    return f"{certificate.place}, {_day(certificate.issued_on)}"


def _facts(certificate: Certificate) -> list[dict[str, object]]:
    facts = [
        ("Na rzecz", [certificate.beneficiary, certificate.beneficiary_address]),
        ("Gdzie", [certificate.pal_name]),
        ("Okres", [f"od {_day(certificate.since)} do {_day(certificate.until)}"]),
        ("Zakres świadczeń", certificate.scope.splitlines()),
        ("Potwierdzone godziny", [_hours(certificate.minutes)]),
    ]
    return [
        {"label": label, "lines": [line for line in lines if line.strip()]}
        for label, lines in facts
    ]


def _day(day: date | None) -> str:
    assert day is not None  # noqa: S101 - a constraint of issued ones
    return f"{day_words(day)} r."


def _hours(minutes: int) -> str:
    """Return hours in words of an official paper: "12 godz. 30 min"."""
    if not minutes:
        return "nie ewidencjonowano godzin"
    hours, rest = divmod(minutes, HOUR)
    return " ".join([f"{hours} godz."] * bool(hours) + [f"{rest} min"] * bool(rest))


def _closing(certificate: Certificate) -> list[str]:
    kind = Kind(certificate.kind)
    clause = "3" if kind == Kind.OPINION else "2"
    asked = {
        Kind.CERTIFICATE: "Zaświadczenie wydaje się na żądanie tej osoby",
        Kind.OPINION: "Opinię wydaje się na prośbę tej osoby",
        Kind.SCHOOL: f"Zaświadczenie wydaje się na żądanie tej osoby dla szkoły: "
        f"{certificate.school}",
    }[kind]
    closing = [f"{asked}."] if kind == Kind.SCHOOL else []
    basis = f"Podstawa: art. 44 ust. {clause} {_ACT}."
    return [*closing, basis] if closing else [f"{asked}. {basis}"]
