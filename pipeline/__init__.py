"""The deal archive's pipeline: deal YAML in, a published, checked archive out.

::

    data/ ── records ── checks ── tables ── pages ── publish ──► site/
                ▲          ▲         ▲                  ▲
            exhibits   economics  amendments          search
            review

``exhibits`` drafts a record from a filed paper, ``review`` is where somebody reads it; both
write into ``data/`` and are run by hand, never by a build. ``compare`` lays the sheets of
deals, which ``pages`` makes, side by side in the terminal.

A stage takes data and returns data; only reading records, writing tables and pages,
and publishing touch files. Imports run from right to left along the line and from the
lower row up into it, never the other way (``tests/test_architecture.py``).
"""
