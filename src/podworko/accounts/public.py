"""What other modules may use of accounts."""

from podworko.accounts import forgetting
from podworko.accounts.file_import import FileImport, ImportPage
from podworko.accounts.handovers import MOST, Item, Leaving, Part, Passing, packs
from podworko.accounts.import_forms import ColumnsForm
from podworko.accounts.models import Grant, User
from podworko.accounts.policies import holders_of, may, needs, pal_ids_where, when_lost
from podworko.accounts.refusals import typed_text
from podworko.accounts.requests import HtmxRequest, StaffRequest
from podworko.accounts.roles import ROLES, May, Role

__all__ = [
    "MOST",
    "ROLES",
    "ColumnsForm",
    "FileImport",
    "Grant",
    "HtmxRequest",
    "ImportPage",
    "Item",
    "Leaving",
    "May",
    "Part",
    "Passing",
    "Role",
    "StaffRequest",
    "User",
    "forgetting",
    "holders_of",
    "may",
    "needs",
    "packs",
    "pal_ids_where",
    "typed_text",
    "when_lost",
]
