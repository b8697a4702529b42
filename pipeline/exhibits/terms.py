"""The rows of the terms, one security after the other, to the fields of its record."""

import re

from pipeline.exhibits.accrued import accrued_words, read_accrued
from pipeline.exhibits.by_series import split_by_series
from pipeline.exhibits.conventions import convention
from pipeline.exhibits.draft import Draft, Group, figure, stated, unsure, words
from pipeline.exhibits.figures import CONDITIONAL, MONEY, Figure, clock_times, dates, money, percents
from pipeline.exhibits.interest import interest_type, pays_nothing, read_rate
from pipeline.exhibits.labels import kind_of, plain_label
from pipeline.exhibits.paper import Paper
from pipeline.exhibits.passages import Passage, Row, Span
from pipeline.exhibits.payments import read_payments, record_days, without_record_dates
from pipeline.exhibits.periods import Part, split_periods
from pipeline.exhibits.redemption import read_redemption
from pipeline.exhibits.sale import Sold
from pipeline.exhibits.strokes import SIGNS

#: So many rows that come again begin another table.
_REPEATED = 3
Rows = dict[str, tuple[Passage, Span]]
#: Kinds of rows whose words are a field of their own as they stand.
_AS_PRINTED = {
    "denominations": "denominations",
    "cusip": "cusip",
    "isin": "isin",
    "ratings": "ratings",
    "guarantee": "guarantee",
    "maturity_payment": "maturity_payment",
}
_OF_DEAL = {"trustee": "trustee", "indenture": "indenture", "governing_law": "governing_law"}
#: Kinds that other readers take.
_ELSEWHERE = frozenset({"closing", "additional", "listing", "pricing_date", "defeasance"})
_TYPES = (
    ("depositary_shares", r"Depositary\sShares"),
    ("preferred_shares", r"Preferred\s(?:Stock|Shares)"),
    ("trust_certificates", r"(?:Trust\s)?Certificates"),
    (
        "currency_linked_notes",
        (
            r"Currenc(?:y|ies)[\s-](?:Linked|Indexed)[\w\s-]*|Linked\sto\s[\w\s]*Currenc(?:y|"
            r"ies)"
        ),
    ),
    (
        "index_linked_notes",
        (
            r"(?:Index(?:ed)?[\s-]Linked|[Bb]ased\s(?:[Uu]pon|[Oo]n)\sthe\s[^.;]{0,80}?\b(?:Index|"
            r"Average|Basket)|Principal[\s-]Protected|Linked\sto\sthe\s[^.;]{0,60}?Index)"
            r"\b[\w\s-]*"
        ),
    ),
    (
        "equity_linked_notes",
        (
            r"Equity\s?[\s-]Linked\s(?:Securities|Notes)|[Bb]ased\s[Uu]pon\sthe\s(?:Common\sStocks"
            r"?|Ordinary\sShares|American\sDepositary\sShares)[\w\s-]*|EQUity\sIndexed\sNotes?|"
            r"\bELKS\b"
        ),
    ),
    ("debentures", r"(?:(?:Junior\s|Senior\s)?(?:Subordinated\s)?)Debentures?"),
    ("bonds", r"(?:First\sMortgage\s|Mortgage\s)?Bonds?"),
    (
        "notes",
        (
            r"(?:(?:Senior\s|Junior\s)?(?:Secured\s|Unsecured\s)?(?:Subordinated\s)?)"
            r"(?:Floating\sRate\s|Fixed\sRate\s)?(?:Medium-Term\s)?Notes?"
        ),
    ),
)
_RANKINGS = (
    ("senior_secured", r"Senior\sSecured\b|First\sMortgage\b"),
    ("junior_subordinated", r"Junior\sSubordinated\b"),
    ("subordinated", r"(?<!Junior\s)(?<!Senior\s)Subordinated\b"),
    ("senior", r"\bSenior\b(?!\sSubordinated|\sSecured)"),
    ("preferred", r"\bPreferred\s(?:Stock|Shares)"),
)


