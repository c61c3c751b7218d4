"""What there is to do: kept with its roles, found by residents, tied to what it is for."""

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from podworko.audit import public as audit
from podworko.audit.public import SYSTEM
from podworko.core.errors import DomainError
from podworko.core.text import fold
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.diagnosis.models import Need
from podworko.diagnosis.tests.factories import make_need, make_pal
from podworko.network.models import Place
from podworko.planning.public import Tie
from podworko.volunteering import operations
from podworko.volunteering.models import Opportunity, OpportunityLink, Role
from podworko.volunteering.operations import OPPORTUNITY_FIELDS, Needed
from podworko.volunteering.queries.offers import (
    OfferFilters,
    geojson,
    map_spots,
    offers,
    public_ties,
)
from podworko.volunteering.tests.factories import (
    make_application,
    make_opportunity,
    make_volunteer,
)

pytestmark = pytest.mark.django_db
ONE = [Needed("pomaga", 2)]


def roles_of(opportunity: Opportunity) -> list[tuple[str, int]]:
    return list(opportunity.roles.values_list("name", "needed"))


def save(opportunity: Opportunity, needed: list[Needed], **more: str) -> Opportunity:
    seen = version_of(opportunity, OPPORTUNITY_FIELDS) if opportunity.pk else ""
    return operations.save_opportunity(
        opportunity, needed, actor=SYSTEM, **{"seen_version": seen, **more}
    )


def test_roles_are_kept_in_their_order_and_those_not_named_go() -> None:
    opportunity = save(Opportunity(pal=make_pal(), title="Ogród", words="Grabimy."), ONE)
    first = opportunity.roles.get()

    save(opportunity, [Needed("niesie", 1), Needed("pomaga", 3)])

    assert roles_of(opportunity) == [("niesie", 1), ("pomaga", 3)]
    assert opportunity.roles.get(name="pomaga") == first
    assert audit.history(opportunity) == ["opportunity.added", "opportunity.changed"]


@pytest.mark.parametrize("needed", [[], [Needed("pomaga", 1), Needed("Pomaga", 2)]])
def test_something_to_do_has_roles_each_named_once(needed: list[Needed]) -> None:
    with pytest.raises(DomainError) as caught:
        save(Opportunity(pal=make_pal(), title="Ogród", words="Grabimy."), needed)

    assert caught.value.field == "roles"


def test_who_saves_second_is_told() -> None:
    opportunity = make_opportunity()

    with pytest.raises(ChangedMeanwhileError):
        save(opportunity, ONE, seen_version="another")


def test_an_open_task_answers_its_need_and_a_closed_one_does_not() -> None:
    opportunity = make_opportunity(state="draft")
    need = make_need(pal=opportunity.pal)
    operations.tie(opportunity, Tie(need, "bo prosili"), actor=SYSTEM)
    found = []
    for state in ("open", "open", "closed"):
        operations.set_state(opportunity, state=state, actor=SYSTEM)
        need.refresh_from_db()
        found.append(need.status)

    assert found == [Need.Status.BEING_MET, Need.Status.BEING_MET, Need.Status.CONFIRMED]
    assert audit.history(opportunity) == ["opportunity.tied", *["opportunity.changed"] * 2]


def test_a_tie_is_taken_back() -> None:
    opportunity = make_opportunity()
    need = make_need(pal=opportunity.pal)
    link = operations.tie(opportunity, Tie(need, "bo prosili"), actor=SYSTEM)

    operations.untie(link, actor=SYSTEM)

    assert not OpportunityLink.objects.exists()
    assert audit.history(opportunity) == ["opportunity.tied", "opportunity.untied"]


