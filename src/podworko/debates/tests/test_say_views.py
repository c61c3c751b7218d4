"""The pages of public consultations: without script, with what was typed kept."""

import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from podworko.accounts.public import Grant, User
from podworko.activities.tests.factories import make_activity, make_session
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.debates import operations, say_limits, say_who
from podworko.debates.models import Hearing, Unit, Voice
from podworko.debates.printing.say import answers_paper, cards_paper, voice_sheet
from podworko.debates.queries.say import hearing_page
from podworko.debates.tests.polls_factories import open_poll
from podworko.debates.tests.say_factories import (
    checked,
    first_paragraph,
    hidden,
    make_hearing,
    make_lesson,
    make_user,
    open_hearing,
    published_lesson,
    shown,
    told_hearing,
    weighing,
)
from podworko.messages.models import Message
from podworko.messages.public import unsealed
from podworko.network.models import District

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def at(name: str, row: Any, *more: object) -> str:
    return reverse(f"debates:{name}", args=[row.public_id, *more])


def desk(hearing: Hearing, role: str = "animator", user: User | None = None) -> Client:
    client, user = Client(), user or make_user()
    Grant.objects.create(user=user, role=role, pal=hearing.pal)
    client.force_login(user)
    return client


def speak(client: Client, hearing: Hearing, query: str = "", **typed: Any) -> Any:
    data = {"words": "Więcej ławek.", "contact": "ada@example.org", **typed}
    return client.post(at("speak", hearing) + query, data)


def last_link() -> str:
    body = unsealed(Message.objects.latest("pk")).body_text
    found = re.search(r"/debaty/konsultacje/(?:glos|poparcie)/[\w-]{43}/", body)
    assert found
    return found[0]


def test_a_voice_is_sent_confirmed_shown_and_answered(client: Client) -> None:
    hearing = open_hearing()
    typed = {"words": "<b>Ławki</b> &amp; <svg onload=x>", "first_name": "Ada"}

    assert speak(client, hearing, "?akapit=2", contact="").status_code == 422
    answer = speak(client, hearing, "?akapit=2", **typed)
    assert answer["Location"] == at("spoken", hearing)
    own = last_link()
    assert "Potwierdzam" in client.get(own).content.decode()
    assert Voice.objects.get().checked_at is None
    client.post(own, {"confirm": "1"})
    team = desk(hearing)
    voice = Voice.objects.get()
    assert typed["words"] not in client.get(hearing.get_absolute_url()).content.decode()
    team.post(at("desk_show_voices", hearing), {"voices": [voice.pk]})

    page = client.get(hearing.get_absolute_url()).content.decode()
    assert "&lt;b&gt;Ławki&lt;/b&gt; &amp;amp; &lt;svg onload=x&gt;" in page
    assert (voice.paragraph and voice.paragraph.number, voice.first_name) == (2, "Ada")
    assert "ada@example.org" not in page
    assert client.post(own.replace("glos/", "glos/A", 1)).status_code == 404


def test_an_answer_is_read_once_everybody_is_told(client: Client) -> None:
    hearing = open_hearing()
    voice, team = shown(hearing), desk(hearing)
    own = reverse("debates:voice", args=[say_who.token(voice)])
    weighing(hearing)
    said = {"voices": [voice.pk], "outcome": "partly", "words": "Dwie ławki."}
    assert team.post(at("desk_answer_voices", hearing), said | {"words": ""}).status_code == 422
    team.post(at("desk_answer_voices", hearing), said)
    assert "Dwie ławki." not in client.get(hearing.get_absolute_url()).content.decode()
    team.post(at("desk_tell_hearing", hearing), {"decided": "Staną."})
    assert "Dwie ławki." in client.get(hearing.get_absolute_url()).content.decode()
    assert "Dwie ławki." in client.get(own).content.decode()


