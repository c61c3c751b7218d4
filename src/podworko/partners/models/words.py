"""The same words in English and Ukrainian, beside those in Polish."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.core.languages import in_english, in_ukrainian, local_text


class NamedInLanguages(models.Model):
    """A name and what it is about; a proper name stays as it is unless somebody gives another."""

    TRANSLATED: ClassVar[tuple[str, ...]] = ("name", "words")

    name_en = models.CharField(in_english(_("nazwa")), max_length=200, blank=True)
    name_uk = models.CharField(in_ukrainian(_("nazwa")), max_length=200, blank=True)
    words_en = models.TextField(in_english(_("opis")), max_length=6000, blank=True)
    words_uk = models.TextField(in_ukrainian(_("opis")), max_length=6000, blank=True)

    class Meta:
        abstract = True

    @property
    def local_name(self) -> str:
        """The name in the reader's language, or as it is."""
        return local_text(self, "name").text

    @property
    def local_words(self) -> str:
        """What it is about, in the reader's language or in Polish."""
        return local_text(self, "words").text


class OfferedInLanguages(NamedInLanguages):
    """For whom something is and how one comes by it."""

    TRANSLATED = ("name", "words", "eligibility", "documents", "fee", "applying")

    eligibility_en = models.TextField(in_english(_("dla kogo")), max_length=2000, blank=True)
    eligibility_uk = models.TextField(in_ukrainian(_("dla kogo")), max_length=2000, blank=True)
    documents_en = models.TextField(
        in_english(_("co trzeba przynieść")), max_length=2000, blank=True
    )
    documents_uk = models.TextField(
        in_ukrainian(_("co trzeba przynieść")), max_length=2000, blank=True
    )
    fee_en = models.CharField(in_english(_("opłata słowami")), max_length=300, blank=True)
    fee_uk = models.CharField(in_ukrainian(_("opłata słowami")), max_length=300, blank=True)
    applying_en = models.TextField(in_english(_("jak skorzystać")), max_length=2000, blank=True)
    applying_uk = models.TextField(in_ukrainian(_("jak skorzystać")), max_length=2000, blank=True)

    class Meta:
        abstract = True
