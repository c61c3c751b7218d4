"""./podworko manage appoint_administrator: the first account, which nobody can invite."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from podworko.accounts.operations import appoint_administrator


class Command(BaseCommand):
    """Only for whoever runs the machine; what it does is in the trail like everything else."""

    help = "Make somebody administrator of the whole network: the first one, or when all are lost."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the address and the name."""
        parser.add_argument("email")
        parser.add_argument("name", help='in quotes: "Ada Nowak"')

    def handle(self, *_args: object, email: str, name: str, **_options: Any) -> None:  # noqa: ANN401
        """Make the account if need be, and say how to enter; CommandError for no address."""
        try:
            validate_email(email)
        except ValidationError as error:
            message = f"{email!r} is no e-mail address."
            raise CommandError(message) from error
        user = appoint_administrator(email, name=name)
        self.stdout.write(
            f"{user.name} <{user.email}> administers the network. They enter by a code"
            " sent to that address: /konto/wejscie/kod/"
        )
