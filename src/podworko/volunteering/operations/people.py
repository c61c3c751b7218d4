"""The lock that comes before any other of a volunteer."""

from podworko.volunteering.models import Volunteer


def lock(volunteer: Volunteer) -> Volunteer:
    """Lock a volunteer's row until the end of the transaction and read it anew."""
    rows = Volunteer.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("person", "pal").get(pk=volunteer.pk)
