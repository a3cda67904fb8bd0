"""What a released figure says, in one plain sentence: how many of how many, how sure, and whether it changed.

Shares and rates are told as natural frequencies ("between 16 and 43 in 100"). No sentence names a cause, and a figure
that disclosure control hid has lost its numbers before it comes here.
"""

from __future__ import annotations

from selfeval.disclosure import HIDDEN_FINDING
from selfeval.model import Figure, State
from selfeval.results.breaks import SERIES_BREAK
from selfeval.results.indicators import PER
from selfeval.texts import Texts
from selfeval.wording import number_text, state_word, value_text

# More decimals than these are not shown to keep the two ends of an interval apart.
MOST_DECIMALS = 2
# Below so many observations it is their number that keeps a change from being told; from there on, their spread.
FEW = 100
_NEARLY = 1e-12
_MEANS = {"score", "days"}
_BETWEEN_GROUPS = {"equity.gap", "equity.slope"}

Limits = tuple[float, float]
Pieces = tuple[str, str]


def reading(figure: Figure, change: str, texts: Texts, limits: Limits | None = None) -> str:
    """The sentence of a figure.

    `change` is what `change_of` gives, for a gap between groups its verdict, or nothing where no comparison is asked;
    `limits` are the ends of the scale of a score. Raises KeyError for a change that has no words.
    """
    return sentence(pieces(figure, change, texts, limits), texts)


def sentence(said: Pieces, texts: Texts) -> str:
    """What a figure says and what may be said of its change, as one sentence."""
    return f"{texts('wording.semicolon').join(piece for piece in said if piece)}."


def pieces(figure: Figure, change: str, texts: Texts, limits: Limits | None = None) -> Pieces:
    """The two halves of a reading: the figure with its interval, and the change; a missing figure has no second."""
    if figure.state is not State.KNOWN or figure.value is None:
        return _missing(figure, texts), ""
    kind = _KINDS.get(figure.unit, _plain)
    said = _mean(figure, texts, limits) if figure.unit in _MEANS else kind(figure, texts)
    return said, _change(figure, change, texts)


def panel_reading(median: Figure, quartiles: tuple[Figure, Figure], outcome: str, texts: Texts, level: str = "") -> str:
    """The sentence of a panel: its median, where the middle half of its scores lies, and whether its members agree.

    `outcome` is the released finding, `level` the name of what an agreement comes to.
    """
    key = f"reading.panel.{outcome}"
    agreed = texts(key, level=level) if texts.has(key) else ""
    if median.state is not State.KNOWN or median.value is None:
        return sentence((_missing(median, texts), agreed), texts)
    words = {"value": number_text(median, texts), "n": texts.number(median.denominator or 0)}
    low, high = quartiles
    if low.value is None or high.value is None:
        said = texts("reading.median_alone", state=state_word(low.state, texts), **words)
    else:
        said = texts("reading.median", range=_middle(low.value, high.value, texts), **words)
    return sentence((said, agreed), texts)


def agreed_reading(now: Figure, before: Figure, texts: Texts, anew: bool = False) -> str:
    """The sentence of a score that a group agreed on, with the steps it moved since last year.

    It is no measurement, so it has no interval and no verdict. `anew`: the levels were written otherwise since.
    """
    if now.state is not State.KNOWN or now.value is None:
        return sentence((_missing(now, texts), ""), texts)
    said = texts("reading.agreed.value", value=number_text(now, texts))
    if before.value is None:
        change = "hidden" if before.state is State.HIDDEN else "no_previous"
        return sentence((said, texts(f"reading.change.{change}")), texts)
    return sentence((said, _steps(now.value - before.value, anew, texts)), texts)


def _steps(moved: float, anew: bool, texts: Texts) -> str:
    if anew:
        return texts(f"reading.change.{SERIES_BREAK}")
    direction = "same" if moved == 0 else "up" if moved > 0 else "down"
    return texts(f"reading.agreed.{direction}", steps=texts.number(abs(moved), 0 if float(moved).is_integer() else 1))


def change_of(finding: str, now: Figure, before: Figure, smallest: int) -> str:
    """What may be said of a change: from a released verdict, the figures it compares, and the least of observations.

    A verdict, or: series_break, hidden, no_previous, below_smallest, untold (a figure without interval), too_few (no
    verdict on fewer than FEW); nothing without a figure.
    """
    if now.state is not State.KNOWN:
        return ""
    if finding == HIDDEN_FINDING or before.state is State.HIDDEN:
        return "hidden"
    if before.value is None:
        return "no_previous"
    if is_below_smallest(now, before, smallest):
        return "below_smallest"
    return _cannot_tell(now, before) if finding == "cannot_tell" else finding


def _cannot_tell(now: Figure, before: Figure) -> str:
    counts = [figure.denominator for figure in (now, before) if figure.denominator is not None]
    if now.low is None or before.low is None or not counts:
        return "untold"
    return "too_few" if min(counts) < FEW else "cannot_tell"


def is_below_smallest(now: Figure, before: Figure, smallest: int) -> bool:
    """Whether one of two figures rests on too few observations for a verdict."""
    return any(figure.denominator is not None and figure.denominator < smallest for figure in (now, before))


def _middle(low: float, high: float, texts: Texts) -> str:
    """Between two quartiles, which are exact: a panel is no sample."""
    ends = [texts.number(end, 0 if float(end).is_integer() else 1) for end in (low, high)]
    return texts(f"reading.range.{'exactly' if ends[0] == ends[1] else 'between'}", low=ends[0], high=ends[1])


