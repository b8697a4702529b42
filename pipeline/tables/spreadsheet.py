"""Text of CSV files that a spreadsheet shows and never runs.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@``, or with a tab or the end
of a line before one of these, as a formula, and formulas can call programs and addresses (OWASP,
"CSV Injection"). Such a text gets an apostrophe in front, as OWASP advises, which spreadsheets
take as "this is text". A number stays a number: ``-1.5`` runs nothing.

The guard can be undone without loss, because a text that looks guarded already is guarded once
more: ``unguarded(guarded(text)) == text`` for any text. ``docs/assets/javascripts/csv.js`` follows
the same rule.
"""

import re

#: The signs that begin a formula; the last four are their wide forms.
_RUN = "=+\\-@\t\r\n＝＋－＠"
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_WOULD_RUN = re.compile(f"'*[{_RUN}]")
_IS_GUARDED = re.compile(f"'+[{_RUN}]")


def guarded(text: str) -> str:
    """Return a cell's text with an apostrophe in front where a spreadsheet would run it."""
    if _WOULD_RUN.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def unguarded(cell: str) -> str:
    """Return the text behind a cell that ``guarded`` wrote."""
    return cell[1:] if _IS_GUARDED.match(cell) else cell
