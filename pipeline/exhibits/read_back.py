"""A draft written and read again, by the model of records."""

import hashlib
import re
from typing import Any

from pipeline.exhibits.intake import RefusedError, Taken
from pipeline.findings import Finding
from pipeline.records.canonical import write_record
from pipeline.records.deal import Deal
from pipeline.records.typed import to_record
from pipeline.records.yamltext import MAX_BYTES, parse_yaml


def read_back(tree: dict[str, Any], taken: Taken) -> tuple[str, Deal]:
    """Write the tree and read it again; a field that the schema refuses is left out or blank."""
    exhibit: dict[str, str] = {"format": "html"} if taken.format == "html" else {}
    exhibit["sha256"] = hashlib.sha256(taken.content).hexdigest()
    exhibit["bytes"] = str(len(taken.content))
    exhibit["lines"] = str(len(taken.exhibit.lines))
    tree["document"]["exhibit"] = exhibit
    for _ in range(40):
        text = write_record(tree)
        if len(text.encode()) > MAX_BYTES:
            raise RefusedError(
                f"it gives a record of {len(text.encode()):,} bytes, and a record may hold "
                f"{MAX_BYTES:,}: no agreement has so many terms; give the exhibit alone"
            )
        file = parse_yaml(text.encode(), "draft")
        deal, faults = to_record(file, Deal)
        if deal is not None:
            return text, deal
        found = [*file.findings, *faults]
        if not found or not any(_amend(tree, one) for one in found):
            raise RefusedError(
                f"the draft could not be written: {found[0].message if found else 'unknown'}"
            )
    raise RefusedError("the draft could not be written: too much of it is not what records hold")


def _amend(tree: dict[str, Any], fault: Finding) -> bool:
    """Take out the value that the schema refuses; return whether anything was changed."""
    steps: list[str | int] = [
        int(s) if s.isdigit() else s for s in re.findall(r"[\w]+", fault.field)
    ]
    if not steps:
        return False
    # The nearest group that may be blank: the field itself, or what holds it.
    while steps:
        holder: Any = tree
        try:
            for step in steps[:-1]:
                holder = holder[step]
            if isinstance(holder, dict) and steps[-1] in holder:
                value = holder[steps[-1]]
                if isinstance(value, dict) and "value" in value and "lines" in value:
                    quote = str(value.get("quote", value["value"]))
                    holder[steps[-1]] = {
                        "blank": "unsure",
                        "candidates": [{"lines": value["lines"], "quote": quote}],
                    }
                else:
                    del holder[steps[-1]]
                return True
        except (KeyError, IndexError, TypeError):
            pass
        steps.pop()
    return False