def _missing(figure: Figure, texts: Texts) -> str:
    if figure.key.measure == "objective.progress" and figure.state is not State.HIDDEN:
        return texts("reading.progress_missing")
    return texts(f"reading.state.{State.EMPTY if figure.state is State.KNOWN else figure.state}")


def _change(figure: Figure, change: str, texts: Texts) -> str:
    if not change:
        return ""
    if figure.key.measure in _BETWEEN_GROUPS:
        # A gap that is clear needs no word: its sentence says already which side it is on.
        return _known(f"reading.gap.{change}", texts)
    presence = _known(f"reading.presence.{change}", texts) if figure.unit == "yes_no" else ""
    return presence or texts(f"reading.change.{change}")


def _known(key: str, texts: Texts) -> str:
    return texts(key) if texts.has(key) else ""


def _share(figure: Figure, texts: Texts) -> str:
    if figure.numerator is None or figure.denominator is None:
        return _progress(figure, texts) if figure.key.measure.startswith("objective.") else _plain(figure, texts)
    words = {"numerator": texts.number(figure.numerator), "denominator": texts.number(figure.denominator)}
    if figure.low is None or figure.high is None:
        return texts("reading.share_alone", **words)
    return texts("reading.share", range=_within(100 * figure.low, 100 * figure.high, texts, highest=100), **words)


def _rate(figure: Figure, texts: Texts) -> str:
    if figure.numerator is None or figure.low is None or figure.high is None:
        return _plain(figure, texts)
    words = {"numerator": texts.number(figure.numerator), "denominator": texts.number(figure.denominator or 0)}
    return texts("reading.rate", range=_within(figure.low, figure.high, texts), per=texts.number(PER), **words)


def _mean(figure: Figure, texts: Texts, limits: Limits | None) -> str:
    """A mean of answers or of days; a score that nobody averaged, as the agreed one, is read as it stands."""
    days = figure.unit == "days"
    if figure.denominator is None and figure.low is None and figure.key.measure.startswith("maturity."):
        return _plain(figure, texts)
    key, counted = ("reading.days", "reading.observations") if days else ("reading.mean", "reading.answers")
    answers = "" if figure.denominator is None else texts(counted, n=texts.number(figure.denominator))
    ends = {} if limits is None else dict(zip(("low", "high"), map(texts.number, limits), strict=True))
    words = {"answers": answers, "scale": texts("reading.scale", **ends) if ends else ""}
    value = value_text(figure.value or 0, figure, texts)
    if figure.low is None or figure.high is None:
        return texts(f"{key}_alone", value=value, **words)
    return texts(key, value=value, range=_range(figure.low, figure.high, texts, 1), **words)


def _count(figure: Figure, texts: Texts) -> str:
    return texts("reading.count", value=number_text(figure, texts)) if figure.value else texts("reading.count_none")


def _presence(figure: Figure, texts: Texts) -> str:
    return texts("reading.yes" if figure.value else "reading.no")


def _gap(figure: Figure, texts: Texts) -> str:
    """How many more or fewer of 100 people are reached; an interval around nothing names both."""
    if figure.low is None or figure.high is None:
        return _plain(figure, texts)
    low, high = 100 * figure.low, 100 * figure.high
    kind = "slope" if figure.key.measure == "equity.slope" else "gap"
    if low < 0 < high:
        return texts(f"reading.{kind}_around", low=_end(-low, texts), high=_end(high, texts))
    side, ends = ("below", (-high, -low)) if high <= 0 else ("above", (low, high))
    return texts(f"reading.{kind}_{side}", range=_range(*ends, texts))


def _progress(figure: Figure, texts: Texts) -> str:
    value = figure.value or 0
    key = "away" if value < 0 else "none" if value == 0 else "reached" if value >= 1 else ""
    return texts(f"reading.progress_{key}" if key else "reading.progress", value=number_text(figure, texts))


def _plain(figure: Figure, texts: Texts) -> str:
    return texts("reading.value", value=number_text(figure, texts))


_KINDS = {
    "percent": _share,
    "per_1000": _rate,
    "count": _count,
    "yes_no": _presence,
    "points": _gap,
}


def _within(low: float, high: float, texts: Texts, highest: float | None = None) -> str:
    """The range of a frequency; one that starts at none, or ends at all, has one end only."""
    if low < _NEARLY:
        return texts("reading.range.at_most", high=_end(high, texts))
    if highest is not None and high > highest - _NEARLY:
        return texts("reading.range.at_least", low=_end(low, texts))
    return _range(low, high, texts)


def _range(low: float, high: float, texts: Texts, fewest: int = 0) -> str:
    """The two ends with as few decimals as keep them apart and above none; one number when nothing does."""
    ends = ("", "")
    for digits in range(fewest, MOST_DECIMALS + 1):
        ends = texts.number(low, digits), texts.number(high, digits)
        if ends[0] != ends[1] and (low == 0 or ends[0] != texts.number(0, digits)):
            break
    return texts(f"reading.range.{'about' if ends[0] == ends[1] else 'between'}", low=ends[0], high=ends[1])


def _end(value: float, texts: Texts) -> str:
    """One end above none, with as few decimals as show that it is; what is nearer to none counts as the least shown."""
    written = (texts.number(value, digits) for digits in range(MOST_DECIMALS + 1))
    least = texts.number(10**-MOST_DECIMALS, MOST_DECIMALS)
    return next((text for text in written if any(char in "123456789" for char in text)), least)
