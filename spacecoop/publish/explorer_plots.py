"""The explorer's plots as Vega-Lite, declared with altair; the page fills in the rows that its filters leave.

Each reads the data set ``rows`` (and ``land`` for the map) and a few parameters that the page sets: where the axes of
years and amounts begin and end, their ticks, and the place of rows whose year is unknown.
"""

from __future__ import annotations

import altair as alt

# Okabe and Ito's palette, which the colour-blind can tell apart.
BLUE, ORANGE, GREEN, VERMILLION, PURPLE, SKY, GREY = (
    "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#8A94A3",
)  # fmt: skip
ROWS = alt.NamedData(name="rows")
BOUNDS = ["exact", "about", "range", "at least", "at most"]
# A range ends in a bar, as a path with an area, so that it is seen wherever marks are filled.
BOUND_SHAPES = ["circle", "diamond", "M-1,-0.18H1V0.18H-1Z", "triangle-up", "triangle-down"]
STATUS = {"held": BLUE, "announced": ORANGE, "cancelled": GREY}
YEARS = [
    alt.param(name="first", value=1950),
    alt.param(name="last", value=2030),
    alt.param(name="edge", value=1949),
    alt.param(name="unknown", value=1948),
    alt.param(name="ticks", value=[1950, 2030]),
]
LEVELS = [
    alt.param(name="bottom", value=1),
    alt.param(name="top", value=10_000),
    alt.param(name="levels", value=[1, 10, 100, 1_000, 10_000]),
]
Spec = dict[str, object]


def specs() -> dict[str, Spec]:
    """Every plot by its name, in the order of the page."""
    plots: dict[str, alt.LayerChart] = {
        "timeline": timeline(),
        "map": world_map(),
        "attendees": bounds("people", colour=BLUE),
        "countries": bounds("countries", colour=GREEN),
        "budgets": budgets(),
        "matrix": matrix(),
    }
    return {name: plot.to_dict() for name, plot in plots.items()}


def _year_axis(title: str | None = None) -> alt.X:
    label = "datum.value < edge ? 'unknown' : format(datum.value, 'd')"
    return alt.X(
        "x:Q",
        title=title,
        scale=alt.Scale(domainMin=alt.ExprRef("first"), domainMax=alt.ExprRef("last"), nice=False, zero=False),
        axis=alt.Axis(
            values=alt.ExprRef("ticks"),
            labelExpr=label,
            grid=False,
            labelFlush=False,
            labelOverlap="greedy",
            labelSeparation=6,
        ),  # pyright: ignore[reportArgumentType]
    )


def _edge() -> alt.Chart:
    """The line between the years and the rows that have none."""
    return (
        alt.Chart(alt.InlineData(values=[{}]))
        .mark_rule(strokeDash=[2, 4], color=GREY, opacity=alt.ExprRef("unknown < first ? 0 : 0.9"))
        .encode(x=alt.XDatum(alt.ExprRef("edge"), type="quantitative"))  # pyright: ignore[reportArgumentType]
    )


def timeline() -> alt.LayerChart:
    """Conferences by day and kind; the area of a mark is the attendance, its rings the bounds."""
    lane = alt.Y(
        "kind:N",
        title=None,
        sort=alt.SortField("order"),  # pyright: ignore[reportArgumentType]
        axis=alt.Axis(grid=True, domain=False, ticks=False, labelPadding=8),
    )
    colour = alt.Color(
        "status:N",
        title=None,
        scale=alt.Scale(domain=list(STATUS), range=list(STATUS.values())),
        legend=alt.Legend(orient="top", symbolType="circle", symbolOpacity=0.9),
    )
    area = alt.Scale(type="sqrt", domainMin=0, domainMax=alt.ExprRef("most"), range=[24, 1500], zero=True)
    legend = alt.Legend(
        orient="top", title="people", titleOrient="left", symbolFillColor="transparent", values=[100, 1000, 10000]
    )
    tips = [alt.Tooltip(f"{name}:N", title=name) for name in ("name", "when", "where", "attendance", "countries")]
    base = alt.Chart(ROWS).encode(x=_year_axis(), y=lane, color=colour, tooltip=tips)
    sized = base.encode(size=alt.Size("size:Q", scale=area, legend=legend))
    span = base.mark_rule(strokeWidth=3, opacity=0.35).encode(x2="x2:Q")
    low = sized.mark_point(filled=True, opacity=0.75).transform_filter("datum.drawn == 'low'")
    high = sized.mark_point(filled=False, strokeWidth=1.5).transform_filter("datum.drawn == 'high'")
    dashed = sized.mark_point(filled=False, strokeWidth=1.2, strokeDash=[3, 3]).transform_filter(
        "datum.drawn == 'open'"
    )
    none = base.mark_point(filled=False, size=34, shape="diamond", strokeWidth=1.4, opacity=0.85).transform_filter(
        "datum.drawn == 'none'"
    )
    return _sized(_layered(_edge(), span, dashed, high, low, none), 320).add_params(
        *YEARS, alt.param(name="most", value=10_000)
    )


