"""What teams tell: posts on the way and a report at the end, checked by who accompanies them."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.initiatives import idea_rules
from podworko.initiatives import ideas_notices as notices
from podworko.initiatives.models import Initiative, InitiativePost
from podworko.initiatives.operations.ideas import drop_requests, follow
from podworko.initiatives.operations.ideas_lock import hold

__all__ = ["answer_post", "drop_photo", "write_post"]

Kind = InitiativePost.Kind
State = InitiativePost.State
REPORTED = Initiative.State.DONE


@transaction.atomic
def write_post(post: InitiativePost, *, actor: audit.Actor) -> InitiativePost:
    """Store what a team tells, new or mended; it is checked by a promised day.

    A trusted team's post is published at once; a report never is. Raises DomainError for an
    idea that is not public, a report before all is done or a second one, what is published
    meanwhile, and a picture without everybody's yes.
    """
    held = hold(post.initiative)
    _check_may_tell(held, post)
    _check_is_open(held, post)
    if post.photo and not (post.everyone_agreed and post.photo_alt.strip()):
        raise DomainError(
            _("Zdjęcie pokażemy, gdy każdy na nim się zgodził i jest opisane."), field="photo_alt"
        )
    post.initiative = held
    post.state, post.due_on = State.WAITING, idea_rules.promised(held.pal)
    _drop_former_photo(post)
    post.save()
    audit.record("initiative.post_written", actor=actor, target=post, kind=post.kind)
    if held.is_trusted and post.kind == Kind.UPDATE:
        _publish(post, words="", actor=actor)
    return post


@transaction.atomic
def answer_post(
    post: InitiativePost, *, is_published: bool, words: str, actor: audit.Actor
) -> InitiativePost:
    """Publish what a team told, or say what to mend; a report published ends the initiative.

    Raises DomainError for what is answered already, and for no without words.
    """
    initiative = hold(post.initiative)
    held = _locked(post)
    held.initiative = initiative
    if held.state != State.WAITING:
        raise DomainError(_("Na to już ktoś odpowiedział. Odśwież stronę."))
    if not is_published and not words.strip():
        raise DomainError(_("Napisz, co poprawić."), field="words")
    if is_published:
        _publish(held, words=words.strip(), actor=actor)
    else:
        held.state, held.answer = State.BACK, words.strip()
        held.save(update_fields=["state", "answer"])
        audit.record("initiative.post_sent_back", actor=actor, target=held)
    notices.post_answered(held, mark=timezone.now().isoformat())
    return held


@transaction.atomic
def drop_photo(post: InitiativePost, *, actor: audit.Actor) -> None:
    """Take a photograph away for good: somebody shown asked. Twice is the same as once."""
    held = _locked(post)
    if not held.photo:
        return
    name, store = held.photo.name or "", held.photo.storage
    held.photo, held.photo_alt = "", ""
    held.save(update_fields=["photo", "photo_alt"])
    audit.record("initiative.photo_dropped", actor=actor, target=held)
    transaction.on_commit(lambda: store.delete(name))


def _drop_former_photo(post: InitiativePost) -> None:
    """Delete the photograph that another one takes the place of, once that is stored."""
    former = InitiativePost.objects.filter(pk=post.pk).first()
    if former and former.photo and former.photo.name != post.photo.name:
        name, store = former.photo.name or "", former.photo.storage
        transaction.on_commit(lambda: store.delete(name))


def _check_may_tell(held: Initiative, post: InitiativePost) -> None:
    if held.published_at is None or held.is_ended:
        raise DomainError(_("Ta inicjatywa nie przyjmuje teraz wpisów."))
    if post.kind == Kind.REPORT and held.state != REPORTED:
        raise DomainError(_("Opowieść na koniec pisze się, gdy wszystko jest zrobione."))


def _check_is_open(held: Initiative, post: InitiativePost) -> None:
    """Raise DomainError for what another of the team wrote, or the desk published, meanwhile."""
    written = held.posts.exclude(pk=post.pk) if post.kind == Kind.REPORT else held.posts.none()
    if written.filter(kind=Kind.REPORT).exists():
        raise DomainError(_("Opowieść na koniec już jest. Odśwież stronę i popraw tamtą."))
    if post.pk and held.posts.filter(pk=post.pk, state=State.PUBLISHED).exists():
        raise DomainError(_("To jest już opublikowane i zostaje tak, jak jest."))


def _publish(post: InitiativePost, *, words: str, actor: audit.Actor) -> None:
    post.state, post.answer, post.published_at = State.PUBLISHED, words, timezone.now()
    post.save(update_fields=["state", "answer", "published_at"])
    audit.record("initiative.post_published", actor=actor, target=post)
    if post.kind == Kind.REPORT:
        _end(post.initiative, actor=actor)


def _end(initiative: Initiative, *, actor: audit.Actor) -> None:
    initiative.state, initiative.since = Initiative.State.TOLD, times.today()
    initiative.wanted, initiative.due_on, initiative.leader_due_on = "", None, None
    initiative.save(update_fields=["state", "since", "wanted", "due_on", "leader_due_on"])
    drop_requests(initiative)
    audit.record("initiative.stepped", actor=actor, target=initiative, state=initiative.state)
    follow(initiative, actor=actor)


def _locked(post: InitiativePost) -> InitiativePost:
    return InitiativePost.objects.select_for_update(no_key=True, of=("self",)).get(pk=post.pk)
