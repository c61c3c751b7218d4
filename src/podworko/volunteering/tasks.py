"""What happens by itself: thin, each step safe to run twice."""

from datetime import timedelta

from podworko.messages.public import periodic
from podworko.volunteering.operations import reminding


@periodic("volunteering.remind_of_checks", every=timedelta(hours=12))
def remind_of_checks() -> None:
    """Write of what lapses within thirty days and of reviews that are due."""
    reminding.remind_of_checks()
    reminding.remind_of_reviews()
