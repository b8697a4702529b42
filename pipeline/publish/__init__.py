"""From generated pages to the published site.

::

    pages ──────────────┐
    docs/*.md, assets/ ─┤ assemble ──► docs/archive/ ── build ──► links ──► site/
    tables ─────────────┤              (tree)           (hook)
    fonts, scripts ─────┘ (assets)

`assemble` lays out one folder that holds all the publisher needs; `publish` turns it into a site
beside the old one, checks every link, and only then puts it in the old one's place.
"""

from pipeline.publish.assemble import assemble
from pipeline.publish.build import Published, PublishError, publish
from pipeline.publish.serve import serve

__all__ = ["PublishError", "Published", "assemble", "publish", "serve"]
