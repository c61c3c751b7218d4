"""Who may see messages. The only place that decides.

Whoever may see messages sees whether they arrived; the words and the address only those who
work with the sign-ups of that PAL.
"""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from podworko.accounts.public import May, User, pal_ids_where
from podworko.messages.models import Message

__all__ = ["may_read", "readable_messages", "visible_messages"]


def visible_messages(user: User | AnonymousUser) -> QuerySet[Message]:
    """Return the messages `user` may know of; the rest answer 404.

    A message without a PAL is the network's own: only a grant for the whole network shows it.
    A confidential one is nobody's but its module's.
    """
    return _of_pals(pal_ids_where(user, May.SEE_MESSAGES))


def readable_messages(user: User | AnonymousUser) -> QuerySet[Message]:
    """Return the messages whose words and addresses `user` may read."""
    return visible_messages(user) & _of_pals(pal_ids_where(user, May.SEE_SIGN_UPS))


def may_read(user: User | AnonymousUser, message: Message) -> bool:
    """Whether `user`, who may know of the message, may read its words and address."""
    pals = pal_ids_where(user, May.SEE_SIGN_UPS)
    return pals is None or message.pal_id in pals


def _of_pals(pals: frozenset[int] | None) -> QuerySet[Message]:
    everything = Message.objects.open()
    return everything if pals is None else everything.filter(pal_id__in=pals)
