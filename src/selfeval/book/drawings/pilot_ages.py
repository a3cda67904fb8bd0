"""How old the regions of some pilot projects are, beside Belgium."""

from __future__ import annotations

from selfeval.book.drawings.drawing import Drawing
from selfeval.book.pilot_regions import pilot_profiles
from selfeval.charts import draw_chart
from selfeval.document import Chart
from selfeval.guide import Guide
from selfeval.region.measures import Measure
from selfeval.region.profile import REGION
from selfeval.region.words import Frame
from selfeval.texts import Texts
from selfeval.wording import listed_text

_SHARES = (Measure.OLDER, Measure.OLDEST)


def draw(guide: Guide, texts: Texts) -> Drawing:
    """Two bars a region: people of 65 and over, and of 80 and over; the last pair is Belgium's."""
    frames = [Frame(profile, texts) for profile in pilot_profiles(guide)]
    places = [(frame, REGION, frame.place(frame.profile.region)) for frame in frames]
    places.append((frames[-1], "country", frames[-1].say("place.country")))
    rows = tuple(
        {"label": name, "order": order, "series": frame.say(f"measure.{measure}"), "series_order": at}
        | {"value": found.value if (found := frame.profile.figure(measure, place)) else None}
        for order, (frame, place, name) in enumerate(places)
        for at, measure in enumerate(_SHARES)
    )
    table = tuple(
        (name, *(frame.value(frame.profile.figure(measure, place)) for measure in _SHARES))
        for frame, place, name in places
    )
    first = frames[0]
    told = listed_text((first.say("alt_value", name=name, value=older) for name, older, _ in table), texts)
    caption = first.say("ageing.chart", year=first.profile.year)
    options = {"percent": True, "digits": 1, "x_title": first.say("chart.share")}
    spec = draw_chart(Chart("bars", caption, first.say("ageing.alt", values=told), rows, options), texts.language)
    headings = (first.say("column.place"), *(first.say(f"measure.{measure}") for measure in _SHARES))
    return Drawing(spec, headings, table)
