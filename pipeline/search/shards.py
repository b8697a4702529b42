"""The index that the site's search reads: small files, of which a question needs a few.

::

    head.json             what there is: segments with their deals counted, first word of each shard
    w/<n>.pack            words in order, each with the deals that hold it in each segment
    p/<n>.pack            the same words with their places, read for phrases alone
    s/<n>.pack            the ids of a segment's deals
    d/<deal_id>.pack      a deal's passages, read when it is shown
    n/<field>.pack        the choices of one field with all their names
    c/<field>.pack        every deal's values of one field, read when a question or facet needs it
    spelling.pack         words by how many deals hold them, read when a word is not found
    pages.pack            the written pages

A pack is compressed JSON or lines of text, unpacked by the browser itself, so that it is as small
on a server that compresses nothing. `head.json` names the version that the other files are asked
by, so that none of an older build is taken from a browser's cache.
"""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from hashlib import blake2b
from pathlib import Path
from typing import Any

from pipeline.search.fields import FACETS, FIELDS, Field
from pipeline.search.segments import Segment, packed
from pipeline.search.values import Choice, Value, Values

#: So many characters of text a shard, before compression.
WORDS_A_SHARD = 8_000
PLACES_A_SHARD = 16_000


def files(
    segments: Sequence[Segment],
    values: Mapping[str, Values],
    choices: Mapping[str, Sequence[Choice]],
    pages: object,
    known: Mapping[str, tuple[str, bytes]],
) -> Iterator[tuple[str, str, bytes]]:
    """Yield every file of the index as its name, the digest of its text, and its bytes.

    ``known`` holds the last build's digests and bytes, so that what did not change is not
    compressed again.
    """

    def pack(name: str, text: str) -> tuple[str, str, bytes]:
        digest = blake2b(text.encode(), digest_size=12).hexdigest()
        before = known.get(name)
        if before is not None and before[0] == digest:
            return name, digest, before[1]
        return name, digest, gzip.compress(text.encode(), compresslevel=6, mtime=0)

    digests = []
    heads: dict[str, list[str]] = {}
    for folder, size in (("w", WORDS_A_SHARD), ("p", PLACES_A_SHARD)):
        heads[folder] = []
        for number, (first, text) in enumerate(_shards(segments, folder, size)):
            heads[folder].append(first)
            made = pack(f"{folder}/{number}.pack", text)
            digests.append(made[1])
            yield made
    for number, segment in enumerate(segments):
        yield pack(f"s/{number}.pack", _json(segment.deals))
        for deal_id, content in zip(segment.deals, segment.packs, strict=True):
            digest = blake2b(content, digest_size=12).hexdigest()
            digests.append(digest)
            yield f"d/{deal_id}.pack", digest, content
    for facet in FACETS:
        made = pack(f"c/{facet.name}.pack", _json(_column(facet, values, choices)))
        digests.append(made[1])
        yield made
        if facet.kind == "choice":
            names = [[c.code, c.label, c.names] for c in choices[facet.name]]
            made = pack(f"n/{facet.name}.pack", _json(names))
            digests.append(made[1])
            yield made
    made = pack("c/dated.pack", _json([entry.dated for entry in values.values()]))
    others = (made, pack("spelling.pack", "\n".join(_spelling(segments))))
    for made in (*others, pack("pages.pack", _json(pages))):
        digests.append(made[1])
        yield made
    head = {
        "version": blake2b("".join(digests).encode(), digest_size=8).hexdigest(),
        "deals": len(values),
        "segments": [[segment.name, len(segment.deals)] for segment in segments],
        "fields": [_declared(field) for field in FIELDS],
        "words": heads["w"],
    }
    yield "places.pack", "", packed(heads["p"])
    yield "head.json", "", _json(head).encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _shards(segments: Sequence[Segment], kind: str, size: int) -> Iterator[tuple[str, str]]:
    """Yield the first word and the text of each shard, words in the order of UTF-16."""
    entries: dict[str, list[str]] = {}
    for number, segment in enumerate(segments):
        for word, held in (segment.words if kind == "w" else segment.places).items():
            entry = f"{number}:{held}"
            if word in entries:
                entries[word].append(entry)
            else:
                entries[word] = [entry]
    first, length = "", 0
    lines: list[str] = []
    for word in sorted(entries, key=_order):
        line = f"{word}\t{' '.join(entries[word])}"
        if lines and length + len(line) > size:
            yield first, "\n".join(lines)
            length, lines = 0, []
        if not lines:
            first = word
        lines.append(line)
        length += len(line) + 1
    if lines:
        yield first, "\n".join(lines)


def _order(word: str) -> bytes:
    # Browsers compare strings by their UTF-16 units.
    return word.encode("utf-16-be")


def _column(
    facet: Field, values: Mapping[str, Values], choices: Mapping[str, Sequence[Choice]]
) -> dict[str, Any]:
    """Return, for each deal, the numbers of its values; of a range, the values themselves too.

    A deal's entry is one number, or a list: of its securities in their order where each has its
    own value, else of all its values. 0 stands for none; values are counted from 1.
    """
    name, of_security = facet.name, facet.of_security
    written: list[list[str]] = []
    for entry in values.values():
        if of_security:
            held = [s.get(name, "") for s in entry.of_securities]
        else:
            held = entry.of_deal.get(name, [])
        written.append([_exact(value) if type(value) is not str else value for value in held])
    column: dict[str, Any] = {}
    if facet.kind == "choice":
        keyed = {choice.code: number for number, choice in enumerate(choices[name], 1)}
    else:
        distinct = {text for texts in written for text in texts if text}
        column["values"] = sorted(distinct, key=lambda text: (float(text), text))
        keyed = {text: number for number, text in enumerate(column["values"], 1)}
    keyed[""] = 0
    deals: list[int | list[int]] = []
    for texts in written:
        if len(texts) == 1:
            deals.append(keyed[texts[0]])
        else:
            own = [keyed[text] for text in texts]
            deals.append((own if of_security else sorted(own)) or 0)
    return {**column, "deals": deals}


def _exact(value: Value) -> str:
    text = str(value)
    # Of decimals, only the very small and very large are written with an exponent, and slowly else.
    return format(value, "f") if isinstance(value, Decimal) and "E" in text else text


def _declared(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "label": field.label,
        "kind": field.kind,
        "others": list(field.others),
        "ofSecurity": field.of_security,
        "unit": field.unit,
        "end": field.end,
    }


def _spelling(segments: Sequence[Segment]) -> list[str]:
    """Return the words of letters alone, those that most deals hold first."""
    count: dict[str, int] = {}
    for segment in segments:
        for word, held in segment.words.items():
            if word.isascii() and word.isalpha():
                deals = len(segment.deals) if held == "*" else held.count(",") + 1
                count[word] = count.get(word, 0) + deals
    return sorted(count, key=lambda word: (-count[word], word))


def read_known(folder: Path, digests: Mapping[str, str]) -> dict[str, tuple[str, bytes]]:
    """Return the files of the last build that its digests name and that are still there.

    Deals' own packs are left out: segments keep them.
    """
    known = {}
    for name, digest in digests.items():
        if name.startswith("d/"):
            continue
        try:
            known[name] = digest, (folder / name).read_bytes()
        except OSError:
            continue
    return known
