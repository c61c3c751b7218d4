"""Staff accounts, sign-in, roles and their grants per PAL."""
