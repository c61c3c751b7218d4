"""What the made-up survey found, told to its neighbours: topics of free words, and numbers."""

from podworko.audit.public import SYSTEM
from podworko.diagnosis import public as diagnosis
from podworko.network import public as network

TOPICS = (
    ("ławki i przystanki", ("ławek", "Autobus")),
    ("windy", ("windy",)),
    ("światło", ("światła",)),
    ("młodzież", ("Młodzież",)),
    ("psy", ("psie", "psów", "psach")),
    ("toalety", ("toaleta",)),
    ("zajęcia i spotkania", ("zajęcia", "ogrodzie", "Кухня")),
)


def tell(pals: dict[str, network.Pal]) -> int:
    """Sort most free words of closed surveys and publish results; return how many surveys."""
    closed = diagnosis.Survey.objects.filter(state="closed", study__pal__in=pals.values())
    for survey in closed:
        _sort(survey)
        diagnosis.publish_results(survey, actor=SYSTEM)
    return len(closed)


def _sort(survey: diagnosis.Survey) -> None:
    """Put answers into topics by words in them; what speaks of none waits for the team."""
    answers = diagnosis.Answer.objects.filter(question__edition__survey=survey)
    texts = answers.exclude(text="").select_related("question__edition__survey")
    codes = sorted({answer.question.code for answer in texts})
    topics = {
        (code, words): diagnosis.add_code(survey, question_code=code, words=words, actor=SYSTEM)
        for code in codes
        for words, marks in TOPICS
        if any(mark in each.text for mark in marks for each in texts if each.question.code == code)
    }
    for answer in texts:
        told = [words for words, marks in TOPICS if any(mark in answer.text for mark in marks)]
        chosen = [topics[answer.question.code, words] for words in told]
        if chosen:
            diagnosis.code_answer(answer, codes=chosen, actor=SYSTEM)
