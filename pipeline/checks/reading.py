"""The codes that reading raises, before any rule can look: what each says must hold.

Their faults are found in :mod:`pipeline.records`; here they stand for the page of checks.
"""

from pipeline.checks.rules import CodeDescription
from pipeline.findings import Severity

_STATEMENTS: tuple[tuple[str, str, str], ...] = (
    (
        "YML01",
        "Each record is a file of at most 2 MB that can be read.",
        "A folder, a missing file or a huge one in a record's place hides the record.",
    ),
    (
        "YML02",
        "A record is encoded in UTF-8.",
        "In another encoding the letters of names turn into others.",
    ),
    ("YML03", "A record's file is not empty.", "An empty file says nothing and looks like work."),
    (
        "YML04",
        "A record is correct YAML, and its keys are words.",
        "What cannot be parsed cannot be checked.",
    ),
    (
        "YML05",
        "No key stands twice in one group.",
        "YAML readers keep the last one and drop the first in silence.",
    ),
    (
        "YML06",
        "A record has no anchors and aliases.",
        "An alias hides a value from the reader, and can multiply without end.",
    ),
    (
        "YML07",
        "A record has no tags.",
        "A tag can make a reader build objects; records are plain text.",
    ),
    (
        "YML08",
        "A file holds one record, nested no deeper than any field is.",
        "A second document, or endless nesting, is no record.",
    ),
    (
        "SCH01",
        "Every field is one that records have, in its own group.",
        "A misspelt field is read by nobody.",
    ),
    (
        "SCH02",
        "Every value has the form of its field: a date, an amount, one of the codes.",
        "A date that does not exist and a price with a comma cannot be computed with.",
    ),
    (
        "SCH03",
        "Every core field is there, with a value or a blank with its reason.",
        "A field that is left out looks like one that was forgotten.",
    ),
    (
        "SCH04",
        "A record's id is the name of its file, that of a base document the name of its folder.",
        "A page is found by its id, a file by its name.",
    ),
    (
        "SCH05",
        "Every id names something that the archive has.",
        "A link that leads nowhere is a slip, or an entry is missing.",
    ),
    (
        "SCH06",
        "Files stand where they belong: deals in their year's folder, base documents in their own.",
        "A file in another place is not read.",
    ),
    ("SCH07", "No id is given twice.", "One of the two would hide the other."),
    (
        "EXH01",
        "An exhibit is held if the record describes one, and described if it is held.",
        "A citation without its exhibit cannot be looked up.",
    ),
    (
        "EXH02",
        "The exhibit is, byte for byte, the one that was recorded.",
        "A source that changes proves nothing.",
    ),
    (
        "EXH03",
        "The text layer of an exhibit that was filed as HTML is what that HTML gives.",
        "Citations count lines of the layer; the filed page has none.",
    ),
    (
        "BAS01",
        "A base document's text is held if its record describes one, and described if it is held.",
        "Amendments are applied to the text that is held; a text nobody vouches for is none.",
    ),
    (
        "BAS02",
        "The text of a base document is, byte for byte, the one that was recorded.",
        "Amendments applied to another text would say what no contract says.",
    ),
    (
        "BAS03",
        "The text of a base document is UTF-8 without control characters, of at most 2 MB.",
        "In another encoding the quoted words are not found.",
    ),
    (
        "CMP02",
        "A blank has its reason.",
        "Unknown, not stated and not seen are three different things.",
    ),
)

CODES: tuple[CodeDescription, ...] = tuple(
    CodeDescription(code, "reading", Severity.ERROR, statement, why)
    for code, statement, why in _STATEMENTS
)
