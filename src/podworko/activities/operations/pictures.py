"""Taking the picture of an activity down for good: somebody on it asked."""

from django.core.files.storage import default_storage
from django.db import transaction

from podworko.activities.models import Activity
from podworko.audit import public as audit


@transaction.atomic
def drop_image(name: str, *, actor: audit.Actor) -> int:
    """Take the picture in this file away from every activity that shows it; return how many.

    An activity copied from another shows the same file. It is deleted once this is committed,
    also when nothing shows it any more. Whoever has a form of such an activity open learns that it
    changed: what they save does not put the picture, or its words, back.
    """
    rows = Activity.objects.select_for_update(no_key=True, of=("self",))
    held = list(rows.filter(image=name).order_by("pk"))
    for activity in held:
        activity.image, activity.image_alt = "", ""
        activity.version += 1
        activity.save(update_fields=["image", "image_alt", "version"])
        audit.record("activity.image_dropped", actor=actor, target=activity)
    transaction.on_commit(lambda: default_storage.delete(name))
    return len(held)
