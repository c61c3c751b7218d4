"""Questions that somebody who leaves has in hand, and those that nobody reads any more: numbers."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from podworko.accounts.public import Grant, Item, Leaving, May, Part, User, pal_ids_where
from podworko.advice import policies
from podworko.advice.models import Question, Topic
from podworko.core.disclosure import is_few
from podworko.network.public import Pal

Held = AbstractSet[tuple[str, int | None]]
"""Which roles somebody holds, and in which PAL; None for everywhere."""


@dataclass(frozen=True, slots=True)
class Unheld:
    """Open questions of a topic in a PAL, or of the whole network, that nobody may read."""

    topic: Topic
    pal: Pal | None
    number: int
    due_on: date

    @property
    def hand_url(self) -> str:
        """Where they are handed over to another topic."""
        of_pal = (self.pal.slug,) if self.pal else ()
        return reverse("advice:desk_hand", args=[self.topic.slug, *of_pal])


def questions_in_hand(leaving: Leaving) -> list[Part]:
    """Tell how many questions wait for an answer of the one who leaves; a few queries.

    Those in their PALs and those put to no PAL. How many have nobody else to answer is said apart:
    somebody must be given the role first. Others than the one who leaves read numbers from the
    floor on.
    """
    found = list(_waiting(leaving).values_list("topic__role", "pal"))
    if not found:
        return []
    others = _held(besides=leaving.giver)
    alone = sum(not _is_held(others, role, pal_id) for role, pal_id in found)
    is_own = leaving.reader == leaving.giver
    item = Item(
        what=_count_words(len(found), is_exact=is_own),
        href=reverse("advice:desk_questions") if is_own else "",
        note=_alone_words(alone, is_exact=is_own) if alone else _("Odpowie też ktoś inny."),
    )
    return [Part(_("Pytania z punktu porad"), [item])]


def unheld_questions() -> list[Unheld]:
    """Return the open questions that nobody may read, by topic and PAL, in four queries.

    Somebody's role ended, or an account: giving the role to somebody opens them. No word of a
    question is in it.
    """
    rows = list(
        Question.objects.filter(state=Question.State.OPEN)
        .order_by()
        .values_list("topic", "pal")
        .annotate(number=Count("pk"), due=Min("due_on"))
    )
    topics = Topic.objects.in_bulk({topic for topic, *_rest in rows})
    pals = Pal.objects.in_bulk({pal for _topic, pal, *_rest in rows if pal})
    held = _held()
    return [
        Unheld(topics[topic], pals.get(pal), number, due)
        for topic, pal, number, due in sorted(rows, key=lambda row: row[3])
        if not _is_held(held, topics[topic].role, pal)
    ]


def _waiting(leaving: Leaving) -> QuerySet[Question]:
    rows = policies.readable_questions(leaving.giver).filter(state=Question.State.OPEN)
    is_own = leaving.reader == leaving.giver
    if is_own or pal_ids_where(leaving.reader, May.GRANT_ROLES) is None:
        return rows
    return rows.filter(Q(pal=None) | Q(pal__in=leaving.pal_ids))


def _held(*, besides: User | None = None) -> Held:
    grants = Grant.objects.today().filter(user__is_active=True)
    if besides is not None:
        grants = grants.exclude(user=besides)
    return set(grants.values_list("role", "pal"))


def _is_held(held: Held, role: str, pal_id: int | None) -> bool:
    """Whether somebody reads questions of a role in a PAL; those of the network, anywhere."""
    if pal_id is None:
        return any(code == role for code, _pal in held)
    return (role, pal_id) in held or (role, None) in held


def _count_words(count: int, *, is_exact: bool) -> str:
    if not is_exact and is_few(count):
        return _("kilka pytań czeka na odpowiedź")
    words = ngettext("%(n)s pytanie czeka na odpowiedź", "%(n)s pytań czeka na odpowiedź", count)
    return words % {"n": count}


def _alone_words(count: int, *, is_exact: bool) -> str:
    if not is_exact and is_few(count):
        return _("Części nie przeczyta nikt inny: najpierw ktoś musi dostać tę rolę.")
    words = ngettext(
        "%(n)s nie przeczyta nikt inny: najpierw ktoś musi dostać tę rolę.",
        "%(n)s nie przeczyta nikt inny: najpierw ktoś musi dostać tę rolę.",
        count,
    )
    return words % {"n": count}
