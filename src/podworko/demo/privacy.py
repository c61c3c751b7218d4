"""The officer's desk of the demonstration city: clauses, requests on their way, a breach, runs."""

from datetime import timedelta

from django.utils import timezone

from podworko.accounts.public import User
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.people.public import Card, Channel, register
from podworko.privacy import public as privacy

OFFICER = "iod@example.org"
CLAUSES = (
    (
        "zapisy",
        (
            "Zapisujemy imię i telefon albo e-mail, żeby zatrzymać miejsce i powiedzieć o zmianach."
            " Najpóźniej po dwóch latach zostaje sama liczba osób. Możesz poprosić o swoje dane, o"
            " ich poprawienie albo usunięcie: na stronie „Twoje dane”, telefonem albo w PAL."
        ),
        (
            "We record your name and a telephone or e-mail to keep your place and tell you of"
            " changes. After two years at the latest only the number of people stays. You can"
            " ask for your data, or have them corrected or deleted: on the page “Your data”, by"
            " phone or at a PAL."
        ),
        (
            "Ми записуємо ім’я й телефон або e-mail, щоб зберегти місце й повідомити про зміни."
            " Щонайпізніше через два роки залишається лише кількість людей. Можна попросити"
            " свої дані, їх виправлення або видалення: на сторінці «Ваші дані», телефоном"
            " або в PAL."
        ),
    ),
    (
        "wnioski",
        "Dane z wniosku służą tylko do odpowiedzi. Usuwamy je trzy lata po niej.",
        "The data in the request serve only to answer it. We delete them three years after.",
        "Дані із запиту потрібні лише для відповіді. Ми видаляємо їх через три роки після неї.",
    ),
    (
        "biuletyn",
        "Adres służy tylko do biuletynu. Usuwamy go, kiedy zrezygnujesz.",
        "The address is used only for the newsletter. We delete it when you leave.",
        "Адреса потрібна лише для розсилки. Ми видаляємо її, коли ви відмовитеся.",
    ),
)
ASKED = (
    # kind, name, how it came, days ago
    ("access", "Halina Próbna", Channel.PAPER, 27),
    ("rectification", "Borys Zmyślony", Channel.PHONE, 6),
    ("objection", "Celina Pokazowa", Channel.DESK, 12),
    ("erasure", "Dorota Przykładna", Channel.WEB, 3),
)


def tell() -> str:
    """Fill the officer's registers; return it in words."""
    officer = User.objects.get(email=OFFICER)
    for form, words, words_en, words_uk in CLAUSES:
        privacy.publish_clause(
            privacy.Clause(
                form=form,
                words=words,
                words_en=words_en,
                words_uk=words_uk,
                valid_from=times.today(),
            ),
            actor=officer,
        )
    for kind, name, channel, days in ASKED:
        _asked(kind, name, channel, days)
    _settled(officer)
    _breach(officer)
    privacy.keep(actor=SYSTEM)
    return f"{len(CLAUSES)} clauses, {len(ASKED) + 2} requests about rights, a breach"


def _asked(kind: str, name: str, channel: Channel, days: int) -> privacy.RightsRequest:
    asked = privacy.Asked(kind, name, letter_to="ul. Przykładowa 7")
    received_on = times.today() - timedelta(days=days)
    return privacy.take_request(asked, channel=channel, received_on=received_on, actor=SYSTEM)


def _settled(officer: User) -> None:
    """Answer one request, and erase who asked for it."""
    answered = _asked("portability", "Ewelina Zmyślona", Channel.DESK, 20)
    words = "Dane w pliku czekają w PAL Pod Lipami."
    privacy.answer(answered, decision="done", words=words, actor=officer)
    person = register(Card("Feliks Zmyślony"), channel=Channel.DESK, actor=SYSTEM)
    asked = _asked("erasure", person.name, Channel.DESK, 15)
    privacy.name_person(asked, person=person, actor=officer)
    privacy.note_identity(asked, identity="sure", note="osobiście w PAL", actor=officer)
    privacy.erase_for(asked, words="Usunęliśmy Twoje dane.", actor=officer)


def _breach(officer: User) -> None:
    """Tell of a breach that was noticed, weighed, reported and closed."""
    noticed_at = timezone.now() - timedelta(days=40)
    breach = privacy.save_breach(
        privacy.Breach(
            title="Lista obecności została w autobusie",
            words="Wydrukowana lista jednego spotkania leżała w autobusie przez godzinę.",
            noticed_at=noticed_at,
            happened_at=noticed_at - timedelta(hours=2),
            data="imiona i nazwiska, bez telefonów",
            people=14,
            risk="risk",
            assessment="Ktoś obcy mógł zobaczyć, kto chodzi na zajęcia.",
            authority_told_at=noticed_at + timedelta(hours=30),
        ),
        seen_version="",
        actor=officer,
    )
    day = times.local(noticed_at).date()
    for words, days in (("Odebrano listę od kierowcy.", 0), ("Listy wypełniamy na tablecie.", 9)):
        privacy.add_step(breach, words=words, done_on=day + timedelta(days=days), actor=officer)
    privacy.close_breach(breach, actor=officer)
