"""Words longer than a screen are found wherever a reader sees them, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from pipeline.pages.html import Markup, block, escape

LONG = "W" * 80


def is_marked(made: str) -> bool:
    return made.startswith('<div class="d-long">') and made.endswith("</div>")


@pytest.mark.parametrize(
    "made",
    [
        f"<p>{LONG}</p>",
        f"<p>two {LONG} words</p>",
        f"<p>{'€' * 80}</p>",
        f'<p><a href="x">{LONG}</a></p>',
        f'<p title="{LONG}">and {LONG}</p>',
        f"<script>x</script><p>{LONG}</p>",
        f"<p>{'é' * 40}\u00a0{LONG}</p>",
    ],
)
def test_a_long_word_that_shows_marks_its_block(made: str) -> None:
    assert is_marked(block(made))


@pytest.mark.parametrize(
    "made",
    [
        "<p></p>",
        f"<p>{LONG[1:]}</p>",
        f"<p>{LONG[1:]} {LONG[1:]}</p>",
        f"<p>{LONG[1:]}<b>{LONG[1:]}</b></p>",
        f"<p>{'€' * 79}</p>",
        f"<p>{LONG[1:]}\u00a0{LONG[1:]}</p>",
        f'<p title="{LONG}">short</p>',
        f'<p>short <a href="{LONG}">short</a></p>',
        f'<script type="application/json">{LONG}</script>',
        f'<p>short</p>\n<script type="application/json">"{LONG}"</script>',
    ],
)
def test_other_blocks_are_left_as_they_are(made: str) -> None:
    assert block(made) == made


texts = st.text(st.sampled_from("W€é \u00a0\n&<>\"'/"), max_size=40).map(lambda text: text * 9)


@given(texts, texts)
def test_any_text_is_marked_by_the_words_that_show(shown: str, hidden: str) -> None:
    made = block(Markup('<p title="{}">{}</p>').format(hidden, shown))
    (paragraph,) = lxml_html.fromstring(f"<main>{made}</main>").iter("p")
    # What stands for a sign takes several signs in HTML, where a reader sees one.
    words = str(escape(paragraph.text_content())).split()
    assert is_marked(made) == any(len(word) >= 80 for word in words)
