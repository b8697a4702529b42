"""A made-up archive whose every text is hostile, and which still passes every check.

Its deals are made from the specimen record with all of its examples, so that each field of the
model stands in them. Whatever the model takes as free text is replaced by an attack of its own
number; what it refuses keeps its example. Where texts must agree with others, so that no rule
fires, they do (an amendment's words hold its operands, the firm that signs is an underwriter).
The last of them has a word of 3,000 signs in each.
One more deal holds its exhibit, whose lines hold the attacks and signs that no record may have.
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from pipeline.records.deal import Deal
from pipeline.records.typed import to_record
from pipeline.records.yamltext import parse_yaml
from tests.specimen_archive import FOLDER, SOUND_ID, dump, load, write
from tests.test_seed_record import SPECIMEN, filled_in

#: What a text may try. None of it may run, ask a host, or be taken as anything but words.
ATTACKS: tuple[str, ...] = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "' onmouseover='alert(3)' x='",
    "</script><script>alert(4)</script>",
    "</textarea></title></style><svg onload=alert(5)>",
    "<!-- --> <!-- > --!> <![CDATA[ ]]>",
    "{{ 7*7 }} {% include 'x' %} {# no #} ${7*7}",
    "[x](javascript:alert(6)) ![x](https://evil.test/x.png) <https://evil.test/>",
    "`code` ``` ~~~ **b** __i__ | a | b |",
    "# heading {#id} \\ --- *** - list 1. one",
    "'; DROP TABLE deals; -- %s %(x)s {0} \\0 \\x00",
    "&lt;b&gt;&amp;#106;&nbsp;&#x3C;script&#x3E;",
    '=HYPERLINK("https://evil.test/","x")',
    "../../../etc/passwd%00 ?q=1&r=2#frag javascript:alert(7)",
    "\ue0000\ue001 \ufffd a\u0301\u0302\u0303\u0304 שלום مرحبا 😀",
    '{"$schema": "x", "signal": "datum"} datum[\'x\'] \\u003cscript\\u003e',
)
#: A word of 10 KB, which nothing can break.
LONG = "W" * 10_240
#: Signs that a record may not have; a paper is kept byte for byte and may.
IN_PAPERS = "\u202eright to left\u202c \u200b\u2066 \x0c \x1b[31m \x7f \u2028 \ufffe"
ISSUER, BASE, EARLIER_BASE = "evil", "evil-2001-05-05", "evil-1993-01-12"
#: The deals that hold every field; charts and histories need several.
DEALS = tuple(f"{ISSUER}-2004-02-02{suffix}" for suffix in ("", "-b", "-c", "-d", "-e", "-f"))
HELD = f"{ISSUER}-2004-03-01"


def attack(number: int) -> str:
    """Return the attack of a number, marked so that it can be found again."""
    return f"H{number} {ATTACKS[number % len(ATTACKS)]} {number}H"


def make_archive(data: Path) -> Path:
    """Write the archive into a folder; return it."""
    numbers = count()
    texts = _base_document(data, numbers)
    for place, deal_id in enumerate(DEALS):
        # One field holds another attack in each deal: what two deals have alike word by word is
        # shown once where they are held against each other, and could not be told apart.
        while next(numbers) % len(ATTACKS) != place:
            pass
        write(data / "deals" / "2004" / f"{deal_id}.yaml", dump(_deal(deal_id, numbers, *texts)))
    _held_deal(data, numbers)
    for kind, ids in (
        ("issuers", [ISSUER]),
        ("underwriters", ["citigroup-global-markets"]),
        ("counsel", ["john-r-dye"]),
    ):
        parties = [_party(name, numbers) for name in ids]
        if kind != "issuers":
            parties += load((FOLDER / "parties" / f"{kind}.yaml").read_text("utf-8"))["parties"]
        write(data / "parties" / f"{kind}.yaml", dump({"parties": parties}))
    return data


def _deal(deal_id: str, numbers: Iterator[int], old: str, new: str) -> dict[str, Any]:
    """Return a deal with every field, whose first amendment changes the base text held."""
    deal = _specimen()
    deal |= {"deal_id": deal_id, "issuer": ISSUER}
    security = deal["securities"][0]
    del security["purchase_amount"], security["units"], security["shares"]
    security["reopening"]["of_deal"] = DEALS[0] if deal_id != DEALS[0] else HELD
    deal["incorporation"]["base_document"] = BASE
    numbers_of_files = (("registration", "file_number"), ("registration", "further_file_numbers"))
    kept = (*numbers_of_files, ("waivers", 0, "code"), ("waivers", 0, "field"))
    _attacked(deal, numbers, kept, f" {LONG[:3_000]}" if deal_id == DEALS[-1] else "")
    deal["signatures"][0]["party"] = deal["underwriters"]["names"][0]["name"]
    item = deal["amendments"][0]
    operation = item["operations"][0]
    operation |= {"old_text": old, "new_text": new}
    words = (operation["place"]["as_printed"], old, new, operation["term"], operation["meaning"])
    item["text"]["value"] += f" in {' '.join(words)}"
    operation["place"] |= {"section": "3", "subsection": "a"}
    if item["text"]["value"].count('"') % 2:
        item["text"]["value"] += '"'
    deal["notes"] += [LONG, "first\n\n\n    <b>fourth</b>\n\n- fifth\n    sixth"]
    return deal


def _specimen() -> dict[str, Any]:
    """Return the specimen record with its examples, as it is where no exhibit is held."""
    deal: dict[str, Any] = _without_places(load(filled_in(SPECIMEN.read_text("utf-8"))))
    del deal["document"]["exhibit"]
    # What the rule says of the issuer's name is true of every deal here.
    deal["waivers"][0] |= {"code": "NAM06", "field": "issuer_named.name"}
    return deal


def _without_places(tree: Any) -> Any:
    """Return a record as it is where no exhibit is held."""
    if isinstance(tree, dict):
        places = ("lines", "quote", "also")
        return {key: _without_places(value) for key, value in tree.items() if key not in places}
    return [_without_places(value) for value in tree] if isinstance(tree, list) else tree


def _attacked(
    deal: Any, numbers: Iterator[int], kept: tuple[tuple[str, ...], ...], end: str
) -> None:
    """Put attacks wherever the model takes them: as values, in place of blanks, as notes."""
    for path, form in _open_places():
        if any(path[: len(known)] == known for known in kept):
            continue
        holder = _at(deal, path[:-1])
        if holder is not None:
            holder[path[-1]] = _filled(form, attack(next(numbers)) + end)


@cache
def _open_places() -> tuple[tuple[tuple[Any, ...], str], ...]:
    """Return the places of the specimen that take any text, and in which form each."""
    deal = _specimen()
    assert _takes(deal, ("notes", 0), attack(0)), "the specimen is no record any more"
    places = []
    for path, value in list(_parts(deal)):
        if isinstance(value, str):
            forms = ["text"]
        else:
            forms = ["value", "note"] if "blank" in value else ["note"]
        for form in forms:
            at = (*path, "note") if form == "note" else path
            if _takes(deal, at, _filled(form, attack(0))):
                places.append((at, form))
    return tuple(places)


def _filled(form: str, text: str) -> Any:
    return {"value": text} if form == "value" else text


def _at(tree: Any, path: tuple[Any, ...]) -> Any:
    """Return the part at a path; None where the record has it no more."""
    for step in path:
        if isinstance(tree, dict):
            if step not in tree:
                return None
        elif not isinstance(tree, list):
            return None
        tree = tree[step]
    return tree


def _parts(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Yield the texts of a record, and the groups that state a value or its lack."""
    if isinstance(tree, dict):
        if "value" in tree or "blank" in tree:
            yield path, tree
        for key, value in tree.items():
            yield from _parts(value, (*path, key))
    elif isinstance(tree, list):
        for place, value in enumerate(tree):
            yield from _parts(value, (*path, place))
    else:
        yield path, tree


