"""The measuring itself."""

import pytest

from tests.words.plain_language import forbidden, lix, long_words, sentences, words


def test_lix_is_sentence_length_plus_share_of_long_words() -> None:
    """Two sentences of eight words in all, one of them long: 8/2 + 100 x 1/8."""
    assert lix("Vi ses på mandag. Da har jeg kaffemaskin.") == pytest.approx(4 + 12.5)


def test_a_placeholder_counts_as_a_short_word() -> None:
    """What stands in for a name is read as a name."""
    assert words("Hei, {confidentiality_limit}") == ["Hei", "Navn"]
    assert long_words("{confidentiality_limit}") == 0


def test_paragraphs_end_sentences() -> None:
    """A new line ends a sentence; hours such as 14.30 do not."""
    assert sentences("Sted\nTid\n\nHvem") == 3
    assert sentences("Skriv klokka, for eksempel 14.30.") == 1


@pytest.mark.parametrize(
    "text", ["Du er hjemløs", "Siste advarsel", "Du møtte ikke", "KONTRAKTSBRUDD"]
)
def test_words_that_hurt_are_found(text: str) -> None:
    """In any case, and inside longer words."""
    assert forbidden(text)


def test_nothing_is_text_too() -> None:
    """An empty text is not hard."""
    assert lix("") == 0
