"""What is wrong with a survey before residents are asked, in words for who wrote it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from podworko.core.times import today
from podworko.diagnosis.models import Kind, Option, Question, Survey
from podworko.diagnosis.questionnaire import Asked, Questionnaire

FEWEST_OPTIONS = 2
CHOOSING = (Kind.SINGLE, Kind.MULTIPLE, Kind.RANKING, Kind.MATRIX)


def obstacles(whole: Questionnaire) -> list[str]:
    """Return everything that keeps an edition from being asked; an empty list lets it open."""
    survey = whole.survey
    found = [*_of_survey(survey), *([] if whole.asked else [_("Nie ma jeszcze żadnego pytania.")])]
    for number, one in enumerate(whole.asked, start=1):
        found += [f"{number}. {one.question}: {words}" for words in _of_question(whole, one)]
    return found


def language_name(code: str) -> str:
    """Return in what language something is, as in "po polsku"."""
    return {"pl": _("po polsku"), "en": _("po angielsku"), "uk": _("po ukraińsku")}.get(code, code)


def _of_survey(survey: Survey) -> Iterator[str]:
    for language in survey.languages:
        if not survey.intro.get(language):
            yield _("Brakuje wstępu %(language)s.") % {"language": language_name(language)}
        if language != "pl" and not survey.titles.get(language):
            yield _("Brakuje tytułu %(language)s.") % {"language": language_name(language)}
    if survey.closes_on and survey.closes_on < today():
        yield _("Dzień zakończenia już minął.")


def _of_question(whole: Questionnaire, one: Asked) -> Iterator[str]:
    yield from _wordless(whole.survey, one)
    yield from _of_options(one)
    yield from _of_branch(whole, one)


def _wordless(survey: Survey, one: Asked) -> Iterator[str]:
    for language in survey.languages:
        name = {"language": language_name(language)}
        if not one.question.words.get(language):
            yield _("brakuje pytania %(language)s") % name
        if any(not option.words.get(language) for option in one.options):
            yield _("brakuje odpowiedzi %(language)s") % name
        if one.kind == Kind.SCALE and not _has_ends(one.question, language):
            yield _("brakuje słów przy końcach skali %(language)s") % name


def _has_ends(question: Question, language: str) -> bool:
    """Whether a scale says what its ends mean, if it says it in any language."""
    ends = (question.least_words, question.most_words)
    return all(words.get(language) or not any(words.values()) for words in ends)


def _of_options(one: Asked) -> Iterator[str]:
    chosen_from = list(one.chosen_from.values())
    if one.kind in CHOOSING and len(chosen_from) < FEWEST_OPTIONS:
        yield _("potrzebne są przynajmniej dwie odpowiedzi do wyboru")
    if one.kind == Kind.MATRIX and not one.rows:
        yield _("tabela nie ma jeszcze żadnej sprawy do oceny")
    if _repeat(chosen_from):
        yield _("dwie odpowiedzi brzmią tak samo")
    if one.kind == Kind.PLACE and not chosen_from:
        yield _("dopisz listę miejsc dla osób, które nie korzystają z mapy")


def _of_branch(whole: Questionnaire, one: Asked) -> Iterator[str]:
    if not one.question.show_if_id:
        return
    parent = whole.by_code.get(one.after)
    if parent is None or parent.question.position >= one.question.position:
        yield _("zależy od pytania, które jest dalej niż ono samo")
    elif not set(one.question.show_codes) & set(parent.chosen_from):
        yield _("nikt go nie zobaczy: odpowiedzi, od której zależy, już nie ma")


def _repeat(options: list[Option]) -> bool:
    words = [option.words.get("pl", "").strip().lower() for option in options]
    return len(set(words)) < len(words)
