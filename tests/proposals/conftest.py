"""What several rooms of tests on proposals share."""

from collections.abc import Iterator

import pytest

from proposals.search import words


@pytest.fixture(scope="session")
def shipped_dictionary() -> tuple[dict[str, int], int]:
    """Jieba's words with their frequencies, and the sum of these."""
    dictionary = words._jieba().dt
    read: tuple[dict[str, int], int] = dictionary.gen_pfdict(dictionary.get_dict_file())
    return read


@pytest.fixture
def jieba_as_shipped(shipped_dictionary: tuple[dict[str, int], int]) -> Iterator[None]:
    """Jieba without the names that other tests taught it in this process: they would change what is compared."""
    dictionary = words._jieba().dt
    taught, total = dictionary.FREQ, dictionary.total
    frequencies, dictionary.total = shipped_dictionary
    dictionary.FREQ = dict(frequencies)
    yield
    dictionary.FREQ, dictionary.total = taught, total
