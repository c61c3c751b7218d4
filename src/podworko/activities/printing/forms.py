"""Signing up on paper: the form to fill in by hand, and the slip for who is signed up."""

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from podworko.activities import passes
from podworko.activities.models import Activity, Question, SignUp
from podworko.activities.paper_codes import paper_code
from podworko.activities.printing import words
from podworko.activities.queries.desk_people import SignUpRow
from podworko.activities.queries.signups import SignUpPage
from podworko.core import phones, times
from podworko.people.public import consent_texts
from podworko.ui.typesetting import Document
from podworko.ui.typesetting.typography import paragraphs

COMPANIONS = 3


def sign_up_form(page: SignUpPage) -> Document:
    """Return the form for one list, empty, with the code by which the desk finds the list."""
    activity = page.activity
    asks_age = activity.age_min is not None or activity.age_max is not None
    return Document(
        "activities/printing/form.typ",
        title=_("Formularz zapisu: %(title)s") % {"title": activity.local_title},
        data={
            "pal": activity.pal.name,
            "title": activity.local_title,
            "facts": _facts(page),
            "code": paper_code(page.list),
            "asks_age": asks_age,
            "companions": min(COMPANIONS, page.list.household_limit - 1),
            "questions": [_question(each) for each in activity.questions.all()],
            "rules": paragraphs(activity.rules),
            "consents": [
                {"words": str(text.words), "version": text.version} for text in consent_texts()
            ],
            "words": _form_words(activity),
        },
    )


def slip(row: SignUpRow, page: SignUpPage) -> Document:
    """Return what somebody without e-mail takes home: what, when, where, how it stands."""
    sign_up, activity = row.sign_up, page.activity
    return Document(
        "activities/printing/slip.typ",
        title=_("Zapis: %(title)s") % {"title": activity.local_title},
        data={
            "pal": activity.pal.name,
            "title": activity.local_title,
            "name": sign_up.name,
            "people": _people(sign_up),
            "state": _state(row),
            "facts": [
                {"label": _("Kiedy"), "lines": [words.when(each) for each in page.sessions]},
                {"label": _("Gdzie"), "lines": words.how_to_find(page.place)},
                {"label": _("Co zabrać"), "lines": words.kept((activity.bring,))},
                {"label": _("Kod przy wejściu"), "lines": _code(sign_up)},
                {"label": _("Nie możesz przyjść? Zadzwoń"), "lines": _phone(activity)},
            ],
            "words": {"foot": words.contact(activity.pal)},
        },
    )


def _code(sign_up: SignUp) -> list[str]:
    return [passes.shown(sign_up)] if passes.held(sign_up) else []


def _facts(page: SignUpPage) -> list[str]:
    """Return when and where; of a course the first day and the number of meetings."""
    if page.session is None:
        return []
    count = len(page.sessions)
    course = _("To pierwsze z %(count)s spotkań.") % {"count": count} if count > 1 else ""
    return words.kept((words.when(page.session), course, words.where(page.session)))


def _people(sign_up: SignUp) -> str:
    """Return how many come, unless somebody comes alone."""
    return _("Ile osób: %(people)s") % {"people": sign_up.people} if sign_up.people > 1 else ""


def _question(question: Question) -> dict[str, object]:
    """Return a question with the answers to tick, or none for a line to write on."""
    yes_no = [_("tak"), _("nie")]
    choices = {Question.Form.YES_NO: yes_no, Question.Form.CHOICE: question.options}
    own = getattr(question, f"text_{get_language()}", "")
    return {"text": own or question.text, "choices": choices.get(Question.Form(question.form), [])}


def _state(row: SignUpRow) -> str:
    sign_up = row.sign_up
    if sign_up.status == SignUp.Status.CONFIRMED:
        return _("Masz miejsce.")
    if sign_up.status == SignUp.Status.WAITING:
        words_of = _(
            "Jesteś na liście rezerwowej, %(position)s. w kolejności. "
            "Damy znać, gdy zwolni się miejsce."
        )
        return words_of % {"position": row.position}
    if sign_up.status == SignUp.Status.OFFERED and sign_up.offer_until:
        until = date_format(times.local(sign_up.offer_until), "j E, H:i")
        return _("Czeka na Ciebie miejsce. Odpowiedz do: %(until)s.") % {"until": until}
    return _("Ten zapis jest wypisany.")


def _phone(activity: Activity) -> list[str]:
    return [phones.display(activity.pal.phone)] if activity.pal.phone else []


def _form_words(activity: Activity) -> dict[str, object]:
    privacy = _(
        "Dane służą tylko do tych zajęć: żeby zachować miejsce i powiadomić o zmianie. "
        "Widzi je zespół: %(pal)s. Nie pytamy o PESEL ani adres."
    )
    version = _("Zasady, wersja %(version)s") % {"version": activity.rules_version}
    return {
        "form": _("Formularz zapisu na papierze"),
        "code": _("Kod"),
        "hint": _("Pisz drukowanymi literami, po jednej w kratce."),
        "who": _("Kto się zapisuje"),
        "name": _("Imię i nazwisko"),
        "phone": _("Telefon"),
        "email": _("E-mail (jeśli masz)"),
        "year": _("Rok urodzenia"),
        "prefers": _("Jak Ci dać znać, gdy coś się zmieni?"),
        "call": _("zadzwoń"),
        "sms": _("wyślij SMS"),
        "write": _("wyślij e-mail"),
        "ask": _("zapytam w biurze PAL"),
        "others": _("Kto jeszcze przyjdzie z Twojego domu"),
        "child": _("dziecko do 16 lat"),
        "questions": _("Pytania"),
        "rules": _("Zasady udziału"),
        "version": version,
        "accept": _("Znam zasady udziału i się na nie zgadzam"),
        "consents": _("Zgody, jeśli chcesz"),
        "consents_hint": _("Bez nich też możesz przyjść na zajęcia."),
        "text_version": _("tekst @v"),
        "yes": _("TAK"),
        "no": _("NIE"),
        "privacy": privacy % {"pal": activity.pal.name},
        "date": _("Data"),
        "signature": _("Podpis"),
        "guardian": _("Podpis opiekuna, gdy zapisuje się dziecko"),
        "office": _("Wypełnia PAL"),
        "taken": _("przyjęte dnia, godzina"),
        "by": _("kto przyjął"),
        "typed": _("wpisane do systemu"),
        "foot": words.contact(activity.pal),
    }
