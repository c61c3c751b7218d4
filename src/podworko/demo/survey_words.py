"""What the demonstration's surveys ask, and how their made-up neighbours tend to answer."""

from dataclasses import dataclass

from podworko.diagnosis.public import Given, Kind, OptionData, Question, QuestionData, banked

Words = dict[str, str]
Weighted = tuple[tuple[str, int], ...]

PASSED_OVER, WRITES, WITHOUT_MAP = 0.06, 0.42, 0.6
CROSSING = (50.0752, 19.9121)
"""Where most of those point who point at the map; near the made-up seat."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist: of which age band and estate, and how they answer."""

    age: str
    estate: str
    channel: str

    @property
    def is_old(self) -> bool:
        return self.age in ("o5", "o6")

    @property
    def is_young(self) -> bool:
        return self.age in ("o1", "o2")


@dataclass(frozen=True, slots=True)
class MadeUpSurvey:
    """A survey with all it says."""

    title: Words
    intro: Words
    thanks: Words
    questions: tuple[QuestionData, ...]


def _three(pl: str, en: str, uk: str) -> Words:
    return {"pl": pl, "en": en, "uk": uk}


_ESTATE = QuestionData(
    Kind.SINGLE,
    _three("Gdzie mieszkasz?", "Where do you live?", "Де ви живете?"),
    code="osiedle",
    role=Question.Role.ESTATE,
    is_required=True,
    options=(
        OptionData(_three("osiedle Lipowe", "Lipowe estate", "район Липовий"), "lipowe"),
        OptionData(_three("osiedle Kolejowe", "Kolejowe estate", "район Залізничний"), "kolejowe"),
        OptionData(_three("Stare Podwórka", "Stare Podwórka", "Старі Подвір'я"), "stare"),
    ),
)
_OUT = QuestionData(
    Kind.SINGLE,
    _three(
        "Czy wychodzisz z domu tak często, jak chcesz?",
        "Do you get out of the house as often as you like?",
        "Чи виходите ви з дому так часто, як хочете?",
    ),
    code="wychodzi",
    options=(
        OptionData(_three("tak", "yes", "так"), "tak"),
        OptionData(_three("nie", "no", "ні"), "nie"),
    ),
)
_WHY_NOT = QuestionData(
    Kind.MULTIPLE,
    _three("Co przeszkadza?", "What stands in the way?", "Що заважає?"),
    code="przeszkody",
    after="wychodzi",
    show_codes=("nie",),
    options=(
        OptionData(_three("brak windy", "no lift", "немає ліфта"), "winda"),
        OptionData(_three("nie mam z kim", "nobody to go with", "немає з ким"), "z_kim"),
        OptionData(_three("zdrowie", "health", "здоров'я"), "zdrowie"),
        OptionData(_three("nie ma gdzie usiąść", "nowhere to sit", "ніде сісти"), "lawki"),
        OptionData(_three("boję się wieczorem", "afraid at night", "боюся ввечері"), "strach"),
    ),
)
_FLOOR = QuestionData(
    Kind.NUMBER,
    _three("Na którym piętrze mieszkasz?", "On which floor do you live?", "На якому поверсі?"),
    code="pietro",
    after="przeszkody",
    show_codes=("winda",),
    least=0,
    most=12,
)
_EVENING = QuestionData(
    Kind.SCALE,
    _three(
        "Jak bezpiecznie czujesz się wieczorem w swojej okolicy?",
        "How safe do you feel near home in the evening?",
        "Наскільки безпечно ви почуваєтеся ввечері?",
    ),
    code="wieczor",
    least=1,
    most=5,
    least_words=_three("boję się", "I am afraid", "мені страшно"),
    most_words=_three("bezpiecznie", "safe", "безпечно"),
)

CLOSED = MadeUpSurvey(
    title=_three(
        "Jak się mieszka pod lipami",
        "Living under the lindens",
        "Як живеться під липами",
    ),
    intro=_three(
        "Czternaście pytań, około sześciu minut. Zanim napiszemy plan na przyszły rok, "
        "chcemy usłyszeć, czego tu naprawdę trzeba.",
        "Fourteen questions, about six minutes. Before we write next year's plan, we want to "
        "hear what is really needed here.",
        "Чотирнадцять питань, близько шести хвилин. Перш ніж скласти план на наступний рік, "
        "хочемо почути, чого тут справді треба.",
    ),
    thanks=_three(
        "Wyniki pokażemy na spotkaniu sąsiadów i na tej stronie.",
        "We will show the results at a neighbours' meeting and on this page.",
        "Результати покажемо на зустрічі сусідів і на цій сторінці.",
    ),
    questions=(
        *banked(["wiek", "plec"]),
        _ESTATE,
        *banked(["jak_dlugo", "jak_sie_mieszka", "sasiedzi", "samotnosc"]),
        _OUT,
        _WHY_NOT,
        _FLOOR,
        *banked(["oceny", "braki", "kolejnosc", "miejsce", "wlasne_slowa"]),
    ),
)
OPEN = MadeUpSurvey(
    title=_three(
        "Wieczory na osiedlu",
        "Evenings on the estate",
        "Вечори в районі",
    ),
    intro=_three(
        "Krótka ankieta: trzy minuty o tym, co robimy po południu i czego wtedy brakuje.",
        "A short survey: three minutes on what we do in the evening and what is lacking then.",
        "Коротке опитування: три хвилини про те, що ми робимо ввечері і чого тоді бракує.",
    ),
    thanks=_three(
        "Z odpowiedzi ułożymy wieczorny program na zimę.",
        "We will make the winter evening programme from the answers.",
        "З відповідей складемо вечірню програму на зиму.",
    ),
    questions=(
        *banked(["wiek", "plec"]),
        _ESTATE,
        _EVENING,
        _OUT,
        _WHY_NOT,
        *banked(["wlaczenie", "miejsce", "wlasne_slowa"]),
    ),
)