def test_residents_read_why_only_of_confirmed_needs() -> None:
    opportunity = make_opportunity()
    told = make_need(pal=opportunity.pal)
    untold = make_need(pal=opportunity.pal, status="reported")
    for need in (told, untold):
        operations.tie(opportunity, Tie(need, "bo prosili"), actor=SYSTEM)

    assert [link.need for link in public_ties(opportunity)] == [told]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (OfferFilters(), ["Lekcje", "Ogród"]),
        (OfferFilters(q="grabie"), ["Ogród"]),
        (OfferFilters(q="lekc mat"), ["Lekcje"]),
        (OfferFilters(rhythm="once"), ["Ogród"]),
        (OfferFilters(where="elsewhere"), ["Ogród"]),
        (OfferFilters(minors="tak"), ["Lekcje"]),
        (OfferFilters(minors="nie"), ["Ogród"]),
        (OfferFilters(age=15), ["Ogród"]),
        (OfferFilters(pal="inny"), []),
    ],
    ids=str,
)
def test_the_list_is_narrowed(filters: OfferFilters, found: list[str]) -> None:
    pal = make_pal()
    for fields in (
        {"title": "Lekcje", "words": "Siadamy.", "with_minors": True, "least_age": 16},
        {"title": "Ogród", "words": "Bierzemy grabie.", "rhythm": "once", "where": "elsewhere"},
        {"title": "Szkic", "state": "draft"},
    ):
        skills = "matematyka" if fields["title"] == "Lekcje" else ""
        words = fold(f"{fields.get('words', '')} {skills}")
        make_opportunity(
            pal=pal, folded_title=fold(str(fields["title"])), folded_words=words, **fields
        )

    assert [each.opportunity.title for each in offers(filters)] == found


def test_how_many_are_missing_is_told_by_role() -> None:
    opportunity = save(make_opportunity(), [Needed("niesie", 1), Needed("pomaga", 3)])
    niesie, pomaga = opportunity.roles.all()
    for role, state in ((niesie, "taken"), (pomaga, "waiting"), (pomaga, "taken")):
        application = make_application(make_volunteer(pal=opportunity.pal), opportunity)
        application.role, application.state = role, state
        application.answered_at = application.created_at if state == "taken" else None
        application.save()

    [offer] = offers(OfferFilters())

    assert [part.missing for part in offer.parts] == [0, 2]
    assert offer.missing == 2


def test_the_list_costs_the_same_for_one_and_for_three(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in (1, 3):
        while Opportunity.objects.count() < number:
            save(make_opportunity(), ONE)
        with django_assert_num_queries(3):  # tasks, roles, how many were taken
            found = offers(OfferFilters())
        assert len(found) == number


def test_a_place_is_on_the_map_and_a_home_never_is() -> None:
    seat = Place.objects.create(name="Remiza", slug="remiza", lat=50.0, lon=19.9)
    pal = make_pal(seat=seat)
    make_opportunity(pal=pal, title="A")
    make_opportunity(pal=pal, title="B", where="home")
    make_opportunity(pal=pal, title="C")

    [spot] = map_spots(offers(OfferFilters()))

    assert [each.opportunity.title for each in spot.offers] == ["A", "C"]
    [feature] = geojson([spot])["features"]
    assert feature["geometry"]["coordinates"] == [19.9, 50.0]
    assert feature["properties"]["listItem"] == spot.dom_id


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "gone"},
        {"rhythm": "daily"},
        {"where": "moon"},
        {"least_age": 12},
        {"answer_days": 0},
        {"begins_on": "2026-05-02", "ends_on": "2026-05-01"},
    ],
    ids=str,
)
def test_the_database_refuses_what_makes_no_sense(fields: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_opportunity(**fields)


@pytest.mark.parametrize(("name", "needed"), [("pomaga", 1), ("niesie", 0)])
def test_the_database_refuses_a_role_twice_or_for_nobody(name: str, needed: int) -> None:
    opportunity = save(make_opportunity(), ONE)

    with pytest.raises(IntegrityError), transaction.atomic():
        Role.objects.create(opportunity=opportunity, name=name, needed=needed)


def test_a_role_that_somebody_was_taken_for_keeps_its_name() -> None:
    opportunity = save(make_opportunity(), ONE)
    application = make_application(make_volunteer(pal=opportunity.pal), opportunity)
    application.role, application.state = opportunity.roles.get(), "taken"
    application.answered_at = application.created_at
    application.save()

    with pytest.raises(DomainError) as caught:
        save(opportunity, [Needed("pomaga inaczej", 1)])

    assert caught.value.field == "roles"
    assert roles_of(opportunity) == [("pomaga", 2)]
