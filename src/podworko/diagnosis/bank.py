"""The network's bank of questions: tried wordings in three languages, to begin a survey with.

The same words in every survey let one diagnosis be compared with the next.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from podworko.diagnosis.models import Kind, Question
from podworko.diagnosis.operations.questions import OptionData, QuestionData
from podworko.diagnosis.wording import LANGUAGES

Three = tuple[str, str, str]
"""In Polish, English and Ukrainian."""

OTHER = OptionData(
    {"pl": "coś innego", "en": "something else", "uk": "щось інше"}, "other", is_other=True
)


@dataclass(frozen=True, slots=True)
class Banked:
    """A question of the bank, and what it is good for."""

    theme: str | Promise
    data: QuestionData

    @property
    def code(self) -> str:
        return self.data.code

    @property
    def kind_words(self) -> str:
        return str(self.data.kind.label)


def words(three: Three) -> dict[str, str]:
    """Return words by language."""
    return dict(zip(LANGUAGES, three, strict=True))


def options(*threes: Three, is_row: bool = False, begin: str = "o") -> tuple[OptionData, ...]:
    """Return options with codes in order: "o1", "o2" and so on."""
    return tuple(
        OptionData(words(three), f"{begin}{number}", is_row=is_row)
        for number, three in enumerate(threes, start=1)
    )


_WHO = _("Kto odpowiada")
_LIFE = _("Jak się tu mieszka")
_NEEDS = _("Czego trzeba")
_PART = _("Udział i pomoc sąsiedzka")

BANK: tuple[Banked, ...] = (
    Banked(
        _WHO,
        QuestionData(
            Kind.SINGLE,
            words(("Ile masz lat?", "How old are you?", "Скільки вам років?")),
            code="wiek",
            role=Question.Role.AGE,
            options=options(
                ("mniej niż 18", "under 18", "менше 18"),
                ("18–29", "18–29", "18–29"),
                ("30–44", "30–44", "30–44"),
                ("45–59", "45–59", "45–59"),
                ("60–74", "60–74", "60–74"),
                ("75 albo więcej", "75 or more", "75 або більше"),
            ),
        ),
    ),
    Banked(
        _WHO,
        QuestionData(
            Kind.SINGLE,
            words(("Kim jesteś?", "Are you…?", "Ви…?")),
            code="plec",
            role=Question.Role.SEX,
            options=options(
                ("kobietą", "a woman", "жінка"),
                ("mężczyzną", "a man", "чоловік"),
                ("nie chcę podawać", "I would rather not say", "не хочу вказувати"),
            ),
        ),
    ),
    Banked(
        _WHO,
        QuestionData(
            Kind.SINGLE,
            words(
                (
                    "Jak długo tu mieszkasz?",
                    "How long have you lived here?",
                    "Як довго ви тут живете?",
                )
            ),
            code="jak_dlugo",
            options=options(
                ("krócej niż rok", "less than a year", "менше року"),
                ("1–5 lat", "1–5 years", "1–5 років"),
                ("6–20 lat", "6–20 years", "6–20 років"),
                ("ponad 20 lat", "more than 20 years", "понад 20 років"),
            ),
        ),
    ),
    Banked(
        _LIFE,
        QuestionData(
            Kind.SCALE,
            words(
                (
                    "Jak Ci się tu mieszka?",
                    "How do you like living here?",
                    "Як вам тут живеться?",
                )
            ),
            code="jak_sie_mieszka",
            least=1,
            most=5,
            least_words=words(("bardzo źle", "very bad", "дуже погано")),
            most_words=words(("bardzo dobrze", "very good", "дуже добре")),
        ),
    ),
    Banked(
        _LIFE,
        QuestionData(
            Kind.SINGLE,
            words(
                (
                    "Ilu sąsiadów znasz z imienia?",
                    "How many neighbours do you know by name?",
                    "Скількох сусідів ви знаєте на ім'я?",
                )
            ),
            code="sasiedzi",
            options=options(
                ("nikogo", "none", "нікого"),
                ("1–3 osoby", "1–3 people", "1–3 особи"),
                ("4–10 osób", "4–10 people", "4–10 осіб"),
                ("więcej niż 10", "more than 10", "більше 10"),
            ),
        ),
    ),
    Banked(
        _LIFE,
        QuestionData(
            Kind.SINGLE,
            words(
                (
                    "Jak często czujesz się samotna lub samotny?",
                    "How often do you feel lonely?",
                    "Як часто ви почуваєтеся самотньо?",
                )
            ),
            code="samotnosc",
            options=options(
                ("nigdy albo prawie nigdy", "never or hardly ever", "ніколи або майже ніколи"),
                ("czasem", "sometimes", "іноді"),
                ("często", "often", "часто"),
                ("nie chcę odpowiadać", "I would rather not say", "не хочу відповідати"),
            ),
        ),
    ),
    Banked(
        _LIFE,
        QuestionData(
            Kind.MATRIX,
            words(
                (
                    "Jak oceniasz w Twojej okolicy:",
                    "How do you rate these things near you:",
                    "Як ви оцінюєте у вашій околиці:",
                )
            ),
            code="oceny",
            options=(
                *options(
                    ("źle", "bad", "погано"),
                    ("średnio", "so-so", "середньо"),
                    ("dobrze", "good", "добре"),
                    ("nie wiem", "I do not know", "не знаю"),
                ),
                *options(
                    ("bezpieczeństwo wieczorem", "safety in the evening", "безпеку ввечері"),
                    ("zieleń i miejsca do siedzenia", "greenery and seats", "зелень і лавки"),
                    ("dojazd i dojście", "getting around", "доїзд і підхід"),
                    ("ofertę dla dzieci", "things for children", "заняття для дітей"),
                    ("ofertę dla seniorów", "things for older people", "заняття для літніх людей"),
                    is_row=True,
                    begin="w",
                ),
            ),
        ),
    ),
    Banked(
        _NEEDS,
        QuestionData(
            Kind.MULTIPLE,
            words(
                (
                    "Czego najbardziej tu brakuje? Wybierz najwyżej trzy.",
                    "What is most lacking here? Choose up to three.",
                    "Чого тут найбільше бракує? Виберіть не більше трьох.",
                )
            ),
            code="braki",
            most=3,
            options=(
                *options(
                    ("miejsca do spotkań", "a place to meet", "місця для зустрічей"),
                    (
                        "zajęć dla dzieci i młodzieży",
                        "activities for the young",
                        "занять для дітей",
                    ),
                    ("zajęć dla seniorów", "activities for older people", "занять для старших"),
                    ("ławek i zieleni", "benches and greenery", "лавок і зелені"),
                    ("poczucia bezpieczeństwa", "a feeling of safety", "відчуття безпеки"),
                    ("porady i informacji", "advice and information", "порад та інформації"),
                    ("pomocy w codziennych sprawach", "help with daily life", "допомоги вдома"),
                ),
                OTHER,
            ),
        ),
    ),
    Banked(
        _NEEDS,
        QuestionData(
            Kind.RANKING,
            words(
                (
                    "Ułóż od najważniejszego: od czego zacząć zmiany?",
                    "Put in order of importance: where should change begin?",
                    "Розташуйте за важливістю: з чого почати зміни?",
                )
            ),
            code="kolejnosc",
            options=options(
                ("zieleń i podwórka", "greenery and courtyards", "зелень і двори"),
                ("spotkania sąsiedzkie", "neighbours meeting", "зустрічі сусідів"),
                ("pomoc starszym", "help for older people", "допомога старшим"),
                ("zajęcia po szkole", "after-school activities", "заняття після школи"),
            ),
        ),
    ),
    Banked(
        _NEEDS,
        QuestionData(
            Kind.PLACE,
            words(
                (
                    "Które miejsce wymaga zmiany najpilniej?",
                    "Which place needs change most urgently?",
                    "Яке місце потребує змін найбільше?",
                )
            ),
            code="miejsce",
            options=(
                *options(
                    ("podwórka między blokami", "courtyards between blocks", "двори між будинками"),
                    ("przystanek i dojście", "the stop and the way to it", "зупинка і підхід"),
                    ("park albo skwer", "the park or the square", "парк або сквер"),
                    ("okolice szkoły", "around the school", "біля школи"),
                ),
                OTHER,
            ),
        ),
    ),
    Banked(
        _NEEDS,
        QuestionData(
            Kind.TEXT,
            words(
                (
                    "Co chcesz nam jeszcze powiedzieć?",
                    "What else would you like to tell us?",
                    "Що ще ви хочете нам сказати?",
                )
            ),
            code="wlasne_slowa",
            hints=words(
                (
                    "Nie pisz nazwisk ani adresów, swoich i cudzych.",
                    "Please write no names or addresses, yours or anybody else's.",
                    "Не пишіть прізвищ та адрес, своїх і чужих.",
                )
            ),
        ),
    ),
    Banked(
        _PART,
        QuestionData(
            Kind.SINGLE,
            words(
                (
                    "Czy zdarza Ci się pomagać sąsiadom?",
                    "Do you ever help your neighbours?",
                    "Чи допомагаєте ви сусідам?",
                )
            ),
            code="pomaga",
            options=options(
                ("tak, często", "yes, often", "так, часто"),
                ("tak, czasem", "yes, sometimes", "так, іноді"),
                ("nie, ale mogę", "no, but I could", "ні, але можу"),
                ("nie", "no", "ні"),
            ),
        ),
    ),
    Banked(
        _PART,
        QuestionData(
            Kind.MULTIPLE,
            words(
                (
                    "W co chcesz się włączyć?",
                    "What would you like to join in?",
                    "До чого ви хочете долучитися?",
                )
            ),
            code="wlaczenie",
            options=(
                *options(
                    ("spotkania i zajęcia", "meetings and activities", "зустрічі та заняття"),
                    ("ogród sąsiedzki", "a shared garden", "сусідський сад"),
                    ("pomoc starszym sąsiadom", "help for older people", "допомога старшим"),
                    ("święto podwórka", "a courtyard festival", "свято двору"),
                ),
                OTHER,
            ),
        ),
    ),
    Banked(
        _PART,
        QuestionData(
            Kind.NUMBER,
            words(
                (
                    "Ile godzin w miesiącu możesz na to poświęcić?",
                    "How many hours a month could you give?",
                    "Скільки годин на місяць ви можете приділити?",
                )
            ),
            code="godziny",
            least=0,
            most=100,
        ),
    ),
)


def banked(codes: list[str]) -> tuple[QuestionData, ...]:
    """Return the questions of the bank with these codes, in the bank's order."""
    return tuple(one.data for one in BANK if one.code in codes)
