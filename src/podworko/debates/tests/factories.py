"""Plain typed functions: what a test does not name, it does not care about."""

from typing import Any

from podworko.activities.tests.factories import make_activity, make_session
from podworko.audit.public import SYSTEM
from podworko.debates import operations
from podworko.debates.models import Debate
from podworko.diagnosis.tests.factories import make_need, make_pal
from podworko.network.public import Pal
from podworko.people.public import Channel


def make_debate(*, needs: int = 3, **fields: Any) -> Debate:
    """Make a debate that weighs some needs of its PAL; nobody votes yet."""
    pal = fields.pop("pal", None) or make_pal()
    activity = make_activity(pal=pal, kind="debate", title="Debata o wynikach")
    session = make_session(activity=activity)
    fields.setdefault("question", "Od czego zaczniemy?")
    fields.setdefault("who_decides", "Zespół PAL, do końca stycznia.")
    fields.setdefault("votes_each", 2)
    weighed = [make_need(pal=pal, title=f"Potrzeba {number}") for number in range(1, needs + 1)]
    debate = Debate(session=session, **fields)
    return operations.prepare(debate, needs=weighed, actor=SYSTEM)


def open_debate(**fields: Any) -> Debate:
    debate = make_debate(**fields)
    operations.open_voting(debate, actor=SYSTEM)
    debate.refresh_from_db()
    return debate


def debate_world(pal: Pal) -> dict[str, Any]:
    """Make an open debate of a PAL with a remark, as addresses name its parts."""
    debate = open_debate(pal=pal)
    remark = operations.add_remark(
        debate, words="A co z przejściem?", channel=Channel.DESK, actor=SYSTEM
    )
    item = debate.items.first()
    assert item is not None
    return {
        "debate": debate.public_id,
        "debate_code": debate.code,
        "debate_act": "nic",
        "debate_item": item.pk,
        "debate_remark": remark.pk,
    }
