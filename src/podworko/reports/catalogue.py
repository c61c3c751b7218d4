"""What is counted: the network's standard indicators, each with its definition and its versions.

A definition that changes gets a new version with the day from which it holds, and the old one
stays: whoever reads an old report reads what was counted then.
"""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BEGINNING = date(2020, 1, 1)
"""From when the first definitions hold: years that were brought in from elsewhere too."""


class Group(models.TextChoices):
    """Under what an indicator stands in a report."""

    PROGRAMME = "programme", _("Zajęcia i spotkania")
    PEOPLE = "people", _("Ludzie")
    HELP = "help", _("Pomoc i porady")
    VOLUNTEERING = "volunteering", _("Wolontariat")
    VOICE = "voice", _("Głos i inicjatywy mieszkańców")
    KNOWLEDGE = "knowledge", _("Diagnoza i partnerzy")
    MEDIA = "media", _("Promocja")
    LOCAL = "local", _("Wskaźniki własne")


@dataclass(frozen=True, slots=True)
class Definition:
    """What an indicator counted from a day on."""

    version: int
    since: date
    words: str | Promise


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing that is counted; `part` is its name among the figures of its source.

    With `is_people` a small number tells of people, and is not for everybody. With `is_distinct`
    whoever comes twice counts once, so that parts of a time add up to no whole. Without `has_sum`
    the whole network is no sum of places and of what is of none of them: whoever is in two counts
    once, or numbers are rounded. `of_pal` is the key of the PAL that added it for itself.
    """

    code: str
    group: Group
    label: str | Promise
    source: str
    part: str
    definitions: tuple[Definition, ...]
    is_people: bool = False
    is_distinct: bool = False
    has_sum: bool = True
    of_pal: int | None = None

    @property
    def definition(self) -> Definition:
        """What it counts now."""
        return self.definitions[-1]

    def defined_on(self, day: date) -> Definition:
        """Return what it counted on a day; before the first, the first."""
        held = [each for each in self.definitions if each.since <= day]
        return held[-1] if held else self.definitions[0]


def _first(words: str | Promise) -> tuple[Definition, ...]:
    return (Definition(1, BEGINNING, words),)


STANDARD: tuple[Indicator, ...] = (
    Indicator(
        "sessions-held",
        Group.PROGRAMME,
        _("Spotkania, które się odbyły"),
        "programme",
        "held",
        _first(
            _(
                "Spotkania zajęć opublikowanych, które zaczęły się w tym czasie i już się"
                " skończyły, bez odwołanych. Według PAL, który je prowadził."
            )
        ),
    ),
    Indicator(
        "sessions-cancelled",
        Group.PROGRAMME,
        _("Spotkania odwołane"),
        "programme",
        "cancelled",
        _first(_("Spotkania, które mieszkańcy widzieli w programie i które odwołano.")),
    ),
    Indicator(
        "participations",
        Group.PEOPLE,
        _("Udziały: ile razy ktoś przyszedł"),
        "programme",
        "participations",
        _first(
            _(
                "Obecności z list spotkań, które się odbyły, razem z osobami policzonymi bez"
                " pytania o nazwisko. Kto przyszedł trzy razy, liczy się trzy razy."
            )
        ),
        is_people=True,
    ),
    Indicator(
        "participations-named",
        Group.PEOPLE,
        _("w tym wpisane z imienia"),
        "programme",
        "named",
        _first(_("Obecności osób wpisanych na listę z imienia albo z zapisów.")),
        is_people=True,
    ),
    Indicator(
        "participations-carded",
        Group.PEOPLE,
        _("w tym z kartą PAL"),
        "programme",
        "carded",
        _first(_("Obecności osób, które podały tylko numer karty PAL.")),
        is_people=True,
    ),
    Indicator(
        "participations-counted",
        Group.PEOPLE,
        _("w tym policzone przy wejściu"),
        "programme",
        "heads",
        _first(_("Osoby policzone bez pytania o nazwisko.")),
        is_people=True,
    ),
    Indicator(
        "people",
        Group.PEOPLE,
        _("Różne osoby, które przyszły"),
        "programme",
        "people",
        _first(
            _(
                "Różni mieszkańcy z kartoteki i różne numery kart PAL, każda osoba raz. W sumie"
                " sieci osoba, która była w dwóch PAL, też liczy się raz, więc suma sieci może"
                " być mniejsza niż suma miejsc. Bez osób policzonych przy wejściu i bez wpisanych"
                " tylko z imienia, bez karty w kartotece: nie wiadomo, czy to ktoś nowy."
            )
        ),
        is_people=True,
        is_distinct=True,
        has_sum=False,
    ),
    Indicator(
        "newcomers",
        Group.PEOPLE,
        _("w tym z kartoteki, pierwszy raz"),
        "programme",
        "newcomers",
        _first(
            _(
                "Mieszkańcy z kartoteki, którzy przyszli do tego PAL pierwszy raz w życiu;"
                " w sumie sieci: pierwszy raz do któregokolwiek PAL."
            )
        ),
        is_people=True,
        has_sum=False,
    ),
    Indicator(
        "missed",
        Group.PEOPLE,
        _("Zapisani, którzy nie przyszli"),
        "programme",
        "missed",
        _first(
            _(
                "Miejsca z zapisów oznaczone na liście jako „nie ma”. Bez nieobecności"
                " zapowiedzianych wcześniej."
            )
        ),
        is_people=True,
    ),
    Indicator(
        "advice-talks",
        Group.HELP,
        _("Rozmowy w punkcie porad"),
        "advice",
        "talks",
        _first(_("Rozmowy zapisane w dzienniku dyżuru punktu porad.")),
        is_people=True,
    ),
    Indicator(
        "advice-questions",
        Group.HELP,
        _("Pytania do punktu porad"),
        "advice",
        "asked",
        _first(_("Pytania zadane przez stronę, telefon albo na miejscu.")),
        is_people=True,
    ),
    Indicator(
        "advice-in-time",
        Group.HELP,
        _("w tym z odpowiedzią w terminie"),
        "advice",
        "in_time",
        _first(
            _(
                "Pytania, na które odpowiedź przyszła do obiecanego dnia. Liczą się w dniu"
                " odpowiedzi, także gdy pytanie zadano wcześniej."
            )
        ),
        is_people=True,
    ),
    Indicator(
        "consultations",
        Group.HELP,
        _("Rozmowy ze specjalistami"),
        "talks",
        "talks",
        _first(
            _(
                "Rozmowy, które się odbyły, z całych kwartałów zakończonych co najmniej dwa"
                " tygodnie temu. Kwartału, w którym było ich w jednym miejscu i rodzaju mniej"
                " niż pięć, nie podajemy nikomu."
            )
        ),
        is_people=True,
    ),
    Indicator(
        "volunteers",
        Group.VOLUNTEERING,
        _("Osoby, które dały godziny"),
        "volunteering",
        "volunteers",
        _first(_("Różni wolontariusze z potwierdzonymi godzinami z tego czasu.")),
        is_people=True,
        is_distinct=True,
        has_sum=False,
    ),
    Indicator(
        "volunteer-hours",
        Group.VOLUNTEERING,
        _("Godziny wolontariatu"),
        "volunteering",
        "hours",
        _first(_("Godziny potwierdzone przez koordynatora, według dnia pracy.")),
        has_sum=False,
    ),
    Indicator(
        "volunteer-agreements",
        Group.VOLUNTEERING,
        _("Nowe porozumienia z wolontariuszami"),
        "volunteering",
        "agreements",
        _first(_("Porozumienia, które zaczęły obowiązywać w tym czasie, bez aneksów.")),
        is_people=True,
    ),
    Indicator(
        "volunteer-certificates",
        Group.VOLUNTEERING,
        _("Wydane zaświadczenia"),
        "volunteering",
        "certificates",
        _first(_("Zaświadczenia i opinie wystawione w tym czasie, bez wycofanych.")),
        is_people=True,
    ),
    Indicator(
        "initiatives-begun",
        Group.VOICE,
        _("Nowe inicjatywy mieszkańców"),
        "initiatives",
        "begun",
        _first(_("Pomysły mieszkańców zgłoszone w tym czasie.")),
    ),
    Indicator(
        "initiatives-done",
        Group.VOICE,
        _("Inicjatywy zrobione"),
        "initiatives",
        "done",
        _first(
            _(
                "Inicjatywy, o których w tym czasie opowiedziano, co z nich wyszło; dopóki nikt"
                " nie opowiedział, liczy się dzień zakończenia."
            )
        ),
    ),
    Indicator(
        "debates",
        Group.VOICE,
        _("Debaty z opublikowanym ustaleniem"),
        "say",
        "debates",
        _first(_("Debaty, które odbyły się w tym czasie i mają opublikowany przebieg.")),
    ),
    Indicator(
        "hearings",
        Group.VOICE,
        _("Konsultacje społeczne z odpowiedzią"),
        "say",
        "hearings",
        _first(_("Konsultacje, po których w tym czasie powiedziano mieszkańcom, co postanowiono.")),
    ),
    Indicator(
        "polls",
        Group.VOICE,
        _("Głosowania z wynikiem"),
        "say",
        "polls",
        _first(_("Głosowania, których wynik ogłoszono w tym czasie.")),
    ),
    Indicator(
        "needs",
        Group.KNOWLEDGE,
        _("Nowe potrzeby na mapie"),
        "map",
        "needs",
        _first(_("Potrzeby, o których wiemy od tego czasu, bez odrzuconych przed potwierdzeniem.")),
    ),
    Indicator(
        "resources",
        Group.KNOWLEDGE,
        _("Nowe zasoby na mapie"),
        "map",
        "resources",
        _first(_("Zasoby okolicy dodane w tym czasie.")),
    ),
    Indicator(
        "partners",
        Group.KNOWLEDGE,
        _("Partnerzy z porozumieniem"),
        "partners",
        "partners",
        _first(_("Różne organizacje, z którymi porozumienie obowiązywało choć jeden dzień.")),
        is_distinct=True,
        has_sum=False,
    ),
    Indicator(
        "joint-actions",
        Group.KNOWLEDGE,
        _("Wspólne działania z partnerami"),
        "partners",
        "actions",
        _first(_("Działania z porozumień oznaczone w tym czasie jako zrobione.")),
    ),
    Indicator(
        "news",
        Group.MEDIA,
        _("Aktualności"),
        "promotion",
        "news",
        _first(_("Aktualności, które ukazały się w tym czasie, bez wycofanych.")),
    ),
    Indicator(
        "press-releases",
        Group.MEDIA,
        _("Informacje prasowe"),
        "promotion",
        "releases",
        _first(_("Informacje, które w tym czasie wyszły do mediów, bez wycofanych.")),
    ),
    Indicator(
        "clippings",
        Group.MEDIA,
        _("Wycinki: co się ukazało w mediach"),
        "promotion",
        "clippings",
        _first(_("Artykuły, audycje i wpisy zapisane w dzienniku wycinków.")),
    ),
    Indicator(
        "media-reach",
        Group.MEDIA,
        _("w tym zasięg"),
        "promotion",
        "reach",
        _first(
            _(
                "Nakłady, słuchacze i odsłony wycinków, przy których ktoś je zapisał, dodane do"
                " siebie. To nie jest liczba osób: ktoś mógł czytać i słuchać."
            )
        ),
    ),
)
