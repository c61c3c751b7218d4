"""What other modules may use of the network."""

from podworko.network import closing, gates, panels
from podworko.network.booking.groups import RulesText, save_group, sign_rules, write_rules
from podworko.network.booking.models import Booking, Group
from podworko.network.booking.operations import ClashError, Wish
from podworko.network.booking.operations import ask as ask_for_room
from podworko.network.booking.operations import book as book_room
from podworko.network.booking.operations import cancel as give_room_back
from podworko.network.categories import NeedCategory, plain_words
from podworko.network.closing import Affected, Closure, Decision, Fate
from podworko.network.gates import UncheckedLeaderError
from podworko.network.geography import City, nearest_pal, wrong_place
from podworko.network.holds import LeaderHold, RoomHold
from podworko.network.importing import import_addresses, import_districts
from podworko.network.leaders import Leader, LeaderQuerySet
from podworko.network.leading import (
    LeaderBusyError,
    hold_leaders,
    release_leaders,
    rename_holds,
    save_leader,
    words_changed,
)
from podworko.network.models import (
    AddressPoint,
    District,
    Fact,
    MapFeature,
    Pal,
    Place,
    Room,
)
from podworko.network.opening import (
    OutsideHoursError,
    check_hours,
    host_of,
    hours_of,
    hours_on,
    hours_words,
    outside_hours,
)
from podworko.network.operations import DistrictData, save_districts
from podworko.network.policies import editable_leaders, leaders_for
from podworko.network.queries import (
    Hours,
    access_facts,
    closed_pals,
    find_place,
    near_place,
    pal_choices,
    place_ids_near,
)
from podworko.network.rooms import RoomTakenError, hold_room, release_rooms
from podworko.network.shapes import still_layers
from podworko.network.where import WhereField, where_value

__all__ = [
    "AddressPoint",
    "Affected",
    "Booking",
    "City",
    "ClashError",
    "Closure",
    "Decision",
    "District",
    "DistrictData",
    "Fact",
    "Fate",
    "Group",
    "Hours",
    "Leader",
    "LeaderBusyError",
    "LeaderHold",
    "LeaderQuerySet",
    "MapFeature",
    "NeedCategory",
    "OutsideHoursError",
    "Pal",
    "Place",
    "Room",
    "RoomHold",
    "RoomTakenError",
    "RulesText",
    "UncheckedLeaderError",
    "WhereField",
    "Wish",
    "access_facts",
    "ask_for_room",
    "book_room",
    "check_hours",
    "closed_pals",
    "closing",
    "editable_leaders",
    "find_place",
    "gates",
    "give_room_back",
    "hold_leaders",
    "hold_room",
    "host_of",
    "hours_of",
    "hours_on",
    "hours_words",
    "import_addresses",
    "import_districts",
    "leaders_for",
    "near_place",
    "nearest_pal",
    "outside_hours",
    "pal_choices",
    "panels",
    "place_ids_near",
    "plain_words",
    "release_leaders",
    "release_rooms",
    "rename_holds",
    "save_districts",
    "save_group",
    "save_leader",
    "sign_rules",
    "still_layers",
    "where_value",
    "words_changed",
    "write_rules",
    "wrong_place",
]
