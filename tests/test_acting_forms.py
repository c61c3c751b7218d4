"""Which public forms staff may fill in for somebody: adding one shows in review."""

from podworko.people.public import acting


def test_every_form_that_can_be_filled_in_for_somebody_is_listed_here() -> None:
    assert acting.forms.names == [
        *("activities:sign_up", "initiatives:idea_join", "initiatives:idea_new"),
        "initiatives:notice_new",
        "initiatives:notice_reply",
        "initiatives:problem_join",
        "initiatives:problem_new",
        "initiatives:shelf_ask",
        "initiatives:shelf_offer",
        "initiatives:team_join",
        "promotion:subscribe",
        "volunteering:apply",
    ]
