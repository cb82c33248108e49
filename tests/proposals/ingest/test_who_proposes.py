"""Who proposes: persons together, organisations, speakers for them; and who only has the word."""

import pytest

from proposals.ingest.extract import extract
from proposals.ingest.people.collectives import acting, spoken_for, written_for
from proposals.ingest.records import Proposal, Vocabulary

OPENING = "会场内外\n云岭日报记者 柳青\n"


def proposals(text: str) -> tuple[Proposal, ...]:
    return extract(OPENING + text, Vocabulary()).proposals


def proposers(text: str) -> list[list[tuple[str, str, str]]]:
    return [[(one.name, one.type, one.role) for one in proposal.proposers] for proposal in proposals(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("九三学社云岭市委建议，要修路。", ["九三学社云岭市委"]),
        ("今年，市工商联提出，应修路。", ["市工商联"]),
        ("邵溪代表团建议修路。", ["邵溪代表团"]),
        ("教育界别提交了《关于修路的提案》。", ["教育界别"]),
        ("市政协社会法制委员会呼吁修路。", ["市政协社会法制委员会"]),
        ("市妇联、市残联联合提交《关于修路的提案》。", ["市妇联", "市残联"]),
        ("民盟市委主委李小明建议修路。", []),
        ("市人大教科文卫委员会调研认为，路不平。", []),
        ("来自邵溪代表团的人大代表李小明建议修路。", []),
        ("市政协提案委员会副主任李小明到会。", []),
        ("各民主党派市委建议修路。", []),
        ("民建市委与市侨联共同提交提案。", ["民建市委", "市侨联"]),
    ],
)
def test_an_organisation_has_the_word_only_where_it_acts_itself(text: str, names: list[str]):
    assert [one.name for one in acting(text)] == names


def test_in_speaking_for_a_party_the_word_daibiao_is_a_verb():
    text = "李小明委员代表民进市委作“关于修路的建议”发言。"

    assert [one.collective.name for one in spoken_for(text)] == ["民进市委"]
    assert proposers(text) == [[("民进市委", "organisation", "lead"), ("李小明", "person", "speaker")]]


def test_who_wrote_a_sectors_file_does_not_propose_it():
    text = "政协委员们议论纷纷。由民进市委会主委李小明撰写的《关于修路的提案》作为民进界别提案提交。"

    assert [one.name for one in written_for(text)] == ["民进界别"]
    assert proposers(text) == [[("民进界别", "organisation", "lead")]]


def test_of_ten_who_sign_those_named_propose_and_a_doubt_says_how_many_are_missing():
    [proposal] = proposals("市人大代表李小明、王大力等10名代表联名提交《关于修路的建议》。")

    assert [(one.name, one.role) for one in proposal.proposers] == [("李小明", "lead"), ("王大力", "cosigner")]
    assert "原文写明共10名提出者，写出姓名的只有2名，请核对" in proposal.doubts


def test_unnamed_delegates_propose_only_what_they_filed_and_asked():
    filed = proposals("两省政协委员联名提交提案，呼吁由两省共同修桥。")
    spoken = proposals("一些政协委员建议，由两省共同修桥。")

    assert [([one.name for one in p.proposers], [ask.text for ask in p.asks]) for p in filed] == [
        ([], ["由两省共同修桥"])
    ]
    assert spoken == ()


def test_strangers_take_the_word_and_a_report_gives_it_back():
    stranger = "市人大代表李小明到会。厂家代表周明则称，路太窄。他希望能修路。"
    report = "市人大代表李小明到会。《规划》提出，要建设交通强市。他建议尽快修路。"

    assert proposers(stranger) == []
    assert [ask.text for p in proposals(report) for ask in p.asks] == ["尽快修路"]


def test_a_delegate_who_chairs_and_gives_the_speech_asks_for_nothing():
    text = "省政协委员、市政协主席李小明主持会议并讲话。李小明指出，要抓紧修路。李小明要求，要按时完工。"

    assert proposals(text) == ()


def test_several_who_ask_in_one_sentence_each_ask_for_their_own():
    text = "李小明委员建议修路，王大力委员建议架桥，周文静委员呼吁种树。"

    assert [([one.name for one in p.proposers], [ask.text for ask in p.asks]) for p in proposals(text)] == [
        (["李小明"], ["修路"]),
        (["王大力"], ["架桥"]),
        (["周文静"], ["种树"]),
    ]


def test_in_an_interview_only_the_delegates_answers_count():
    text = "问：您有什么建议？能不能先修路？\n答：我建议先修桥。\n问：钱够不够？\n答：够。\n（市人大代表李小明受访）"

    assert [ask.text for p in proposals(text) for ask in p.asks] == ["先修桥"]


def test_a_party_named_in_full_elsewhere_proposes_under_that_name():
    text = "民进云岭市委提出多种树。李小明委员代表民进发言，建议每个小区补种乔木。"

    assert {names[0][0] for names in proposers(text)} == {"民进云岭市委"}


def test_what_an_organisation_says_in_the_headline_begins_behind_its_name():
    text = "民进云岭市委：让小区长出树荫\n市政协全会上，李小明委员代表民进云岭市委发言。他建议每个小区补种乔木。"

    [proposal] = extract(text, Vocabulary()).proposals

    assert (proposal.headline, proposal.proposers[0].name) == ("让小区长出树荫", "民进云岭市委")


def test_a_name_printed_with_a_blank_speaks_in_its_card():
    cards = "区两会\n区人大代表 李小明\n路灯太暗，我建议给小巷装灯。\n区人大代表 周 静\n山路太陡，我建议给山路加护栏。"

    found = extract(cards, Vocabulary()).proposals

    assert [[who.name for who in one.proposers] for one in found] == [["李小明"], ["周静"]]


def test_whoever_signs_below_his_words_does_not_speak_in_the_next_paragraph():
    text = "“建议给小巷装路灯。”\n——市人大代表李小明\n“山路太陡，建议给山路加护栏。”\n——市政协委员周文静"

    found = extract(OPENING + text, Vocabulary()).proposals

    assert [([who.name for who in one.proposers], [ask.text for ask in one.asks]) for one in found] == [
        (["李小明"], ["给小巷装路灯"]),
        (["周文静"], ["给山路加护栏"]),
    ]
