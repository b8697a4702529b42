"""Searching the deal history: one language, asked in the terminal and in the browser.

::

    words ── language ─┐
    fields ── values ──┼── segments ──┬── shards ──► search/index/ (the site's search)
    passages ──────────┘              └── store ──► search.sqlite ── find ── show (./inv search)

`fields` declares once what can be searched; `docs/search.md` tells readers what it means. A deal
is cut into passages, each with the place of its page that shows it, and every passage into words.
Both indexes are made from the same words, and both sides cut questions into words the same way: the
shared cases of `tests/search/` hold the Python and the JavaScript to the same answers.
"""
