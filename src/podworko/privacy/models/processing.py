"""The officer's own words: clauses at forms, and what the record cannot tell by itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import personal_data


@personal_data(none="What a form tells people, and since when.")
class Clause(models.Model):
    """One version of what a form tells people (RODO art. 13): it holds until the next one's day."""

    form = models.SlugField(_("formularz"), max_length=40)
    number = models.PositiveSmallIntegerField(editable=False)
    words = models.TextField(_("treść"), max_length=6000)
    words_en = models.TextField(_("treść po angielsku"), max_length=6000, blank=True)
    words_uk = models.TextField(_("treść po ukraińsku"), max_length=6000, blank=True)
    valid_from = models.DateField(_("od kiedy"))
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("klauzula")
        verbose_name_plural = _("klauzule")
        ordering = ["form", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["form", "number"], name="privacy_clause_number"),
            models.UniqueConstraint(fields=["form", "valid_from"], name="privacy_clause_day"),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.number}"


@personal_data(none="The officer's words on what the system processes.")
class ProcessingNote(models.Model):
    """What the officer adds to one activity of the record and of the assessment."""

    matter = models.SlugField(max_length=40, unique=True)
    words = models.TextField(_("uwagi do rejestru"), max_length=4000, blank=True)
    risks = models.TextField(_("ryzyka dla osób"), max_length=4000, blank=True)
    measures = models.TextField(_("co z nimi robimy"), max_length=4000, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("uwagi do czynności")
        verbose_name_plural = _("uwagi do czynności")

    def __str__(self) -> str:
        return self.matter
