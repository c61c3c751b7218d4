"""Pages of public consultations that broke under a careful reader."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from podworko.accounts.public import Grant, User
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core import photos
from podworko.debates import operations, say_who
from podworko.debates.models import Debate, Hearing, Voice
from podworko.debates.printing.say import voice_sheet
from podworko.debates.queries import say as queries
from podworko.debates.tests.factories import make_debate
from podworko.debates.tests.say_factories import (
    checked,
    hidden,
    make_user,
    open_hearing,
    published_lesson,
    shown,
)
from podworko.debates.views import say_answering, say_desk
from podworko.diagnosis.tests.factories import make_need
from podworko.network.models import District
from podworko.planning.tests.factories import make_goal, make_plan
from podworko.ui.photos import PhotoField

pytestmark = pytest.mark.django_db


def at(name: str, row: Any, *more: object) -> str:
    return reverse(f"debates:{name}", args=[row.public_id, *more])


def desk(hearing: Hearing, user: User | None = None) -> Client:
    client, user = Client(), user or make_user()
    Grant.objects.create(user=user, role="animator", pal=hearing.pal)
    client.force_login(user)
    return client


def test_words_sent_a_second_too_late_are_not_lost(client: Client) -> None:
    hearing = open_hearing()
    Hearing.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    typed = {"words": "Pisałem godzinę.", "contact": "ada@example.org"}
    answer = client.post(at("speak", hearing), typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Pisałem godzinę." in page
    assert "nie przyjmują teraz głosów" in page


def test_a_voice_stays_with_the_version_that_was_read(client: Client) -> None:
    hearing = open_hearing()
    link = at("speak", hearing) + "?akapit=2&wersja=1"
    operations.write_document(hearing, text="Nowy.\n\nInny.\n\nTrzeci.", actor=SYSTEM)
    client.post(link, {"words": "O psach.", "contact": "ada@example.org"})
    said = Voice.objects.get().paragraph
    assert said is not None
    assert (said.version, said.number) == (1, 2)
    for wrong in ("?akapit=2&wersja=x", "?akapit=2&wersja=9", "?akapit=3&wersja=1"):
        assert client.get(at("speak", hearing) + wrong).status_code == 404


def test_a_card_that_agrees_waits_for_no_message(client: Client) -> None:
    hearing = open_hearing()
    (code,) = operations.make_cards(hearing, cards=1, actor=SYSTEM)
    agree = at("agree", hearing, shown(hearing).public_id)
    page = client.post(agree, {"contact": code}, follow=True).content.decode()
    assert "Policzone" in page
    assert "Wysłaliśmy link" not in page


def test_long_lists_have_pages_of_their_own(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MOST_THREADS", 2)
    hearing = open_hearing()
    part = hearing.paragraphs.get(number=1)
    for number in range(6):
        shown(hearing, f"Akapit{number}.", about=Voice.About.PARAGRAPH, paragraph=part)
    voices = [shown(hearing, f"Rozmowa{number}.") for number in range(3)]
    page = client.get(hearing.get_absolute_url()).content.decode()
    assert (page.count("Akapit5."), page.count("Rozmowa2.")) == (0, 0)
    all_of = at("hearing_voices", hearing)
    for query, words in (
        ("", "Rozmowa2."),
        ("?czego=akapit-1-1", "Akapit5."),
        ("?czego=mapa", "Nikt jeszcze"),
        (f"?czego=glos-{voices[0].public_id}", "Nikt jeszcze"),
        ("?page=" + "9" * 50, "Rozmowa2."),
    ):
        assert words in client.get(all_of + query).content.decode()
    assert all_of in page
    assert client.get(all_of + "?czego=x").status_code == 404


def test_the_desk_reads_and_answers_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(say_desk, "MOST_READ", 2)
    monkeypatch.setattr(say_answering, "MOST_READ", 2)
    hearing = open_hearing()
    for number in range(3):
        shown(hearing, f"Rozmowa{number}.")
    staff = desk(hearing)
    pages = [
        staff.get(f"{at(name, hearing)}?page={page}").content.decode()
        for name, page in (("desk_hearing", 1), ("desk_hearing", 2), ("desk_answer_voices", 1))
    ]
    assert ["Rozmowa2." in page for page in pages] == [False, True, False]
    assert "Bez odpowiedzi: 3" in pages[2]


def test_the_team_sees_what_will_be_shown_and_notes_an_appeal_down() -> None:
    hearing = open_hearing()
    named = checked(hearing, "A")
    Voice.objects.filter(pk=named.pk).update(first_name="KupTanio", where="Rynek 77")
    team = desk(hearing)
    page = team.get(at("desk_hearing", hearing)).content.decode()
    assert "KupTanio" in page
    assert "Rynek 77" in page
    voice = hidden(hearing, by=make_user())
    answer = team.post(at("desk_voice", hearing, voice.public_id), {"words": "Dzwonił: to cytat."})
    assert answer.status_code == 302
    assert Voice.objects.get(pk=voice.pk).appeal == "Dzwonił: to cytat."


def test_nonsense_in_boxes_is_no_error() -> None:
    hearing = open_hearing()
    team = desk(hearing)
    shown(hearing)
    for nonsense in ("9" * 5000, "9" * 30, "²", "-1"):
        sent = {"voices": [nonsense]}
        assert team.post(at("desk_show_voices", hearing), sent).status_code == 302
        assert team.post(at("desk_answer_voices", hearing), sent).status_code == 422
    pile = "#1 akapit " + "9" * 5000 + "\nA"
    assert team.post(at("desk_type_sheets", hearing), {"sheets": pile}).status_code == 422


def test_a_lesson_is_taken_off_only_by_who_runs_what_it_stands_at() -> None:
    hearing, other = open_hearing(), open_hearing()
    lesson = published_lesson()
    tie = operations.tie_lesson(lesson, to=hearing, actor=SYSTEM)
    stranger, team = desk(other), desk(hearing)
    off = at("desk_untie_lesson", lesson, tie.pk)
    assert stranger.post(off).status_code == 404
    assert (
        hearing.title
        not in stranger.get(at("desk_lesson", lesson))
        .content.decode()
        .split('id="ties"')[1]
        .split("<form")[0]
    )
    assert team.post(off).status_code == 302


def test_two_who_change_a_quiz_at_once_lose_nothing() -> None:
    hearing, lesson = open_hearing(), published_lesson()
    team, edit = desk(hearing), at("desk_edit_lesson", lesson)
    form = team.get(edit).context["form"]
    facts = {"title": lesson.title, "about": lesson.about, "how": lesson.how}
    sent = facts | {"version": form["version"].value(), "initial-quiz": form["quiz"].value()}
    mine, theirs = (form["quiz"].value().replace("PAL |", f"{who} |") for who in ("Ja", "Oni"))
    assert team.post(edit, sent | {"quiz": theirs}).status_code == 302
    late = team.post(edit, sent | {"quiz": mine})
    assert late.status_code == 409
    assert "Oni |" in late.content.decode()
    assert "Ja |" in late.content.decode()
    long = form["quiz"].value().replace("PAL |", "P" * 301 + " |")
    assert team.post(edit, sent | {"quiz": long}).status_code == 422


def test_a_sheet_asks_of_no_part_that_is_not_there() -> None:
    full, bare = open_hearing(), open_hearing(document="", has_map=False)
    told = [str(voice_sheet(each).data["words"]) for each in (full, bare)]
    assert ["wersja 1" in words for words in told] == [True, False]
    assert ["pomysł na miejsce" in words for words in told] == [True, False]


def test_sheets_are_of_places_too_and_name_where_a_letter_goes() -> None:
    folded = {"name": "Stare Miasto", "folded_name": "stare miasto"}
    District.objects.create(number=1, lat=50.06, lon=19.94, **folded)
    hearing = open_hearing()
    operations.write_document(hearing, text="Nowy.", actor=SYSTEM)
    team, sheets = desk(hearing), at("desk_type_sheets", hearing)
    pile = "#1 mapa Stare Miasto; Jan Nowak, Rynek 1, 31-042\nKosze.\n"
    answer = team.post(sheets, {"sheets": pile + "#2 mapa gdzieś daleko\nA"})
    assert "linia 3: nie znamy miejsca „gdzieś daleko”" in answer.content.decode()
    assert team.post(sheets, {"sheets": pile}).status_code == 302
    row = Voice.objects.get()
    assert (row.about, row.where, row.lat) == ("idea", "Stare Miasto", 50.06)
    assert row.letter_to == "Jan Nowak, Rynek 1, 31-042"
    team.post(sheets, {"sheets": "#8 akapit 1.2\nO psach.\n#9 akapit 1\nO nowym."})
    said = Voice.objects.exclude(paragraph=None).order_by("sheet")
    assert [str(each.paragraph) for each in said] == ["1.2", "2.1"]
    typed = {"way": "paper", "part": "p1.1", "words": "O godzinach."}
    team.post(at("desk_type_voice", hearing), typed)
    assert str(Voice.objects.latest("pk").paragraph) == "1.1"


def test_a_letter_is_written_in_the_language_of_who_gets_it() -> None:
    hearing = open_hearing()
    typed = {"way": "phone", "part": "debate", "words": "A", "contact": "bo@example.org"}
    desk(hearing).post(at("desk_type_voice", hearing), typed | {"language": "uk"})
    assert Voice.objects.get().language == "uk"


def test_a_plan_nobody_approved_is_not_told_of(client: Client) -> None:
    hearing = open_hearing()
    goal = make_goal(plan=make_plan(pal=hearing.pal), title="Cel ze szkicu")
    Hearing.objects.update(goal=goal)
    assert "Cel ze szkicu" not in client.get(hearing.get_absolute_url()).content.decode()
    assert "Cel ze szkicu" in desk(hearing).get(at("desk_hearing", hearing)).content.decode()


def test_the_map_is_drawn_in_its_colours_and_no_goal_is_no_line(client: Client) -> None:
    page = client.get(open_hearing().get_absolute_url()).content.decode()
    assert "ui/map.css" in page
    hearing = open_hearing(has_map=False)
    assert "ui/map.css" not in client.get(hearing.get_absolute_url()).content.decode()
    assert "Cel z planu" not in desk(hearing).get(at("desk_hearing", hearing)).content.decode()


def test_ones_own_page_says_that_it_is_off(client: Client) -> None:
    hearing = open_hearing()
    voice = shown(hearing)
    operations.call_off_hearing(hearing, words="Rada się wycofała.", actor=RESIDENT)
    page = client.get(reverse("debates:voice", args=[say_who.token(voice)])).content.decode()
    assert "Rada się wycofała." in page
    assert "Odpowiemy na niego" not in page


def test_a_pdf_that_waits_is_no_photograph_elsewhere(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    kept = photos.put_aside(b"%PDF-1.7 %%EOF")
    with pytest.raises(ValidationError):
        PhotoField().clean(kept)


def test_a_reply_to_one_that_is_hidden_meanwhile_is_not_lost(client: Client) -> None:
    hearing = open_hearing()
    voice = shown(hearing, "Tajne teraz.")
    link = at("speak", hearing) + f"?do={voice.public_id}"
    operations.hide_voice(voice, rule=Voice.Rule.NAMES, words="", actor=make_user())
    assert client.get(link).status_code == 404
    wrong = client.post(link, {"words": "Zgoda.", "contact": ""})
    assert (wrong.status_code, "Tajne" in wrong.content.decode()) == (422, False)
    assert client.post(link, {"words": "Zgoda.", "contact": "a@example.org"}).status_code == 302


def test_the_page_leads_to_the_minutes_and_tells_of_what_it_cannot_count(client: Client) -> None:
    debate = make_debate()
    hearing = open_hearing(pal=debate.session.pal)
    operations.add_event(hearing, session=debate.session, actor=SYSTEM)
    page = client.get(hearing.get_absolute_url()).content.decode()
    assert debate.get_absolute_url() not in page
    assert "policzony dwa razy" in page
    Debate.objects.update(state="published", minutes="Mówiono.", decided="Będzie.")
    assert debate.get_absolute_url() in client.get(hearing.get_absolute_url()).content.decode()


def test_what_was_chosen_stays_a_choice_once_the_need_is_met() -> None:
    need = make_need()
    hearing = open_hearing(pal=need.pal, need=need)
    type(need).objects.update(status="met")
    page = desk(hearing).get(at("desk_edit_hearing", hearing)).content.decode()
    assert need.title in page
