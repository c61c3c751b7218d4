"""Two at once in a hearing: who agrees counts once, and an appeal is decided once."""

import pytest

from podworko.audit.models import Entry
from podworko.audit.public import RESIDENT
from podworko.core.tests.racing import at_once, meet_after, needs_row_locks
from podworko.debates import operations
from podworko.debates.models import Agreement, Voice
from podworko.debates.operations import SayError, say_answers, say_voices
from podworko.debates.tests.say_factories import author, hidden, make_user, open_hearing, shown

pytestmark = pytest.mark.django_db(transaction=True)


def one_link_twice(patch: pytest.MonkeyPatch) -> int:
    """Open one link to agree twice at once; return how often it was counted."""
    voice = shown(open_hearing())
    operations.agree(voice, author=author(), is_crowded=False, actor=RESIDENT)
    agreement = Agreement.objects.select_related("voice__hearing").get(voice=voice)
    meet_after(patch, say_voices, "_stored_agreement")
    check = lambda: operations.check_agreement(agreement, actor=RESIDENT)  # noqa: E731
    at_once([check, check])
    return Entry.objects.filter(verb="voice.agreed").count()


def two_who_decide(patch: pytest.MonkeyPatch) -> list[Exception]:
    """Have two people decide one appeal in two ways; return who was refused."""
    voice = hidden(open_hearing(), by=make_user())
    operations.appeal(voice, words="Nie.", actor=RESIDENT)
    ola, jan = make_user("ola"), make_user("jan")
    meet_after(patch, say_answers, "locked_voice")
    return at_once(
        [
            lambda: operations.decide_appeal(voice, is_shown=True, words="A", actor=ola),
            lambda: operations.decide_appeal(voice, is_shown=False, words="B", actor=jan),
        ],
        SayError,
    )


def test_one_link_opened_twice_at_once_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert one_link_twice(monkeypatch) == 1


def test_an_appeal_is_decided_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(two_who_decide(monkeypatch)) == 1
    assert Entry.objects.filter(verb="voice.appeal_decided").count() == 1


def test_the_races_are_real_without_the_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard the tests above: whoever looks without a lock counts twice, or decides twice."""
    needs_row_locks()
    rows = Voice.objects.select_related("hearing")
    for module in (say_voices, say_answers):
        monkeypatch.setattr(module, "locked_voice", lambda voice: rows.get(pk=voice.pk))

    assert one_link_twice(monkeypatch) == 2
    assert two_who_decide(monkeypatch) == []
