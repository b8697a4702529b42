"""The wording of instructions: from words to phrases, and from phrases to operations.

::

    quotations ── parts ── grammar ── parse ── narrowing ── context ── acts ── clauses
                                        │
                        phrases_of_place, phrases_of_act

Quotations are cut out, the item is taken apart, the grammar reads each part, its tree
becomes phrases, and phrases with their places become operations.
"""