def tables(paper: Paper) -> list[Rows]:
    """Return the rows by kind, one group a security: a second title begins another one."""
    known = [(kind_of(row.label.text), row) for row in paper.rows if len(row.cells) > 1]
    widest = max((len(row.cells) for kind, row in known if kind), default=2)
    found: list[Rows] = [{}]
    columns = widest - 1 if widest > 2 and _is_table_of_series(known, widest) else 1
    if columns > 1:
        found = [{} for _ in range(columns)]
    kinds = [kind for kind, _ in known]
    for number, (kind, row) in enumerate(known):
        name = kind or f"?{row.label.first}"
        if columns > 1:
            for at, rows in enumerate(found):
                cell = row.cells[min(at + 1, len(row.cells) - 1)]
                rows.setdefault(name, (row.label, cell.span()))
            continue
        if kind in ("title", "maturity") and kind in found[-1] and _begins_anew(found[-1], kind):
            found.append({})
        elif kind and _repeats(kinds[number:], list(found[-1])):
            found.append({})
        value = _value(row)
        if value is not None:
            key = name if name not in found[-1] else f"{name} {row.label.first}"
            found[-1][key] = (row.label, value)
    return found


def _repeats(coming: list[str], before: list[str]) -> bool:
    """Whether rows begin the table of another security: its first kinds come again, in turn."""
    first = [kind for kind in before if not kind.startswith("?")][:_REPEATED]
    return len(first) == _REPEATED and coming[:_REPEATED] == first


def _is_table_of_series(known: list[tuple[str, Row]], widest: int) -> bool:
    wide = [row for kind, row in known if kind and len(row.cells) == widest]
    return len(wide) > sum(bool(kind) for kind, _ in known) / 2


def _begins_anew(rows: Rows, kind: str) -> bool:
    return kind == "title" or "title" not in rows


def _value(row: Row) -> Span | None:
    """Return the value of a row; of several cells the words run through them in one line."""
    if len(row.cells) == 2:
        return row.cells[1].span()
    text = " ".join(cell.text for cell in row.cells[1:])
    starts: list[int] = []
    lines: list[int] = []
    at = 0
    for cell in row.cells[1:]:
        if len(cell.lines) > 1 or (lines and cell.first != lines[-1]):
            return None
        if not lines:
            starts, lines = [at], [cell.first]
        at += len(cell.text) + 1
    return Passage(text, tuple(starts), tuple(lines)).span()


def read_terms(paper: Paper, draft: Draft, sold: list[Sold], groups: list[Rows]) -> None:
    """Set the fields of each security, and those of the deal that rows state."""
    for number, one in enumerate(sold):
        rows = _rows_of(groups, sold, number)
        is_open = paper.signature_line > len(paper.exhibit.lines)
        _title(one, rows)
        _maturity(one, rows)
        title_facts(one, title_of(one, rows))
        _prices(one, rows)
        _interest(one, rows)
        _records(one, rows)
        if "redemption" in rows:
            last = rows["redemption"][1]
            is_last = is_open and last.lines.last >= len(paper.exhibit.lines) - 1
            one.put("redemption", read_redemption(last, is_last=is_last))
        elif "redemption_dates" in rows:
            span = rows["redemption_dates"][1]
            when: Group = {
                "kind": unsure([("issuer_call", span)], "dates are named, not who may redeem")
            }
            days = list(dates(span))
            if days:
                when["dates"] = [figure(day) for day in days]
            one.put("redemption", {**when, "text": words(span.stripped("."))})
        for kind, field in _AS_PRINTED.items():
            if kind in rows:
                one.put(field, _printed(rows[kind][1]))
        _amounts(one, rows)
        others: list[object] = [
            {"label": words(label.span().stripped(":.")), "text": words(span.stripped("."))}
            for kind, (label, span) in rows.items()
            if kind not in one.taken
            and kind not in _AS_PRINTED
            and kind not in _OF_DEAL
            and (kind not in _ELSEWHERE or _settles_nothing(kind, span))
            and (label.first < paper.signature_line or _is_known_term(kind, label.text))
            and _is_term(label.text, span.text)
        ]
        if others and number == 0:
            one.put("other_terms", others)
        if number == 0:
            for kind, field in _OF_DEAL.items():
                # Such rows may stand below the table of the last security.
                found = [group[kind][1] for group in groups if kind in group]
                if found:
                    draft.put(field, _printed(found[0]))
            if "pricing_date" in rows and (day := next(dates(rows["pricing_date"][1]), None)):
                draft.put("pricing_date", figure(day))


#: Kinds of rows that say the same of every series where they name none.
_SHARED = frozenset(
    {
        "payment_dates",
        "record_dates",
        "redemption",
        "denominations",
        "ratings",
        "day_count",
        "business_days",
        "guarantee",
    }
)


