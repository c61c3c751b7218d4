"""What somebody who leaves has in hand of needs."""

import pytest

from podworko.accounts.public import Grant, Leaving, User
from podworko.planning.queries.handover import needs_in_hand
from podworko.planning.tests.factories import make_need, make_pal

pytestmark = pytest.mark.django_db


def test_open_needs_of_their_pals_are_in_the_pack() -> None:
    pal, other = make_pal(), make_pal()
    giver = User.objects.create_user("ola@example.org", name="Ola")
    for each in (pal, other):
        Grant.objects.create(user=giver, role="animator", pal=each)
    make_need(pal=pal, title="Czeka")
    make_need(pal=pal, title="Zaspokojona", status="met")
    make_need(pal=other, title="Gdzie indziej")

    (part,) = needs_in_hand(Leaving(giver, giver, frozenset({pal.pk})))

    assert [item.what for item in part.items] == ["Czeka"]


def test_who_may_not_see_needs_is_not_told_of_them() -> None:
    pal = make_pal()
    giver = User.objects.create_user("ola@example.org", name="Ola")
    reader = User.objects.create_user("iod@example.org", name="Iwo")
    Grant.objects.create(user=reader, role="data-protection-officer", pal=None)
    make_need(pal=pal)

    (part,) = needs_in_hand(Leaving(giver, reader, frozenset({pal.pk})))

    assert part.items == []
