"""Writing the index. The words of a document change in the transaction of the document."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import transaction

from podworko.core.search.models import SearchRevision, SearchTerm
from podworko.core.search.words import is_stop, keys, words

Fields = Sequence[tuple[str, int]]

_AT_ONCE = 200
_HEAVIEST = 1000


def index(scope: str, document_id: int, fields: Fields) -> None:
    """Make the document found by `fields` (text, weight) and by nothing else.

    A word in two fields counts with the greater weight. Weights are 1 to 1000. What did not
    change is not written. A transaction that indexes several scopes should take them in the
    order of their names, as each change holds its scope's revision until commit.
    """
    index_many(scope, [(document_id, fields)])


def index_many(scope: str, documents: Iterable[tuple[int, Fields]]) -> None:
    """Do what `index` does for many documents, in one transaction and few queries."""
    with transaction.atomic():
        remaining = iter(documents)
        changed = False
        while batch := dict(islice(remaining, _AT_ONCE)):
            changed = _replace(scope, batch) or changed
        if changed:
            _mark(scope)


def drop(scope: str, document_id: int) -> None:
    """Make the document not be found any more; harmless when it is not indexed."""
    with transaction.atomic():
        gone, _ = SearchTerm.objects.filter(scope=scope, document_id=document_id).delete()
        if gone:
            _mark(scope)


def _replace(scope: str, batch: dict[int, Fields]) -> bool:
    """Write the terms of documents that changed; tell whether any did."""
    wanted = {document: _weights(fields) for document, fields in batch.items()}
    held = _held(scope, list(wanted))
    changed = [document for document in sorted(wanted) if wanted[document] != held[document]]
    SearchTerm.objects.filter(scope=scope, document_id__in=changed).delete()
    SearchTerm.objects.bulk_create(
        [
            SearchTerm(scope=scope, document_id=document, term=term, weight=weight)
            for document in changed
            for term, weight in sorted(wanted[document].items())
        ]
    )
    return bool(changed)


def _held(scope: str, documents: list[int]) -> dict[int, dict[str, int]]:
    held: dict[int, dict[str, int]] = defaultdict(dict)
    rows = SearchTerm.objects.filter(scope=scope, document_id__in=documents)
    for document, term, weight in rows.values_list("document_id", "term", "weight"):
        held[document][term] = weight
    return held


def _weights(fields: Fields) -> dict[str, int]:
    weights: dict[str, int] = {}
    for text, weight in fields:
        capped = min(max(weight, 1), _HEAVIEST)
        for key in _terms(text):
            weights[key] = max(weights.get(key, 0), capped)
    return weights


def _terms(text: str) -> Iterator[str]:
    for word in set(words(text)):
        if not is_stop(word):
            yield from keys(word)


def _mark(scope: str) -> None:
    SearchRevision.objects.bulk_create(
        [SearchRevision(scope=scope, token=uuid.uuid4())],
        update_conflicts=True,
        unique_fields=["scope"],
        update_fields=["token"],
    )
