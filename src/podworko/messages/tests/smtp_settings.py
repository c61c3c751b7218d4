"""Test settings for a worker process that sends to the test's own mail server."""

import os

from config.settings.test import *  # noqa: F403

PODWORKO_EMAIL_GATEWAY = "smtp"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ["TEST_SMTP_PORT"])
