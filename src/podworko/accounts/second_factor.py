"""The rule of the second factor: who must have one, and who has."""

from allauth.mfa.models import Authenticator
from django.conf import settings

from podworko.accounts.models import User
from podworko.accounts.policies import roles_of

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(user: User) -> bool:
    """Whether an application or a passkey stands beside this account's first proof."""
    return bool(Authenticator.objects.filter(user=user, type__in=FACTORS).exists())


def is_first_factor(added: Authenticator) -> bool:
    """Whether `added` is the only application or passkey of its account."""
    others = Authenticator.objects.filter(user=added.user_id, type__in=FACTORS).exclude(pk=added.pk)
    return added.type in FACTORS and not others.exists()


def must_have_second_factor(user: User) -> bool:
    """Whether a role held today reads protected data and this installation keeps the rule."""
    is_kept: bool = settings.PODWORKO_SECOND_FACTOR
    return is_kept and any(role.needs_second_factor for role in roles_of(user))


def is_kept_out(user: User) -> bool:
    """Whether the desk stays shut until a second factor is added."""
    return must_have_second_factor(user) and not has_second_factor(user)