def _rows_of(groups: list[Rows], sold: list[Sold], number: int) -> Rows:
    """Return the rows of one security: its own table, or its words in a table of several."""
    if len(groups) == len(sold):
        return groups[number]
    if len(sold) == 1:
        return groups[0]
    if len(groups) != 1 or _is_of_several(groups[0]):
        return {}
    names = [name for one in sold for name in one.names]
    mine = sold[number].names
    found: Rows = {}
    for kind, (label, span) in groups[0].items():
        parts = split_by_series(span, names)
        if parts is None:
            if kind in _SHARED:
                found[kind] = (label, span)
            continue
        own = next((parts[name] for name in mine if name in parts), None)
        if own is not None:
            found[kind] = (label, own)
    return found


def _is_of_several(rows: Rows) -> bool:
    """Whether a table gives a term twice: those of several securities, one below the other."""
    return any(key.partition(" ")[2] and kind in _TELLING for key in rows for kind in [key.split()[0]])


_TELLING = frozenset({"title", "maturity", "interest", "payment_dates", "price_to_public"})


def _settles_nothing(kind: str, span: Span) -> bool:
    """Whether a row on settlement gives neither day nor hour: then it is a term of its own."""
    return kind == "closing" and not any(dates(span)) and not any(clock_times(span))


def _is_known_term(kind: str, label: str) -> bool:
    """Whether a row behind the signatures is one of terms, not of a list of firms."""
    return not kind.startswith("?")


#: Labels of the rows of a list of firms, its heads and its total.
_OF_LIST = re.compile(
    r"(?:names?(?: of (?:the )?)?)?(?:\w+ )*(?:issuer|underwriters?|managers?|dealers?|names?|"
    r"(?:grand |sub)?totals?)"
)
#: A row that only names the securities of its columns.
_SERIES_HEAD = re.compile(
    r"(?:(?:[A-Z]|\d)[\w-]*\s){1,4}(?:Notes|Bonds|Debentures|Securities|Certificates)\b"
)
#: Heads of a table of prices.
_YEAR_HEAD = re.compile(r"(?:\S+ )?(?:years?|periods?|dates?|12-month period)(?: beginning.*)?")
_PRICE_HEAD = re.compile(r"(?:(?i:redemption|call)\s)?(?i:prices?|percentages?|amounts?)")
#: Several amounts side by side: a row of a list of firms.
_AMOUNTS = re.compile(r"(?:[^\w\s]{0,2}\s?\d{1,3}(?:,\d{3})+(?:\.\d\d)?\s*){1,}")
_AMOUNT = re.compile(rf"{MONEY.pattern}|[\d,. ]+")


def _is_term(label: str, value: str) -> bool:
    """Whether an unknown row may be a term: a label and words, not two pieces of prose."""
    return (
        len(label) <= 60
        and bool(value)
        and not (_SERIES_HEAD.fullmatch(label) and _SERIES_HEAD.match(value))
        and not (_YEAR_HEAD.fullmatch(plain_label(label)) and _PRICE_HEAD.fullmatch(value))
        and not (_AMOUNTS.fullmatch(value) or kind_of(value))
        and not re.fullmatch(r"[\W\d]*", label)
        and not _OF_LIST.fullmatch(plain_label(label))
        and not any(_AMOUNT.fullmatch(text) or SIGNS.fullmatch(text) for text in (label, value))
        and not re.match(r"(?:By|Name|Title|Attention|Attn|\()\b", label)
    )


def _printed(span: Span) -> Group:
    if re.fullmatch(r"(?:not\s+applicable|n/a)\.?", span.text, re.IGNORECASE):
        return {"blank": "not_applicable"}
    return words(span.stripped(".") if span.text.count(".") == 1 else span)


_ABBREVIATED = re.compile(
    r"\b(?:Inc|Co|Corp|Ltd|L\.P|P\.C|N\.A|N\.V|U\.S|S\.A|(?<!Series\s)(?<!Class\s)[A-Z])\.$"
)


def unstopped(span: Span) -> Span:
    """Return words without the full stop that ends a row; that of an abbreviation stays."""
    span = span.stripped(",; ")
    if span.text.endswith(".") and not _ABBREVIATED.search(span.text):
        return span.part(0, len(span.text) - 1).stripped()
    return span


