"""What residents type finds what is meant, on both databases, with and without Morfeusz."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from podworko.core import search
from podworko.core.search import polish, synonyms, vocabulary
from podworko.core.search.models import SearchRevision, SearchTerm
from podworko.core.search.words import is_stop, keys, plain, words

pytestmark = pytest.mark.django_db

CERAMICS, KAYAK, YOGA, COOKING, CLUB, SEWING, PHONE, FITNESS, UKRAINIAN, ENGLISH = range(1, 11)
CITY = {
    CERAMICS: "Warsztaty ceramiczne dla seniorów",
    KAYAK: "Łódź – spływ kajakowy",
    YOGA: "Joga dla dzieci",
    COOKING: "Wspólne gotowanie dla rodziców",
    CLUB: "Świetlica dla dzieci i joga",
    SEWING: "Kurs szycia dla osób z niepełnosprawnościami",
    PHONE: "Smartfon bez tajemnic 60+",
    FITNESS: "Ćwiczenia przy muzyce",
    UKRAINIAN: "Українська мова для дітей",
    ENGLISH: "English stories for parents",
}


def _forget_words() -> None:
    for cached in (synonyms.related, synonyms.dictionary, synonyms._members, synonyms._table):
        cached.cache_clear()
    polish.spellings.cache_clear()


@pytest.fixture(params=["with Morfeusz", "without Morfeusz"])
def _engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if request.param == "without Morfeusz":
        monkeypatch.setattr(polish, "analyser", lambda: None)
    elif polish.analyser() is None:
        pytest.skip("Morfeusz is not built for this processor")
    _forget_words()
    yield
    _forget_words()


@pytest.fixture
def _city(_engine: None) -> None:
    search.index_many("city", [(pk, [(title, 10)]) for pk, title in CITY.items()])


def _found(query: str) -> list[int]:
    return [hit.document_id for hit in search.find("city", query)]


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("warsztat ceramiki dla seniora", [CERAMICS]),
        ("lodzi kajakiem", [KAYAK]),
        ("jogą dla dziecka", [YOGA, CLUB]),
        ("gotowania rodzic", [COOKING]),
        ("swietlica dziecieca joga", [CLUB]),
        ("krawiectwo niepelnosprawny", [SEWING]),
        ("komputer dla emeryta", [PHONE]),
        ("gimnastyka", [FITNESS]),
        ("maluch", [YOGA, CLUB, UKRAINIAN]),
        ("дитина мова", [UKRAINIAN]),
        ("украинська", [UKRAINIAN]),
        ("story", [ENGLISH]),
    ],
)
def test_other_forms_kin_and_synonyms_of_a_word_are_found(query: str, expected: list[int]) -> None:
    hits = search.find("city", query)

    assert [hit.document_id for hit in hits] == expected
    assert not any(hit.partial or hit.corrected for hit in hits)


@pytest.mark.usefixtures("_city")
def test_typing_mistakes_are_forgiven_and_told() -> None:
    hits = search.find("city", "warstaty cermaika")

    assert [(hit.document_id, hit.corrected) for hit in hits] == [(CERAMICS, "warsztaty ceramika")]


@pytest.mark.skipif(polish.analyser() is None, reason="Morfeusz is not built for this processor")
def test_a_correction_is_told_with_its_polish_letters() -> None:
    search.index("a", 1, [("Źródło", 1)])

    assert [hit.corrected for hit in search.find("a", "zrodlp")] == ["źródło"]


@pytest.mark.usefixtures("_city")
def test_mistakes_are_not_looked_for_in_a_word_that_is_met() -> None:
    search.index("city", 90, [("Jodła", 10)])

    assert _found("joga") == [YOGA, CLUB]


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("word", ["jo", "kot", "70+", "2031"])
def test_short_words_and_numbers_are_not_corrected(word: str) -> None:
    assert [hit.corrected for hit in search.find("city", f"{word} dla")] in ([], [None, None])


@pytest.mark.usefixtures("_city")
def test_the_last_word_is_found_by_its_beginning_while_it_is_typed() -> None:
    assert _found("ceram") == [CERAMICS]
    assert _found("wspólne got") == [COOKING]
    assert search.find("city", "smartf joga")[0].partial


@pytest.mark.usefixtures("_city")
def test_when_no_document_has_every_word_those_with_most_of_them_are_marked() -> None:
    hits = search.find("city", "joga dla dzieci pod namiotem")

    assert [(hit.document_id, hit.partial) for hit in hits] == [(YOGA, True), (CLUB, True)]


@pytest.mark.usefixtures("_city")
def test_the_word_itself_ranks_before_its_kin() -> None:
    search.index_many("city", [(50, [("ceramika", 10)]), (51, [("ceramiczny", 10)])])

    assert _found("ceramika")[0] == 50
    assert _found("ceramiczny")[-1] == 50


def test_a_title_ranks_before_a_description_and_equals_stand_by_number() -> None:
    search.index_many("r", [(3, [("szachy", 2)]), (2, [("szachy", 9)]), (1, [("szachy", 2)])])

    assert [hit.document_id for hit in search.find("r", "szachy")] == [2, 1, 3]
    assert [hit.document_id for hit in search.find("r", "szachy", limit=2)] == [2, 1]


def test_one_scope_knows_nothing_of_another() -> None:
    search.index("a", 1, [("szachy", 1)])
    search.index("b", 2, [("warcaby", 1)])

    assert search.find("a", "warcaby") == []
    assert search.find("none", "warcaby") == []


def test_indexing_again_replaces_what_was_there() -> None:
    search.index("a", 1, [("szachy", 1), ("warcaby", 1)])
    search.index("a", 1, [("warcaby", 1), ("brydż", 3)])

    assert search.find("a", "szachy") == []
    assert [hit.document_id for hit in search.find("a", "brydż warcaby")] == [1]


def test_a_dropped_document_is_gone_and_dropping_twice_is_harmless() -> None:
    search.index("a", 1, [("szachy", 1)])

    search.drop("a", 1)
    search.drop("a", 1)

    assert search.find("a", "szachy") == []
    assert not SearchTerm.objects.exists()


def _index_and_fail() -> None:
    search.index("a", 2, [("warcaby", 1)])
    assert len(search.find("a", "warcaby")) == 1
    raise IntegrityError


def test_a_change_that_is_rolled_back_is_not_found() -> None:
    search.index("a", 1, [("szachy", 1)])
    with pytest.raises(IntegrityError), transaction.atomic():
        _index_and_fail()

    assert search.find("a", "warcaby") == []
    search.index("a", 3, [("brydż", 1)])
    assert len(search.find("a", "brydż")) == 1


def test_finding_costs_two_queries_and_three_after_a_change(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    search.index_many("a", [(n, [(f"szachy warcaby numer{n}", 1)]) for n in range(300)])

    with django_assert_num_queries(3):  # revision, vocabulary, terms
        assert len(search.find("a", "szachy warcaby")) == 300
    with django_assert_num_queries(2):  # the vocabulary is kept
        assert len(search.find("a", "szahcy warcabyy numer7 numer8 bridge")) == 2
    with django_assert_num_queries(0):
        assert search.find("a", "dla i w") == []


def test_indexing_costs_the_same_for_one_word_and_many(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(6):  # savepoint twice, what is held, delete, insert, revision
        search.index("a", 1, [("szachy", 1)])
    with django_assert_num_queries(6):
        search.index("a", 2, [("szachy warcaby brydż scrabble", 1)])
    with django_assert_num_queries(3):  # nothing changed: only looked
        search.index("a", 1, [("szachy", 1)])


def test_the_database_refuses_a_term_twice_for_one_document() -> None:
    SearchTerm.objects.create(scope="a", document_id=1, term="x", weight=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        SearchTerm.objects.create(scope="a", document_id=1, term="x", weight=2)


@pytest.mark.parametrize(
    "query",
    ["", "  ", "dla i w the на", "🎉", "\x00", "'\"; DROP TABLE x; --", "%", "_", "~", "(?:", "+"],
)
def test_odd_queries_find_nothing_and_break_nothing(query: str) -> None:
    search.index("a", 1, [("szachy", 1)])

    assert search.find("a", query) == []


def test_a_word_that_nothing_is_near_to_finds_nothing() -> None:
    search.index("a", 1, [("szachy", 1)])

    assert search.find("a", "abrakadabra") == []


def test_rows_of_the_index_can_be_told_apart() -> None:
    search.index("a", 1, [("szachy", 1)])

    assert str(SearchTerm.objects.get(term="szachy")) == "a 1: szachy"
    assert str(SearchRevision.objects.get()).startswith("a: ")


def test_a_very_long_query_is_cut_not_refused() -> None:
    search.index("a", 1, [("szachy", 1)])

    assert [hit.document_id for hit in search.find("a", "szachy " * 1500)] == [1]
    assert search.find("a", "s" * 10_000) == []


def test_odd_texts_are_indexed_without_what_is_not_a_word() -> None:
    search.index("a", 1, [("\x00szachy\x00🎉 " + "x" * 5000 + " ﬁrma", 5000)])

    assert len(search.find("a", "szachy firma")) == 1
    assert SearchTerm.objects.filter(term="szachy").values_list("weight", flat=True)[0] == 1000


@pytest.mark.usefixtures("_engine")
def test_letters_that_keyboards_swap_are_one_letter() -> None:
    assert plain("їжак") == plain("іжак") == plain("ижак")
    assert plain("ґава") == plain("гава")
    assert plain("п'ять") == plain("п’ять")
    assert words("Україна\u0301 60+ e-mail") == ["україна", "60+", "e", "mail"]


def test_roots_never_equal_words() -> None:
    assert "~ceram" in keys("ceramiczny") & keys("ceramika")
    assert "ceram" not in keys("ceramiczny")


def test_stop_words_of_three_languages_are_known() -> None:
    assert all(is_stop(word) for word in ["dla", "się", "the", "та", "Для"])
    assert not is_stop("joga")


def test_morfeusz_missing_is_found_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr("podworko.core.search.polish.importlib.import_module", missing)
    polish.analyser.cache_clear()
    try:
        assert polish.analyser() is None
        assert polish.lemmas("joga") == frozenset()
        assert polish.spellings("lodz") == ()
    finally:
        polish.analyser.cache_clear()


def test_every_member_of_a_group_leads_to_the_others() -> None:
    assert keys("szycie") <= synonyms.related("krawiectwo") | keys("krawiectwo")
    assert synonyms.related("abrakadabra") == frozenset()


def test_beginnings_are_bounded() -> None:
    search.index("a", 1, [(" ".join(f"numer{n}" for n in range(1000)), 1)])
    known = vocabulary.vocabulary("a")

    assert known is not None
    assert len(known.beginning_with("numer")) == 200


class AnyText(TestCase):
    """No text breaks the index, and a text is found by each word it has."""

    @hypothesis_settings(max_examples=60, deadline=None)
    @given(st.text(max_size=80))
    def test_a_text_is_found_by_its_own_words(self, text: str) -> None:
        search.index("any", 1, [(text, 1)])

        for word in words(text):
            if not is_stop(word) and plain(word):
                assert [hit.document_id for hit in search.find("any", word)] == [1]

    @hypothesis_settings(max_examples=60, deadline=None)
    @given(st.text(max_size=80))
    def test_any_query_is_answered(self, query: str) -> None:
        search.index("any", 1, [("warsztaty ceramiczne", 1)])

        assert len(search.find("any", query)) <= 1
