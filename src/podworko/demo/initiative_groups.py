"""What a made-up team of neighbours talks over, shares and proposes.

Everybody here is made up.
"""

from datetime import time, timedelta

from podworko.accounts.public import User
from podworko.audit.public import RESIDENT
from podworko.core import tabular, times
from podworko.initiatives.public import Checked, Initiative, InitiativeMember, ideas_group

SHOPPING = (
    ("deski modrzewiowe 2 m", "24 szt.", "kupuje Danuta"),
    ("wkręty nierdzewne", "2 pudełka", "kupuje Danuta"),
    ("ziemia ogrodowa 50 l", "18 worków", "dowozi sklep"),
    ("sadzonki lawendy", "60 szt.", "z pieniędzy PAL"),
)
CARE = "Kto podlewa w grudniu i w styczniu"


def begin(made: Initiative, animator: User) -> None:
    """Have a team that is at work talk, share its list of shopping and propose a class."""
    leader, second = made.members.filter(state="in").order_by("role", "pk")[:2]
    talk = ideas_group.start_talk(
        made,
        member=leader,
        title=CARE,
        words="Zimą lawenda nie lubi suszy ani mokrej ziemi. Kto spojrzy do skrzyń w święta?",
        actor=RESIDENT,
    )
    reply = ideas_group.reply_in_talk
    reply(
        talk,
        member=second,
        words="Ja od Wigilii do Nowego Roku. Konewka stoi w suszarni.",
        actor=RESIDENT,
    )
    reply(talk, member=None, words="Klucz do suszarni mam w PAL, proszę wpaść.", actor=animator)
    for days, message in zip((4, 3, 2), talk.messages.all(), strict=True):
        said_at = message.created_at - timedelta(days=days)
        talk.messages.filter(pk=message.pk).update(created_at=said_at)
    _share(made, leader)
    _propose(made)


def _share(made: Initiative, leader: InitiativeMember) -> None:
    content = tabular.write_table(("co", "ile", "kto"), SHOPPING, as_format="xlsx")
    file = Checked("zakupy na skrzynie.xlsx", "xlsx", content)
    ideas_group.share_file(made, file, member=leader, actor=RESIDENT)


def _propose(made: Initiative) -> None:
    """Propose a class when the PAL is open; it waits there as a draft."""
    begins = times.at(times.working_day_after(times.today(), days=8), time(11))
    proposed = ideas_group.Proposed(
        title="Zimowanie lawendy: okrywamy skrzynie",
        summary="Pokażemy, jak okryć rośliny na zimę. Materiał jest na miejscu.",
        starts_at=begins,
        ends_at=begins + timedelta(hours=2),
    )
    ideas_group.propose_class(made, proposed, actor=RESIDENT)
