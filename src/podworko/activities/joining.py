"""Where the programme joins what is below it: panels, packs, words, closing of buildings."""

from podworko.accounts.panels import desk
from podworko.accounts.public import packs
from podworko.activities import policies, share_cards, verbs
from podworko.activities.operations.closing import SessionsAtSeat
from podworko.activities.operations.forgetting import blank_person, free_places
from podworko.activities.operations.leading import follow_words, pass_leading
from podworko.activities.queries import handover
from podworko.activities.queries.minors import planned_with_minors
from podworko.activities.queries.people import takes_part
from podworko.activities.queries.thread import ProgrammeSource
from podworko.activities.views import desk_panel, desk_partners, home
from podworko.audit import public as audit
from podworko.core import privacy
from podworko.network.public import closing, gates, panels, words_changed
from podworko.partners import public as partners
from podworko.people import public as people
from podworko.planning.public import sources
from podworko.ui import sharing


def take_places() -> None:
    """Register everything; called once, when models are ready."""
    closing.handlers["activities"] = SessionsAtSeat()
    people.acting.forms.add("activities:sign_up", policies.may_fill_in)
    people.scopes.add("activities", takes_part)
    people.panels.card.add("activities", desk_panel.person_panel, order=10)
    sharing.cards.add(*share_cards.PAGES)
    panels.home.add("activities", home.home_panel, order=10)
    panels.pal.add("activities", home.pal_panel, order=10)
    partners.panels.organisation.add("activities", desk_partners.organisation_panel, order=10)
    desk.add("activities", desk_panel.panel, order=10)
    gates.add_source("activities", planned_with_minors)
    words_changed.connect(follow_words, dispatch_uid="activities.follow_words")
    privacy.erasing.add("activities.places", free_places, order=10)
    privacy.erasing.add("activities.registers", blank_person)
    sources.add("activities", ProgrammeSource())
    audit.change_words.add(verbs.HEADING, verbs.CHANGES)
    audit.look_words.add(verbs.HEADING, verbs.LOOKS)
    packs.add("activities", handover.parts, pass_on=pass_leading, order=10)
