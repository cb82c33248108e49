"""How often an import asks the database: counted, since a clock on a shared machine proves nothing."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.db.models.signals import post_init
from django.test.utils import CaptureQueriesContext

from delegates.models import Delegate
from proposals.importing.apply import apply_batch
from proposals.importing.plan import Plan, plan_file
from proposals.models import Ask, ImportFile, Proposal
from tests.proposals.importing.batches import make_batch

SURNAMES = "张王李赵陈杨黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜"
FIXED = 50  # queries of a file, whatever it holds
FOR_AN_ARTICLE = 7  # of these one is the log, one the new person, four their unit
FOR_A_FILE = 25  # of one article each, in a batch of many


def page(numbers: range) -> str:
    """An article for each number: a delegate with a unit of their own and two points."""
    return "\n".join(["株洲市两会特别报道", *(_article(n) for n in numbers)]) + "\n"


def _article(number: int) -> str:
    name = f"{SURNAMES[number % 40]}{'知夏子墨若溪'[number % 6]}{'安宁乐平'[number // 40 % 4]}"
    return "\n".join(
        [
            "",
            f"市人大代表、江岸第{number + 1}中学校长{name}： 改善第{number + 1}社区的道路",
            "",
            "株洲日报·掌上株洲记者/方言",
            "",
            f"　　{name}建议，一是修补第{number + 1}社区门前的道路，二是在路口补装{number + 2}盏路灯。",
        ]
    )


def queries_of(*texts: str) -> int:
    """How many queries it takes to apply one batch of these files."""
    batch = make_batch(*texts, region_id="430200")
    with CaptureQueriesContext(connection) as asked:
        apply_batch(batch, by=None)
    return len(asked)


def test_a_file_of_forty_articles_asks_a_fixed_number_of_queries_and_a_few_for_each(reference: None):
    count = queries_of(page(range(40)))

    assert (Proposal.objects.count(), Delegate.objects.count(), Ask.objects.count()) == (40, 40, 80)
    assert count <= FIXED + 40 * FOR_AN_ARTICLE


def test_a_batch_of_forty_files_asks_a_few_queries_for_each(reference: None):
    count = queries_of(*(page(range(n, n + 1)) for n in range(40)))

    assert (Proposal.objects.count(), Delegate.objects.count(), Ask.objects.count()) == (40, 40, 80)
    assert count <= FIXED + 40 * FOR_A_FILE


def test_a_batch_costs_the_same_whatever_stands_already(reference: None):
    """Queries, and rows made into objects, for new people with titles and points that all the others have too."""
    alike = [f"{page(range(n, n + 1))}（第{n}篇）" for n in range(160)]
    alike = [text.replace(f"第{n + 1}社区", "本社区").replace(f"{n + 2}盏", "两盏") for n, text in enumerate(alike)]

    few = cost_of(*alike[:5])
    apply_batch(make_batch(*alike[5:150], region_id="430200"), by=None)
    many = cost_of(*alike[150:155])

    assert (Proposal.objects.count(), Proposal.objects.values("headline").distinct().count()) == (155, 1)
    assert many.queries <= few.queries
    assert many.rows <= few.rows


@dataclass(frozen=True, slots=True)
class Cost:
    """What applying a batch took."""

    queries: int
    rows: int


def cost_of(*texts: str) -> Cost:
    batch = make_batch(*texts, region_id="430200")
    rows: list[type[Model]] = []

    def count(sender: type[Model], **_: Any) -> None:
        rows.append(sender)

    post_init.connect(count)
    try:
        with CaptureQueriesContext(connection) as asked:
            apply_batch(batch, by=None)
    finally:
        post_init.disconnect(count)
    return Cost(len(asked), len(rows))


@pytest.mark.parametrize("known", [False, True])
def test_planning_forty_people_asks_no_more_often_than_planning_four(reference: None, known: bool):
    if known:
        apply_batch(make_batch(page(range(40)), region_id="430200"), by=None)
    few, many = (make_batch(page(range(count)) + "\n（更正）\n", region_id="430200").files.get() for count in (4, 40))

    assert len(_planned(few)[0].delegates) == 4
    assert len(_planned(many)[0].delegates) == 40
    assert _planned(many)[1] <= _planned(few)[1]


def _planned(file: ImportFile) -> tuple[Plan, int]:
    row = ImportFile.objects.select_related("batch").get(pk=file.pk)
    with CaptureQueriesContext(connection) as asked:
        plan: Any = plan_file(row)
    return plan, len(asked)
