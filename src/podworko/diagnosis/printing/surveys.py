"""A survey on paper: large letters, numbered questions and answers, the code to type it in by."""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from podworko.core import phones
from podworko.core.http import absolute
from podworko.diagnosis.models import Kind
from podworko.diagnosis.questionnaire import Asked, Choice, Questionnaire
from podworko.diagnosis.wording import said
from podworko.ui.typesetting import Document, qr_code
from podworko.ui.typesetting.typography import paragraphs

WRITING_LINES = 4


def survey_form(whole: Questionnaire) -> Document:
    """Return the form of one edition, in the reader's language if the survey has it."""
    survey = whole.survey
    language = _language(whole)
    address = absolute(language, "diagnosis:answer", survey.slug)
    return Document(
        "diagnosis/printing/survey.typ",
        title=survey.title_in(language),
        data={
            "pal": survey.study.pal.name,
            "title": survey.title_in(language),
            "intro": paragraphs(said(survey.intro, language)),
            "who": survey.study.who_asks,
            "code": f"{survey.code_aloud} / {whole.edition.number}",
            "address": address if survey.state == survey.State.OPEN else "",
            "questions": [
                _question(whole, number, one, language)
                for number, one in enumerate(whole.asked, start=1)
            ],
            "words": _words(whole),
        },
        pictures={"web": qr_code(address)},
    )


def _language(whole: Questionnaire) -> str:
    here = get_language() or "pl"
    return here if here in whole.survey.languages else "pl"


def _question(whole: Questionnaire, number: int, one: Asked, language: str) -> dict[str, object]:
    question = one.question
    return {
        "number": number,
        "words": one.words(language),
        "hint": one.hint(language),
        "how": _how(one),
        "when": _when(whole, one),
        "kind": one.kind.value,
        "options": [_option(n, choice) for n, choice in _numbered(one.choices(language))],
        "rows": [choice.words for choice in one.row_choices(language)],
        "points": _points(one),
        "least": said(question.least_words, language),
        "most": said(question.most_words, language),
        "lines": WRITING_LINES if one.kind == Kind.TEXT else 0,
    }


def _numbered(choices: list[Choice]) -> list[tuple[int, Choice]]:
    return list(enumerate(choices, start=1))


def _option(number: int, choice: Choice) -> dict[str, object]:
    return {"number": number, "words": choice.words, "is_other": choice.is_other}


def _points(one: Asked) -> list[str]:
    if one.kind != Kind.SCALE:
        return []
    least, most = one.question.least or 0, one.question.most or 0
    return [str(point) for point in range(least, most + 1)]


def _how(one: Asked) -> str:
    """Return how the question is answered with a pen."""
    most = one.question.most
    if one.kind == Kind.MULTIPLE and most:
        words = ngettext(
            "Zaznacz najwyżej %(most)s odpowiedź.", "Zaznacz najwyżej %(most)s odpowiedzi.", most
        )
        return words % {"most": most}
    return {
        Kind.SINGLE: _("Zaznacz jedną odpowiedź."),
        Kind.MULTIPLE: _("Możesz zaznaczyć kilka odpowiedzi."),
        Kind.SCALE: _("Zaznacz jedną liczbę."),
        Kind.RANKING: _("Wpisz w kratki liczby: 1 przy najważniejszej, potem 2, 3 i tak dalej."),
        Kind.NUMBER: _("Wpisz liczbę."),
        Kind.PLACE: _("Zaznacz jedno miejsce."),
        Kind.MATRIX: _("W każdym wierszu zaznacz jedną kratkę."),
    }.get(one.kind, "")


def _when(whole: Questionnaire, one: Asked) -> str:
    """Return who answers it, by the numbers that stand on the paper."""
    parent = whole.by_code.get(one.after)
    if parent is None:
        return ""
    codes = list(parent.chosen_from)
    numbers = [str(codes.index(code) + 1) for code in one.question.show_codes if code in codes]
    return _("Odpowiedz, jeśli w pytaniu %(question)s zaznaczasz: %(options)s.") % {
        "question": whole.asked.index(parent) + 1,
        "options": _(" albo ").join(numbers),
    }


def _words(whole: Questionnaire) -> dict[str, object]:
    pal = whole.survey.study.pal
    phone = [phones.display(pal.phone)] if pal.phone else []
    return {
        "form": _("Ankieta"),
        "code": _("Kod"),
        "who": _("Pyta:"),
        "private": _("Ankieta jest anonimowa. Nie podpisuj się i nie pisz nazwisk ani adresów."),
        "pen": _("Pisz długopisem. Pomyłkę zamaluj i zaznacz właściwą kratkę."),
        "other": _("co?"),
        "web": _("Możesz też odpowiedzieć w internecie:"),
        "give_back": _("Wypełnioną ankietę oddaj w PAL albo wrzuć do skrzynki."),
        "foot": [pal.name, *phone],
    }
