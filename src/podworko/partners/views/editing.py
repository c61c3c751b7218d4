"""What stands around every form of partners: the way here, and where one goes back."""

from django.urls import reverse
from django.utils.translation import gettext as _

from podworko.partners.models import Organisation
from podworko.ui.edit_pages import EditPage, Groups, Text


def page_of(  # noqa: PLR0913 - one word per part of a page
    title: Text,
    groups: Groups,
    organisation: Organisation | None,
    back: str,
    *,
    lead: Text = "",
    translated: tuple[str, ...] = (),
) -> EditPage:
    """Return the page of a form about an organisation, or of a new one."""
    way = [(_("Partnerzy"), reverse("partners:desk_organisations"))]
    if organisation is not None:
        path = reverse("partners:desk_organisation", args=[organisation.public_id])
        way.append((organisation.name, path))
    return EditPage(title, groups, way, lead=lead, back_to=back, translated=translated)
