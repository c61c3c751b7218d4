"""The inverted table that search reads: which document has which term."""

from django.db import models

from podworko.core.privacy import personal_data

LONGEST_SCOPE = 40


@personal_data(none="Single words of texts that are searched, without their order.")
class SearchTerm(models.Model):
    """One term of one document; `scope` says what kind of thing the document is."""

    scope = models.CharField(max_length=LONGEST_SCOPE)
    document_id = models.BigIntegerField()
    term = models.CharField(max_length=65)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "document_id", "term"], name="core_searchterm_once"
            )
        ]
        indexes = [
            # The weight stands in it so that a search never has to look at the rows themselves.
            models.Index(
                fields=["scope", "term", "document_id", "weight"], name="core_searchterm_term"
            )
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.document_id}: {self.term}"


@personal_data(none="A random mark that says when words were last added.")
class SearchRevision(models.Model):
    """Changes whenever a scope's terms do; tells a process that its vocabulary is old."""

    scope = models.CharField(max_length=LONGEST_SCOPE, unique=True)
    # Random, not counted: a number that a rolled-back transaction showed could come again.
    token = models.UUIDField()

    def __str__(self) -> str:
        return f"{self.scope}: {self.token}"
