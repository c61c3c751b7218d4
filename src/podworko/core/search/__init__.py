"""Search in Polish, English and Ukrainian that answers the same on every database.

A module indexes its documents under a scope of its own and finds their keys again:

    index("activities", activity.pk, [(activity.title, 10), (activity.description, 2)])
    hits = find("activities", "ceramika dla seniora")
"""

from podworko.core.search.finding import Hit, find
from podworko.core.search.indexing import drop, index, index_many
from podworko.core.search.words import keys

__all__ = ["Hit", "drop", "find", "index", "index_many", "keys"]
