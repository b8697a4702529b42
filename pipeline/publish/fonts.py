"""The site's text family, cut down to the signs it uses.

The family is Adobe's Source Sans Pro under the SIL Open Font License. Its licence reserves the
name "Source" for the unmodified fonts, and a subset is a modification, so the faces are renamed.
Its figures are lining and all of one width unless a feature asks otherwise, as tables need.
"""

from io import BytesIO
from pathlib import Path

FAMILY = "Archive Sans"
FACES = {
    "regular": "SourceSansPro-Regular.ttf",
    "italic": "SourceSansPro-It.ttf",
    "semibold": "SourceSansPro-Semibold.ttf",
    "bold": "SourceSansPro-Bold.ttf",
}
"""Name of a face to its file in the package font-source-sans-pro."""

SIGNS = (
    "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180))))  # Latin, with names as printed
    + "ȘșȚț–—‑‒―‘’‚“”„†‡•…‰′″‹›⁄€₤₣№™←↑→↓−≈≠≤≥∞∑√▲▶▼◀■◆✓"
    + "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉\u2009\u202f"
)
FEATURES = ("ccmp", "kern", "liga", "locl", "mark", "mkmk", "onum", "pnum", "lnum", "tnum", "zero")

# Name records that hold the family's or a face's name, by the OpenType specification's numbers:
# family, unique id, full name, PostScript name, typographic family.
_NAMES = (1, 3, 4, 6, 16)


def source_folder() -> Path:
    """Where the package keeps the font files and their licence."""
    import font_source_sans_pro

    return Path(font_source_sans_pro.__file__).parent / "files"


def subset(source: Path, face: str) -> bytes:
    """One face as WOFF2, holding `SIGNS` as far as the source has them; same bytes every time."""
    from fontTools import subset as subsetting

    options = subsetting.Options(
        flavor="woff2",
        layout_features=list(FEATURES),
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 7, 13, 14, 16, 17],
        notdef_outline=True,
    )
    target = BytesIO()
    with subsetting.load_font(str(source), options) as font:
        font.recalcTimestamp = False  # otherwise it would hold the time of the build
        subsetter = subsetting.Subsetter(options)
        subsetter.populate(text=SIGNS)
        subsetter.subset(font)
        for record in font["name"].names:
            if record.nameID in _NAMES:
                spaced = FAMILY if record.nameID in (1, 16) else f"{FAMILY} {face.title()}"
                record.string = spaced.replace(" ", "") if record.nameID == 6 else spaced
        font.flavor = "woff2"
        font.save(target)
    return target.getvalue()
