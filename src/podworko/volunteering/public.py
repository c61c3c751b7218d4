"""What other modules may use of volunteering."""

from podworko.volunteering.models import Content, Standards
from podworko.volunteering.operations import (
    Looked,
    StandardsText,
    acknowledge_standards,
    declare,
    issue_standards,
    note_check,
    review_standards,
    write_standards,
)

__all__ = [
    "Content",
    "Looked",
    "Standards",
    "StandardsText",
    "acknowledge_standards",
    "declare",
    "issue_standards",
    "note_check",
    "review_standards",
    "write_standards",
]
