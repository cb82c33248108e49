"""Words by jieba: the query's and the hot ones."""

import subprocess
import sys
from pathlib import Path

from proposals.search.words import cut, hot_words

ROOT = Path(__file__).resolve().parents[3]


def test_a_query_is_cut_into_words_in_order():
    assert cut("硬质合金产业发展") == ["硬质合金", "产业", "发展"]


def test_hot_words_are_counted_by_texts_and_leave_out_what_says_nothing():
    texts = ["我们建议加强陶瓷产业，陶瓷是名片", "陶瓷工厂的2023年", "建议修桥，我们需要桥梁检测"]

    found = hot_words(texts, 50)

    assert found[0] == ("陶瓷", 2)
    assert {"我们", "建议", "加强", "需要", "2023", "的"} & {word for word, _ in found} == set()
    assert ("桥梁", 1) in found


def test_as_many_hot_words_as_asked_without_those_named():
    texts = ["陶瓷 桥梁 茶叶", "陶瓷 桥梁", "陶瓷"]

    assert hot_words(texts, 2) == [("陶瓷", 3), ("桥梁", 2)]
    assert hot_words(texts, 2, without=["陶瓷"]) == [("桥梁", 2), ("茶叶", 1)]
    assert hot_words([], 5) == []


def test_jieba_is_quiet_even_where_warnings_are_errors_and_keeps_its_dictionary_where_told(tmp_path):
    script = (
        "import sys\nfrom pathlib import Path\nfrom proposals.search import words\n"
        "assert 'jieba' not in sys.modules\n"
        "words.keep_dictionary_in(Path(sys.argv[1]))\nprint(words.cut('茶叶品牌'))"
    )
    done = subprocess.run(  # noqa: S603  # fixed arguments
        [sys.executable, "-B", "-W", "error", "-c", script, str(tmp_path / "words")],
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
        env=None,
    )

    assert (done.stdout.strip(), done.stderr) == ("['茶叶', '品牌']", "")
    assert [path.name for path in (tmp_path / "words").iterdir()] == ["jieba.cache"]
