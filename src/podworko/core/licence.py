"""Under which licence the public data of the site may be used (decision 35)."""

LICENCE = "CC BY 4.0"
LICENCE_CODE = "CC-BY-4.0"
"""As SPDX, and with it data packages, call it."""
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
LICENCE_LINK = f'<{LICENCE_URL}>; rel="license"'
"""The same as a header of an answer (RFC 8288)."""
