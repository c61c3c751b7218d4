"""What the network does with templates, and how activities follow them."""

from django.db import transaction
from django.db.models import QuerySet

from podworko.activities.models import Activity, Template
from podworko.activities.operations import minors, programme
from podworko.audit import public as audit
from podworko.core.versions import ChangedMeanwhileError

NOT_OVER = ("draft", "review", "scheduled", "published")


@transaction.atomic
def save_template(template: Template, *, seen_version: int, actor: audit.Actor) -> list[Activity]:
    """Store a new template, or a change of one; return the activities that followed.

    Those follow that were made from it, are not over, and say a fixed fact otherwise.
    Raises ChangedMeanwhileError, and stores nothing, when version `seen_version` of a stored
    template is not the newest any more.
    """
    is_new = template.pk is None
    if not is_new:
        stored = Template.objects.select_for_update(no_key=True).get(pk=template.pk)
        if stored.version != seen_version:
            raise ChangedMeanwhileError
        template.version = stored.version + 1
    template.save()
    audit.record("template.added" if is_new else "template.changed", actor=actor, target=template)
    if is_new:
        return []
    return [each for each in followers(template) if _follow(each, template, actor=actor)]


def followers(template: Template) -> QuerySet[Activity]:
    """Return the activities made from a template that are not over."""
    made = Activity.objects.filter(template=template, state__in=NOT_OVER)
    return made.select_related("pal", "place").order_by("pk")


def fixed_facts(template: Template | None) -> dict[str, object]:
    """Return what a template fixes, as the fields of an activity keep it."""
    facts = template.fixed_facts() if template else {}
    return {name: _as_kept(name, value) for name, value in facts.items()}


def _follow(activity: Activity, template: Template, *, actor: audit.Actor) -> bool:
    """Bring an activity to what its template fixes; return whether it said otherwise."""
    locked = Activity.objects.select_for_update(no_key=True).get(pk=activity.pk)
    told = fixed_facts(template)
    differs = {name: value for name, value in told.items() if getattr(locked, name) != value}
    if not differs:
        return False
    for name, value in differs.items():
        setattr(locked, name, value)
    if "audience" in differs:
        minors.follow_audience(locked)
    programme.save_activity(locked, actor=actor)
    return True


def _as_kept(name: str, value: object) -> object:
    """Return a fact as the activity's field keeps it: JSON knows no decimals."""
    return Activity._meta.get_field(name).to_python(value)  # type: ignore[union-attr]  # noqa: SLF001 - Django's public _meta