ALWAYS = ("wiek", "osiedle")
SCALES = ("jak_sie_mieszka", "wieczor")
SINGLES = ("plec", "jak_dlugo", "sasiedzi", "samotnosc", "wychodzi")
WRITES_OTHER = 0.09
OTHERS = (
    "kosza na psie odchody",
    "wybieg dla psów",
    "żeby ktoś sprzątał po psach",
    "publiczna toaleta",
    "toaleta przy placu zabaw",
)
SEVERAL = ("braki", "przeszkody", "wlaczenie")
WISHED_BY_AGE = {("age", "o2"): 20, ("age", "o3"): 25, ("age", "o5"): 30, ("age", "o6"): 20}


def scale(code: str, person: Person) -> Weighted:
    """Return how people rate: Stare Podwórka, badly lit, is the least safe."""
    if code == "wieczor" and (person.estate == "stare" or person.is_old):
        return (("1", 20), ("2", 32), ("3", 28), ("4", 15), ("5", 5))
    return (("1", 4), ("2", 9), ("3", 27), ("4", 42), ("5", 18))


def single(code: str, person: Person) -> Weighted:
    """Return how people choose one answer."""
    if code == "plec":
        return (("o1", 63), ("o2", 34), ("o3", 3))
    if code == "jak_dlugo":
        young: Weighted = (("o1", 24), ("o2", 41), ("o3", 30), ("o4", 5))
        return young if person.is_young else (("o1", 4), ("o2", 15), ("o3", 31), ("o4", 50))
    if code == "sasiedzi":
        return (("o1", 12), ("o2", 38), ("o3", 35), ("o4", 15))
    if code == "samotnosc":
        lonely: Weighted = (("o1", 22), ("o2", 41), ("o3", 29), ("o4", 8))
        return lonely if person.age == "o6" else (("o1", 47), ("o2", 37), ("o3", 10), ("o4", 6))
    return (("tak", 48), ("nie", 52)) if person.is_old else (("tak", 83), ("nie", 17))


def several(code: str, person: Person) -> Weighted:
    """Return how people choose several answers."""
    if code == "przeszkody":
        no_lift = 44 if person.estate != "stare" else 8
        return (("winda", no_lift), ("z_kim", 26), ("zdrowie", 24), ("lawki", 18), ("strach", 20))
    if code == "wlaczenie":
        return (("o1", 40), ("o2", 24), ("o3", 17), ("o4", 19))
    children = 36 if person.age in ("o2", "o3") else 9
    return (
        ("o1", 41),
        ("o2", children),
        ("o3", 33 if person.is_old else 6),
        ("o4", 38),
        ("o5", 21),
        ("o6", 14),
        ("o7", 27 if person.is_old else 7),
    )


ORDER = (("o1", 5), ("o2", 4), ("o3", 6), ("o4", 3))
SPOTS = (("o1", 42), ("o2", 27), ("o3", 19), ("o4", 12))
RATINGS: dict[str, Weighted] = {
    "w1": (("o1", 34), ("o2", 38), ("o3", 20), ("o4", 8)),
    "w2": (("o1", 41), ("o2", 33), ("o3", 22), ("o4", 4)),
    "w3": (("o1", 12), ("o2", 31), ("o3", 54), ("o4", 3)),
    "w4": (("o1", 26), ("o2", 29), ("o3", 17), ("o4", 28)),
    "w5": (("o1", 31), ("o2", 30), ("o3", 19), ("o4", 20)),
}
TEXTS = {
    "wlasne_slowa": (
        "Najbardziej brakuje ławek przy drodze do przychodni.",
        "Mieszkam na czwartym piętrze bez windy, zimą prawie nie wychodzę.",
        "Więcej światła między blokami, wieczorem jest ciemno.",
        "Młodzież nie ma gdzie posiedzieć, siedzą na klatce.",
        "Dobrze się tu mieszka, ludzie się znają.",
        "Chętnie pomogę w ogrodzie sąsiedzkim.",
        "Proszę o zajęcia w sobotę, w tygodniu pracuję.",
        "Кухня сусідів дуже добра, дякую!",
        "Autobus 100 metrów dalej i byłoby idealnie.",
        "Nie wiem, do kogo iść z pismem z administracji.",
    )
}
_SHEET = {
    "wiek": Given(chosen=("o6",)),
    "osiedle": Given(chosen=("kolejowe",)),
    "wychodzi": Given(chosen=("nie",)),
    "przeszkody": Given(chosen=("winda", "lawki")),
}
SHEETS: tuple[tuple[int, int, dict[str, Given]], ...] = (
    (1, 1, _SHEET),
    (1, 2, _SHEET),
    (2, 1, _SHEET | {"wiek": Given(chosen=("o5",))}),
    (2, 2, _SHEET | {"przeszkody": Given(chosen=("winda",))}),
    (3, 1, _SHEET | {"wychodzi": Given(chosen=("tak",)), "przeszkody": Given()}),
)
