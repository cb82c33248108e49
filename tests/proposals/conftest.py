"""What several rooms of tests on proposals share."""

from collections.abc import Iterator

import pytest

from proposals.search import words


@pytest.fixture
def jieba_as_shipped() -> Iterator[None]:
    """jieba without the names that other tests taught it in this process: they would change what is compared."""
    dictionary = words._jieba().dt
    taught, total = dictionary.FREQ, dictionary.total
    dictionary.FREQ, dictionary.total = dictionary.gen_pfdict(dictionary.get_dict_file())
    yield
    dictionary.FREQ, dictionary.total = taught, total