def _mark(one: Sold, *kinds: str) -> None:
    one.taken.update(kinds)


def _title(one: Sold, rows: Rows) -> None:
    _mark(one, "title", "ranking")
    if "title" in rows:
        title = rows["title"][1]
        one.put("title", words(unstopped(title)))
    elif one.opening_title is not None:
        one.put("title", words(one.opening_title))


def title_facts(one: Sold, title: Span | None) -> None:
    """Set what the words of a title say: kind, ranking, the year in which it is due."""
    if title is None:
        return
    for field, table in (("security_type", _TYPES), ("ranking", _RANKINGS)):
        for code, pattern in table:
            found = title.search(re.compile(pattern))
            if found is not None:
                one.put(field, stated(code, found.stripped()))
                break
    guarantee = title.search(re.compile(r"\b[Gg]uaranteed\s(?:[Uu]nder|[Bb]y)\b.*"))
    if guarantee is not None:
        one.put("guarantee", words(guarantee))
    if "maturity_date" not in one.tree:
        due = re.search(r"\b(?:[Dd]ue|DUE)\s(?P<year>(?:19|20|21)\d\d)\b", title.text)
        whole = next(
            (
                d
                for d in dates(title)
                if re.search(r"\bdue\s$", title.text[: d.span.start - title.start], re.IGNORECASE)
            ),
            None,
        )
        if whole is not None:
            one.put("maturity_date", figure(whole))
        elif due is not None:
            one.put("maturity_year", stated(due["year"], title.of(due)))


def _maturity(one: Sold, rows: Rows) -> None:
    _mark(one, "maturity")
    if "maturity" not in rows:
        return
    span = rows["maturity"][1]
    found = list(dates(span))
    if len({day.value for day in found}) == 1:
        one.put("maturity_date", figure(found[0]))
    elif found:
        one.put("maturity_date", unsure((day.value, day.span) for day in found))


def _prices(one: Sold, rows: Rows) -> None:
    _mark(one, "price_to_public", "purchase_price", "accrual", "concession", "gross_spread")
    for kind, field in (
        ("price_to_public", "price_to_public"),
        ("purchase_price", "purchase_price"),
        ("concession", "selling_concession"),
        ("gross_spread", "gross_spread"),
    ):
        if kind not in rows:
            continue
        span = rows[kind][1]
        accrued = accrued_words(span)
        head = span if accrued is None else span.before(accrued)
        prices = list(percents(head))
        if prices and CONDITIONAL.search(head.text):
            note = "a price for a part, or under a condition"
            one.put(f"{field}_pct", unsure(((price.value, price.span) for price in prices), note))
        elif len({price.value for price in prices}) == 1:
            _put_price(one, f"{field}_pct", prices[0], _price_quote(span, prices[0]))
        elif prices:
            one.put(f"{field}_pct", unsure((price.value, price.span) for price in prices))
        elif field in ("price_to_public", "purchase_price"):
            per = list(money(head))
            if len(per) == 1 and per[0].number < 10_000:
                one.put(f"{field}_per_unit", figure(per[0]))
            elif not per:
                one.put(f"{field}_pct", unsure([("", span)]))
        if kind == "price_to_public" and accrued is not None:
            one.put("accrued_interest", read_accrued(accrued))
    if "accrual" in rows:
        day = next(dates(rows["accrual"][1]), None)
        if day is not None:
            one.put("accrued_interest", {"from_date": figure(day)})


def _put_price(one: Sold, field: str, price: Figure, quote: Span) -> None:
    """Set a price; where another place of the paper says another, neither is taken."""
    given = one.tree.get(field)
    if isinstance(given, dict) and given.get("value", price.value) != price.value:
        other = {key: given[key] for key in ("lines", "quote", "value") if key in given}
        one.tree[field] = unsure([(price.value, quote)], "two places of the paper say two prices")
        one.tree[field]["candidates"].insert(0, {"quote": str(given["value"]), **other})
        return
    one.put(field, figure(price, quote))


def _price_quote(span: Span, price: Figure) -> Span:
    tail = re.match(
        r"\sof\s(?:the\s|their\s)?(?:aggregate\s)?principal\samount(?:\sthereof)?",
        span.passage.text[price.span.end : span.end],
    )
    return Span(span.passage, price.span.start, price.span.end + (tail.end() if tail else 0))


