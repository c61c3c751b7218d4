"""What a team has between its members: talks with a digest, files, classes it proposes."""

import io
import tracemalloc
import zipfile
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.initiatives import ideas_notices, ideas_tasks
from podworko.initiatives.group_files import MOST_BYTES, checked
from podworko.initiatives.models import (
    GroupDigest,
    GroupFile,
    GroupMessage,
    GroupTalk,
    Initiative,
    InitiativeMember,
)
from podworko.initiatives.operations import ideas_group
from podworko.initiatives.operations.ideas_group import Proposed
from podworko.initiatives.tests.ideas_factories import (
    join_team,
    leader_of,
    make_animator,
    make_at,
    own_page,
    send_idea,
)
from podworko.messages.public import messages_to

pytestmark = pytest.mark.django_db


def start(member: InitiativeMember, words: str = "Kto ma łopaty?") -> GroupTalk:
    return ideas_group.start_talk(
        member.initiative, member=member, title="Łopaty", words=words, actor=RESIDENT
    )


def later(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)


def upload(content: bytes, name: str = "plan.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_talk_goes_on_between_members_and_the_pal_and_ends_with_the_initiative() -> None:
    leader = leader_of(make_at("team"))
    talk = start(leader)
    told = ideas_group.reply_in_talk(talk, member=None, words="Mamy dwie.", actor=SYSTEM)
    assert told.is_of_pal
    for words in ("", " "):
        with pytest.raises(DomainError):
            ideas_group.reply_in_talk(talk, member=leader, words=words, actor=RESIDENT)
    Initiative.objects.update(state="withdrawn")
    with pytest.raises(DomainError):
        ideas_group.reply_in_talk(talk, member=leader, words="Halo?", actor=RESIDENT)


def test_members_are_written_to_weekly_of_what_others_said_and_once() -> None:
    leader = leader_of(make_at("team"))
    other = join_team(leader.initiative, email="ewa@example.org")
    before = len(messages_to(other.person.pk))
    start(leader)
    sent = [ideas_group.send_digests(now=later(days)) for days in (0, 8, 9, 16)]
    assert sent == [0, 1, 0, 0]
    (digest,) = messages_to(other.person.pk)[: len(messages_to(other.person.pk)) - before]
    assert "Kto ma łopaty?" in digest.body_text


def test_who_wants_it_daily_gets_it_daily_and_who_does_not_never() -> None:
    leader = leader_of(make_at("team"))
    daily, never = join_team(leader.initiative), join_team(leader.initiative)
    ideas_group.wish_digest(daily, rhythm="daily", actor=RESIDENT)
    ideas_group.wish_digest(never, rhythm="never", actor=RESIDENT)
    start(leader)
    assert ideas_group.send_digests(now=later(1)) == 1
    assert ideas_group.send_digests(now=later(30)) == 0


def test_who_wanted_nothing_is_written_to_of_what_is_said_from_then_on() -> None:
    leader = leader_of(make_at("team"))
    other = join_team(leader.initiative)
    ideas_group.wish_digest(other, rhythm="never", actor=RESIDENT)
    start(leader)
    ideas_group.wish_digest(other, rhythm="daily", actor=RESIDENT)
    assert ideas_group.send_digests(now=later(2)) == 0


def test_what_is_being_said_this_minute_waits_for_the_next_digest() -> None:
    leader = leader_of(make_at("team"))
    other = join_team(leader.initiative)
    ideas_group.wish_digest(other, rhythm="daily", actor=RESIDENT)
    GroupDigest.objects.update(told_until=later(-3))
    start(leader)
    assert ideas_group.send_digests(now=timezone.now()) == 0
    assert ideas_group.send_digests(now=later(2)) == 1


def test_a_digest_is_neither_read_out_nor_printed() -> None:
    leader = leader_of(make_at("team"))
    join_team(leader.initiative, prefers="call")
    start(leader)
    assert ideas_group.send_digests(now=later(8)) == 0


def test_what_hinders_one_digest_hinders_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    leader = leader_of(make_at("team"))
    first, _second = join_team(leader.initiative), join_team(leader.initiative)
    start(leader)
    real = ideas_notices.digest

    def digest(member: InitiativeMember, *arguments: Any, **more: Any) -> bool:
        if member == first:
            raise ValueError
        return real(member, *arguments, **more)

    with monkeypatch.context() as patch:
        patch.setattr(ideas_notices, "digest", digest)
        assert ideas_group.send_digests(now=later(8)) == 1
    assert ideas_group.send_digests(now=later(8)) == 1


def test_what_is_hidden_is_written_to_nobody() -> None:
    leader = leader_of(make_at("team"))
    join_team(leader.initiative)
    message = start(leader).messages.get()
    ideas_group.hide_message(message, why="obraża", actor=RESIDENT)
    assert ideas_group.send_digests(now=later(8)) == 0


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 cokolwiek", "pdf"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", ""),
        (b"<html><script>alert(1)</script></html>", ""),
        (b"PK\x03\x04broken", ""),
        (b"", ""),
    ],
)
def test_a_file_is_what_is_in_it(content: bytes, kind: str) -> None:
    if kind:
        assert checked(upload(content, "../../x.html")).name == f"x.{kind}"
        return
    with pytest.raises(DomainError):
        checked(upload(content))


