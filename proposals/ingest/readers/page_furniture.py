"""What stands on a web page beside the article: its elements by name and role, its lines by their words."""

import re
from typing import Any

ELEMENTS = {
    "script", "style", "noscript", "template", "iframe", "frame", "object", "embed", "svg", "canvas", "map", "audio",
    "video", "select", "option", "button", "input", "textarea", "datalist", "nav", "footer", "aside", "head", "link",
    "meta", "dialog", "menu",
}  # fmt: skip
ROLES = {"navigation", "banner", "contentinfo", "complementary", "search", "menu", "dialog"}
NAMES = (
    "nav|navbar|navi|menu|footer|foot|copyright|breadcrumb|crumbs?|sidebar|aside|share|bdsharebuttonbox|comments?|"
    "related|recommend|hot|rank|toolbar|tools|search|login|pager|pagination|qrcode|ewm|ads?|advert|banner|friendlinks?|"
    "prev|next|print|fontsize|skip|topbar|top-bar|site-header|weixin|wechat|location|position|dqwz"
)
NAMED = re.compile(rf"(?:^|[\s_-])(?:{NAMES})(?=$|[\s_-])", re.IGNORECASE)
HIDDEN = re.compile(r"(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden)", re.IGNORECASE)

WORDS = (
    "上一篇|下一篇|上一版|下一版|上一期|下一期|上一页|下一页|前一篇|后一篇|返回目录|返回首页|返回列表|返回顶部|返回|首页|尾页|放大|"
    "缩小|默认|字号|字体|大|中|小|打印本页|打印|关闭窗口|关闭本页|关闭|收藏|分享到|分享|扫一扫|微信|微博|朋友圈|QQ空间|通版阅读请点击|"
    "展开通版|收缩通版|版面导航|版面目录|标题导航|本版标题导航|本版新闻|往期回顾|往期|当前位置|您的位置|您现在的位置|您当前的位置|按日期检索|"
    "数字报|PDF版|PDF下载|下载|全文复制|复制链接|复制|朗读|语音播报|无障碍|手机版|简体|繁体|繁體|登录|注册|点赞|评论|点击数|浏览次数|阅读量|浏览|阅读"
)
MARKS = r"[\s:：|｜/\\>＞»›«<＜\[\]【】()（）,，、.。·\-—+0-9]"
LINE = re.compile(rf"{MARKS}*(?:(?:{WORDS}){MARKS}*)+$")
LONGEST = 80


def is_furniture(line: str) -> bool:
    """Whether a line holds nothing but buttons and signposts of the page."""
    return len(line) <= LONGEST and LINE.match(line) is not None


def is_furniture_element(element: Any) -> bool:
    """Whether an element is no part of the text by its kind, its role or its style."""
    if element.tag in ELEMENTS or element.get("role") in ROLES or element.get("hidden") is not None:
        return True
    return HIDDEN.search(element.get("style") or "") is not None


def is_named_furniture(element: Any) -> bool:
    """Whether the page's own names for an element say that it is no part of the text."""
    return NAMED.search(f"{element.get('class') or ''} {element.get('id') or ''}") is not None
