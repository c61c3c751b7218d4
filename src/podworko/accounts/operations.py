"""Everything that changes who may enter and what they may do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.accounts import letters, policies
from podworko.accounts.handovers import Passing, packs
from podworko.accounts.models import Grant, HandOver, User
from podworko.accounts.roles import ADMINISTRATOR, ROLES, May
from podworko.accounts.sessions import end_other_sessions
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.text import squeeze

__all__ = [
    "Wanted",
    "appoint_administrator",
    "close_account",
    "end_grant",
    "grant_role",
    "hand_over",
    "invite",
    "open_account",
    "sign_out",
    "take_off_factors",
]


class StaffError(DomainError):
    """A rule about accounts and roles said no."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A role to give: where (None is the whole network), from which day, to which."""

    role: str
    pal_id: int | None
    valid_from: date
    valid_to: date | None = None


@transaction.atomic
def invite(email: str, *, name: str, wanted: Wanted, actor: User) -> tuple[User, bool]:
    """Give a role to whoever has this e-mail, making the account if there is none.

    Returns the account and whether it is new. A closed account is not opened this way.
    """
    address = email.strip().lower()
    user, is_new = User.objects.find_or_create(address, name=squeeze(name))
    if is_new:
        audit.record("user.invited", actor=actor, target=user)
    grant_role(user, wanted=wanted, actor=actor)
    return user, is_new


@transaction.atomic
def appoint_administrator(email: str, *, name: str, actor: audit.Actor = audit.SYSTEM) -> User:
    """Make somebody administrator of the whole network: the first one, or when all are lost.

    Only for whoever runs the machine: nobody's permission is asked. A closed account opens.
    """
    user, is_new = User.objects.find_or_create(email.strip().lower(), name=squeeze(name))
    if is_new:
        audit.record("user.invited", actor=actor, target=user)
    if not user.is_active:
        _open(user, actor=actor)
    held = user.grants.filter(role=ADMINISTRATOR.code, pal=None, ended_at=None)
    if not held.today().filter(valid_to=None).exists():
        _make_room(held)
        _give(user, Wanted(ADMINISTRATOR.code, None, times.today()), by=None, actor=actor)
    return user


@transaction.atomic
def grant_role(user: User, *, wanted: Wanted, actor: User) -> Grant:
    """Give a role; StaffError when `actor` may not, or `user` has it already."""
    held = User.objects.select_for_update().get(pk=user.pk)
    _check(held, wanted, actor)
    same = held.grants.filter(role=wanted.role, pal=wanted.pal_id, ended_at=None)
    if same.not_over().exists():
        raise StaffError(_("Ta osoba ma już tę rolę. Najpierw zakończ poprzednią."), field="role")
    _make_room(same)
    return _give(held, wanted, by=actor, actor=actor)


@transaction.atomic
def end_grant(grant: Grant, *, last_day: date | None, reason: str, actor: User) -> Grant:
    """End a role after `last_day`, or at once without one; the next request feels it.

    StaffError when `actor` may not, when it is over already, or when nobody would be left
    to give roles.
    """
    _lock_administrators()
    held = Grant.objects.select_for_update().get(pk=grant.pk)
    _check_end(held, last_day, actor)
    _end(held, last_day=last_day, reason=reason, actor=actor)
    return held


@transaction.atomic
def close_account(user: User, *, reason: str, actor: User) -> None:
    """Let somebody who leaves enter no more: roles, sessions and sign-in end at once."""
    if not policies.may_close_accounts(actor):
        raise StaffError(_("Konta zamyka administrator."))
    _lock_administrators()
    held = User.objects.select_for_update().get(pk=user.pk)
    for grant in held.grants.not_over().select_for_update():
        _check_last(grant)
        _end(grant, last_day=None, reason=reason, actor=actor)
    held.is_active = False
    held.save(update_fields=["is_active"])
    audit.record("user.closed", actor=actor, target=held)
    end_other_sessions(held, actor=actor)


@transaction.atomic
def open_account(user: User, *, actor: User) -> None:
    """Let somebody who came back sign in again; their roles are given anew."""
    if not policies.may_close_accounts(actor):
        raise StaffError(_("Konta otwiera administrator."))
    _open(user, actor=actor)


def sign_out(user: User, *, actor: User, here: str = "") -> int:
    """End every session of somebody but `here`, say when their telephone was stolen.

    StaffError when they hold a role that `actor` gives nowhere: it would be a way to keep
    an administrator out.
    """
    if not policies.may_sign_out(actor, user):
        raise StaffError(
            _("Tę osobę wyloguje administrator albo ona sama na stronie „Moje konto”.")
        )
    return end_other_sessions(user, here=here, actor=actor)


@transaction.atomic
def take_off_factors(user: User, *, actor: User) -> None:
    """Take a lost telephone and its codes off an account, and end its sessions."""
    if not policies.may_close_accounts(actor):
        raise StaffError(_("Zabezpieczenia zdejmuje administrator."))
    if user == actor:
        raise StaffError(_("Swoje zabezpieczenia zmienisz na stronie „Moje konto”."))
    Authenticator.objects.filter(user=user).delete()
    audit.record("user.factors_taken_off", actor=actor, target=user)
    told = _("administrator zdjął wszystkie zabezpieczenia")
    transaction.on_commit(partial(letters.send_factors_changed, user, told))
    end_other_sessions(user, actor=actor)