def test_documents_are_taken_and_macros_are_not() -> None:
    parts = {"word/document.xml": b"x", "[Content_Types].xml": b"x"}
    assert checked(upload(archive(parts))).kind == "docx"
    assert checked(upload(archive({"mimetype": b"application/vnd.oasis.opendocument.text"}))).kind
    with pytest.raises(DomainError):
        checked(upload(archive(parts | {"word/vbaProject.bin": b"x"})))


def archive(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as kept:
        for name, content in parts.items():
            kept.writestr(name, content)
    return made.getvalue()


def test_an_archive_is_not_unpacked_without_end_nor_when_it_is_torn() -> None:
    """Torn within: what is told of itself cannot be unpacked."""
    told = b"application/vnd.oasis.opendocument.text"
    endless = archive({"mimetype": told + b" " * 5_000_000})
    tracemalloc.start()
    with pytest.raises(DomainError):
        checked(upload(endless))
    assert tracemalloc.get_traced_memory()[1] < 2_000_000
    tracemalloc.stop()
    at = endless.index(b"mimetype") + len(b"mimetype")
    with pytest.raises(DomainError):
        checked(upload(endless[:at] + b"\xff" * 40 + endless[at + 40 :]))


def test_macros_are_found_however_they_are_written() -> None:
    for name in ("word/VBAPROJECT.BIN", "Scripts/python/x.py"):
        with pytest.raises(DomainError):
            checked(upload(archive({"word/document.xml": b"x", name: b"x"})))


def test_a_photograph_stands_upright_and_is_not_huge() -> None:
    made, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (16, 8), "red").save(made, format="JPEG", exif=exif)
    with Image.open(io.BytesIO(checked(upload(made.getvalue())).content)) as upright:
        assert upright.size == (8, 16)
    huge = io.BytesIO()
    Image.new("1", (8000, 8000)).save(huge, format="PNG")
    with pytest.raises(DomainError):
        checked(upload(huge.getvalue()))


def test_a_photograph_loses_where_it_was_taken() -> None:
    made, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = "dom Heleny"
    Image.new("RGB", (8, 8), "red").save(made, format="JPEG", exif=exif)
    assert b"dom Heleny" not in checked(upload(made.getvalue())).content


def test_a_file_that_is_too_big_is_told_at_the_place(client: Client) -> None:
    member = leader_of(make_at("team"))
    big = upload(b"%PDF-" + b"x" * MOST_BYTES)
    answer = client.post(own_page(member, "own_idea_files"), {"file": big})
    assert answer.status_code == 422
    assert "do 10 MB" in answer.content.decode()


def test_a_team_shares_opens_and_deletes_a_file_and_nobody_else_does(client: Client) -> None:
    leader = leader_of(make_at("team"))
    member, stranger = join_team(leader.initiative), leader_of(make_at("team"))
    files = own_page(member, "own_idea_files")
    assert client.post(files, {"file": upload(b"%PDF-1.7")}).status_code == 302
    row = GroupFile.objects.get()
    answer = client.get(own_page(leader, "own_idea_file", row.public_id))
    assert answer["Content-Disposition"].startswith("attachment")
    row.file.storage.delete(row.file.name or "")
    assert client.get(own_page(leader, "own_idea_file", row.public_id)).status_code == 404
    assert client.get(own_page(stranger, "own_idea_file", row.public_id)).status_code == 404
    other = join_team(leader.initiative)
    assert client.post(own_page(other, "own_idea_file", row.public_id)).status_code == 404
    assert client.post(own_page(member, "own_idea_file", row.public_id)).status_code == 302
    assert not GroupFile.objects.exists()


