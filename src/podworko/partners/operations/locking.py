"""How rows of partners are held: what hangs on an organisation is changed under its lock."""

from podworko.partners.models import Organisation


def locked_organisation(pk: int) -> Organisation:
    """Hold an organisation until the transaction ends."""
    return Organisation.objects.select_for_update(no_key=True).get(pk=pk)