def test_a_reply_and_a_place_have_their_own_pages(client: Client) -> None:
    hearing, other = open_hearing(), open_hearing(has_map=False)
    voice = shown(hearing)
    speak(client, hearing, f"?do={voice.public_id}", words="Tak.")
    assert Voice.objects.latest("pk").parent == voice
    page = client.get(at("speak", hearing) + "?mapa=1").content.decode()
    assert 'name="point"' in page
    for wrong in ({}, {"where": "Nie ma takiej ulicy 7"}, {"point": "1,1", "where": ""}):
        District.objects.get_or_create(
            number=1,
            defaults={
                "name": "Stare Miasto",
                "lat": 50.06,
                "lon": 19.94,
                "geometry": {
                    "type": "Polygon",
                    "coordinates": [[[19.8, 50], [20, 50], [20, 50.1], [19.8, 50.1], [19.8, 50]]],
                },
            },
        )
        assert speak(client, hearing, "?mapa=1", **wrong).status_code == 422
    assert speak(client, hearing, "?mapa=1", point="50.06,19.94").status_code == 302
    assert Voice.objects.latest("pk").lat == 50.06
    assert speak(client, other, "?mapa=1", point="50.06,19.94").status_code == 422
    for wrong_query in ("?akapit=9", "?akapit=x", "?do=x", f"?do={other.public_id}"):
        assert client.get(at("speak", hearing) + wrong_query).status_code == 404


def picture() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (9, 9), "red").save(kept, "JPEG")
    return kept.getvalue()


PDF = b"%PDF-1.7\n1 0 obj\n%%EOF\n"


def test_a_file_is_what_it_says_and_a_large_one_loses_no_words(client: Client) -> None:
    hearing = open_hearing()
    for content in (b"%PDF-1.7 cut", PDF + b"/JavaScript %%EOF", b"<svg onload=x>", b"0" * 11**7):
        answer = speak(client, hearing, attachment=SimpleUploadedFile("a.pdf", content))
        assert answer.status_code == 422
        assert "Więcej ławek." in answer.content.decode()
    again = speak(client, hearing, contact="", attachment=SimpleUploadedFile("a", PDF))
    kept = re.search(r'name="attachment_kept" value="([^"]+)"', again.content.decode())
    assert kept
    assert speak(client, hearing, attachment_kept=kept[1]).status_code == 302
    speak(client, hearing, words="Foto", attachment=SimpleUploadedFile("a.pdf", picture()))
    paper, photo = Voice.objects.order_by("pk")
    assert client.get(at("voice_file", paper)).status_code == 404
    for row in (paper, photo):
        operations.check_voice(row, actor=RESIDENT)
    team = desk(hearing)
    look = team.get(at("desk_voice", hearing, paper.public_id) + "?plik=1")
    assert b"".join(look.streaming_content) == PDF  # type: ignore[attr-defined]
    operations.show_voices(hearing, voices=[paper.pk, photo.pk], actor=SYSTEM)
    kinds = [client.get(at("voice_file", row))["Content-Type"] for row in (paper, photo)]
    assert kinds == ["application/pdf", "image/jpeg"]
    assert "Plik PDF do tego głosu" in client.get(hearing.get_absolute_url()).content.decode()


