"""Who helps in the demonstration city, with what and when; everybody here is made up."""

from dataclasses import dataclass

from podworko.consultations.public import Form, Minors


@dataclass(frozen=True, slots=True)
class MadeUpService:
    """A kind of help; the texts are as residents read them."""

    key: str
    name: str
    name_en: str
    name_uk: str
    words: str
    words_en: str
    words_uk: str
    for_whom: str
    forms: tuple[Form, ...]
    topics: tuple[str, ...]
    minutes: int = 50
    preparation: str = ""
    minors: Minors = Minors.GUARDIAN
    minors_words: str = "Przyjdź z rodzicem albo opiekunem. Możecie też najpierw zadzwonić."


SERVICES = (
    MadeUpService(
        "psychologist",
        "Rozmowa z psychologiem",
        "Talk to a psychologist",
        "Розмова з психологом",
        "Gdy jest ciężko, smutno, gdy nie możesz spać albo coś się rozsypało. Psycholożka wysłucha"
        " i pomoże znaleźć następny krok. To nie jest terapia ani diagnoza.",
        "When things are hard, when you are sad, cannot sleep or something fell apart. The"
        " psychologist listens and helps to find the next step. It is neither therapy nor a"
        " diagnosis.",
        "Коли важко, сумно, коли не спиться або щось розсипалося. Психологиня вислухає й допоможе"
        " знайти наступний крок. Це не терапія і не діагноз.",
        "dla każdego, kto tu mieszka",
        (Form.IN_PERSON, Form.PHONE, Form.VIDEO),
        ("strata i żałoba", "samotność", "lęk i stres", "kłopoty w rodzinie", "inne"),
    ),
    MadeUpService(
        "lawyer",
        "Porada prawna",
        "Legal advice",
        "Юридична порада",
        "Pismo z urzędu, umowa, spadek, alimenty, mieszkanie. Prawniczka wyjaśni, co pismo znaczy"
        " i co możesz zrobić. Nie prowadzi spraw w sądzie.",
        "A letter from an office, a contract, an inheritance, alimony, housing. The lawyer"
        " explains what a letter means and what you can do. She does not go to court for you.",
        "Лист з установи, договір, спадок, аліменти, житло. Юристка пояснить, що означає лист і"
        " що можна зробити. Справ у суді не веде.",
        "dla osób, których nie stać na prawnika",
        (Form.IN_PERSON, Form.PHONE),
        ("mieszkanie i najem", "rodzina i alimenty", "spadek", "praca", "umowy i reklamacje"),
        minutes=40,
        preparation="Pismo albo umowa\nKoperta z datą\nTo, co już wysłano",
        minors=Minors.ADULTS,
        minors_words="Porady prawne są dla dorosłych. Młodszym pomoże pedagożka w szkole.",
    ),
    MadeUpService(
        "debts",
        "Doradztwo w zadłużeniu",
        "Debt advice",
        "Порада щодо боргів",
        "Policzymy razem, ile i komu, co jest pilne i jak rozmawiać z wierzycielem albo"
        " komornikiem. Bez oceniania.",
        "We reckon together how much and to whom, what is urgent and how to talk to a creditor or"
        " bailiff. Nobody judges.",
        "Разом порахуємо, скільки і кому, що термінове і як говорити з кредитором або виконавцем."
        " Без осуду.",
        "dla osób z długami i ich bliskich",
        (Form.IN_PERSON, Form.PHONE, Form.HOME),
        ("czynsz i media", "pożyczki", "komornik", "upadłość", "domowy budżet"),
        minutes=60,
        preparation="Listy od wierzycieli\nUmowy pożyczek\nIle wpływa i ile wychodzi w miesiącu",
        minors=Minors.ADULTS,
        minors_words="To rozmowa dla dorosłych.",
    ),
    MadeUpService(
        "mediator",
        "Mediacja rodzinna i sąsiedzka",
        "Family and neighbour mediation",
        "Медіація в родині та між сусідами",
        "Gdy rozmowa się urwała: rozstanie, opieka nad dziećmi, spór z sąsiadem. Mediator nie"
        " rozstrzyga, kto ma rację, tylko pomaga się dogadać.",
        "When talking broke off: a separation, care of children, a quarrel with a neighbour. The"
        " mediator does not decide who is right but helps you to agree.",
        "Коли розмова обірвалася: розлучення, догляд за дітьми, сварка з сусідом. Медіатор не"
        " вирішує, хто правий, а допомагає домовитися.",
        "dla obu stron, także osobno",
        (Form.IN_PERSON, Form.VIDEO),
        ("rozstanie", "opieka nad dziećmi", "spór sąsiedzki", "pokolenia pod jednym dachem"),
        minutes=80,
    ),
    MadeUpService(
        "teenagers",
        "Rozmowa dla nastolatków",
        "A talk for teenagers",
        "Розмова для підлітків",
        "Szkoła, rodzice, znajomi, internet, samotność. Możesz przyjść bez rodziców i bez"
        " nazwiska, na jedną rozmowę albo kilka.",
        "School, parents, friends, the internet, loneliness. You can come without parents and"
        " without a name, for one talk or several.",
        "Школа, батьки, друзі, інтернет, самотність. Можна прийти без батьків і без прізвища, на"
        " одну розмову або кілька.",
        "od 13 lat",
        (Form.IN_PERSON, Form.PHONE),
        ("szkoła", "rodzina", "rówieśnicy", "internet", "inne"),
        minors=Minors.ALONE,
        minors_words=(
            "To rozmowa, nie leczenie: od 13 lat możesz przyjść bez rodzica. Jeśli będzie potrzebne"
            " leczenie, powiemy, kto musi się zgodzić."
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class MadeUpSpecialist:
    """Somebody who helps, and when: PAL, weekday, from, to, weeks of the month."""

    name: str
    role: str
    qualification: str
    about: str
    services: tuple[str, ...]
    languages: tuple[str, ...]
    duty: tuple[tuple[str, int, str, str, tuple[int, ...]], ...]
    is_named: bool = True


SPECIALISTS = (
    MadeUpSpecialist(
        "Sylwia Cicha",
        "psycholożka",
        "magister psychologii",
        "Od dziewięciu lat słucha ludzi na osiedlach. Mówi powoli i nie ocenia.",
        ("psychologist", "teenagers"),
        ("pl", "en"),
        (
            ("pod-lipami", 0, "14:00", "18:00", ()),
            ("pod-lipami", 2, "10:00", "15:00", ()),
            ("trzy-kominy", 3, "12:00", "16:00", ()),
        ),
    ),
    MadeUpSpecialist(
        "Oksana Berehynia",
        "psycholożka",
        "magister psychologii",
        "Rozmawia po ukraińsku i po polsku.",
        ("psychologist",),
        ("uk", "pl"),
        (("pod-lipami", 1, "12:00", "17:00", ()), ("nad-stawem", 4, "10:00", "14:00", ())),
    ),
    MadeUpSpecialist(
        "Regina Wyrok-Łagodna",
        "radczyni prawna",
        "radczyni prawna",
        "Tłumaczy pisma na zwykły język.",
        ("lawyer",),
        ("pl",),
        (
            ("pod-lipami", 2, "16:00", "18:00", (1, 3)),
            ("zielona-brama", 1, "10:00", "14:00", (2, 4)),
        ),
    ),
    MadeUpSpecialist(
        "Dominik Grosz",
        "doradca",
        "doradca w zadłużeniu",
        "Zaczyna od herbaty i kartki w kratkę.",
        ("debts",),
        ("pl", "en"),
        (("pod-lipami", 3, "10:00", "14:00", ()), ("trzy-kominy", 1, "14:00", "18:00", (1, 3))),
        is_named=False,
    ),
    MadeUpSpecialist(
        "Zgoda Rozmowna",
        "mediatorka",
        "mediatorka rodzinna",
        "Pilnuje, żeby każdy mógł dokończyć zdanie.",
        ("mediator", "teenagers"),
        ("pl",),
        (("nad-stawem", 3, "13:00", "18:00", ()),),
    ),
)
HOLDERS = (
    ("Ala", "+48600000401", "Wolę siedzieć bliżej drzwi."),
    ("pan z trzeciego", "+48600000402", ""),
    ("Kora", "", ""),
    ("Marysia", "+48600000404", "Przyjdę z siostrą."),
    ("J.", "+48600000405", ""),
    ("Wiktor", "+48600000406", ""),
    ("Lipa", "", "Proszę o rozmowę po cichu, źle słyszę na lewe ucho."),
    ("Natalia", "+48600000408", ""),
    ("ktoś z Lipowego", "", ""),
    ("Olena", "+48600000410", ""),
    ("Stary Sąsiad", "+48600000411", ""),
    ("Beata", "+48600000412", ""),
)

TIES = (
    (
        "pod-lipami",
        "Doradztwo w zadłużeniu",
        "Nie wiadomo, kogo zapytać o pismo z urzędu albo dług",
        "Kto policzy długi z kimś spokojnym, ten przestaje bać się skrzynki na listy.",
    ),
    (
        "pod-lipami",
        "Porada prawna",
        "Nie wiadomo, kogo zapytać o pismo z urzędu albo dług",
        "Pismo przestaje straszyć, gdy ktoś powie, co znaczy i do kiedy odpowiedzieć.",
    ),
    (
        "pod-lipami",
        "Rozmowa z psychologiem",
        "Starsi mieszkańcy bloków bez windy rzadko wychodzą z domu",
        "Rozmowa przez telefon dociera tam, gdzie nie ma windy.",
    ),
)
