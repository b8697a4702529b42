"""What a draft asks or remarks on: items that were not read, errors of the print."""

from pipeline.exhibits.draft import Draft


def ask_what_is_unread(draft: Draft) -> None:
    """Leave an operation blank as unsure where nothing was made of its item's words.

    ``unresolved`` is a reviewer's statement: that the words are resolved to no operation.
    """
    items = draft.tree.get("amendments")
    for item in items if isinstance(items, list) else []:
        text = item["text"]
        said = text.get("candidates") or [
            {"lines": text["lines"], "quote": text.get("quote", text.get("value"))}
        ]
        for operation in item["operations"]:
            if operation["operation"] == "unresolved":
                operation["operation"] = {
                    "blank": "unsure",
                    "candidates": [dict(one) for one in said],
                    "note": "the reader of instructions made nothing of these words",
                }


def remark_printed_errors(draft: Draft) -> None:
    """Mark a closing that is printed before the agreement, and say so to the reviewer."""
    agreed, closing = draft.get("agreement_date.value"), draft.get("closing.date.value")
    if agreed and closing and closing < agreed:
        why = "the closing is printed before the date of the agreement"
        draft.tree["closing"]["date"]["misprint"] = why
        draft.notes.append(
            f"The paper prints {closing} as its closing, before its own date, {agreed}."
        )
