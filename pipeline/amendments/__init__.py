"""Amendments: reading instructions, finding their places, applying them to a base document.

::

    model ── locators ── instructions (words of an item to operations)
      │         │
      │         └── places ──┐
      └── base_text ─────────┴── apply ── redline, history, drift

Usable by itself: it works on texts and on the plain types of ``model``.
"""
