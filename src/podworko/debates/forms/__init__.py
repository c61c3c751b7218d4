"""What people write and choose in debates."""

from podworko.debates.forms.debates import (
    AnswerForm,
    DebateForm,
    ItemForm,
    NewDebateForm,
    RemarkForm,
    SessionField,
    SheetsForm,
    VoteForm,
)

__all__ = [
    "AnswerForm",
    "DebateForm",
    "ItemForm",
    "NewDebateForm",
    "RemarkForm",
    "SessionField",
    "SheetsForm",
    "VoteForm",
]
