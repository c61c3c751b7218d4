"""Staff for tests."""

from django.db.models import Model

from podworko.accounts.models import Grant, User

PASSWORD = "poranna-herbata-17"  # noqa: S105 - of nobody


def make_staff(
    name: str, *roles: str, pal: Model | None = None, password: str | None = None
) -> User:
    """Make somebody with these roles from today on, for a PAL or for the network."""
    user = User.objects.create_user(f"{name}@example.org", password, name=name.title())
    for role in roles:
        Grant.objects.create(user=user, role=role, pal_id=pal.pk if pal else None)
    return user
