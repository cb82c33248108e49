"""Single articles in our own words, as many as wanted, each about other people: varied from the sample report."""

import io
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

from proposals.ingest.extract import extract
from proposals.ingest.records import Vocabulary

SAMPLE = Path(__file__).resolve().parent.parent / "fixtures" / "reports" / "zhuzhou-special.txt"
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏章苏潘葛范彭鲁韦马苗袁柳"
GIVEN = "志明建国晓红丽华文静海涛雪梅永强国庆春燕立新秀英大勇小军佳怡子涵浩然雨桐思远晨曦嘉禾景行望舒知夏若谷怀瑾"


def articles(count: int) -> Iterator[str]:
    """Texts of one article each, with heading, byline and body; the same ones for the same count."""
    text = SAMPLE.read_text("utf-8")
    found = extract(text, Vocabulary())
    patterns = [(text[one.span.start : one.span.end], one.people) for one in found.articles]
    chance = random.Random(count)  # noqa: S311
    for order in range(count):
        body, people = patterns[order % len(patterns)]
        for person in people:
            body = body.replace(person, chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, 2)))
        yield f"株洲市两会特别报道\n\n{body}\n\n（第{order}篇）\n"


def archive(count: int) -> bytes:
    """A zip of that many articles, a file each."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for order, text in enumerate(articles(count)):
            packed.writestr(f"报道/{order:05}.txt", text)
    return file.getvalue()
