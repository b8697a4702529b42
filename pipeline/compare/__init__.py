"""Deals side by side, by their sheets: what is the same, what differs, what nobody knows.

::

    sheets ── align ──► terminal
      (pages/sheet.py)   (compare.js does the same in the browser)
"""
