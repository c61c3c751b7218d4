"""What people say in the demonstration city's public consultations; all of it is made up."""

PLAYGROUND = (
    "Plac jest otwarty codziennie od 8 do 22.\n\n"
    "Na placu obowiązuje cisza od 20.\n\n"
    "Psy wchodzą na plac tylko na smyczy.\n\n"
    "Piłką gramy na boisku, nie między ławkami.\n\n"
    "Zepsuty sprzęt zgłasza się w PAL albo na numer na tablicy."
)
PLAYGROUND_NOW = PLAYGROUND.replace("od 20.", "od 21.")

# What paragraph (0 is the debate), words, how many said just that, way, outcome, answer
TOLD = (
    (2, "Cisza od 20 to za wcześnie, latem jest jeszcze jasno.", 6, "web", "taken", 0),
    (2, "Proszę o ciszę już od 19, mieszkam nad placem.", 1, "phone", "not", 1),
    (3, "Lepiej osobny wybieg niż smycz.", 2, "web", "partly", 2),
    (3, "Smycz tak, ale jeszcze kosze na odchody.", 1, "paper", "taken", 3),
    (5, "Numer na tablicy jest za mały, nie widzę go bez okularów.", 1, "desk", "taken", 4),
    (0, "Kto będzie zamykał plac o 22?", 1, "event", "taken", 5),
    (0, "A kiedy będzie nowy chodnik na Lipowej?", 1, "paper", "other", 6),
)
ANSWERS = (
    "Cisza będzie od 21. Od listopada do marca zostaje 20.",
    "Większość prosiła o więcej czasu. Przy Twoich oknach posadzimy żywopłot.",
    "Na wybieg nie ma tu miejsca. Szukamy go przy wale; odpowiemy do czerwca.",
    "Dwa kosze staną w kwietniu, przy obu wejściach.",
    "Nowa tablica ma litery wysokie na 3 cm i kod do zeskanowania.",
    "Zamyka dozorca z budynku obok, za zgodą spółdzielni.",
    "To sprawa zarządu dróg. Przekazaliśmy ją 12 dnia miesiąca, numer pisma jest w PAL.",
)
DECIDED = (
    "Rada Dzielnicy przyjęła regulamin z dwiema zmianami: cisza od 21 i kosze przy wejściach."
    " Nowa tablica wisi od przyszłego miesiąca.\n\n"
    "Na wybieg dla psów nie ma tu miejsca. Razem ze spółdzielnią szukamy innego do czerwca."
)

# Words, how many said just that, way; replies follow under the first
OPEN = (
    ("Ławki przy przystanku, ale z oparciem. Bez oparcia nie wstanę.", 1, "desk"),
    ("Chcemy zieleni i cienia, nie betonu.", 5, "web"),
    ("Stojaki na rowery pod samym wejściem.", 1, "web"),
    ("Zostawcie miejsce dla straganów w sobotę.", 1, "event"),
    ("Toaleta. Starsi ludzie bez niej nie przyjdą.", 1, "phone"),
    ("Nie róbcie z tego parkingu.", 1, "paper"),
)
REPLY = "Byle nie plastikowe. Na słońcu parzą."
HARSH = "Wy i tak zrobicie po swojemu, jak zawsze."
APPEAL = "To opinia o urzędzie, nikogo nie obrażam."
IDEAS = (
    ("Tu latem nie ma ani kawałka cienia.", 50.0412, 19.9478, "przy przystanku"),
    ("Poidełko przy wejściu na skwer.", 50.0431, 19.9502, "wejście od ulicy"),
)

LESSON = {
    "title": "Konsultacje społeczne: po co i jak",
    "about": (
        "Konsultacje społeczne to pytanie do mieszkańców, zanim władza coś postanowi.\n\n"
        "Nie są głosowaniem. Nie wygrywa ten, kto przyśle więcej takich samych pism. Liczy się, co"
        " masz do powiedzenia: czego nie widać zza biurka.\n\n"
        "Na każdy głos powinna być odpowiedź: co z nim zrobiono i dlaczego."
    ),
    "how": (
        "Przeczytaj, co jest już postanowione, a na co można wpłynąć.\n"
        "Powiedz to, co wiesz ze swojego podwórka.\n"
        "Zostaw kontakt albo weź kartkę z kodem.\n"
        "Sprawdź odpowiedź w dniu, który obiecano."
    ),
}
EASY = {
    "title": "Konsultacje: łatwy tekst",
    "about": (
        "Miasto chce coś zmienić.\n\nNajpierw pyta ludzi.\n\nTo są konsultacje.\n\n"
        "Możesz powiedzieć, co myślisz.\n\nKtoś to przeczyta.\n\nDostaniesz odpowiedź."
    ),
    "how": (
        "Powiedz, co myślisz.\nMożesz napisać.\nMożesz zadzwonić.\nMożesz przyjść.\n"
        "Zapytaj, kiedy będzie odpowiedź."
    ),
}
# Question, then answers: words, whether right, why
QUIZ = (
    (
        "Czy w konsultacjach wygrywa większość?",
        (
            ("Tak, liczy się liczba pism", False, "To nie głosowanie. Liczą się powody."),
            ("Nie", True, "Decyduje ten, kto jest podany na początku. Głosy mają mu pomóc."),
        ),
    ),
    (
        "Co powinno być po konsultacjach?",
        (
            ("Odpowiedź na każdy głos", True, "Po to się pyta, żeby odpowiedzieć."),
            ("Nic", False, "Wtedy możesz zapytać, co się stało z Twoim głosem."),
        ),
    ),
)