#: A row that leaves the rate to the title.
_AS_TITLED = re.compile(r"\bfixed\b|\btitle\b|\babove\b|\bset\sforth\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\b(?:thereafter|after\sthat|from\sthen)\b", re.IGNORECASE)
_ZERO = re.compile(r"\bZero[\s-]Coupon\b", re.IGNORECASE)


def _interest(one: Sold, rows: Rows) -> None:  # noqa: C901, PLR0912 - a kind of words each
    _mark(
        one,
        "interest",
        "payment_dates",
        "spread",
        "reference_rate",
        "rate_source",
        "day_count",
        "business_days",
    )
    rate = rows.get("interest") or rows.get("reference_rate")
    title_span = title_of(one, rows)
    if rate is None and "payment_dates" not in rows:
        if title_span is None:
            return
        zero = title_span.search(_ZERO)
        if zero is not None:
            one.put("interest", {"type": stated("zero", zero)})
            return
        from_title = read_rate(title_span)
        if from_title is not None and from_title["type"] == "fixed":
            kind = interest_type(title_span, [from_title])
            if kind is not None:
                one.put("interest", {"type": kind, "periods": [from_title]})
        return
    if rate is not None and pays_nothing(rate[1]):
        one.put("interest", {"type": stated("zero", rate[1])})
        return
    parts = split_periods(rate[1]) if rate is not None else []
    periods: list[Group] = []
    doubtful: list[Span] = []
    for part in parts:
        made = read_rate(part.body) or (
            read_rate(title_span)
            if title_span
            and any(percents(title_span))
            and len(parts) == 1
            and _AS_TITLED.search(part.body.text)
            and not any(percents(part.body))
            else None
        )
        if made is None:
            doubtful.append(part.body)
            continue
        head: Group = {"type": made.pop("type")}
        periods.append({**head, **part.bounds, **made})
    if not periods and rate is None and title_span is not None and (made := read_rate(title_span)):
        periods.append(made)
    if doubtful or not periods:
        candidates = doubtful or ([rate[1]] if rate else [rows["payment_dates"][1]])
        one.put("interest", unsure([("", span) for span in candidates]))
        return
    _spread_row(periods, rows)
    if "shares" in one.tree or (rate is not None and "ividend" in rate[0].text):
        for period in periods:
            if period["type"] == "fixed":
                period["type"] = "dividend"
    inline = _inline_payments(rate[1]) if rate is not None and "payment_dates" not in rows else None
    _payments(periods, rows, inline)
    kind = interest_type(title_span, periods)
    interest: Group = {
        "type": kind if kind is not None else _type_unsure(rate, title_span, rows),
        "periods": periods,
    }
    printed = [period.pop("_text") for period in periods if "_text" in period]
    if printed:
        interest["text"] = printed[0]
    for row, field in (("day_count", "day_count"), ("business_days", "business_day_convention")):
        if row in rows:
            interest[field] = convention(field, rows[row][1])
    moved = next(
        (
            p["payments"]["business_days"]
            for p in periods
            if isinstance(p.get("payments"), dict) and "business_days" in p["payments"]
        ),
        None,
    )
    if isinstance(moved, dict) and "business_day_convention" not in interest:
        quote = str(moved["value"])
        code = "modified_following" if "odified" in quote else "following"
        interest["business_day_convention"] = {
            "value": code,
            "lines": moved["lines"],
            "quote": quote,
        }
    one.put("interest", interest)


def _type_unsure(rate: tuple[Passage, Span] | None, title: Span | None, rows: Rows) -> Group:
    """Return the blank of a type that words do not decide: those of the rate, or others."""
    words_ = rate[1] if rate is not None else title
    return unsure([("", words_ if words_ is not None else rows["payment_dates"][1])])


def title_of(one: Sold, rows: Rows) -> Span | None:
    """Return the words of the title: those of its row, else those of the opening."""
    return rows["title"][1] if "title" in rows else one.opening_title


def _spread_row(periods: list[Group], rows: Rows) -> None:
    if "spread" in rows and len(periods) == 1 and periods[0]["type"] == "floating":
        made = read_rate(rows["spread"][1])
        if made is not None and "rate_pct" in made:
            periods[0].setdefault("spread_pct", made["rate_pct"])


