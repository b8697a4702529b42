"""What a page sets as it was typed keeps its lines and columns in the text layer."""

import pytest

from pipeline.records.html_text import text_layer

ROW = "Title: ........  6% Notes\n                 due 2012"


@pytest.mark.parametrize("tag", ["pre", "PRE", "xmp", "listing"])
def test_lines_and_columns_stay(tag: str) -> None:
    page = f"<html><p>Before\nit</p><{tag}>\n{ROW}\n\nNext\n</{tag}><p>Behind  it</p></html>"

    assert text_layer(page.encode()) == f"Before it\n\n{ROW}\n\nNext\n\nBehind it\n"


def test_marks_within_typed_lines_cut_no_word() -> None:
    page = b"<html><pre>The <b>Com</b>pany <a name=x>of</a>\n   <u>Ohio</u><br>ends</pre></html>"

    assert text_layer(page) == "The Company of\n   Ohio\nends\n"


def test_tabs_are_columns_of_eight() -> None:
    assert text_layer(b"<html><body><pre>a\tb</pre></body></html>") == "a       b\n"


def test_other_white_space_is_one_space_after_it() -> None:
    page = b"<html><pre>a  b</pre><div>c  d</div><table><tr><td>e  f</td></tr></table></html>"

    assert text_layer(page).split("\n\n") == ["a  b", "c d", "e f\n"]
