"""Delivery status notifications as mail servers write them."""

NOTIFICATION = """\
From: MAILER-DAEMON@mail.example
To: yanlu@office.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="part"

--part
Content-Type: text/plain; charset=us-ascii

The mail system could not deliver your message.

--part
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} no such user

--part
Content-Type: {enclosed}

Message-ID: {message_id}
To: {to}
Subject: news

--part--
"""


def notification(
    address: str, message_id: str, *, action: str = "failed", status: str = "5.1.1", to: str = "",
    enclosed: str = "text/rfc822-headers",
) -> bytes:  # fmt: skip
    """One of them, of a mail to `to` (the address itself)."""
    return NOTIFICATION.format(
        address=address, message_id=message_id, action=action, status=status, to=to or address, enclosed=enclosed
    ).encode()
