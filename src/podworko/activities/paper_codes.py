"""The code on a paper form, by which whoever types it in finds the list: "A3F-91C"."""

import re
import uuid

from django.db.models import QuerySet

from podworko.activities.models import SignUpList

_LENGTH = 6
_CODE = re.compile(r"([0-9A-F]{3})[\s-]?([0-9A-F]{3})", re.IGNORECASE)
_REST = 32 - _LENGTH


def paper_code(sign_up_list: SignUpList) -> str:
    """Return the code printed on the list's form: the beginning of its public key."""
    begin = sign_up_list.public_id.hex[:_LENGTH].upper()
    return f"{begin[:3]}-{begin[3:]}"


def list_with_code(lists: QuerySet[SignUpList], text: str) -> SignUpList | None:
    """Return the one of `lists` with the code that somebody typed, in one query or none.

    None for words that are no code, for a code that none bears, and for one that two do.
    """
    code = _CODE.fullmatch(text.strip())
    if code is None:
        return None
    begin = "".join(code.groups()).lower()
    first, last = uuid.UUID(begin + "0" * _REST), uuid.UUID(begin + "f" * _REST)
    found = list(lists.filter(public_id__range=(first, last)).select_related("activity")[:2])
    return found[0] if len(found) == 1 else None
