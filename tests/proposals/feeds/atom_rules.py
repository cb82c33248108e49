"""What RFC 4287 (and RFC 5005 for parts of a feed) asks of a feed such as ours, as a grammar and as rules beside it.

The grammar is stricter than the standard: it has only the elements that this project writes, in whatever order.
"""

import re
from datetime import datetime

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
# RFC 4151: tag:authority,date:specific
TAG = re.compile(r"tag:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?,\d{4}(?:-\d\d(?:-\d\d)?)?:[A-Za-z0-9/?&=%._~!$'()*+,;:@-]+")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
ADDRESS = re.compile(r"https?://[!-~]+")  # an IRI reference as a URI: no blank, nothing beyond ASCII
GRAMMAR = etree.RelaxNG(
    etree.fromstring("""
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="feed"><attribute name="xml:lang"><value>zh-CN</value></attribute><interleave>
    <ref name="head"/>
    <element name="author"><element name="name"><ref name="words"/></element></element>
    <optional><element name="subtitle"><ref name="words"/></element></optional>
    <optional><element name="rights"><ref name="words"/></element></optional>
    <oneOrMore><element name="link">
      <attribute name="rel"><choice><value>alternate</value><value>self</value><value>next</value></choice></attribute>
      <ref name="to"/>
    </element></oneOrMore>
    <zeroOrMore><element name="entry"><interleave>
      <ref name="head"/>
      <element name="link"><attribute name="rel"><value>alternate</value></attribute><ref name="to"/></element>
      <element name="summary"><attribute name="type"><value>text</value></attribute><ref name="words"/></element>
      <element name="category"><attribute name="term"/><attribute name="label"/></element>
    </interleave></element></zeroOrMore>
  </interleave></element></start>
  <define name="head"><interleave>
    <element name="title"><ref name="words"/></element>
    <element name="id"><data type="anyURI"/></element>
    <element name="updated"><data type="dateTime"/></element>
  </interleave></define>
  <define name="to"><attribute name="href"><data type="anyURI"/></attribute></define>
  <define name="words"><data type="string"><param name="minLength">1</param></data></define>
</grammar>""")
)


def broken_rules(document: bytes, address: str) -> list[str]:
    """Each rule that the feed read at this whole address breaks, in a sentence; none of a good one."""
    root = etree.fromstring(document)
    if not GRAMMAR.validate(root):
        return [str(one.message) for one in GRAMMAR.error_log]
    entries = root.findall(f"{ATOM}entry")
    moments = [datetime.fromisoformat(str(one.findtext(f"{ATOM}updated"))) for one in (root, *entries)]
    ids = [str(one.findtext(f"{ATOM}id")) for one in (root, *entries)]
    links = [str(one.get("href")) for one in root.iter(f"{ATOM}link")]
    own = [(one.get("rel"), one.get("href")) for one in root.findall(f"{ATOM}link")]
    kinds = sorted(str(kind) for kind, _ in own)
    checks = {
        "an id is no tag: URI": all(TAG.fullmatch(one) for one in ids),
        "an id stands twice": len(set(ids)) == len(ids),
        "a moment has no zone": all(MOMENT.fullmatch(str(one.text)) for one in root.iter(f"{ATOM}updated")),
        "the feed is not as new as its newest entry": moments[0] == max(moments[1:], default=moments[0]),
        "entries are not newest first": moments[1:] == sorted(moments[1:], reverse=True),
        "a link is not whole": all(ADDRESS.fullmatch(one) for one in links),
        "a kind of link is missing or stands twice": kinds in (["alternate", "self"], ["alternate", "next", "self"]),
        "the self link is another address": ("self", address) in own,
        "a title is more than a line": not any("\n" in str(one.text) for one in root.iter(f"{ATOM}title")),
    }
    return [rule for rule, holds in checks.items() if not holds]
