"""Proofs of who sent a message. Pure: key, time and words are arguments.

A receiver of generic messages reckons the same from the header and the body as it came, byte for byte, and refuses what
differs or is older than some minutes:

    Yanlu-Signature: t=1767225600,v1=<HMAC-SHA256 of "1767225600." + body under the secret, in hexadecimal>
"""

import base64
import hashlib
import hmac
from urllib.parse import quote_plus


def signature(secret: str, body: bytes, seconds: int) -> str:
    """The value of the header for a body sent at this second of Unix time."""
    told = hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={seconds},v1={told}"


def dingtalk(secret: str, milliseconds: int) -> str:
    """What 钉钉 wants behind the address of a robot with 加签: its time and its sign."""
    told = hmac.new(secret.encode(), f"{milliseconds}\n{secret}".encode(), hashlib.sha256).digest()
    return f"timestamp={milliseconds}&sign={quote_plus(base64.b64encode(told))}"
