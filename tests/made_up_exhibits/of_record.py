"""The truth that a record made by hand states, to compare a draft of the same paper with it."""

import re

from tests.made_up_exhibits.drafts import Tree, flatten
from tests.made_up_exhibits.truth import Fact, Truth

#: What editors add to the words of the paper: nobody can read it from an exhibit.
_EDITORS = re.compile(
    r"(deal_id|dated_by|review\..*|seen\..*|sources\[.*|notes\[.*|waivers\[.*"
    r"|document\.(exhibit|filing)\..*|.*\.(summary|security_id|note|as_printed)|.*\.notes\[.*"
    r"|.*\.protected\[.*)"
)


def truth_of_record(record: Tree) -> Truth:
    """Return the truth of a record: each value that it states must be found.

    ``record`` is plain data (see :mod:`tests.made_up_exhibits.drafts`). What the record leaves
    out or blank is absent, of the fields it has or that are judged anyway. The editors' own words
    and summaries are no part of it.
    """
    return Truth(
        tuple(
            Fact(path, given.value, "", "record")
            for path, given in flatten(record).items()
            if given.value is not None and not _EDITORS.fullmatch(path)
        )
    )