def world_map() -> alt.LayerChart:
    """Countries by how many conferences they took part in or hosted, and the cities that hosted them."""
    outlines = alt.NamedData(name="land", format=alt.TopoDataFormat(type="topojson", feature="countries"))
    land = alt.Chart(outlines).mark_geoshape(strokeWidth=0.5)
    counted = alt.LookupData(data=alt.NamedData(name="taking"), key="code", fields=["count", "country"])
    taking_part = (
        alt.Chart(outlines)
        .mark_geoshape(strokeWidth=0.5)
        .transform_lookup(lookup="id", from_=counted)
        .transform_filter("datum.count > 0")
        .encode(
            color=alt.Color(
                "count:Q",
                title="conferences a country took part in",
                scale=alt.Scale(domainMin=0),
                legend=alt.Legend(orient="top", tickMinStep=1, format="d", gradientLength=220, titleLimit=320),
            ),
            tooltip=[alt.Tooltip("country:N"), alt.Tooltip("count:Q", title="conferences")],
        )
    )
    points = alt.Chart(ROWS).encode(
        longitude="longitude:Q",
        latitude="latitude:Q",
        tooltip=[
            alt.Tooltip("place:N"),
            alt.Tooltip("hosted:Q", title="conferences here"),
            alt.Tooltip("names:N", title="which"),
        ],
    )
    cities = points.mark_circle(color=VERMILLION, opacity=0.85, stroke="white", strokeWidth=0.8).encode(
        size=alt.Size("hosted:Q", scale=alt.Scale(type="sqrt", domainMin=0, range=[20, 420]), legend=None)
    )
    small = points.mark_circle(color=BLUE, size=40, stroke="white", strokeWidth=0.8).transform_filter("datum.small")
    return _sized(_layered(land, taking_part, small, cities.transform_filter("!datum.small")), 440).project(
        "equalEarth"
    )


# SI has G where people say billion.
_AMOUNT = "replace(format(datum.value, '~s'), 'G', 'B')"


def _bound_layers(colour: alt.Color | alt.ColorValue, title: str, tips: list[str]) -> alt.LayerChart:
    """A mark where the words put a number, a line where they put two ends, its shape the sort of bound."""
    base = alt.Chart(ROWS).encode(
        x=_year_axis(),
        y=alt.Y(
            "low:Q",
            title=title,
            scale=alt.Scale(type="log", domainMin=alt.ExprRef("bottom"), domainMax=alt.ExprRef("top"), nice=False),
            axis=alt.Axis(labelExpr=_AMOUNT, values=alt.ExprRef("levels"), gridOpacity=0.9),  # pyright: ignore[reportArgumentType]
        ),
        color=colour,
        tooltip=[alt.Tooltip(f"{name}:N", title=name) for name in tips],
    )
    line = base.mark_rule(strokeWidth=2).encode(y2="high:Q").transform_filter("datum.bound == 'range'")
    mark = base.mark_point(filled=True, size=90, opacity=0.8).encode(
        shape=alt.Shape(
            "bound:N",
            title=None,
            scale=alt.Scale(domain=BOUNDS, range=BOUND_SHAPES),
            legend=alt.Legend(orient="top", symbolFillColor=GREY, symbolStrokeColor=GREY),
        )
    )
    return _layered(_edge(), line, mark)


def bounds(unit: str, colour: str) -> alt.LayerChart:
    """How many came, by year, with the bounds that the words set."""
    layers = _bound_layers(alt.ColorValue(colour), unit, ["name", "when", "where", "stated"])
    return _sized(layers, 260).add_params(*YEARS, *LEVELS)


def budgets() -> alt.LayerChart:
    """Sums of money by the year they are for, each in its own currency, with their bounds."""
    colour = alt.Color(
        "currency:N",
        title=None,
        scale=alt.Scale(range=[BLUE, ORANGE, GREEN, PURPLE, VERMILLION, SKY, "#B8A800", GREY]),
        sort=None,
        legend=alt.Legend(orient="top", symbolType="circle"),
    )
    layers = _bound_layers(colour, "amount, in its own currency", ["stated", "whose", "role", "for", "when", "source"])
    return _sized(layers, 320).add_params(*YEARS, *LEVELS)


def matrix() -> alt.LayerChart:
    """Who is said to cooperate with whom: documents a pair, a cross where a tie is forbidden, denied or ended."""
    axis = alt.Axis(title=None, domain=False, ticks=False, grid=True, zindex=0, labelLimit=170)
    base = alt.Chart(ROWS).encode(
        x=alt.X("a:N", sort=alt.SortField("a_order"), axis=axis.copy(), title=None),  # pyright: ignore[reportArgumentType]
        y=alt.Y("b:N", sort=alt.SortField("b_order"), axis=axis.copy(), title=None),  # pyright: ignore[reportArgumentType]
        tooltip=[alt.Tooltip(f"{name}:N", title=name) for name in ("pair", "kinds", "status", "years", "documents")],
    )
    cell = base.mark_rect(cornerRadius=3).encode(
        color=alt.Color(
            "documents:Q",
            title="documents",
            scale=alt.Scale(domainMin=0),
            legend=alt.Legend(orient="top", tickMinStep=1, format="d", gradientLength=140),
        )
    )
    cross = base.mark_point(
        shape="cross", angle=45, filled=True, size=110, color="white", opacity=1, stroke="#16202e", strokeWidth=1
    )
    return _sized(_layered(cell, cross.transform_filter("datum.negative")), alt.Step(24), alt.Step(24))


def _layered(*layers: alt.Chart | alt.LayerChart) -> alt.LayerChart:
    chart = alt.layer(*layers)
    assert isinstance(chart, alt.LayerChart)  # altair gives a facet only for layers that are facets
    return chart


def _sized(chart: alt.LayerChart, height: int | alt.Step, width: str | alt.Step = "container") -> alt.LayerChart:
    return chart.properties(width=width, height=height)
