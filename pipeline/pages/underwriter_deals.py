"""The deals of an underwriter, with its part in each."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from pipeline.pages import format as fmt
from pipeline.pages.catalogue import Catalogue, Listed, Part
from pipeline.pages.deal_table import boxed, shown_day, shown_title
from pipeline.pages.html import computed, url
from pipeline.pages.page import heading
from pipeline.records.codes import UNDERWRITER_ROLES

#: The first cells of a row, by deal and security.
Cells = Mapping[tuple[str, str], str]

#: Heading, class, how DataTables sorts it. Only an allocation has amount and share.
_COLUMNS: Sequence[tuple[str, str, str]] = (
    ("Date", "da", "string"),
    ("Issuer", "is", "html"),
    ("Title", "ti", "html"),
    ("Currency", "cu", "string"),
    ("Amount of the issue", "am", "num-fmt"),
    ("Part", "pt", "string"),
    ("Allocation", "al", "num-fmt"),
    ("Share, %", "sh", "num"),
    ("Name as printed", "nm", "string"),
)


def deals_section(parts: Sequence[Part], cells: Cells) -> Iterable[str]:
    """Yield every deal of a firm; the rows are as spare as those of the list of all deals."""
    if not parts:
        return
    yield heading("Deals", "deals")
    heads = "".join(
        f'<th scope="col" class="{key}" data-type="{kind}">'
        f"{computed('') if key == 'sh' else ''}{label}</th>"
        for label, key, kind in _COLUMNS
    )
    rows = [
        f"<tr>{cells[part.listed.deal_id, part.listed.security_id]}{_part(part)}</tr>\n"
        for part in parts
    ]
    yield boxed(heads, rows, "Its deals, newest first")


def security_cells(catalogue: Catalogue) -> Cells:
    """Return what a row says of the security, the same on every underwriter's page."""
    here = "underwriters/any.md"
    return {(e.deal_id, e.security_id): _security(e, here) for e in catalogue.listed}


def _security(entry: Listed, here: str) -> str:
    amount = "" if entry.amount is None else fmt.number(entry.amount)
    return (
        f'<td class=da data-order="{entry.dated}">{shown_day(entry)}</td>'
        f'<td class=is><a href="{url(here, f"issuers/{entry.issuer_id}.md")}">'
        f"{escape(entry.issuer_name)}</a></td>"
        f'<td class=ti><a href="{url(here, entry.path)}">{escape(shown_title(entry))}</a></td>'
        f"<td class=cu>{escape(entry.currency or '')}</td><td class=am>{amount}</td>"
    )


def _part(part: Part) -> str:
    taken = "" if part.amount is None else fmt.number(part.amount)
    share = "" if part.share_pct is None else fmt.number(part.share_pct, 3)
    role = fmt.meaning(part.role, UNDERWRITER_ROLES) if part.role else ""
    known = "named" if part.amount is None and part.share_pct is None else "allocation"
    return (
        f"<td class=pt>{known}{f', {role}' if role else ''}</td>"
        f"<td class=al>{taken}</td><td class=sh>{share}</td>"
        f"<td class=nm>{escape(part.name_as_printed or '')}</td>"
    )
