"""Pages of the demonstration's knowledge base.

What they say is general and true: no amount, no deadline, and where to check.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """A page of the knowledge base; `checked` is how many days ago somebody checked it."""

    topic: str
    question: str
    answer: str
    checklist: str = ""
    source: str = ""
    easy: str = ""
    kind: str = "answer"
    checked: int = 20
    english: tuple[str, str] = ("", "")
    ukrainian: tuple[str, str] = ("", "")


PAGES = (
    Written(
        topic="dlugi",
        question="Pismo od komornika sądowego",
        answer=(
            "Komornik działa dlatego, że sąd albo inny urząd stwierdził dług. Pismo mówi, kto"
            " chce pieniędzy (wierzyciel), ile i na jakiej podstawie.\n\n"
            "Nie wyrzucaj go i nie odkładaj. Na końcu jest pouczenie: tam przeczytasz, co"
            " możesz zrobić i do kiedy. Jeśli nie znasz tego długu, zapytaj komornika na"
            " piśmie, z jakiego orzeczenia prowadzi sprawę, i pokaż odpowiedź prawnikowi.\n\n"
            "Na czynność komornika można złożyć skargę do sądu. Z wierzycielem można rozmawiać"
            " o ratach także wtedy, gdy sprawę prowadzi już komornik."
        ),
        checklist=(
            "pismo i kopertę z datą\n"
            "umowę albo rachunek, jeśli masz\n"
            "dowód osobisty\n"
            "kartkę z tym, co wpływa na konto i na co idzie"
        ),
        source="Kodeks postępowania cywilnego, część o egzekucji; pouczenie na końcu pisma",
        easy=(
            "To jest list od komornika.\n"
            "Komornik zbiera pieniądze za długi.\n"
            "Nie wyrzucaj listu.\n"
            "Nie bój się.\n"
            "Na końcu listu jest napisane, co możesz zrobić.\n"
            "Jest tam też napisane, do kiedy.\n"
            "Weź list i przyjdź do nas.\n"
            "Razem go przeczytamy."
        ),
        kind="letter",
        checked=12,
    ),
    Written(
        topic="pisma",
        question="Nakaz zapłaty z sądu",
        answer=(
            "Sąd uznał, że masz zapłacić, zanim usłyszał Ciebie. Możesz się z tym nie zgodzić:"
            " napisać sprzeciw albo zarzuty. Które z nich i do kiedy, mówi pouczenie dołączone"
            " do nakazu.\n\n"
            "Jeśli nic nie zrobisz, nakaz staje się prawomocny, a sprawa może trafić do"
            " komornika. Policz dni od dnia, w którym list odebrano. List nieodebrany z poczty"
            " też może być uznany za doręczony.\n\n"
            "W sprzeciwie napisz, z czym się nie zgadzasz i dlaczego, i dołącz dowody."
        ),
        checklist="nakaz, pozew i kopertę\npouczenie\numowę, rachunki, potwierdzenia wpłat",
        source="Kodeks postępowania cywilnego; pouczenie dołączone do nakazu",
        easy=(
            "To jest list z sądu.\n"
            "Sąd mówi, że masz zapłacić.\n"
            "Możesz się nie zgodzić.\n"
            "Wtedy trzeba napisać do sądu.\n"
            "Czasu jest mało.\n"
            "Do kiedy: jest napisane w liście.\n"
            "Przynieś list od razu."
        ),
        kind="letter",
        checked=40,
    ),
    Written(
        topic="pisma",
        question="Decyzja z urzędu, z którą się nie zgadzasz",
        answer=(
            "Od decyzji zwykle można się odwołać. Pouczenie na końcu mówi: do kogo, w jakim"
            " terminie i przez kogo. Odwołanie wysyła się przez urząd, który wydał decyzję, a"
            " czyta je urząd wyższy.\n\n"
            "Odwołanie może być proste: nie zgadzam się z decyzją z dnia…, numer…, bo… Podpisz"
            " je. Zachowaj potwierdzenie nadania albo pieczątkę z dziennika podawczego na"
            " kopii."
        ),
        checklist=(
            "decyzję i kopertę\ndokumenty, które pokazują, że jest inaczej\ndwie kopie odwołania"
        ),
        source="Kodeks postępowania administracyjnego; pouczenie na końcu decyzji",
        easy=(
            "To jest decyzja.\n"
            "Urząd coś postanowił.\n"
            "Możesz się nie zgodzić.\n"
            "Piszesz wtedy odwołanie.\n"
            "Odwołanie to krótki list.\n"
            "W decyzji jest napisane, do kiedy.\n"
            "Pomożemy Ci napisać."
        ),
        kind="letter",
        checked=25,
    ),
    Written(
        topic="dlugi",
        question="Dostałem wezwanie do zapłaty, a nie pamiętam takiego długu. Co robić?",
        answer=(
            "Nie płać od razu i niczego nie podpisuj. Poproś na piśmie o kopię umowy i o"
            " wyliczenie, skąd wzięła się kwota.\n\n"
            "Sprawdź, czy nadawca istnieje i czy numer konta zgadza się z jego stroną. Stary"
            " dług może być przedawniony: wtedy można odmówić zapłaty, ale wpłata albo podpis"
            " pod ugodą mogą to zmienić. Pokaż pismo, zanim odpiszesz."
        ),
        checklist="wezwanie i kopertę\nstare umowy i potwierdzenia, jeśli je masz",
        source="Kodeks cywilny, przepisy o przedawnieniu",
        checked=8,
        english=(
            "I got a demand for payment of a debt I do not remember. What now?",
            (
                "Do not pay at once and sign nothing. Ask in writing for a copy of the"
                " contract and for how the amount was reckoned.\n\n"
                "Check that the sender exists. An old debt may be time-barred; paying a part"
                " or signing a settlement may change that. Show us the letter before you write"
                " back."
            ),
        ),
        ukrainian=(
            "Я отримав вимогу сплатити борг, якого не пам’ятаю. Що робити?",
            (
                "Не платіть одразу й нічого не підписуйте. Попросіть письмово копію договору"
                " та розрахунок суми.\n\n"
                "Перевірте, чи існує відправник. Старий борг може мати сплив позовної"
                " давності; часткова оплата чи підпис угоди можуть це змінити. Покажіть нам"
                " лист, перш ніж відповідати."
            ),
        ),
    ),
    Written(
        topic="mieszkanie",
        question="Nie mam z czego zapłacić czynszu. Co zrobić najpierw?",
        answer=(
            "Odezwij się do zarządcy albo właściciela, zanim zbierze się zaległość. Zapytaj na"
            " piśmie o rozłożenie na raty albo o odroczenie.\n\n"
            "O dodatek mieszkaniowy pyta się w urzędzie miasta. Kto może go dostać i ile,"
            " zależy od dochodu i mieszkania; urząd policzy to bezpłatnie. O inną pomoc zapytaj"
            " w ośrodku pomocy społecznej."
        ),
        checklist=(
            "umowę najmu albo informację z administracji\n"
            "zaświadczenia o dochodach domowników\n"
            "ostatni rachunek za czynsz"
        ),
        source="Ustawa o dodatkach mieszkaniowych; urząd miasta",
        checked=33,
    ),
    Written(
        topic="pisma",
        question="Kto może dostać bezpłatną pomoc prawną?",
        answer=(
            "Kto nie jest w stanie zapłacić za prawnika i podpisze takie oświadczenie. Nie"
            " trzeba przynosić zaświadczeń o dochodach.\n\n"
            "Na wizytę trzeba się umówić. Kto nie może przyjść z powodu niepełnosprawności, ten"
            " może poprosić o poradę przez telefon albo w domu. W tych samych punktach jest"
            " poradnictwo obywatelskie, na przykład dla zadłużonych."
        ),
        checklist="pisma, o które chcesz zapytać\nlistę pytań\ndowód osobisty",
        source=(
            "Ustawa z 5 sierpnia 2015 r. o nieodpłatnej pomocy prawnej, nieodpłatnym"
            " poradnictwie obywatelskim oraz edukacji prawnej"
        ),
        checked=5,
        ukrainian=(
            "Хто може отримати безкоштовну правову допомогу?",
            (
                "Той, хто не може заплатити юристу й підпише про це заяву. Довідок про доходи"
                " не треба.\n\n"
                "На візит треба записатися. Хто не може прийти через інвалідність, може"
                " попросити пораду телефоном або вдома."
            ),
        ),
    ),
    Written(
        topic="internet",
        question="Jak założyć profil zaufany?",
        answer=(
            "Profil zaufany to bezpłatny podpis do spraw urzędowych w internecie. Najszybciej"
            " założysz go przez swój bank, jeśli ma taką usługę.\n\n"
            "Bez banku: wypełnij wniosek na stronie gov.pl, a potem potwierdź go osobiście w"
            " punkcie potwierdzającym, na przykład w urzędzie. Nikomu nie podawaj hasła ani"
            " kodu z SMS-a, także komuś, kto pomaga."
        ),
        checklist="dowód osobisty albo paszport\ntelefon, na który przyjdzie SMS\nadres e-mail",
        source="gov.pl, profil zaufany",
        checked=60,
    ),
    Written(
        topic="internet",
        question="Jak poznać fałszywą wiadomość z banku, od kuriera albo z urzędu?",
        answer=(
            "Pogania, straszy albo obiecuje, i każe kliknąć. Bank nie pyta o hasło ani o kod z"
            " SMS-a. Urząd nie każe dopłacać kilku złotych przez odnośnik.\n\n"
            "Nie klikaj. Zadzwoń do banku pod numer z karty. Podejrzany SMS możesz przekazać na"
            " numer 8080 (CERT Polska). Jeśli już podane zostało hasło albo numer karty,"
            " zadzwoń do banku od razu i zgłoś to policji."
        ),
        source="CERT Polska, incydent.cert.pl",
        easy=(
            "Ktoś pisze do Ciebie SMS.\n"
            "Każe szybko kliknąć.\n"
            "Nie klikaj.\n"
            "Zadzwoń do banku.\n"
            "Numer jest na karcie.\n"
            "Nikomu nie mów hasła."
        ),
        checked=15,
    ),
    Written(
        topic="internet",
        question="Jak zastrzec numer PESEL i po co?",
        answer=(
            "Zastrzeżony numer utrudnia komuś wzięcie kredytu na Twoje nazwisko. To nic nie"
            " kosztuje i można to cofnąć, kiedy sam bierzesz kredyt albo idziesz do notariusza.\n\n"
            "Zrobisz to w aplikacji mObywatel, na gov.pl albo w dowolnym urzędzie gminy."
            " Pomożemy na miejscu, ale hasła wpisujesz tylko Ty."
        ),
        checklist="dowód osobisty\ntelefon z mObywatelem albo profil zaufany, jeśli masz",
        source="gov.pl, zastrzeż numer PESEL",
        checked=18,
    ),
    Written(
        topic="pisma",
        question="Zgubiłam dowód osobisty. Co teraz?",
        answer=(
            "Zgłoś to od razu: w aplikacji mObywatel, na gov.pl albo w dowolnym urzędzie gminy."
            " Od zgłoszenia dowód jest nieważny, także jeśli się znajdzie.\n\n"
            "Zadzwoń też do banku: zastrzeże dokument. Jeśli go ukradziono, powiadom policję."
            " Potem złóż wniosek o nowy dowód."
        ),
        checklist="nowe zdjęcie do dowodu\npaszport albo inny dokument ze zdjęciem, jeśli masz",
        source="gov.pl, zgłoś utratę dowodu",
        checked=48,
    ),
    Written(
        topic="zdrowie",
        question="Bliska osoba wraca ze szpitala i nie poradzi sobie sama. Kogo prosić o pomoc?",
        answer=(
            "Zapytaj jeszcze w szpitalu o pracownika socjalnego. Pomoc w domu (usługi"
            " opiekuńcze) załatwia się w ośrodku pomocy społecznej: przyjdzie pracownik"
            " socjalny i razem ustalicie, co jest potrzebne.\n\n"
            "O pielęgniarkę i rehabilitację w domu zapytaj lekarza rodzinnego. Sprzęt, na"
            " przykład łóżko albo balkonik, można często wypożyczyć."
        ),
        checklist="wypis ze szpitala\nlistę leków\ntelefon do lekarza rodzinnego",
        source="Ustawa o pomocy społecznej; ośrodek pomocy społecznej",
        checked=27,
    ),
    Written(
        topic="niepelnosprawnosc",
        question="Jak dostać orzeczenie o niepełnosprawności?",
        answer=(
            "Wniosek składa się do miejskiego albo powiatowego zespołu do spraw orzekania o"
            " niepełnosprawności. Formularz i druk zaświadczenia dla lekarza są w zespole i na"
            " jego stronie.\n\n"
            "Lekarz wypełnia zaświadczenie. Jest ważne przez krótki czas: jaki, jest napisane"
            " na druku. Jeśli orzeczenie wydaje Ci się błędne, możesz się odwołać; jak i do"
            " kiedy, mówi pouczenie."
        ),
        checklist=(
            "wniosek na druku zespołu\n"
            "zaświadczenie od lekarza na druku zespołu\n"
            "kopie dokumentacji medycznej\n"
            "dowód osobisty albo legitymację dziecka"
        ),
        source=(
            "Ustawa o rehabilitacji zawodowej i społecznej oraz zatrudnianiu osób niepełnosprawnych"
        ),
        checked=70,
    ),
    Written(
        topic="rodzina",
        question="Dziecko ma kłopoty w szkole. Gdzie zacząć?",
        answer=(
            "Porozmawiaj z wychowawcą i ze szkolnym pedagogiem albo psychologiem. Zapytaj, co"
            " zauważyli i co mogą zrobić od jutra.\n\n"
            "Publiczna poradnia psychologiczno-pedagogiczna jest bezpłatna i nie trzeba"
            " skierowania. Zgłasza rodzic. Opinię z poradni możesz zanieść do szkoły, ale nie"
            " musisz."
        ),
        checklist="zeszyty i opinie ze szkoły\nto, co sam zapisałeś: kiedy i co się dzieje",
        source="Prawo oświatowe; publiczna poradnia psychologiczno-pedagogiczna",
        checked=22,
    ),
    Written(
        topic="bezpieczenstwo",
        question="Ktoś w domu bije albo grozi. Gdzie szukać pomocy?",
        answer=(
            "Gdy grozi niebezpieczeństwo, dzwoń pod 112.\n\n"
            "Ośrodek Interwencji Kryzysowej, ul. Radziwiłłowska 8b, tel. 12 421 92 82, pomaga także"
            " w nocy. Nie musisz mieć dowodów ani skierowania.\n\n"
            "Procedurę „Niebieskie Karty” może zacząć policja, pomoc społeczna, szkoła albo"
            " lekarz. To nie jest Twoja wina."
        ),
        source="Ośrodek Interwencji Kryzysowej w Krakowie",
        easy=(
            "Ktoś Cię bije.\n"
            "To jest złe.\n"
            "To nie jest Twoja wina.\n"
            "Zadzwoń: 112.\n"
            "Możesz też zadzwonić: 12 421 92 82.\n"
            "Ktoś odbierze w dzień i w nocy."
        ),
        checked=3,
        english=(
            "Somebody at home hits or threatens. Where is help?",
            (
                "In danger call 112.\n\n"
                "The Crisis Intervention Centre, ul. Radziwiłłowska 8b, phone 12 421 92 82, helps"
                " at night too. You need no proof and no referral. It is not your fault."
            ),
        ),
        ukrainian=(
            "Хтось удома б’є або погрожує. Де шукати допомоги?",
            (
                "У небезпеці телефонуйте 112.\n\n"
                "Центр кризової інтервенції, ul. Radziwiłłowska 8b, тел. 12 421 92 82, допомагає і"
                " вночі. Не треба ні доказів, ні направлення. Це не ваша провина."
            ),
        ),
    ),
    Written(
        topic="praca",
        question="Szukam pracy. Od czego zacząć?",
        answer=(
            "Zarejestruj się w urzędzie pracy (w Krakowie to Grodzki Urząd Pracy), także przez"
            " internet. Rejestracja może dać ubezpieczenie zdrowotne i szkolenia.\n\n"
            "Przyjdź do PAL napisać CV: mamy komputer i drukarkę. Nie płać nikomu za samo"
            " znalezienie pracy i nie oddawaj dokumentów."
        ),
        checklist="świadectwa pracy i dyplomy\ndowód osobisty\nnumer konta",
        source="Urząd pracy",
        checked=350,
    ),
    Written(
        topic="przyjazd",
        question="Przyjechałam z Ukrainy. Gdzie dostać numer PESEL?",
        answer=(
            "W urzędzie miasta albo gminy, tam gdzie mieszkasz. Trzeba przyjść osobiście, z"
            " dziećmi też. Urzędnik pobiera odciski palców od osób, które mają tyle lat, ile"
            " mówi przepis.\n\n"
            "Numer jest potrzebny w szkole, u lekarza i w pracy. Pomożemy wypełnić wniosek po"
            " ukraińsku."
        ),
        checklist=(
            "paszport albo inny dokument\ndokumenty dzieci\nzdjęcie, jeśli urząd o nie prosi"
        ),
        source="gov.pl; urząd miasta",
        checked=400,
        ukrainian=(
            "Я приїхала з України. Де отримати номер PESEL?",
            (
                "У міській або гмінній установі, де ви живете. Треба прийти особисто, з дітьми"
                " також.\n\n"
                "Номер потрібен у школі, у лікаря та на роботі. Допоможемо заповнити заяву"
                " українською."
            ),
        ),
    ),
)
