"""Words that residents use for one another: each line is one thing.

Kept small on purpose: kinship that endings show (ceramika, ceramiczny) is found without it.
English and Ukrainian words stand beside Polish ones, so that a newcomer finds a class that is
announced in Polish only.
"""

from functools import cache, lru_cache

from podworko.core.search.words import ROOT, keys, plain, stems, words

GROUPS = """
dziecko dzieci dziecięcy maluch maluszek najmłodsi przedszkolak kids child children діти дитина
młodzież młodzieżowy nastolatek nastolatka młody youth teenager teens молодь підліток
senior seniorka 60+ 55+ 65+ 50+ emeryt emerytka emerytura starszy seniors elderly пенсіонер
rodzic rodzina rodzinny mama tata opiekun parents family батьки родина сім'я
krawiectwo krawiecki krawiec szycie szyć krawcowa sewing шиття
rękodzieło robótki handmade rzemiosło crafts рукоділля
szydełkowanie szydełko dzierganie druty włóczka crochet knitting в'язання
haft haftowanie wyszywanie embroidery вишивка
komputer komputerowy internet internetowy smartfon telefon laptop cyfrowy tablet computer комп'ютер
gimnastyka ćwiczenia ćwiczyć fitness aerobik ruch sport trening exercise gymnastics гімнастика
joga yoga йога
taniec taneczny tańczyć tańce zumba balet dance dancing танці танець
spacer spacerować wycieczka wędrówka nordic walking rajd walk trip прогулянка екскурсія
kajak kajakowy spływ kayak байдарка
gotowanie gotować kulinarny kuchnia kulinaria pieczenie cooking кулінарія кухня
muzyka muzyczny śpiew śpiewać chór piosenka koncert music singing музика спів хор
malowanie malarstwo malarski rysunek rysować plastyka plastyczny painting drawing малювання
ceramika ceramiczny glina garncarstwo lepienie pottery ceramics кераміка
teatr teatralny aktorstwo przedstawienie spektakl theatre театр
film filmowy kino seans cinema movie кіно фільм
książka czytelniczy czytanie biblioteka book reading книга бібліотека
język językowy lektorat konwersacje language мова
angielski english англійська
polski polish польська
ukraiński ukraina ukrainiec ukrainian україна український
cudzoziemiec obcokrajowiec migrant uchodźca imigrant foreigner refugee біженець мігрант
niepełnosprawny niepełnosprawność wózek dostępność disabled disability інвалідність
psycholog psychologiczny psychoterapia terapeuta terapia psychologist психолог
prawnik prawny adwokat radca lawyer legal юрист адвокат
porada poradnictwo doradca doradztwo konsultacja konsultacje advice consultation порада консультація
zdrowie zdrowotny lekarz medyczny profilaktyka badania health здоров'я лікар
praca zatrudnienie zawodowy zawód cv job work робота
wolontariat wolontariusz wolontariuszka wolontariacki volunteer volunteering волонтер волонтерство
warsztat warsztaty zajęcia kurs szkolenie workshop class course майстерня майстерклас заняття курс
spotkanie integracja integracyjny meeting зустріч
świetlica klub klubik club клуб
ogród ogrodniczy ogrodnictwo działka rośliny sadzenie garden gardening сад город
gra planszówki planszówka szachy gry games шахи ігри
naprawa naprawić majsterkowanie stolarstwo repair ремонт
historia historyczny tradycja dziedzictwo history історія
sąsiad sąsiedzki sąsiedztwo podwórko osiedle neighbour сусід
bezpłatny darmowy nieodpłatny free безкоштовно безкоштовний
wymiana swap zamiana giełda обмін
święto święta wigilia świąteczny christmas різдво свято
ferie wakacje półkolonie kolonie holidays канікули
"""


@lru_cache(maxsize=4096)
def related(word: str) -> frozenset[str]:
    """Return keys of the words that mean the same as `word`, or go with it."""
    groups = {number for key in _leading(word) for number in _table().get(key, ())}
    found = frozenset().union(*(_members()[number] for number in sorted(groups)))
    return found - keys(word)


@cache
def dictionary() -> dict[str, str]:
    """Return every word that stands in a group, by the way it is compared."""
    return {plain(word): word for word in words(GROUPS) if len(word) > 2}  # noqa: PLR2004


@cache
def _members() -> tuple[frozenset[str], ...]:
    lines = GROUPS.strip().splitlines()
    return tuple(frozenset().union(*(keys(word) for word in words(line))) for line in lines)


@cache
def _table() -> dict[str, tuple[int, ...]]:
    table: dict[str, tuple[int, ...]] = {}
    for number, line in enumerate(GROUPS.strip().splitlines()):
        for key in {key for word in words(line) for key in _leading(word)}:
            table[key] = (*table.get(key, ()), number)
    return table


def _leading(word: str) -> frozenset[str]:
    """Return the keys that lead to a group: the roots of kin would reach too far."""
    return frozenset(key for key in keys(word) if key[0] != ROOT) | stems(word)