def _takes(deal: Any, path: tuple[Any, ...], value: Any) -> bool:
    """Tell whether the model takes a value at a place of a record."""
    holder = _at(deal, path[:-1])
    before = holder.get(path[-1]) if isinstance(holder, dict) else holder[path[-1]]
    holder[path[-1]] = value
    file = parse_yaml(dump(deal), "")
    _, faults = to_record(file, Deal)
    if before is None:
        del holder[path[-1]]
    else:
        holder[path[-1]] = before
    return not (file.findings or faults)


def _held_deal(data: Path, numbers: Iterator[int]) -> None:
    """Write the sound specimen deal with attacks in its paper, cited and not."""
    text = (FOLDER / "sound.txt").read_text("utf-8")
    record = (FOLDER / "sound.yaml").read_text("utf-8")
    deal = load(record)
    for words in ("Maple Trust Company", "Aa3 / A+", "Each of us agrees", "ANNEX A", "Ada Example"):
        hostile = attack(next(numbers))
        text = text.replace(words, hostile)
        deal = _swapped(deal, words, hostile)
    more = [attack(number) for number in range(len(ATTACKS))]
    text += "\n".join(("", *more, IN_PAPERS, LONG, ""))
    content = text.encode()
    deal |= {"deal_id": HELD, "issuer": ISSUER}
    deal["document"]["exhibit"] |= {
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": str(len(content)),
        "lines": str(text.count("\n")),
    }
    deal["incorporation"]["base_document"] = EARLIER_BASE
    assert SOUND_ID.endswith(HELD[-10:])
    write(data / "exhibits" / f"{HELD}.txt", content)
    write(data / "deals" / "2004" / f"{HELD}.yaml", dump(deal))


