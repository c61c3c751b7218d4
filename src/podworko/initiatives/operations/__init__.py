"""The only writers of what residents run themselves."""

from podworko.initiatives.operations.meetings import (
    call_off_meeting,
    change_meeting,
    decide,
    finish_task,
    invite,
    note_presence,
    plan_meeting,
    publish_minutes,
    save_task,
    take_task,
    tie_decision,
    untie_decision,
    write_minutes,
)
from podworko.initiatives.operations.own_pages import (
    give_code,
    open_page,
)
from podworko.initiatives.operations.team import (
    answer_application,
    begin_term,
    change_member,
    end_term,
    found_team,
    join,
    renew_term,
    save_team,
    withdraw_application,
)

__all__ = [
    "answer_application",
    "begin_term",
    "call_off_meeting",
    "change_meeting",
    "change_member",
    "decide",
    "end_term",
    "finish_task",
    "found_team",
    "give_code",
    "invite",
    "join",
    "note_presence",
    "open_page",
    "plan_meeting",
    "publish_minutes",
    "renew_term",
    "save_task",
    "save_team",
    "take_task",
    "tie_decision",
    "untie_decision",
    "withdraw_application",
    "write_minutes",
]
