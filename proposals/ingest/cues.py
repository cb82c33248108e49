"""The words by which a delegate asks: 建议, 呼吁, 希望 as verbs, with the one who asks found before them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .cast import SAYING, Cast, Voice
from .sentences import Sentences

NO_VERB = re.compile(
    r"[件案条的和及与、者书函稿共中被数总是了”’》）)\d]|办理|工作|答复|提案|意见|内容|工程|小学|清单|征集|落实|得到|已|在(?:大会|会上|哪)"
)
SPEECH = re.compile(r"[，：:,]?\s?")
MINE = re.compile(r"[我他她](?:今年|此次|这次)?的(?:提案|议案|建议)(?:就)?是(?!关于|《|“|有关|围绕|一份|一件)")
CUES = re.compile(rf"(?P<mine>{MINE.pattern})|建议|呼吁|希望|提议|恳请|倡议|主张|盼望|期盼|期待")
ADDS = re.compile(r"[“‘]?(?:同时|此外|另外|除此之外)[，,]?(?:还|也)?$")
ADVERB = re.compile(
    r"(?:同时|还|也|并且?|进一步|再次|继续|因此|为此|强烈|郑重|共同|一致|联名|特别|就此|对此|由此|所以|于是|此外|另外|最后|"
    r"首先|其次|再次|诚恳|殷切|真诚|衷心|则|又|更|现场|在会上|在发言中|我们|积极|大胆|反复|多次|领衔)$"
)
PAST = re.compile(r"去年|前年|往年|上一年|上届|历年")
ATTRIBUTION = re.compile(rf"[^，。！？；：“”\n]{{1,40}}?(?:{SAYING})")
QUOTE_REACH = 600
PAST_REACH = 200  # characters before a verb in which 去年 makes it an old story


@dataclass(frozen=True, slots=True)
class Cue:
    """One act of asking. `start` is where its clause begins, `end` where what is asked begins."""

    start: int
    at: int
    end: int
    voice: Voice
    named: bool  # the clause names who asks; else the voice is the one who had the word
    adds: bool = False  # 此外，建议: a sentence that goes on asking

    @property
    def fresh(self) -> bool:
        """Whether it begins a point of its own even within a counted one."""
        return self.named or self.adds


def cues(text: str, cast: Cast, cut: Sentences) -> Iterator[Cue]:
    """Every cue whose subject is a delegate of the article. 专家建议, 市民希望, 代表建议228件 are none."""
    for match in CUES.finditer(text):
        if match["mine"]:
            if voice := cast.current(match.start()):
                yield Cue(match.start(), match.start(), match.end(), voice, True)
            continue
        if NO_VERB.match(text, match.end()):
            continue
        start = cut.clause(match.start())
        stop = _without_adverbs(text, start, match.start())
        voice = cast.subject(start, stop) if stop > start else None
        named = voice is not None and text[stop - 1] not in "我们"
        if stop == start or not named:
            voice = _had_the_word(text, cast, start, stop, voice)
        sentence = max(cut.start(start), start - PAST_REACH)
        if voice and not PAST.search(text, sentence, match.start()):
            after = SPEECH.match(text, match.end())
            adds = ADDS.match(text, sentence, match.start()) is not None
            yield Cue(start, match.start(), after.end() if after else match.end(), voice, named, adds)


def _without_adverbs(text: str, start: int, end: int) -> int:
    while end > start and (adverb := ADVERB.search(text[max(start, end - 6) : end])):
        end -= len(adverb.group())
    return end


def _had_the_word(text: str, cast: Cast, start: int, stop: int, voice: Voice | None) -> Voice | None:
    """Without a subject, or with 我, the speaker: a quote's is named after it, else the last who had the word."""
    if stop > start and voice is None:
        return None  # somebody else is the subject
    close = text.find("”", stop, stop + QUOTE_REACH)
    if close >= 0 and "“" not in text[stop:close] and "\n" not in text[stop:close]:
        said = ATTRIBUTION.match(text, close + 1)
        if said:
            verb = re.search(rf"(?:{SAYING})$", said.group())
            return cast.subject(close + 1, said.end() - (len(verb.group()) if verb else 0))
    return voice or cast.current(start)
