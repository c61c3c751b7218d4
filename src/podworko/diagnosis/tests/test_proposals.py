"""Proposals: blurred from the beginning, answered once, forgotten after thirty days."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from podworko.audit.public import RESIDENT, SYSTEM, history
from podworko.core.geo import Point
from podworko.core.times import today
from podworko.diagnosis import operations, tasks
from podworko.diagnosis.models import GRID, Need, Proposal, Resource, Support
from podworko.diagnosis.operations import ProposalData, ProposalError, Proposer
from podworko.diagnosis.tests.factories import make_need, make_pal
from podworko.diagnosis.tests.mapping import make_proposal, make_resource
from podworko.messages.models import Message
from podworko.people.public import Channel

pytestmark = pytest.mark.django_db

ADA = Proposer("Ada", "ada@example.org")


def proposed(**fields: Any) -> Proposal:
    fields.setdefault("kind", Proposal.Kind.NEED)
    fields.setdefault("title", "Ciemno przy przejściu")
    fields.setdefault("pal", make_pal())
    return operations.propose(ProposalData(**fields), channel=Channel.WEB, actor=RESIDENT)


def test_a_resource_stands_where_it_was_pointed_at() -> None:
    proposal = proposed(kind=Proposal.Kind.RESOURCE, point=Point(50.061947, 19.936856))

    assert proposal.point == Point(50.061947, 19.936856)
    assert history(proposal) == ["proposal.made"]


class BlurTests(TestCase):
    """The place of a need is never kept, nor told, nearer than its cell."""

    @settings(deadline=None, max_examples=40)
    @given(lat=st.floats(49.9, 50.2), lon=st.floats(19.7, 20.3))
    def test_no_place_of_a_need_is_nearer_than_its_cell(self, lat: float, lon: float) -> None:
        proposal = proposed(point=Point(lat, lon), where="ul. Długa 5 m. 7", proposer=ADA)
        need = Need(pal=proposal.pal, title=proposal.title, category="safety")

        operations.approve_as_need(proposal, need=need, actor=SYSTEM)

        proposal.refresh_from_db()
        need.refresh_from_db()
        assert need.lat is not None
        assert need.lon is not None
        for kept, told in ((proposal.lat, need.lat), (proposal.lon, need.lon)):
            assert kept == float(told)
            assert (told - GRID / 2) % GRID == 0
        assert abs(float(need.lat) - lat) <= float(GRID)


def test_a_reported_need_becomes_one_with_the_voice_as_evidence() -> None:
    proposal = proposed(proposer=ADA)
    need = Need(pal=proposal.pal, title="Ciemno", category="safety")

    operations.approve_as_need(proposal, need=need, actor=SYSTEM)

    (evidence,) = need.evidence.all()
    assert (evidence.method, evidence.voices) == ("residents", 1)
    assert need.channel == Channel.WEB
    assert need.status == Need.Status.REPORTED
    assert Message.objects.get().template == "diagnosis/proposal_approved"


def test_what_is_joined_is_one_voice_more_in_one_piece_of_evidence() -> None:
    need = make_need()
    for _number in range(3):
        operations.join(proposed(pal=need.pal), to=need, actor=SYSTEM)

    evidence = need.evidence.get(method="residents")
    assert evidence.voices == 3
    assert not Message.objects.exists()


def test_a_resource_is_joined_without_evidence() -> None:
    resource = make_resource()
    proposal = proposed(kind=Proposal.Kind.RESOURCE, proposer=ADA)

    operations.join(proposal, to=resource, actor=SYSTEM)

    proposal.refresh_from_db()
    assert (proposal.status, proposal.resource) == (Proposal.Status.JOINED, resource)
    assert Message.objects.get().template == "diagnosis/proposal_joined"


def test_a_refusal_has_a_reason_that_reaches_who_proposed() -> None:
    proposal = proposed(proposer=ADA)

    with pytest.raises(ProposalError):
        operations.refuse(proposal, reason=" ", actor=SYSTEM)
    operations.refuse(proposal, reason="To sprawa zarządcy drogi.", actor=SYSTEM)

    message = Message.objects.get()
    assert "To sprawa zarządcy drogi." in message.body_text
    assert history(proposal) == ["proposal.made", "proposal.refused"]


def test_nothing_is_answered_twice() -> None:
    proposal = proposed()
    operations.refuse(proposal, reason="Nie tu.", actor=SYSTEM)

    with pytest.raises(ProposalError):
        operations.join(proposal, to=make_need(), actor=SYSTEM)
    with pytest.raises(ProposalError):
        operations.approve_as_resource(
            proposal, resource=Resource(name="Stół", kind="material"), actor=SYSTEM
        )

    assert not Resource.objects.exists()


def test_who_has_a_phone_alone_is_told_by_phone() -> None:
    proposal = proposed(proposer=Proposer("Ada", phone="+48600100200", prefers="call"))

    operations.refuse(proposal, reason="Nie tu.", actor=SYSTEM)

    assert Message.objects.get().channel == "call"


def test_contacts_are_forgotten_thirty_days_after_the_answer() -> None:
    old = proposed(proposer=ADA, words="u Basi", where="Długa 5", point=Point(50.06, 19.94))
    waiting = proposed(proposer=ADA)
    operations.refuse(old, reason="Nie tu.", actor=SYSTEM)

    tasks.forget_proposers()
    old.refresh_from_db()
    assert old.email
    Proposal.objects.filter(pk=old.pk).update(answered_on=today() - timedelta(days=30))
    tasks.forget_proposers()
    tasks.forget_proposers()

    old.refresh_from_db()
    waiting.refresh_from_db()
    assert (old.name, old.email, old.words, old.where, old.point) == ("", "", "", "", None)
    assert waiting.email == ADA.email
    assert history(old)[-1:] == ["proposal.forgotten"]
    assert Message.objects.get().status == "withdrawn"


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "wish"},
        {"status": "approved"},
        {"status": "refused", "answered_on": today()},
        {"status": "joined", "answered_on": today()},
        {"answered_on": today()},
        {"kind": "correction"},
        {"lat": 91, "lon": 19},
    ],
)
def test_the_database_refuses_what_makes_no_sense(wrong: dict[str, Any]) -> None:
    proposal = make_proposal()

    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(**wrong)


def test_a_voice_is_counted_once_per_person_and_need() -> None:
    need, other = make_need(), make_need()

    told = [operations.support(need, digest="a", actor=RESIDENT) for _again in range(2)]
    operations.support(other, digest="a", actor=RESIDENT)

    assert told == [True, False]
    assert need.supports.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Support.objects.create(need=need, digest="a")


@pytest.mark.parametrize("status", [Need.Status.REPORTED, Need.Status.MET, Need.Status.CLOSED])
def test_what_is_not_open_is_not_supported(status: Need.Status) -> None:
    need = make_need(status=status, closed_why="Bo tak.")

    with pytest.raises(ProposalError):
        operations.support(need, digest="a", actor=RESIDENT)


def test_a_paper_list_is_evidence_with_its_number() -> None:
    need = make_need()

    operations.count_on_paper(need, voices=23, note="piknik", actor=SYSTEM)

    evidence = need.evidence.get(method="residents")
    assert (evidence.voices, evidence.words) == (23, "Lista papierowa: piknik")
    with pytest.raises(ProposalError):
        operations.count_on_paper(need, voices=0, note="", actor=SYSTEM)
