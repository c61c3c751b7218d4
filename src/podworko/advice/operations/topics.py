"""What one may ask about, and what advice is given for."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from podworko.advice import index
from podworko.advice.models import AdviceLink, Topic
from podworko.advice.reading import AdviceError
from podworko.audit import public as audit
from podworko.core.text import slug
from podworko.core.versions import unchanged
from podworko.diagnosis.public import Need
from podworko.planning.public import Goal, follow_needs, needs_behind

TOPIC_FIELDS = (
    "name",
    "hint",
    "role",
    "days",
    "position",
    "is_offered",
    "name_en",
    "hint_en",
    "name_uk",
    "hint_uk",
)


@dataclass(frozen=True, slots=True)
class Tie:
    """What advice on a topic answers, and a sentence why."""

    topic: Topic
    to: Need | Goal
    why: str


@transaction.atomic
def save_topic(topic: Topic, *, actor: audit.Actor, seen_version: str = "") -> Topic:
    """Store a topic, new or changed.

    Raises AdviceError when another role would come to read questions that were asked already,
    and ChangedMeanwhileError when the topic is not `seen_version` any more.
    """
    is_new = topic.pk is None
    if is_new:
        topic.slug = _free_slug(topic.name)
    else:
        _check(topic, seen_version)
    topic.save()
    for page in topic.pages.select_related("topic"):
        index.update(page)
    audit.record("topic.added" if is_new else "topic.changed", actor=actor, target=topic)
    return topic


@transaction.atomic
def tie(tie: Tie, *, actor: audit.Actor) -> AdviceLink:
    """Say that advice on a topic, in the PAL of a need or goal, answers it.

    Raises AdviceError without a sentence why, or when it is said already.
    """
    if not tie.why.strip():
        raise AdviceError(_("Napisz jednym zdaniem, dlaczego."), field="why")
    need, goal = (tie.to, None) if isinstance(tie.to, Need) else (None, tie.to)
    pal_id = tie.to.pal_id if isinstance(tie.to, Need) else tie.to.plan.pal_id
    link = AdviceLink(
        topic=tie.topic, pal_id=pal_id, need=need, goal=goal, why=tie.why.strip()[:300]
    )
    try:
        with transaction.atomic():
            link.save()
    except IntegrityError as error:
        raise AdviceError(_("To już jest tu powiązane."), field="to") from error
    audit.record("topic.tied", actor=actor, target=tie.topic, to=audit.label(tie.to))
    follow_needs(needs_behind(link), actor=actor)
    return link


@transaction.atomic
def untie(link: AdviceLink, *, actor: audit.Actor) -> None:
    """Take back that advice answers something."""
    needs = needs_behind(link)
    audit.record("topic.untied", actor=actor, target=link.topic, to=audit.label(link.end))
    link.delete()
    follow_needs(needs, actor=actor)


def _check(topic: Topic, seen_version: str) -> None:
    stored = unchanged(topic, fields=TOPIC_FIELDS, seen_version=seen_version)
    if stored.role != topic.role and stored.questions.exists():
        raise AdviceError(
            _("Są już pytania zadane osobom z tą rolą. Dodaj nowy temat albo przekaż je dalej."),
            field="role",
        )


def _free_slug(name: str) -> str:
    wanted = slug(name)[:50] or "temat"
    taken = set(Topic.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    names = (wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 2)))
    return next(one for one in names if one not in taken)
