"""Word documents of varied terms: a redline with native tracked changes, and the clean text.

::

    fragments ── model ── paragraphs ── tracked ──┐
                              │                   ├── documents ── package ──► .docx
                              └── wml ── frame ───┘                   │
                                                       template ──────┘ (python-docx, parts/)

What is the same in all documents is made once; each document then costs its own text.
"""

from pipeline.word.documents import clean_docx, redline_docx
from pipeline.word.fragments import fragment_blocks
from pipeline.word.model import Aside, Change, Terms

__all__ = ["Aside", "Change", "Terms", "clean_docx", "fragment_blocks", "redline_docx"]
