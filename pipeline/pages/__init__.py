"""Pages: from records and tables to Markdown, one view a kind of page.

A view is pure: data in, a :class:`~pipeline.pages.page.Page` out. A deal's page is put
together in :mod:`~pipeline.pages.deal` from one module a section; all others are named after
what they show. :mod:`~pipeline.pages.format` writes values, :mod:`~pipeline.pages.html`
escapes, links and fills templates, :mod:`~pipeline.pages.charts` draws.
"""
