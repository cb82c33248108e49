"""How the time of extraction grows with the length of hostile text: python benchmarks/extraction_growth.py

For each piece, CPU time of the text repeated to twice the length over that of once, the median of five interleaved
pairs: near 2 where work is in proportion to length, near 4 where some rule looks at all of it again and again. Ends
with status 1 when a ratio is above 3. No part of the test suite: times on a busy machine prove nothing.
"""

import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from proposals.ingest.extract import extract
from proposals.ingest.records import Vocabulary

LENGTH = 150_000
ROUNDS = 5
BAR = 3.0
HOSTILE = (
    "市人大代表张建国建议，",
    "一是",
    "首先其次",
    "“",
    "”王小明建议",
    "、",
    "市",
    "周刚代表建议一是加快",
    "（",
    "提交",
    "\n聚焦",
    "去年",
    "建议。",
)


def seconds(piece: str, length: int) -> float:
    """CPU time of one extraction."""
    text = "市人大代表张建国说：" + piece * (length // len(piece))
    begun = time.process_time()
    extract(text, Vocabulary())
    return time.process_time() - begun


def growth(piece: str) -> float:
    """Median ratio of twice the length to once."""
    return statistics.median(seconds(piece, 2 * LENGTH) / seconds(piece, LENGTH) for _ in range(ROUNDS))


def main() -> int:
    """Print a ratio for each piece."""
    ratios = {piece: growth(piece) for piece in HOSTILE}
    for piece, ratio in ratios.items():
        print(f"{ratio:5.2f}  {piece.strip()}")
    return int(max(ratios.values()) > BAR)


if __name__ == "__main__":
    sys.exit(main())
