"""Why a mail did not go out: whether trying again can help, and the reason in words for people."""

import re
import smtplib
from dataclasses import dataclass, replace

LONGEST = 300
_ENHANCED = re.compile(r"5\.(\d)\.\d{1,3}\b", re.ASCII)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One attempt that failed. `final`: the same mail will be refused again. `of_server`: no other mail would pass.

    `of_address`: the address takes no mail at all, so that no other one to it would pass either.
    """

    reason: str
    final: bool = False
    of_server: bool = False
    of_address: bool = False


def refusal_of(fault: Exception) -> Refusal:
    """What an exception while connecting or sending means (RFC 5321 4.2.1: 4yz may pass later, 5yz never will)."""
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(fault.recipients.values()))
        return replace(_answered("收件地址被拒收", code, words, final=code >= 500), of_address=_of_address(code, words))
    if isinstance(fault, smtplib.SMTPSenderRefused | smtplib.SMTPAuthenticationError):
        # What is wrong is the site's, not the mail's. 421 only ends a connection that carried enough.
        return _answered(
            "邮件服务器不接受本站发信", fault.smtp_code, fault.smtp_error, of_server=fault.smtp_code != 421
        )
    if isinstance(fault, smtplib.SMTPResponseException):
        answer = _answered("邮件服务器不收这封信", fault.smtp_code, fault.smtp_error, final=fault.smtp_code >= 500)
        return replace(answer, of_address=_of_address(fault.smtp_code, fault.smtp_error))
    if isinstance(fault, TimeoutError) or isinstance(fault.__context__, TimeoutError):  # smtplib wraps it
        return Refusal("邮件服务器没有在规定时间内应答", of_server=True)
    if isinstance(fault, smtplib.SMTPServerDisconnected):
        return Refusal("邮件服务器中途断开了连接")
    if isinstance(fault, smtplib.SMTPException | OSError):
        return Refusal(_short(f"和邮件服务器的连接出了问题：{fault}"), of_server=True)
    if isinstance(fault, ValueError):
        return Refusal(_short(f"地址或主题不合邮件的格式：{fault}"), final=True)
    return Refusal(_short(f"程序没能写成这封信：{type(fault).__name__} {fault}"))


def no_connection(fault: Exception) -> Refusal:
    """What an exception while connecting and signing in means: no mail passes, and none of them is to blame."""
    return replace(refusal_of(fault), final=False, of_server=True)


def _of_address(code: int, words: bytes | str) -> bool:
    """Whether a refusal for good is about the address (RFC 3463: 5.1 and 5.2), not about the words or the sender.

    A server without such numbers says 550 of an address it does not have, 551 and 553 of one it does not serve.
    """
    said = words.decode("utf-8", errors="replace") if isinstance(words, bytes) else words
    number = _ENHANCED.match(said)
    return number[1] in {"1", "2"} if number else code in {550, 551, 553}


def _answered(what: str, code: int, words: bytes | str, *, final: bool = False, of_server: bool = False) -> Refusal:
    said = words.decode("utf-8", errors="replace") if isinstance(words, bytes) else words
    return Refusal(_short(f"{what}（{code} {' '.join(said.split())}）"), final, of_server)


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
