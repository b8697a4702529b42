"""Reading a draft against its paper, field by field, in the terminal.

:mod:`.session` knows what is decided and writes the record; :mod:`.terminal` asks.
"""
