"""Names in pinyin: how they are ordered, printed and typed."""

import pytest

from delegates.pinyin import display, readings, sort_key, surname, syllables


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("罗梓文", "Luó Zǐwén"),
        ("单丹", "Shàn Dān"),
        ("曾国强", "Zēng Guóqiáng"),
        ("解缙", "Xiè Jìn"),
        ("仇英", "Qiú Yīng"),
        ("查良镛", "Zhā Liángyōng"),
        ("欧阳修", "Ōuyáng Xiū"),
        ("尉迟恭", "Yùchí Gōng"),
        ("单于安", "Chányú Ān"),
        ("吕绿", "Lǚ Lǜ"),
        ("王西安", "Wáng Xī'ān"),
        ("阿卜杜拉·买买提", "Ābǔdùlā·Mǎimǎití"),
        ("𬭚元", "Chún Yuán"),
        ("Tom", "Tom"),
        ("", ""),
    ],
)
def test_a_name_is_printed_as_in_a_passport_with_tones(name, shown):
    assert display(name) == shown


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("罗梓文", ("luoziwen", "lzw", "ziwen", "zw")),
        ("查良镛", ("zhaliangyong", "chaliangyong", "zly", "cly", "liangyong", "ly")),
        ("吕丹", ("lvdan", "ludan", "lyudan", "ld", "dan")),
        ("王丹", ("wangdan", "wd", "dan")),
        ("株洲市教育局", ("zhuzhoushijiaoyuju", "zzsjyj")),
        ("阿里·江", ("alijiang", "alj")),
        ("，", ()),
        ("", ()),
    ],
)
def test_a_name_may_be_typed_whole_by_initials_or_without_the_surname(name, typed):
    assert readings(name) == typed


def test_no_name_has_more_than_sixteen_readings_of_a_kind():
    found = readings("单乐行曾")

    assert len([one for one in found if one.startswith(("shan", "dan"))]) == 16
    assert len(found) <= 4 * 16


def test_names_are_ordered_by_syllable_then_tone_then_character():
    names = ["林安", "李强", "吕思", "鲁迅", "单丹", "厉娜", "李牧", "丁一", "黎明"]

    assert sorted(names, key=sort_key) == ["丁一", "黎明", "李牧", "李强", "厉娜", "林安", "鲁迅", "吕思", "单丹"]
    assert sort_key("罗梓文") == "luo2 zi3 wen2 罗梓文"


def test_a_surname_may_have_two_characters_and_other_names_have_none():
    assert [surname(name) for name in ("欧阳修", "欧阳", "林知夏", "Tom", "阿里·江", "株洲市教育局", "")] == [
        "欧阳", "欧", "林", "", "", "", "",
    ]  # fmt: skip


def test_every_character_has_a_reading_even_one_no_dictionary_knows():
    assert syllables("王\U00033470\u4dc0A组") == ("wáng", "\U00033470", "\u4dc0", "A", "zǔ")