def _swapped(tree: Any, old: str, new: str) -> Any:
    if isinstance(tree, dict):
        return {key: _swapped(value, old, new) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_swapped(value, old, new) for value in tree]
    return tree.replace(old, new)


def _party(name: str, numbers: Iterator[int]) -> dict[str, Any]:
    def text() -> str:
        return attack(next(numbers))

    return {
        "id": name,
        "name": text(),
        "kind": text(),
        "jurisdiction": text(),
        "aliases": [{"name": text(), "note": text()}],
        "former_names": [{"name": text(), "to_date": "2001", "source": text()}],
        "groups": [{"group": text(), "source": text()}],
        "notes": [text(), LONG],
    }


def _base_document(data: Path, numbers: Iterator[int]) -> tuple[str, str]:
    """Write two base documents, the later with its text; return words of it and new ones."""
    old, new = attack(next(numbers)), attack(next(numbers))
    text = (
        f"# Provisions {attack(next(numbers))}\n\n{attack(next(numbers))}\n\n"
        f"## 3. Sale {attack(next(numbers))}\n\n(a) The price is paid by {old} on the day.\n\n"
        f"(b) {LONG}\n"
    )
    folder = data / "base_documents"
    held = {"sha256": hashlib.sha256(text.encode()).hexdigest(), "edition": attack(next(numbers))}
    write(folder / BASE / "text.md", text)
    for name, date, more in (
        (BASE, "2001-05-05", {"held": held, "supersedes": EARLIER_BASE}),
        (EARLIER_BASE, "1993-01-12", {"not_held": attack(next(numbers))}),
    ):
        document = {
            "id": name,
            "title": attack(next(numbers)),
            "other_titles": [attack(next(numbers))],
            "issuer": ISSUER,
            "date": date,
            "date_as_printed": attack(next(numbers)),
            "notes": [attack(next(numbers))],
            **more,
        }
        write(folder / name / "document.yaml", dump(document))
    return old, new
