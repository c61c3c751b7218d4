"""What of an activity can be found by searching."""

from podworko.activities.models import Activity
from podworko.core import search

SCOPE = "activities"


def update(activity: Activity) -> None:
    """Put an activity's words into the search in the caller's transaction; drafts are left out."""
    if not activity.is_public:
        search.drop(SCOPE, activity.pk)
        return
    search.index(SCOPE, activity.pk, fields(activity))


def fields(activity: Activity) -> list[tuple[str, int]]:
    """Return the texts that count, with their weight: a word of the title counts most."""
    titles = " ".join(filter(None, (activity.title, activity.title_en, activity.title_uk)))
    summaries = " ".join(filter(None, (activity.summary, activity.summary_en, activity.summary_uk)))
    about = f"{activity.get_kind_display()} {activity.get_audience_display()}"
    return [
        (titles, 8),
        (summaries, 3),
        (about, 3),
        (activity.pal.name, 3),
        (activity.description, 1),
        (f"{activity.need} {activity.organiser} {activity.co_organisers}", 1),
    ]
