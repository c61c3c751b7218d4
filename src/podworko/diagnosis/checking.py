"""Whether an answer fits its question: the same rules for the page, paper and devices."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from podworko.diagnosis.answering import Given
from podworko.diagnosis.models import MOST_WORDS, Kind
from podworko.diagnosis.questionnaire import Asked, Questionnaire

LARGEST = Decimal(10) ** 9
MOST_OTHER = 300


def faults(
    questionnaire: Questionnaire, given: Mapping[str, Given], *, is_demanding: bool = True
) -> dict[str, str]:
    """Return what is wrong, by code of the question, in words for who answers.

    Only what was asked is judged. Paper is taken as it is: not `is_demanding`.
    """
    found = {}
    for one in questionnaire.shown(given):
        answer = given.get(one.code, Given())
        wrong = fault(one, answer)
        if not wrong and is_demanding and one.question.is_required and answer.is_empty:
            wrong = _("Na to pytanie trzeba odpowiedzieć.")
        if wrong:
            found[one.code] = wrong
    return found


def fault(one: Asked, given: Given) -> str:
    """Return what is wrong with one answer, or "". Nothing is ever cut to fit."""
    return next(filter(None, _faults(one, given)), "")


def _faults(one: Asked, given: Given) -> Iterator[str]:
    yield _unknown(one, given)
    yield _too_many(one, given)
    yield _too_long(given)
    yield _out_of_range(one, given)
    if given.point and not _is_on_earth(given):
        yield _("Wskaż miejsce jeszcze raz.")


def _unknown(one: Asked, given: Given) -> str:
    """Say when something was chosen that the question does not offer."""
    columns = {column for _row, column in given.cells}
    rows = [row for row, _column in given.cells]
    is_known = set(given.chosen) | columns <= set(one.chosen_from) and set(rows) <= set(one.rows)
    is_once = len(set(given.chosen)) == len(given.chosen) and len(set(rows)) == len(rows)
    if is_known and is_once and _is_of_kind(one.kind, given):
        return ""
    return _("Wybierz jedną z podanych odpowiedzi.")


def _is_of_kind(kind: Kind, given: Given) -> bool:
    may_have = {
        "chosen": kind in (Kind.SINGLE, Kind.MULTIPLE, Kind.RANKING, Kind.PLACE),
        "other": kind in (Kind.SINGLE, Kind.MULTIPLE, Kind.RANKING, Kind.PLACE),
        "number": kind in (Kind.SCALE, Kind.NUMBER),
        "text": kind == Kind.TEXT,
        "point": kind == Kind.PLACE,
        "cells": kind == Kind.MATRIX,
    }
    return all(allowed or not getattr(given, name) for name, allowed in may_have.items())


def _too_many(one: Asked, given: Given) -> str:
    single = one.kind in (Kind.SINGLE, Kind.PLACE)
    counted = one.kind in (Kind.MULTIPLE, Kind.RANKING)
    most = 1 if single else one.question.most if counted else None
    if most is None or len(given.chosen) <= most:
        return ""
    words = ngettext(
        "Wybierz najwyżej %(most)s odpowiedź.", "Wybierz najwyżej %(most)s odpowiedzi.", most
    )
    return words % {"most": most}


def _too_long(given: Given) -> str:
    for text, most in ((given.text, MOST_WORDS), (given.other, MOST_OTHER)):
        if len(text) > most:
            words = _(
                "To za długa odpowiedź: ma %(letters)s znaków, a mieści się %(most)s. Skróć ją."
            )
            return words % {"letters": len(text), "most": most}
        if "\0" in text:
            return _("Wpisz to jeszcze raz, bez znaków, których nie widać.")
    return ""


def _out_of_range(one: Asked, given: Given) -> str:
    number = given.number
    if number is None:
        return ""
    if not number.is_finite() or abs(number) > LARGEST:
        return _("Wpisz liczbę.")
    least, most = one.question.least, one.question.most
    if one.kind == Kind.SCALE and number != number.to_integral_value():
        return _("Wybierz jedną z podanych odpowiedzi.")
    if least is not None and number < least:
        return _("Wpisz liczbę nie mniejszą niż %(least)s.") % {"least": least}
    if most is not None and number > most:
        return _("Wpisz liczbę nie większą niż %(most)s.") % {"most": most}
    return ""


def _is_on_earth(given: Given) -> bool:
    point = given.point
    return point is not None and -90 <= point.lat <= 90 and -180 <= point.lon <= 180  # noqa: PLR2004 - degrees
