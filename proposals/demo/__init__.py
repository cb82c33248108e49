"""An invented city with four years of proposals, so that figures, leagues and clocks can be seen alive.

Nothing of it is true, and its place says so (`Region.is_example`): every name of a session or council carries 示例.
"""
