"""What readers report as wrong: written without an account, answered under a number, published by nobody.

`places` knows which page and fact is meant, `forms` what a form must carry so that no other site can send it and no
machine floods the queue, `reporting` writes the report. Staff work on it in the admin.
"""
