"""A table within a cell of a page: one sum among other cells, or a table of its own."""

from pipeline.records.html_text import text_layer

SUM = "<td><table><tr><td>$</td><td>{}</td></tr></table></td>"


def test_sums_that_are_tables_stay_in_their_row() -> None:
    row = f"<tr><td>Amount</td>{SUM.format('500')}{SUM.format('400')}</tr>"

    assert text_layer(f"<html><table>{row}</table></html>".encode()) == "Amount\t$ 500\t$ 400\n"


def test_a_table_of_several_rows_keeps_its_rows() -> None:
    inner = "<table><tr><td>A</td><td>1</td></tr><tr><td>B</td><td>2</td></tr></table>"
    page = f"<html><table><tr><td>Firms</td><td>{inner}</td></tr></table></html>"

    assert text_layer(page.encode()).split("\n")[:3] == ["Firms", "A\t1", "B\t2"]


def test_a_row_that_a_cell_only_wraps_keeps_its_cells() -> None:
    inner = "<table><tr><td>Name</td><td>Title</td></tr></table>"
    page = f"<html><table><tr><td></td><td>{inner}</td></tr></table></html>"

    assert text_layer(page.encode()) == "Name\tTitle\n"
