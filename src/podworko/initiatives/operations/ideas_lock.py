"""The lock that comes before any other of an initiative: then its people, then what is theirs."""

from podworko.initiatives.models import Initiative


def hold(initiative: Initiative) -> Initiative:
    """Lock an initiative's row until the end of the transaction and read it anew."""
    rows = Initiative.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("pal", "sender").get(pk=initiative.pk)
