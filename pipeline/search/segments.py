"""The archive in segments: the deals of one month, indexed by themselves.

When one deal changes, its segment is made anew and every other is taken from the cache. A
segment's part of the index is text that is put together, never parsed again:

- `words`: each word to the deals that hold it, by their places in the segment, each less the one
  before: ``0,1,4``; ``*`` where all hold it;
- `places`: each word to where it stands in each of those deals, deals parted by ``;``, each place
  less the one before, in base 36. Passages are a place apart, so that no phrase runs across.
"""

import gzip
import json
import marshal
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from pipeline.pages import format as fmt
from pipeline.pages.deal_columns import short_partial
from pipeline.records.archive import Archive, DealRecord
from pipeline.search.fields import ZONES
from pipeline.search.passages import Passage, lines, passages
from pipeline.search.values import Values
from pipeline.search.words import words
from pipeline.tables.build import Tables

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
#: Separates passages in a deal's stream of words; no question holds it.
GAP = "_"


#: A deal's words in order: all of them, those removed and those inserted.
Streams = tuple[str, str, str]


@dataclass(slots=True)
class Segment:
    """A month of deals: their parts of the index, newest first.

    ``packs`` holds what a hit shows of each deal, compressed. ``file`` is where the segment is
    kept, once it is.
    """

    name: str
    deals: list[str]
    words: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    packs: list[bytes] = field(default_factory=list)
    file: Path | None = None
    made: list[Streams] = field(default_factory=list)

    @property
    def streams(self) -> list[Streams]:
        """The streams of the segment's deals; read only when some deal changed."""
        if self.file is None:
            return self.made
        return [(a, b, c) for a, b, c in marshal.loads(_beside(self.file).read_bytes())]  # noqa: S302


def segments(
    archive: Archive,
    tables: Tables,
    values: Mapping[str, Values],
    keys: Mapping[str, str],
    cache: Path,
) -> Iterator[Segment]:
    """Yield the segments of an archive, the newest first, made anew where a deal changed.

    ``keys`` name what each deal's part was made from; ``cache`` is the folder where segments are
    kept, which afterwards holds those of this archive alone.
    """
    groups: dict[str, list[str]] = {}
    for deal_id, entry in values.items():
        groups.setdefault(entry.dated[:7], []).append(deal_id)
    cache.mkdir(parents=True, exist_ok=True)
    kept: set[str] = set()
    for name, deals in groups.items():
        digest = blake2b("\0".join(f"{d} {keys[d]}" for d in deals).encode(), digest_size=12)
        file = cache / f"{name or 'undated'}-{digest.hexdigest()}"
        kept |= {file.name, _beside(file).name}
        segment = _read(file)
        if segment is None:
            segment = make_segment(name, [archive.deals[d] for d in deals], archive, tables)
            _write(file, segment)
        yield segment
    for old in cache.iterdir():
        if old.name not in kept:
            old.unlink()


def _read(file: Path) -> Segment | None:
    try:
        name, deals, words_, places, packs = marshal.loads(file.read_bytes())  # noqa: S302 - our own
    except (OSError, EOFError, ValueError, TypeError):
        return None
    if not _beside(file).exists():
        return None
    return Segment(name, deals, words_, places, packs, file)


def _write(file: Path, segment: Segment) -> None:
    """Keep a segment; its streams, which are large and seldom read, in a file beside it."""
    parts = (segment.name, segment.deals, segment.words, segment.places, segment.packs)
    for place, content in ((_beside(file), segment.made), (file, parts)):
        unfinished = place.with_suffix(".unfinished")
        unfinished.write_bytes(marshal.dumps(content))
        unfinished.replace(place)


def _beside(file: Path) -> Path:
    return file.with_suffix(".streams")


def make_segment(
    name: str, records: Iterable[DealRecord], archive: Archive, tables: Tables
) -> Segment:
    """Index some deals, given newest first."""
    segment = Segment(name, [])
    holders: dict[str, list[int]] = {}
    places: dict[str, list[str]] = {}
    for number, record in enumerate(records):
        found = list(passages(record, archive, tables))
        held = lines(record)
        segment.deals.append(record.deal.deal_id)
        segment.packs.append(_pack(record, found, held))
        cut = [(words(p.text), p.zone) for p in found]
        cut.append((words("\n".join(text for _, text in held)), ""))
        segment.made.append(_streams(cut))
        for word, stands in _stands(cut).items():
            holders.setdefault(word, []).append(number)
            places.setdefault(word, []).append(_packed(stands))
    count = len(segment.deals)
    segment.words = {word: _deals(found, count) for word, found in holders.items()}
    segment.places = {word: ";".join(found) for word, found in places.items()}
    return segment


def _stands(cut: Iterable[tuple[list[str], str]]) -> dict[str, list[int]]:
    stands: dict[str, list[int]] = {}
    place = 0
    for found, zone in cut:
        for word in found:
            stands.setdefault(word, []).append(place)
            if zone:
                stands.setdefault(zone + word, []).append(place)
            place += 1
        place += 1
    return stands


def _streams(cut: Iterable[tuple[list[str], str]]) -> tuple[str, str, str]:
    streams: dict[str, list[str]] = {"": [], **{zone: [] for zone in ZONES.values()}}
    for found, zone in cut:
        for kind in {"", zone}:
            streams[kind] += [*found, GAP]
    return " ".join(streams[""]), " ".join(streams["-"]), " ".join(streams["+"])


def _deals(holders: list[int], count: int) -> str:
    if len(holders) == count:
        return "*"
    return ",".join(
        str(number - before) for before, number in zip([0, *holders], holders, strict=False)
    )


def _packed(stands: list[int]) -> str:
    return ",".join(_base36(s - before) for before, s in zip([0, *stands], stands, strict=False))


def _base36(number: int) -> str:
    if number < 36:
        return _DIGITS[number]
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits


def _pack(record: DealRecord, found: list[Passage], held: list[tuple[int, str]]) -> bytes:
    shown = {
        **head(record),
        "passages": [list(p) if p.zone else list(p[:3]) for p in found],
        "lines": held,
    }
    return packed(shown)


def packed(value: object) -> bytes:
    """Return a value as compressed JSON: the same bytes for the same value."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), compresslevel=6, mtime=0)


def head(record: DealRecord) -> dict[str, str]:
    """Return how a deal is called in a list: title, issuer, date, amount."""
    deal = record.deal
    first = deal.securities[0]
    title = first.title.value or "Title not known"
    if len(deal.securities) > 1:
        title += f", and {fmt.count(len(deal.securities) - 1, 'more', 'more')}"
    day = deal.agreement_date.value or (deal.pricing_date and deal.pricing_date.value)
    amount = first.principal_amount.value
    return {
        "title": title,
        "issuer": deal.issuer_named.name.value or deal.issuer,
        "dated": fmt.short_day(day) if day else short_partial(_dated(deal.deal_id)),
        "amount": fmt.short_amount(amount, first.currency.value) if amount is not None else "",
    }


def _dated(deal_id: str) -> str:
    from pipeline.pages.catalogue import dated

    return dated(deal_id)
