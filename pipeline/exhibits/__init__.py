"""From a filed Terms Agreement to a draft record, with a citation on every value.

::

    bytes ── intake ──► lines ── layout ──► paragraphs and rows ── readers ──► draft ──► record
             refuses    (records.exhibit)   of known lines        one a subject   verify

Readers are small and know one subject each. Each value that a reader takes has its words and
their lines; before a draft is written every one is looked up again (:mod:`.verify`), and what
cannot be read back from its own words becomes ``unsure`` with the words as its candidate.
"""
