"""One question at a time: where somebody is, and what comes next, kept in the page alone."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest

from podworko.diagnosis.forms.survey_answers import AnswerForm
from podworko.diagnosis.questionnaire import Asked

_BACK, _SEND = "wstecz", "wyslij"


@dataclass(frozen=True, slots=True)
class Step:
    """One question to draw, or the end; `context` is for the template, `form` may be unjudged."""

    form: AnswerForm
    context: dict[str, object]
    status: int


def walked(request: HttpRequest, form: AnswerForm) -> Step | None:
    """Return where to go from what was posted; None when the answers are to be sent."""
    shown = _shown(form)
    way = request.POST.get("dokad", "")
    here = form.whole.by_code.get(request.POST.get("krok", ""))
    at = shown.index(here) if here in shown else len(shown) if way in (_BACK, _SEND) else -1
    if way == _SEND:
        return None
    if way == _BACK:
        return _step(request, form, at=max(at - 1, 0))
    if here and form.faults_of(here):
        return _step(request, form, at=at, is_wrong=True)
    return _step(request, form, at=at + 1)


def first_wrong(request: HttpRequest, form: AnswerForm) -> Step:
    """Go back to the first question that must be mended; or stay, with what stands in the way."""
    shown = _shown(form)
    wrong = next((at for at, one in enumerate(shown) if form.faults_of(one)), len(shown))
    for text in form.non_field_errors():
        messages.error(request, str(text))
    return _step(request, form, at=wrong, is_wrong=True)


def _shown(form: AnswerForm) -> list[Asked]:
    """Return what is asked of somebody with these answers, judged so that they can be read."""
    if not form.is_bound:
        return list(form.whole.shown({}))
    if not hasattr(form, "cleaned_data"):
        form.full_clean()
    return list(form.whole.shown(form.given()))


def _step(request: HttpRequest, form: AnswerForm, *, at: int, is_wrong: bool = False) -> Step:
    """Draw the question at a place, or the end; all other answers are carried along."""
    given = form.given() if form.is_bound else {}
    shown = list(form.whole.shown(given))
    one = shown[at] if at < len(shown) else None
    current = form if is_wrong else _unjudged(form)
    question = next((each for each in current.drawn() if one and each.code == one.code), None)
    context: dict[str, object] = {
        "form": current,
        "question": question,
        "carried": _carried(request, form, one),
        "number": at + 1,
        "of": len(shown),
        "answered": len(form.whole.kept(given)),
    }
    return Step(current, context, 422 if is_wrong else 200)


def _carried(request: HttpRequest, form: AnswerForm, one: Asked | None) -> list[tuple[str, str]]:
    """Return what was answered elsewhere, to travel along in hidden fields."""
    drawn = {"website", "key", *(form.names_of(one) if one else ())}
    names = [name for name in form.fields if name not in drawn]
    return [(name, value) for name in names for value in request.POST.getlist(name)]


def _unjudged(form: AnswerForm) -> AnswerForm:
    """Return the form with what was typed and no complaint: nothing was sent yet."""
    typed = {name: form[name].data for name in form.fields} if form.is_bound else {}
    typed = {name: value for name, value in typed.items() if value not in (None, "")}
    typed = {"key": form.initial["key"], **typed}
    return AnswerForm(initial=typed, whole=form.whole, language=form.language, grid=form.grid)
