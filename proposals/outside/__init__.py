"""How the site is found and shown from outside: canonical addresses, site maps, structured data, drawn cards.

Nothing here shows what a public page does not show.
"""
