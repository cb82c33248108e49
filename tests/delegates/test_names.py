"""One form for names that differ only in how they are written."""

import pytest

from delegates.names import core, holds, plain, related


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("罗曼", "罗曼"),
        ("羅 曼", "罗曼"),
        ("阿里·江", "阿里江"),
        ("阿里•江", "阿里江"),
        ("青禾（集团）公司", "青禾集团公司"),
        ("Ａ组", "a组"),
        ("罗\u200b曼", "罗曼"),
        ("·", ""),
    ],
)
def test_a_name_is_compared_in_one_plain_form(written, form):
    assert plain(written) == form


@pytest.mark.parametrize(
    "names",
    [
        ("株洲市第五中学校", "市第五中学", "第五中学", "湖南省株洲市第五中学"),
        ("中国致公党株洲市委员会", "致公党株洲市委", "致公党市委"),
        ("株洲市工商业联合会", "市工商联"),
        ("株洲市人民政府", "市人民政府"),
        ("株洲市市场监督管理局", "市市场监督管理局", "市场监督管理局"),
        ("株洲青禾药业股份有限公司", "青禾药业", "湖南青禾药业集团有限公司"),
        ("株洲市天台山管理委员会", "天台山管委会"),
    ],
)
def test_names_of_one_unit_share_a_core(names):
    assert len({core(name, "株洲市") for name in names}) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("荷塘区人民政府", "石峰区人民政府", "株洲市人民政府"),
        ("株洲市第五中学", "株洲市第六中学"),
        ("湖南工业大学", "株洲工业大学"),
        ("中车株洲电力机车有限公司", "中车株洲电力机车研究所有限公司"),
        ("株洲市委", "株洲市政协"),
    ],
)
def test_names_of_different_units_do_not(names):
    assert len({core(name, "株洲市") for name in names}) == len(names)


def test_a_core_is_never_empty_where_the_name_is_not():
    assert [core(name, "株洲市") for name in ("株洲市", "株洲", "市", "有限公司", "")] == [
        "株洲市", "株洲", "市", "有限公司", "",
    ]  # fmt: skip


def test_a_core_may_stand_inside_a_longer_one():
    assert holds("青禾药业研究院", "青禾药业")
    assert not holds("青禾药业", "青禾药业")
    assert not holds("市工会", "工会")
    assert related({"青禾药业研究院"}, {"江岸一中", "青禾药业"})
    assert not related({""}, {""})
