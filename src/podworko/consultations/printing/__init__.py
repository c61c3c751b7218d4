"""What a specialist prints: a day on which nobody is named."""

from podworko.consultations.printing.day import day_sheet

__all__ = ["day_sheet"]
