"""Codes for cameras and scanners, drawn by ourselves: nobody else learns what they say."""

import io

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


def draw(text: str, *, label: str) -> SafeString:
    """Draw `text` as a QR code that scales with its box; `label` is read out instead of it."""
    written = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        written, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=3, nl=False,
        svgclass=None, lineclass=None, light="#fff",
    )  # fmt: skip
    drawing = mark_safe(written.getvalue().decode())  # noqa: S308 - drawn here, from modules only
    return format_html('<span class="qr" role="img" aria-label="{}">{}</span>', label, drawing)