def _inline_payments(span: Span) -> Span | None:
    """Return the words of a rate's row that state payment dates; None where there are none."""
    found = re.search(r"\bpayable\b.*", span.text)
    return span.of(found).stripped(".") if found else None


def _payments(periods: list[Group], rows: Rows, inline: Span | None) -> None:
    span = rows["payment_dates"][1] if "payment_dates" in rows else inline
    if span is None:
        return
    span = without_record_dates(span)
    parts = split_periods(span)
    if len(periods) == 1 and not (len(parts) > 1 and _GOES_ON.search(span.text)):
        parts = [Part(span, {}, span)]
    if len(parts) == len(periods):
        for period, part in zip(periods, parts, strict=True):
            # "On each 1 May from 1 May 2004": behind the days it is the first payment's date.
            start = next(dates(part.whole.after(part.body)), None) if _starts(part) else None
            made = read_payments(part.body, start)
            if made is not None:
                period["payments"] = {**made, "text": words(part.whole.stripped("."))}
    else:
        for period in periods:
            period["payments"] = unsure([("", span)], "the dates of which period")


def _starts(part: Part) -> bool:
    return part.is_behind and "from_date" in part.bounds


def _records(one: Sold, rows: Rows) -> None:
    _mark(one, "record_dates", "redemption", "redemption_dates")
    if "record_dates" in rows:
        span = rows["record_dates"][1]
        one.put("record_dates", record_days(span) or unsure([("", span)]))
        return
    for kind in ("interest", "payment_dates"):
        # Some papers state them within the row of the interest.
        if kind in rows and (
            found := re.search(
                r"[^.;,]*\bholders\s?of\srecord\b.*|\brecord\s(?:dates?|on)\b.*", rows[kind][1].text
            )
        ):
            made = record_days(_behind_label(rows[kind][1].of(found)))
            if made is not None:
                one.put("record_dates", made)
                return


def _behind_label(span: Span) -> Span:
    """Return words on record dates without the label that leads them."""
    label = re.match(
        r"[\W]*(?:regular\s)?record\sdates?(?:\sare|\sis|\sbeing)?\s?[:,]?\s",
        span.text,
        re.IGNORECASE,
    )
    return (span.part(label.end(), len(span.text)) if label else span).stripped(" .,;")


def _amounts(one: Sold, rows: Rows) -> None:
    _mark(one, "liquidation_preference", "stated_value", "units")
    for kind in ("liquidation_preference", "stated_value"):
        shares = one.tree.get("shares")
        if kind in rows and isinstance(shares, dict):
            sums = list(money(rows[kind][1]))
            if len({m.value for m in sums}) == 1:
                shares.setdefault(kind, figure(sums[0]))
    _mark(one, "principal_amount", "currency", "form")
    if "principal_amount" in rows:
        found = list(money(rows["principal_amount"][1]))
        given = one.tree.get("principal_amount")
        if len({m.value for m in found}) == 1:
            value = given.get("value") if isinstance(given, dict) else None
            if given is not None and value is not None and value != found[0].value:
                quote = str(given.get("quote", value))
                lines = str(given["lines"])
                other = {"lines": lines, "quote": quote, "value": str(value)}
                one.tree["principal_amount"] = unsure([(found[0].value, found[0].span)])
                one.tree["principal_amount"]["candidates"].insert(0, other)
            elif value is None:
                one.tree["principal_amount"] = figure(found[0])
                one.put("currency", stated(found[0].unit, found[0].span))
    if "currency" in rows:
        code = _currency_named(rows["currency"][1])
        if code is not None:
            one.tree["currency"] = code


def _currency_named(span: Span) -> Group | None:
    for code, pattern in (
        ("USD", r"U\.?S\.?\s?[Dd]ollars?|United\sStates\s[Dd]ollars?|\bUSD\b|U\.S\.\s?\$"),
        ("EUR", r"[Ee]uros?\b|\bEUR\b"),
        ("JPY", r"(?:Japanese\s)?[Yy]en\b|\bJPY\b"),
        ("CAD", r"Canadian\s[Dd]ollars?|\bCAD\b"),
        ("GBP", r"[Ss]terling|\bGBP\b"),
        ("AUD", r"Australian\s[Dd]ollars?|\bAUD\b"),
        ("CHF", r"Swiss\s[Ff]rancs?|\bCHF\b"),
    ):
        found = span.search(re.compile(pattern))
        if found is not None:
            return stated(code, found)
    return None
