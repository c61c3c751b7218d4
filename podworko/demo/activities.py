"""What is on in the demonstration city: made up, and marked so."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MadeUp:
    """An activity, when it repeats, and how full it is to be."""

    pal: str
    title: str
    title_en: str
    title_uk: str
    summary: str
    kind: str
    audience: str = "everyone"
    ages: tuple[int | None, int | None] = (None, None)
    rule: str = "FREQ=WEEKLY;COUNT=14"
    weekday: int = 0
    week: int = -4
    """In which week, counted from this one, it begins."""
    starts: str = "17:00"
    minutes: int = 90
    mode: str = "session"
    capacity: int | None = 12
    fill: float = 0.6
    """How much of the capacity asks for a place in the nearest sessions; over 1 makes a queue."""
    bring: str = ""
    leaders: str = ""
    co_organisers: str = ""
    need: str = ""
    languages: str = "pl"
    marks: str = ""
    """Letters: s sign language, e easy to read, q quiet."""
    cost: int = 0
    rules: str = ""
    reserved: int = 0
    overbooking: int = 0
    minimum: int | None = None
    question: str = ""
    description: str = ""
    room: int = 0


LONELY = "Wieczorem na osiedlu nie ma gdzie i z kim posiedzieć."
PHONE = "Starsze osoby boją się telefonu, a bez niego coraz trudniej załatwić sprawy."
PARENTS = "Rodzice małych dzieci są sami cały dzień."
YOUTH = "Młodzież nie ma swojego miejsca po szkole."
REPAIR = "Wyrzucamy rzeczy, które dałoby się naprawić."
NEWCOMERS = "Nowi sąsiedzi z zagranicy nikogo tu nie znają."
GREEN = "Brakuje zieleni i wspólnej pracy na świeżym powietrzu."
HEALTH = "Po sześćdziesiątce trudno o ruch blisko domu."

ACTIVITIES: tuple[MadeUp, ...] = (
    MadeUp(
        "pod-lipami", "Warsztaty ceramiczne dla seniorów", "Pottery for seniors",
        "Кераміка для людей старшого віку", "Lepimy, szkliwimy, wypalamy. Glina i fartuchy czekają.",
        "skills", "seniors", (60, None), weekday=1, starts="11:00", minutes=120, capacity=10,
        fill=1.7, bring="ubranie, które może się pobrudzić", leaders="instruktorka ceramiki",
        need=LONELY, marks="q", reserved=3, room=1,
        rules="Zajęcia są bezpłatne. Kto nie może przyjść, oddaje miejsce najpóźniej dzień wcześniej.",
        description="Nie trzeba nic umieć. Zaczynamy od miseczki, kończymy na dzbanku.\n\n"
        "Piec wypalamy raz na dwa tygodnie, prace odbiera się na następnych zajęciach.",
    ),
    MadeUp(
        "pod-lipami", "Kuchnia sąsiedzka: zupy świata", "Neighbours' kitchen: soups of the world",
        "Сусідська кухня: супи світу", "Gotujemy razem i jemy przy jednym stole.", "integration",
        weekday=3, starts="16:30", minutes=150, capacity=10, fill=1.3, need=LONELY, room=2,
        question="Czy jest coś, czego nie jesz?", languages="pl uk",
        leaders="animatorka i sąsiadki",
    ),
    MadeUp(
        "pod-lipami", "Joga na krześle", "Chair yoga", "Йога на стільці",
        "Spokojny ruch dla każdego, kto ma krzesło.", "skills", "seniors", (60, None), weekday=0,
        starts="10:30", minutes=60, capacity=16, fill=0.7, need=HEALTH, marks="qe",
        leaders="instruktorka jogi", reserved=4,
    ),
    MadeUp(
        "pod-lipami", "Punkt porad: prawo na co dzień", "Advice point: everyday law",
        "Консультаційний пункт: право щодня", "Prawniczka odpowiada na pytania. Bez zapisów.",
        "advice", weekday=2, starts="15:00", minutes=120, mode="none", capacity=None,
        leaders="prawniczka",
    ),
    MadeUp(
        "pod-lipami", "Dzień otwarty pracowni", "Open day at the studio", "День відкритої майстерні",
        "Zajrzyj, dotknij gliny, zjedz ciasto.", "integration", "families", rule="", week=1,
        weekday=5, starts="12:00", minutes=240, mode="none", capacity=None, co_organisers="biblioteka osiedlowa",
    ),
    MadeUp(
        "stara-pralnia", "Kawiarenka naprawcza", "Repair café", "Ремонтне кафе",
        "Przynieś coś zepsutego, wyjdź z czymś działającym.", "integration",
        rule="FREQ=WEEKLY;INTERVAL=2;COUNT=8", weekday=5, starts="11:00", minutes=180, capacity=20,
        fill=0.8, need=REPAIR, bring="zepsuty sprzęt, który da się unieść",
        leaders="wolontariusze majsterkowicze", overbooking=10,
    ),
    MadeUp(
        "stara-pralnia", "Klub filmowy 15–19", "Film club 15–19", "Кіноклуб 15–19",
        "Film, popcorn i rozmowa bez dorosłych.", "culture", "youth", (15, 19), weekday=4,
        starts="18:00", minutes=150, capacity=18, fill=0.9, need=YOUTH, leaders="animator",
    ),
    MadeUp(
        "stara-pralnia", "Kurs szycia na maszynie", "Machine sewing course", "Курс шиття на машинці",
        "Osiem spotkań: od nawleczenia nici do torby z kieszenią.", "skills", "adults", (16, None),
        rule="FREQ=WEEKLY;COUNT=8", week=1, weekday=2, starts="17:30", minutes=120, mode="course",
        capacity=8, fill=1.6, minimum=6, bring="kawałek bawełny, około metra", need=REPAIR,
        leaders="krawcowa", rules="Zapis jest na cały kurs. Po dwóch nieobecnościach bez słowa miejsce przechodzi na następną osobę.",
    ),
    MadeUp(
        "stara-pralnia", "Planszówki po szkole", "Board games after school", "Настільні ігри після школи",
        "Sto gier, herbata i miejsce do siedzenia.", "integration", "youth", (10, 16), weekday=1,
        starts="15:30", minutes=120, capacity=None, fill=0.0, mode="none", need=YOUTH,
    ),
    MadeUp(
        "zielona-brama", "Ogród społeczny: prace jesienne", "Community garden: autumn work",
        "Громадський сад: осінні роботи", "Grabimy, sadzimy cebulki, palimy ognisko.", "volunteering",
        "families", rule="FREQ=WEEKLY;COUNT=10", weekday=5, starts="10:00", minutes=180, capacity=30,
        fill=0.5, need=GREEN, bring="rękawice, buty na błoto", leaders="ogrodniczka", room=1,
    ),
    MadeUp(
        "zielona-brama", "Spotkanie zespołu mieszkańców", "Residents' team meeting",
        "Зустріч команди мешканців", "Co robimy wiosną? Przyjdź z pomysłem.", "team",
        rule="FREQ=MONTHLY;BYDAY=1TH;COUNT=6", weekday=3, week=-6, starts="18:00", minutes=90,
        mode="none", capacity=None, leaders="zespół mieszkańców", need=GREEN,
    ),
    MadeUp(
        "zielona-brama", "Wieńce i stroiki bez plastiku", "Wreaths without plastic",
        "Вінки без пластику", "Robimy ozdoby z tego, co rośnie.", "skills", "everyone", (8, None),
        rule="", week=2, weekday=5, starts="11:00", minutes=150, capacity=15, fill=1.4,
        need=GREEN, leaders="florystka", bring="sekator, jeśli masz",
    ),
    MadeUp(
        "zielona-brama", "Debata: co z parkingiem za pawilonem?", "Debate: the car park behind the pavilion",
        "Дебати: що робити з паркінгом за павільйоном?", "Parking, skwer czy jedno i drugie? Decyduje się wiosną.",
        "debate", "everyone", rule="", week=1, weekday=2, starts="17:00", minutes=120, capacity=30,
        fill=0.6, marks="s", co_organisers="rada dzielnicy", need=GREEN,
        description="Pokażemy wyniki ankiety, potem rozmawiamy przy stolikach. Zapisujemy każdy głos i wracamy z odpowiedzią.",
    ),
    MadeUp(
        "trzy-kominy", "Koncert: pieśni z podwórek", "Concert: songs of the courtyards",
        "Концерт: пісні з подвір'їв", "Podgórskie ballady na akordeon i trzy głosy.", "culture",
        rule="", week=0, weekday=6, starts="17:00", minutes=90, capacity=40, fill=1.2,
        overbooking=10, co_organisers="chór sąsiedzki",
    ),
    MadeUp(
        "trzy-kominy", "Historia mówiona: nagrywamy wspomnienia", "Oral history: recording memories",
        "Усна історія: записуємо спогади", "Uczymy się słuchać i nagrywać. Potem robimy wystawę.",
        "culture", "everyone", (14, None), rule="FREQ=WEEKLY;COUNT=6", week=-1, weekday=3,
        starts="17:00", minutes=120, mode="course", capacity=10, fill=0.8, leaders="etnografka", room=1,
    ),
    MadeUp(
        "trzy-kominy", "Warsztat: jak czytać budżet miasta", "Workshop: reading the city budget",
        "Майстерня: як читати бюджет міста", "Skąd są pieniądze i kto o nich decyduje.",
        "civic-education", "adults", (16, None), rule="", week=2, weekday=1, starts="18:00",
        minutes=120, capacity=20, fill=0.4, marks="e", minimum=8, leaders="edukatorka obywatelska",
    ),
    MadeUp(
        "trzy-kominy", "Próba chóru sąsiedzkiego", "Neighbourhood choir rehearsal",
        "Репетиція сусідського хору", "Śpiewa każdy. Nuty niepotrzebne.", "culture", weekday=0,
        starts="18:30", minutes=90, capacity=40, fill=0.5, leaders="dyrygentka",
    ),
    MadeUp(
        "nad-stawem", "Klub rodzica i malucha", "Parents and toddlers club",
        "Клуб батьків і малюків", "Kawa dla dorosłych, dywan dla dzieci.", "integration", "families",
        weekday=1, starts="10:00", minutes=120, capacity=12, fill=1.5, need=PARENTS, leaders="animatorka",
        rules="Dziecko przychodzi z opiekunem i jest pod jego opieką.", languages="pl uk",
    ),
    MadeUp(
        "nad-stawem", "Sąsiedzkie korepetycje", "Neighbourly tutoring", "Сусідські репетитори",
        "Wolontariusze pomagają w lekcjach. Matematyka, polski, angielski.", "volunteering", "children",
        (7, 14), weekday=2, starts="15:30", minutes=90, capacity=10, fill=0.9, need=YOUTH,
        leaders="wolontariusze", room=1,
    ),
    MadeUp(
        "nad-stawem", "Teatr cieni dla dzieci", "Shadow theatre for children",
        "Театр тіней для дітей", "Robimy lalki i gramy przy świecy z baterii.", "culture", "children",
        (5, 10), rule="", week=0, weekday=5, starts="11:00", minutes=90, capacity=14, fill=1.6,
        need=PARENTS, leaders="aktorka",
    ),
    MadeUp(
        "nad-stawem", "Rozmowy o wychowaniu", "Talks on upbringing", "Розмови про виховання",
        "Psycholożka opowiada i odpowiada. W tym czasie bawimy dzieci.", "civic-education", "adults",
        rule="FREQ=WEEKLY;INTERVAL=2;COUNT=6", weekday=3, starts="17:00", minutes=90, capacity=16,
        fill=0.6, need=PARENTS, leaders="psycholożka", marks="q",
    ),
    MadeUp(
        "pod-kasztanem", "Telefon bez tajemnic", "Your phone without secrets",
        "Телефон без таємниць", "Zdjęcia, wiadomości, mObywatel: powoli i na własnym telefonie.",
        "skills", "seniors", (60, None), weekday=1, starts="10:00", minutes=90, capacity=6, fill=2.0,
        need=PHONE, bring="swój telefon i ładowarkę", leaders="wolontariuszka", marks="eq", reserved=3,
    ),
    MadeUp(
        "pod-kasztanem", "Gimnastyka dla kręgosłupa", "Back exercise", "Гімнастика для спини",
        "Czterdzieści pięć minut, po którym lepiej się siedzi.", "skills", "seniors", (60, None),
        weekday=4, starts="10:00", minutes=45, capacity=10, fill=1.1, need=HEALTH,
        leaders="fizjoterapeuta", reserved=4, bring="wygodne ubranie",
    ),
    MadeUp(
        "pod-kasztanem", "Herbata o czwartej", "Tea at four", "Чай о четвертій",
        "Po prostu porozmawiać. Ciasto piecze ten, kto ma ochotę.", "integration", "seniors",
        weekday=3, starts="16:00", minutes=120, mode="none", capacity=None, need=LONELY,
    ),
    MadeUp(
        "pod-kasztanem", "Spacer z psami i bez", "A walk with dogs and without",
        "Прогулянка з собаками й без", "Dwa kilometry, ławki po drodze.", "integration", "everyone",
        weekday=0, starts="09:30", minutes=60, mode="none", capacity=None, need=HEALTH,
    ),
    MadeUp(
        "wspolny-taras", "Polski od zera", "Polish from scratch", "Польська з нуля",
        "Rozmawiamy od pierwszej minuty. Dla osób, które niedawno przyjechały.", "skills", "adults",
        (15, None), rule="FREQ=WEEKLY;BYDAY=TU,TH;COUNT=20", weekday=1, week=0, starts="18:00",
        minutes=90, mode="course", capacity=14, fill=1.5, languages="pl uk en", need=NEWCOMERS,
        leaders="lektorka", room=1, reserved=2,
    ),
    MadeUp(
        "wspolny-taras", "Tandem językowy", "Language tandem", "Мовний тандем",
        "Pół godziny w jednym języku, pół w drugim.", "integration", "adults", (16, None), weekday=4,
        starts="18:00", minutes=90, capacity=24, fill=0.7, languages="pl uk en", need=NEWCOMERS,
    ),
    MadeUp(
        "wspolny-taras", "Ogród na dachu: zimowanie roślin", "Roof garden: plants in winter",
        "Сад на даху: зимівля рослин", "Okrywamy, przesadzamy, pijemy napar z mięty.", "volunteering",
        "everyone", rule="", week=0, weekday=5, starts="13:00", minutes=120, capacity=15, fill=0.5,
        need=GREEN,
    ),
    MadeUp(
        "wspolny-taras", "Wieczór ukraiński", "Ukrainian evening", "Український вечір",
        "Barszcz, haft i piosenki. Gotują sąsiadki.", "culture", "everyone", rule="", week=3,
        weekday=4, starts="18:00", minutes=180, capacity=35, fill=0.9, languages="uk pl",
        need=NEWCOMERS, co_organisers="grupa „Razem na tarasie”",
    ),
    MadeUp(
        "wspolny-taras", "Dyżur: pomoc w pismach urzędowych", "Help with official letters",
        "Допомога з офіційними листами", "Czytamy i piszemy razem. Po polsku, ukraińsku i angielsku.",
        "information", "everyone", weekday=2, starts="16:00", minutes=120, mode="none", capacity=None,
        languages="pl uk en", need=NEWCOMERS,
    ),
)
