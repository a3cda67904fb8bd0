"""An invented series of two years by month as a control chart, as a report would draw it."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from selfeval.book.drawings.drawing import Drawing, words_of
from selfeval.charts import draw_chart
from selfeval.guide import Guide
from selfeval.sections.control_chart import control_blocks
from selfeval.statistics.control import Scope, xmr_chart
from selfeval.texts import LOCALES, Texts, read_texts

# Days between discharge and the first contact, by month; one month was not measured. From the 15th month on the day
# of discharge counts too, so the series breaks there.
_DAYS = (8.2, 7.6, 8.9, 8.1, 7.4, 8.6, None, 8.0, 12.9, 8.3, 7.9, 8.5, 7.7, 8.4)
_DAYS_SINCE = (6.1, 6.6, 5.8, 6.3, 6.0, 6.7, 5.9, 6.2, 6.4, 5.7)


def draw(guide: Guide, texts: Texts) -> Drawing:  # noqa: ARG001 (every drawing is called alike)
    """The chart with its table; every month has its name in the reader's language."""
    values = (*_DAYS, *_DAYS_SINCE)
    months = [date(2021 + at // 12, at % 12 + 1, 1) for at in range(len(values))]
    periods = [format_date(month, "MMM yy", locale=LOCALES[texts.language]) for month in months]
    found = xmr_chart(values, scope=Scope(breaks=(len(_DAYS),)))
    caption = words_of(texts)("control_chart.caption")
    chart, table = control_blocks(found, periods, caption, read_texts(texts.language))
    rows = tuple(tuple("".join(run.text for run in cell) for cell in row) for row in table.rows)
    return Drawing(draw_chart(chart, texts.language), tuple(column.title for column in table.columns), rows)
