"""Reading a draft against its paper, field by field, in the terminal.

:mod:`.terminal` asks and :mod:`.form` fills in; :mod:`.session` knows what is decided, on top of
:mod:`.editor`, whose record is always a sound one. What a record may hold says :mod:`.outline`,
where the paper says it :mod:`.citing`, what speaks against it :mod:`.proof`.
"""
