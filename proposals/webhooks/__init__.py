"""Messages to receivers that the administrator has entered: their own programs, robots of 企业微信 and 钉钉.

`queueing` writes a delivery in the transaction of its event, `posting` lets a worker send it by the rota that mail has,
`delivering` sends one; `styles` says in which words and formats, `signing` proves who sent it, `hosts` where to at all,
`connecting` by which connection. Off while WEBHOOK_HOSTS is empty.
"""