@transaction.atomic
def hand_over(giver: User, *, taker: User, note: str, with_roles: bool, actor: User) -> HandOver:
    """Pass on what `giver` has in hand, and their roles if asked; return what was noted of it.

    StaffError when `actor` may not, or `taker` is nobody it could go to.
    """
    _check_hand_over(giver, taker, actor)
    pal_ids = policies.pack_pal_ids(actor, giver)
    if with_roles:
        _give_same_roles(giver, taker, actor)
    things = packs.pass_on(Passing(giver=giver, taker=taker, actor=actor, pal_ids=pal_ids))
    made = HandOver.objects.create(
        giver=giver, taker=taker, made_by=actor, note=note.strip(), things=things
    )
    audit.record("user.handed_over", actor=actor, target=giver, taker=taker.pk, things=things)
    return made


def _open(user: User, *, actor: audit.Actor) -> None:
    User.objects.filter(pk=user.pk).update(is_active=True)
    audit.record("user.opened", actor=actor, target=user)


def _give(user: User, wanted: Wanted, *, by: User | None, actor: audit.Actor) -> Grant:
    """Write that a role is given; the caller has looked whether it may."""
    grant: Grant = user.grants.create(
        role=wanted.role,
        pal_id=wanted.pal_id,
        valid_from=wanted.valid_from,
        valid_to=wanted.valid_to,
        granted_by=by,
    )
    audit.record(
        "grant.given", actor=actor, target=grant, user=user.pk, role=grant.role, pal=grant.pal_id
    )
    return grant


def _make_room(same: Iterable[Grant]) -> None:
    """End what stands in the way of a new one; what ran out by itself ended when it did."""
    for grant in same:
        grant.ended_at = policies.when_over(grant) or timezone.now()
        grant.save(update_fields=["ended_at"])


def _end(grant: Grant, *, last_day: date | None, reason: str, actor: User) -> None:
    """Write that a role ends, and why; the caller has looked whether it may."""
    grant.end_reason, grant.ended_by = squeeze(reason), actor
    if last_day is None:
        grant.ended_at = timezone.now()
    else:
        grant.valid_to = last_day
    grant.save(update_fields=["end_reason", "ended_by", "ended_at", "valid_to"])
    audit.record(
        "grant.ended" if last_day is None else "grant.end_set",
        actor=actor,
        target=grant,
        user=grant.user_id,
        role=grant.role,
        pal=grant.pal_id,
    )


def _check_hand_over(giver: User, taker: User, actor: User) -> None:
    if not policies.may_hand_over(actor, giver):
        raise StaffError(_("Nie możesz przekazać pracy tej osoby."))
    if giver == taker or not taker.is_active:
        raise StaffError(_("Wybierz kogoś, kto dalej pracuje."), field="taker")
    if not policies.staff_in_reach(actor).filter(pk=taker.pk).exists():
        raise StaffError(_("Tej osobie nie możesz przekazać pracy."), field="taker")


def _give_same_roles(giver: User, taker: User, actor: User) -> None:
    """Give `taker` the roles of `giver` that `actor` may give and `taker` has not."""
    held = set(taker.grants.not_over().values_list("role", "pal_id"))
    for grant in policies.granted_in_reach(actor).not_over().filter(user=giver):
        is_new = (grant.role, grant.pal_id) not in held
        if is_new and policies.may_grant(actor, grant.role, grant.pal_id):
            since = max(grant.valid_from, times.today())
            wanted = Wanted(grant.role, grant.pal_id, since)
            grant_role(taker, wanted=wanted, actor=actor)


def _check(user: User, wanted: Wanted, actor: User) -> None:
    if not policies.may_grant(actor, wanted.role, wanted.pal_id):
        raise StaffError(_("Tej roli nie możesz tam nadać."), field="role")
    if user == actor and May.HOLD_CONSULTATIONS in ROLES[wanted.role].may:
        raise StaffError(_("Tej roli nikt nie nadaje sobie. Poproś kogoś innego."), field="role")
    if not user.is_active:
        raise StaffError(_("To konto jest zamknięte. Otworzy je administrator."))
    if wanted.valid_to and wanted.valid_to < max(wanted.valid_from, times.today()):
        raise StaffError(_("Ostatni dzień już minął albo jest przed pierwszym."), field="valid_to")


def _check_end(grant: Grant, last_day: date | None, actor: User) -> None:
    if not policies.may_grant(actor, grant.role, grant.pal_id):
        raise StaffError(_("Tej roli nie możesz zakończyć."))
    if not Grant.objects.not_over().filter(pk=grant.pk).exists():
        raise StaffError(_("Ta rola już się skończyła."))
    if last_day and last_day < max(grant.valid_from, times.today()):
        raise StaffError(_("Ten dzień już minął. Możesz zakończyć rolę od razu."), field="last_day")
    _check_last(grant)


def _check_last(grant: Grant) -> None:
    """Refuse to leave the network without anybody who gives roles."""
    if (grant.role, grant.pal_id) != (ADMINISTRATOR.code, None):
        return
    others = Grant.objects.today().filter(
        role=ADMINISTRATOR.code, pal=None, valid_to=None, user__is_active=True
    )
    if not others.exclude(pk=grant.pk).exists():
        raise StaffError(
            _("To jedyna osoba, która nadaje role w całej sieci. Najpierw nadaj tę rolę komuś.")
        )


def _lock_administrators() -> None:
    """Have two administrators who end each other's role wait for one another."""
    rows = Grant.objects.select_for_update(no_key=True).filter(role=ADMINISTRATOR.code, pal=None)
    list(rows.order_by("pk"))
