"""Every kind of page with a card: what is public has one, what is not has none."""

from collections.abc import Callable
from typing import Any

import pytest

from podworko.activities.models import Activity
from podworko.activities.tests.factories import make_activity, make_pal, make_session
from podworko.debates.tests.polls_factories import make_poll, open_poll
from podworko.debates.tests.say_factories import make_hearing, open_hearing
from podworko.initiatives.models import Initiative
from podworko.initiatives.tests.ideas_factories import make_published, send_idea
from podworko.partners.tests.factories import make_organisation, make_service
from podworko.promotion.tests.factories import make_news
from podworko.ui.sharing import ShareCard, Shared, cards
from podworko.volunteering.models import Opportunity
from podworko.volunteering.tests.factories import make_opportunity

pytestmark = pytest.mark.django_db


def hidden_initiative() -> Initiative:
    return send_idea().initiative


def hidden_opportunity() -> Opportunity:
    made = make_opportunity()
    Opportunity.objects.update(state=Opportunity.State.DRAFT)
    return made


def hidden_session() -> Any:
    return make_session(activity=make_activity(state=Activity.State.DRAFT))


KINDS: dict[str, tuple[Callable[[], Any], Callable[[], Any], str]] = {
    "termin": (make_session, hidden_session, "public_id"),
    "zajecia": (
        make_activity,
        lambda: make_activity(state=Activity.State.DRAFT),
        "slug",
    ),
    "konsultacje": (open_hearing, make_hearing, "public_id"),
    "glosowanie": (open_poll, make_poll, "public_id"),
    "inicjatywa": (make_published, hidden_initiative, "public_id"),
    "wolontariat": (make_opportunity, hidden_opportunity, "public_id"),
    "aktualnosc": (make_news, lambda: make_news(hours=1), "public_id"),
    "partner": (make_organisation, lambda: make_organisation(is_public=False), "public_id"),
    "usluga": (
        lambda: make_service(make_organisation()),
        lambda: make_service(make_organisation(is_public=False)),
        "public_id",
    ),
}


def card_of(kind: str, made: Any) -> ShareCard | None:
    return cards.find(Shared(kind, str(getattr(made, KINDS[kind][2]))))


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_public_has_a_card_and_what_is_not_has_none(kind: str) -> None:
    public, hidden, _key = KINDS[kind]

    found = card_of(kind, public())

    assert found
    assert found.title
    assert any((found.over, *found.lines))
    assert card_of(kind, hidden()) is None


def test_a_pal_has_a_card_and_says_when_it_is_no_more() -> None:
    make_pal(slug="olsza", name="Olsza")
    make_pal(slug="dawny", name="Dawny", status="closed")

    assert cards.find(Shared("pal", "olsza")) == ShareCard(title="PAL Olsza", lines=("", ""))
    closed = cards.find(Shared("pal", "dawny"))
    assert closed
    assert closed.over == "zakończony"


def test_an_activity_that_is_called_off_says_so() -> None:
    made = make_activity(state=Activity.State.CANCELLED, cancel_reason="burza")

    found = card_of("zajecia", made)

    assert found
    assert found.lines[0] == "odwołane"


def test_every_page_with_a_card_is_here() -> None:
    assert {page.kind for page in cards.pages} == {*KINDS, "pal"}