def test_talks_are_read_written_and_hidden_on_pages(client: Client) -> None:
    leader = leader_of(make_at("team"))
    member = join_team(leader.initiative)
    talks = own_page(member, "own_idea_talks")
    assert client.post(talks, {"title": "", "words": "x"}).status_code == 422
    typed = {"title": "Łopaty", "words": "<script>alert(1)</script>"}
    assert client.post(talks, typed).status_code == 302
    assert client.post(talks, {"rhythm": "daily"}).status_code == 302
    assert GroupDigest.objects.get(member=member).rhythm == "daily"
    talk = GroupTalk.objects.get()
    one = own_page(leader, "own_idea_talk", talk.public_id)
    assert "<script>alert(1)" not in client.get(one).content.decode()
    message = str(GroupMessage.objects.get().pk)
    by_member = own_page(member, "own_idea_talk", talk.public_id)
    assert client.post(by_member, {"message": message, "why": "x"}).status_code == 404
    assert client.post(one, {"message": message, "why": ""}).status_code == 422
    for number in ("9" * 20, "9" * 5000, "²"):
        assert client.post(one, {"message": number, "why": "x"}).status_code == 404
    assert client.post(one, {"message": message, "why": "reklama"}).status_code == 302
    assert "reklama" in client.get(by_member).content.decode()
    assert client.post(one, {"message": message, "show": "1"}).status_code == 302
    assert "reklama" not in client.get(by_member).content.decode()


def test_who_accompanies_reads_and_a_trace_stays(client: Client) -> None:
    leader = leader_of(make_at("team"))
    talk = start(leader)
    animator = make_animator(leader.initiative.pal)
    client.force_login(animator)
    page = f"/biurko/inicjatywy/{leader.initiative.public_id}/rozmowy/{talk.public_id}/"
    assert client.post(page, {"words": "Pomożemy."}).status_code == 302
    assert "Pomożemy." in client.get(page).content.decode()


def proposed(**fields: Any) -> Proposed:
    start_at = times.at(times.today() + timedelta(days=9), times.local(timezone.now()).time())
    values: dict[str, Any] = {"title": "Skręcamy ławki", "summary": "", "starts_at": start_at}
    values |= {"ends_at": start_at + timedelta(hours=1), **fields}
    return Proposed(**values)


def test_a_class_waits_for_the_pal_and_is_not_public() -> None:
    initiative = make_at("team")
    made = ideas_group.propose_class(initiative, proposed(), actor=RESIDENT)
    assert made.activity.state == "review"
    assert initiative.title in made.activity.review_words


def test_no_more_than_five_wait_for_the_pal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ideas_group, "MOST_WAITING", 1)
    initiative = make_at("team")
    ideas_group.propose_class(initiative, proposed(), actor=RESIDENT)
    with pytest.raises(DomainError):
        ideas_group.propose_class(initiative, proposed(), actor=RESIDENT)


@pytest.mark.parametrize("wrong", [{"ends_at": timezone.now()}, {"starts_at": timezone.now()}])
def test_a_class_is_to_come_and_ends_after_it_begins(wrong: dict[str, datetime]) -> None:
    with pytest.raises(DomainError):
        ideas_group.propose_class(make_at("team"), proposed(**wrong), actor=RESIDENT)


def test_talks_and_files_go_a_year_after_the_end() -> None:
    leader = leader_of(make_at("team"))
    start(leader)
    file = ideas_group.share_file(
        leader.initiative, checked(upload(b"%PDF-1")), member=leader, actor=RESIDENT
    )
    assert ideas_group.forget_groups(actor=SYSTEM) == 0
    Initiative.objects.update(state="told", since=times.today() - timedelta(days=366))
    assert ideas_group.forget_groups(actor=SYSTEM) == 2
    assert not GroupTalk.objects.exists()
    assert not GroupFile.objects.filter(pk=file.pk).exists()


def test_files_of_what_was_never_published_leave_the_store_with_it(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    leader = leader_of(send_idea().initiative)
    file = ideas_group.share_file(
        leader.initiative, checked(upload(b"%PDF-1")), member=leader, actor=RESIDENT
    )
    long_ago = times.today() - timedelta(days=181)
    Initiative.objects.update(state="declined", since=long_ago, due_on=None)
    with django_capture_on_commit_callbacks(execute=True):
        ideas_tasks.erase_old_ideas()
    assert not Initiative.objects.exists()
    assert not file.file.storage.exists(file.file.name or "")


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (GroupTalk, {"title": ""}),
        (GroupMessage, {"words": ""}),
        (GroupMessage, {"is_of_pal": True}),
        (GroupDigest, {"rhythm": "hourly"}),
        (GroupFile, {"kind": "exe"}),
    ],
)
def test_the_database_refuses(model: type[models.Model], fields: dict[str, object]) -> None:
    leader = leader_of(make_at("team"))
    start(leader)
    ideas_group.wish_digest(leader, rhythm="daily", actor=RESIDENT)
    ideas_group.share_file(
        leader.initiative, checked(upload(b"%PDF-1")), member=leader, actor=RESIDENT
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        model._default_manager.update(**fields)
