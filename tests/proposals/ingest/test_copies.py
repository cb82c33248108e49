"""An article that stands twice in a file makes its proposals once."""

from proposals.ingest.extract import extract
from proposals.ingest.press.copies import without_copies
from proposals.ingest.records import Article, Vocabulary

ARTICLE = "市人大代表、甲厂厂长李小明： {title}\n云岭日报记者 柳青\n李小明建议，{ask}。\n"


def read(*pairs: tuple[str, str]) -> tuple[Article, ...]:
    return extract("\n".join(ARTICLE.format(title=title, ask=ask) for title, ask in pairs), Vocabulary()).articles


def test_an_article_printed_twice_makes_one_proposal_and_stays_an_article():
    twice = read(("让路好走", "把村口的路修到江边"), ("让路好走", "把村口的路修到江边"))

    assert [len(article.proposals) for article in without_copies(twice)] == [1, 0]


def test_two_proposals_of_one_delegate_stay_two():
    both = read(("让路好走", "把村口的路修到江边"), ("让水更清", "给上游的工厂装上在线监测"))

    assert [len(article.proposals) for article in without_copies(both)] == [1, 1]


def test_a_second_article_that_asks_more_stays():
    more = read(("让路好走", "把村口的路修到江边"), ("让路好走", "把村口的路修到江边；给路灯换上新线"))

    assert [len(article.proposals) for article in without_copies(more)] == [1, 1]
