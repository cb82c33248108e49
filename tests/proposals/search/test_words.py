"""Words by jieba: those of a query, and those that may be hot."""

import subprocess
import sys
from pathlib import Path

from proposals.search.words import content, cut, rarity

ROOT = Path(__file__).resolve().parents[3]


def test_a_query_is_cut_into_words_in_order():
    assert cut("硬质合金产业发展") == ["硬质合金", "产业", "发展"]


def test_the_words_of_a_text_leave_out_what_says_nothing():
    found = content("我们建议加强陶瓷产业，陶瓷是名片，2023年需要桥梁检测")

    assert {"陶瓷", "桥梁"} <= found
    assert {"我们", "建议", "加强", "需要", "2023", "的"} & found == set()


def test_a_rare_word_weighs_more_than_a_common_one_and_an_unknown_one_as_much_as_most():
    found = rarity(["陶瓷", "时候", "醴瓷甲乙"])

    assert found["陶瓷"] > found["时候"] > 0
    assert found["醴瓷甲乙"] == rarity(["另一个没有的词"])["另一个没有的词"]


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
