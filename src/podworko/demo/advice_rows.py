"""Topics of the demonstration's advice point, and questions that nobody asked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MadeUpTopic:
    """What one may ask about, and who answers."""

    key: str
    name: str
    hint: str
    role: str
    name_en: str
    hint_en: str
    name_uk: str
    hint_uk: str
    often: int
    """How many of a hundred talks are about it."""


TOPICS = (
    MadeUpTopic(
        "pisma",
        "Pisma i urzędy",
        "list, którego nie rozumiesz, wniosek, odwołanie",
        "animator",
        "Letters and offices",
        "a letter you do not understand, a form, an appeal",
        "Листи та установи",
        "незрозумілий лист, заява, оскарження",
        24,
    ),
    MadeUpTopic(
        "dlugi",
        "Długi i rachunki",
        "zaległości, raty, komornik, wezwanie do zapłaty",
        "specialist",
        "Debts and bills",
        "arrears, instalments, a bailiff, a demand for payment",
        "Борги та рахунки",
        "заборгованість, розстрочка, виконавець, вимога сплати",
        17,
    ),
    MadeUpTopic(
        "mieszkanie",
        "Mieszkanie i czynsz",
        "czynsz, dodatek mieszkaniowy, sąsiedzi, naprawy",
        "social-worker",
        "Home and rent",
        "rent, housing allowance, neighbours, repairs",
        "Житло та оренда",
        "оренда, житлова допомога, сусіди, ремонт",
        15,
    ),
    MadeUpTopic(
        "zdrowie",
        "Zdrowie i opieka",
        "opieka nad bliską osobą, lekarz, powrót ze szpitala",
        "social-worker",
        "Health and care",
        "care of somebody close, a doctor, coming back from hospital",
        "Здоров’я та догляд",
        "догляд за близькою людиною, лікар, повернення з лікарні",
        12,
    ),
    MadeUpTopic(
        "niepelnosprawnosc",
        "Niepełnosprawność",
        "orzeczenie, ulgi, sprzęt, asystent",
        "social-worker",
        "Disability",
        "a certificate, concessions, equipment, an assistant",
        "Інвалідність",
        "посвідка, пільги, обладнання, асистент",
        8,
    ),
    MadeUpTopic(
        "rodzina",
        "Rodzina i dzieci",
        "szkoła, wychowanie, rozstanie, alimenty",
        "specialist",
        "Family and children",
        "school, upbringing, separation, maintenance",
        "Сім’я та діти",
        "школа, виховання, розлучення, аліменти",
        8,
    ),
    MadeUpTopic(
        "bezpieczenstwo",
        "Przemoc i bezpieczeństwo",
        "ktoś Ci grozi, bije, kontroluje albo oszukał",
        "specialist",
        "Violence and safety",
        "somebody threatens, hits, controls or cheated you",
        "Насильство та безпека",
        "хтось погрожує, б’є, контролює або обманув",
        4,
    ),
    MadeUpTopic(
        "praca",
        "Praca",
        "szukanie pracy, CV, umowa, zwolnienie",
        "animator",
        "Work",
        "looking for work, a CV, a contract, dismissal",
        "Робота",
        "пошук роботи, резюме, договір, звільнення",
        5,
    ),
    MadeUpTopic(
        "internet",
        "Telefon, komputer, e-sprawy",
        "profil zaufany, e-recepta, podejrzana wiadomość",
        "animator",
        "Phone, computer, things online",
        "trusted profile, e-prescription, a suspicious message",
        "Телефон, комп’ютер, е-послуги",
        "довірений профіль, е-рецепт, підозріле повідомлення",
        4,
    ),
    MadeUpTopic(
        "przyjazd",
        "Po przyjeździe do Polski",
        "PESEL, szkoła, kurs polskiego, dokumenty",
        "animator",
        "New in Poland",
        "PESEL, school, Polish course, papers",
        "Після приїзду до Польщі",
        "PESEL, школа, курс польської, документи",
        3,
    ),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question nobody asked; `days` is how many days ago, `due` in how many an answer is."""

    topic: str
    words: str
    pal: str = ""
    days: int = 1
    due: int = 4
    channel: str = "web"
    email: str = ""
    phone: str = ""
    language: str = "pl"
    answer: str = ""


OPEN = (
    Asked(
        "pisma",
        "Przyszła decyzja i nie wiem, czy mam się odwołać. Jest tam napisane „umarza się”.",
        "pod-lipami",
        days=9,
        due=-2,
        channel="desk",
    ),
    Asked(
        "dlugi",
        "Mam trzy raty i zaczyna brakować na prąd. Od czego zacząć, żeby nie było gorzej?",
        "pod-lipami",
        days=2,
        due=3,
        email="ktos@example.org",
    ),
    Asked(
        "mieszkanie",
        "Administracja mówi, że wymiana okna jest na mój koszt. Czy to prawda?",
        "nad-stawem",
        days=1,
        due=5,
        phone="+48600000501",
    ),
    Asked(
        "zdrowie",
        "Mama nie chce nikogo obcego w domu, a ja pracuję na zmiany. Jak to się załatwia?",
        days=1,
        due=5,
        channel="phone",
        phone="+48120000501",
    ),
    Asked(
        "przyjazd",
        "Чи може мій син піти до школи посеред року? Він не говорить польською.",
        days=0,
        due=6,
        language="uk",
    ),
    Asked(
        "internet",
        "Ktoś dzwonił niby z banku i kazał zainstalować program. Zainstalowałem. Co teraz?",
        days=0,
        due=5,
        email="znowu@example.org",
    ),
)
ANSWERED = Asked(
    "pisma",
    "Wezwali mnie do urzędu „w charakterze strony”. Czy muszę iść sama?",
    "pod-lipami",
    days=6,
    due=1,
    answer="Nie musi Pani iść sama. Można wziąć kogoś bliskiego albo pełnomocnika. Proszę zabrać"
    " wezwanie i dowód, a jeśli termin nie pasuje, zadzwonić pod numer z wezwania przed tym dniem.",
)
