"""Agreements with partners in the thread."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from podworko.accounts.public import Grant, User
from podworko.audit import public as audit
from podworko.audit.public import SYSTEM
from podworko.core.errors import DomainError
from podworko.core.times import today
from podworko.diagnosis.public import Need
from podworko.partners import operations as partners
from podworko.planning import operations
from podworko.planning.models import AgreementLink
from podworko.planning.operations.ties import Tie
from podworko.planning.queries.agreements import AgreementSource
from podworko.planning.tests.factories import make_goal, make_need, make_pal, tied_agreement
from podworko.planning.thread import Ties, Total

pytestmark = pytest.mark.django_db

SOURCE = AgreementSource()


def ends(need: Need) -> Ties:
    return Ties(needs=frozenset({need.pk}))


def desk(link: AgreementLink) -> Client:
    user = User.objects.create_user("animatorka@example.org", name="Ola")
    Grant.objects.create(user=user, role="animator", pal=link.agreement.pal)
    client = Client()
    client.force_login(user)
    return client


def tie_path(link: AgreementLink) -> str:
    return reverse("planning:desk_tie_agreement", args=[link.agreement.public_id])


def test_a_need_is_answered_by_what_was_agreed_and_residents_read_who_the_partner_is() -> None:
    need = make_need()
    link = tied_agreement(need)

    [answer] = SOURCE.answers(ends(need))

    owner = link.agreement.organisation
    assert answer.title == f"{owner.name}: {link.agreement.title}"
    assert (answer.url, answer.why) == (owner.get_absolute_url(), "Razem docieramy dalej.")
    assert SOURCE.answered(ends(need)) == ends(need)
    assert SOURCE.total(ends(need)) == Total()
    assert audit.history(link.agreement)[-1] == "partner_agreement.tied"


def test_what_is_not_signed_yet_answers_nothing_and_is_told_to_no_resident() -> None:
    need = make_need()
    tied_agreement(need, is_signed=False)

    [answer] = SOURCE.answers(ends(need))

    assert (answer.url, answer.is_public) == ("", False)
    assert SOURCE.answered(ends(need)) == Ties()


def test_a_partner_who_was_withdrawn_is_told_to_no_resident() -> None:
    need = make_need()
    link = tied_agreement(need)
    partners.withdraw(link.agreement.organisation, actor=SYSTEM)

    assert SOURCE.answers(ends(need))[0].url == ""


def test_signed_agreements_of_which_nobody_said_what_for_are_untied() -> None:
    link = tied_agreement(make_need())
    assert SOURCE.untied(None) == []

    operations.untie_agreement(link, actor=SYSTEM)

    assert [row.title for row in SOURCE.untied(None)] == [link.agreement.title]
    assert SOURCE.untied(frozenset()) == []
    assert audit.history(link.agreement)[-1] == "partner_agreement.untied"


def test_an_agreement_is_tied_once_and_to_what_is_of_its_own_pal() -> None:
    need = make_need()
    agreement = tied_agreement(need).agreement

    for end in (need, make_need(pal=make_pal())):
        with pytest.raises(DomainError):
            operations.tie_agreement(agreement, Tie(end, "Bo tak."), actor=SYSTEM)


def test_answers_cost_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    need = make_need()
    for _each in range(3):
        link = tied_agreement(need)
        link.agreement.organisation.name += str(link.pk)
    with django_assert_num_queries(1):
        assert len(SOURCE.answers(ends(need))) == 3


def test_an_agreement_is_tied_and_untied_on_its_own_page() -> None:
    need = make_need()
    link = tied_agreement(need)
    goal = make_goal()
    goal.plan.pal = need.pal
    goal.plan.save()
    client = desk(link)
    page = reverse("partners:desk_agreement", args=[link.agreement.public_id])

    wrong = client.post(tie_path(link), {"to": f"n{need.public_id}", "why": ""})
    tied = client.post(tie_path(link), {"to": f"g{goal.public_id}", "why": "Cel wspólny."})
    html = client.get(page).content.decode()
    path = reverse("planning:desk_untie_agreement", args=[link.agreement.public_id, link.pk])
    client.post(path)

    assert (wrong.status_code, tied.status_code) == (422, 302)
    assert "Cel wspólny." in html
    assert "Razem docieramy dalej." in html
    assert "Razem docieramy dalej." not in client.get(page).content.decode()


def test_an_agreement_of_another_pal_is_not_there() -> None:
    link = tied_agreement(make_need())
    client = desk(link)
    other = tied_agreement(make_need(pal=make_pal()))

    assert client.get(tie_path(other)).status_code == 404
    crossed = [link.agreement.public_id, other.pk]
    assert client.post(reverse("planning:desk_untie_agreement", args=crossed)).status_code == 404
    assert AgreementLink.objects.filter(pk=other.pk, agreement__starts_on__lte=today()).exists()