def test_one_address_does_not_flood_and_crowds_are_told(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    hearing = open_hearing()
    monkeypatch.setattr(say_limits, "USUAL", 1)
    monkeypatch.setattr(say_limits, "MOST", 3)
    monkeypatch.setattr(say_limits, "SAME_CONTACT", 2)

    codes = [speak(client, hearing, words=f"Głos {n}").status_code for n in range(4)]

    assert codes == [302, 302, 422, 422]
    found = Hearing.objects.get()
    assert (found.crowded, found.refused) == (1, 1)
    assert speak(client, hearing, website="x").status_code == 302
    assert Voice.objects.count() == 2
    assert (
        "wyjątkowo dużo głosów jednego dnia: 1"
        in client.get(hearing.get_absolute_url()).content.decode()
    )
    monkeypatch.setattr(say_limits, "CODES", 0)
    assert speak(client, hearing, contact="K7M4PX9TR").status_code == 422


def test_a_card_speaks_agrees_and_finds_its_voices_again(client: Client) -> None:
    hearing = open_hearing()
    code, none = operations.make_cards(hearing, cards=2, actor=SYSTEM)
    find = reverse("debates:voice_code")
    assert speak(client, hearing, contact="K7M 4PX 9TR").status_code == 422
    first = speak(client, hearing, contact=code.lower())
    assert "/glos/" in first["Location"]
    assert client.post(find, {"code": code})["Location"] == first["Location"]
    speak(client, hearing, contact=code, words="Drugi")
    assert "Drugi" in client.post(find, {"code": code}).content.decode()
    assert client.post(find, {"code": none}).status_code == 422


def test_who_thinks_the_same_is_counted_by_link_or_card(client: Client) -> None:
    hearing = open_hearing()
    voice = shown(hearing)
    (code,) = operations.make_cards(hearing, cards=1, actor=SYSTEM)
    agree = at("agree", hearing, voice.public_id)
    assert client.post(agree, {"contact": "x"}).status_code == 422
    client.post(agree, {"contact": code})
    client.post(agree, {"contact": "bo@example.org"})
    client.post(agree, {"contact": "bo@example.org", "website": "x"})
    link = last_link()
    assert "Tak, myślę tak samo" in client.get(link).content.decode()
    client.post(link)
    assert "Policzone" in client.get(link).content.decode()
    assert "2 os" in client.get(hearing.get_absolute_url()).content.decode()
    assert client.get(reverse("debates:agreement", args=["A" * 43])).status_code == 404
    weighing(hearing)
    assert client.post(agree, {"contact": code}).status_code == 422
    assert client.get(at("speak", hearing)).status_code == 302


def test_a_hidden_voice_is_appealed_and_another_person_decides(client: Client) -> None:
    hearing, ola = open_hearing(), make_user("ola")
    voice = checked(hearing, "Brzydko.")
    team, other = desk(hearing, user=ola), desk(hearing)
    page = at("desk_voice", hearing, voice.public_id)
    assert team.post(page, {}).status_code == 422
    team.post(page, {"rule": "offends", "words": "Słowo."})
    own = reverse("debates:voice", args=[say_who.token(voice)])
    assert client.post(own, {"words": ""}).status_code == 422
    client.post(own, {"words": "To cytat."})
    assert client.post(own, {"words": "Jeszcze."}).status_code == 422
    assert "To cytat." in team.get(page).content.decode()
    decided = {"decision": "show", "words": "Racja."}
    assert team.post(page, decided).status_code == 422
    assert other.post(page, decided).status_code == 302
    assert "Racja." in client.get(own).content.decode()
    gone = hidden(hearing, "Inny.", by=ola)
    client.post(reverse("debates:voice_withdraw", args=[say_who.token(gone)]))
    assert Voice.objects.get(pk=gone.pk).state == "withdrawn"
    assert (
        "wycofany"
        in client.get(reverse("debates:voice", args=[say_who.token(gone)])).content.decode()
    )


def test_the_desk_prepares_announces_and_follows(client: Client) -> None:
    one = make_hearing()
    team = desk(one)
    assert one.pal
    now = timezone.localtime()
    typed = {
        "pal": one.pal.pk,
        "title": "Ławki",
        "about": "Gdzie?",
        "who_decides": "Rada.",
        "opens_at": f"{now - timedelta(days=1):%Y-%m-%dT%H:%M}",
        "closes_at": f"{now + timedelta(days=9):%Y-%m-%dT%H:%M}",
        "answer_by": f"{now + timedelta(days=20):%Y-%m-%d}",
        "has_debate": "on",
        "document": "A\n\nB",
    }
    new = reverse("debates:desk_new_hearing")
    assert team.post(new, typed | {"closes_at": typed["opens_at"]}).status_code == 422
    team.post(new, typed)
    made = Hearing.objects.get(title="Ławki")
    assert made.paragraphs.count() == 2
    assert client.get(made.get_absolute_url()).status_code == 404
    team.post(at("desk_hearing_step", made, "oglos"))
    assert client.get(made.get_absolute_url()).status_code == 200
    edit = at("desk_edit_hearing", made)
    assert team.post(edit, typed | {"version": "x"}).status_code == 409
    form = team.get(edit).context["form"]
    version = form["version"].value()
    for promised in ({"who_decides": "Ja."}, {"title": "Kosze"}):
        assert team.post(edit, typed | promised | {"version": version}).status_code == 422
    assert team.post(edit, typed | {"about": "I kosze.", "version": version}).status_code == 302


def test_the_desk_keeps_the_document_the_meetings_and_the_end(client: Client) -> None:
    made = open_hearing()
    team = desk(made)
    document = at("desk_hearing_document", made)
    assert team.post(document, {"text": ""}).status_code == 422
    team.post(document, {"text": "C"})
    session = make_session(activity=make_activity(pal=made.pal, kind="debate"))
    events = at("desk_add_event", made)
    assert team.post(events, {}).status_code == 422
    team.post(events, {"session": session.pk})
    assert team.post(events, {"session": session.pk}).status_code == 422
    assert session.activity.title in client.get(made.get_absolute_url()).content.decode()
    team.post(at("desk_remove_event", made, made.events.get().pk))
    assert not made.events.exists()
    off = at("desk_call_off_hearing", made)
    assert team.post(off, {"words": ""}).status_code == 422
    assert team.post(off, {"words": "Rada się wycofała."}).status_code == 302
    assert "Rada się wycofała." in client.get(made.get_absolute_url()).content.decode()
    assert team.post(off, {"words": "Znowu."}).status_code == 422


def test_what_others_said_is_typed_one_by_one_and_sheet_by_sheet() -> None:
    hearing = open_hearing()
    team = desk(hearing, role="animator")
    typing, sheets = at("desk_type_voice", hearing), at("desk_type_sheets", hearing)
    typed = {"way": "phone", "part": "p1", "words": "Cień."}
    assert team.post(typing, typed | {"contact": "zły"}).status_code == 422
    assert team.post(typing, typed | {"part": "idea"}).status_code == 422
    answer = team.post(typing, typed, follow=True).content.decode()
    assert re.search(r"[2-9A-Z]{3} [2-9A-Z]{3} [2-9A-Z]{3}", answer)
    team.post(typing, typed | {"part": "debate", "contact": "12 345 67 89", "way": "event"})
    assert (
        team.post(typing, typed | {"part": "debate", "contact": "12 345 67 89"}).status_code == 422
    )
    team.post(typing, typed | {"part": "debate", "words": "List.", "letter_to": "Jan, Rynek 1"})
    for wrong in ("", "bez numeru", "#1", "#1 akapit 9\nA", "#1; zły\nA", "# !\nA"):
        assert team.post(sheets, {"sheets": wrong}).status_code == 422
    pile = "#1 akapit 2; bo@example.org\nKosze.\n\nDwa.\n#2\nWięcej."
    assert team.post(sheets, {"sheets": pile}).status_code == 302
    assert team.post(sheets, {"sheets": pile}).status_code == 422
    rows = list(Voice.objects.order_by("pk").values_list("channel", "about", "sheet"))
    assert rows == [
        ("phone", "paragraph", ""),
        ("event", "debate", ""),
        ("phone", "debate", ""),
        ("paper", "paragraph", "1"),
        ("paper", "debate", "2"),
    ]


def test_paper_is_printed_in_three_kinds() -> None:
    hearing = open_hearing()
    shown(hearing, name="a")
    shown(hearing, name="b")
    team = desk(hearing)
    papers = [voice_sheet(hearing), cards_paper(hearing, ["K7M4PX9TR"])]
    papers.append(answers_paper(hearing_page(told_hearing())))
    assert papers[1].data["codes"] == ["K7M 4PX 9TR"]
    printed = [
        team.get(at("desk_voice_sheet", hearing)),
        team.post(at("desk_cards", hearing), {"cards": "3"}),
        team.get(at("desk_answer_sheet", hearing)),
    ]
    assert [each["Content-Type"] for each in printed] == ["application/pdf"] * 3
    assert hearing.cards.count() == 3
    assert team.post(at("desk_cards", hearing), {"cards": "0"}).status_code == 422
    assert team.post(at("desk_cards", weighing(hearing)), {"cards": "3"}).status_code == 422


def test_the_desk_and_the_pal_see_what_waits_too_long(client: Client) -> None:
    hearing = open_hearing()
    assert hearing.pal
    team = desk(hearing)
    voice = checked(hearing)
    late = "ponad dobę"
    assert late not in team.get("/biurko/").content.decode()
    Voice.objects.filter(pk=voice.pk).update(checked_at=timezone.now() - timedelta(hours=25))
    pages = ("/biurko/", reverse("debates:desk_hearings"), at("desk_hearing", hearing))
    assert all(late in team.get(page).content.decode() for page in pages)
    assert hearing.title in client.get(hearing.pal.get_absolute_url()).content.decode()
    assert hearing.title in client.get(reverse("debates:hearings")).content.decode()


def test_a_page_costs_the_same_for_one_voice_and_three(client: Client) -> None:
    hearing = open_hearing()
    team = desk(hearing)

    def cost(who: Client, path: str) -> int:
        who.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert who.get(path).status_code == 200
        return len(queries)

    def fill(number: int) -> None:
        for each in range(number):
            shown(hearing, f"A{number}{each}")
            shown(
                hearing, f"B{number}{each}", about="paragraph", paragraph=first_paragraph(hearing)
            )
            checked(hearing, f"C{number}{each}")
            published_lesson(title=f"L{number}{each}").ties.create(hearing=hearing)

    pages = [
        (client, hearing.get_absolute_url()),
        (client, reverse("debates:hearings")),
        (client, reverse("debates:lessons")),
        (team, at("desk_hearing", hearing)),
        (team, at("desk_answer_voices", hearing)),
        (team, reverse("debates:desk_hearings")),
        (team, reverse("debates:desk_lessons")),
    ]
    fill(1)
    one = [cost(*page) for page in pages]
    fill(2)
    open_hearing(pal=hearing.pal)
    assert [cost(*page) for page in pages] == one


QUIZ_TEXT = "? Kto?\n+ Rada | Statut.\n- PAL | Nie.\n\n? Kiedy?\n- Dziś | Nie.\n+ Jutro | Tak."


def test_a_lesson_is_written_published_by_another_tied_and_answered_unseen(
    client: Client,
) -> None:
    hearing = open_hearing()
    ola, jan = desk(hearing), desk(hearing)
    typed = {"title": "Budżet", "about": "To pieniądze.", "how": "A\n\nB", "quiz": QUIZ_TEXT}
    new = reverse("debates:desk_new_lesson")
    for wrong in ("", "? A\n+ b | c", "? A\n+ b", "x", QUIZ_TEXT + "\n+ Nigdy | x"):
        assert ola.post(new, typed | {"quiz": wrong}).status_code == 422
    ola.post(new, typed)
    lesson = Unit.objects.get()
    assert client.get(lesson.get_absolute_url()).status_code == 404
    for who in (ola, jan):
        who.post(at("desk_publish_lesson", lesson))
    tie = at("desk_tie_lesson", lesson)
    assert jan.post(tie, {"to": "x"}).status_code == 422
    poll = open_poll(pal=hearing.pal)
    for thing in (hearing, poll):
        jan.post(tie, {"to": str(thing.public_id)})
        assert "Budżet" in client.get(thing.get_absolute_url()).content.decode()
    assert jan.post(tie, {"to": str(poll.public_id)}).status_code == 422
    jan.post(at("desk_untie_lesson", lesson, lesson.ties.earliest("pk").pk))
    assert lesson.ties.count() == 1


def test_a_quiz_tells_why_each_answer_is_right_or_not(client: Client) -> None:
    page = published_lesson().get_absolute_url()
    assert client.post(page, {"question_1": "1"}).status_code == 422
    told = client.post(page, {"question_1": "1", "question_2": "1"}).content.decode()
    assert "Dobrze: 1 z 2" in told
    assert "Dobra odpowiedź:" in told


def test_an_easy_version_stands_beside_and_a_change_waits_again(client: Client) -> None:
    lesson = published_lesson()
    page, ola = lesson.get_absolute_url(), desk(open_hearing())
    easy = make_lesson(title="Budżet łatwo", is_easy=True, easier_of=lesson)
    operations.publish_lesson(easy, actor=make_user())
    assert "łatwej wersji" in client.get(page).content.decode()
    assert "pełnej wersji" in client.get(easy.get_absolute_url()).content.decode()
    edit = at("desk_edit_lesson", lesson)
    form = ola.get(edit).context["form"]
    assert form["quiz"].value().startswith("? Kto decyduje?\n+ Rada Dzielnicy | Tak mówi")
    typed = {"title": "Inny", "about": "A", "quiz": QUIZ_TEXT}
    assert ola.post(edit, typed | {"version": "x"}).status_code == 409
    ola.post(edit, typed | {"version": form["version"].value()})
    assert client.get(page).status_code == 404


def test_a_hearing_of_the_network_is_typed_everywhere_and_run_by_the_network() -> None:
    hearing = open_hearing()
    Hearing.objects.update(pal=None)
    other = open_hearing()
    team = desk(other)
    assert team.get(at("desk_hearing", hearing)).status_code == 200
    assert team.get(at("desk_type_voice", hearing)).status_code == 200
    assert team.get(at("desk_edit_hearing", hearing)).status_code == 404
