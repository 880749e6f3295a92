"""A map that shows no more precision than the data have.

Outlines are world-atlas (Natural Earth, public domain) at 1:110 million. An incident
is drawn where its place is known to within 25 km; others are counted in words.
"""

import json
from dataclasses import dataclass
from importlib import resources
from typing import Any

import altair as alt
import polars as pl
import vl_convert

from publish.charts import name_picture
from publish.selection import Selection
from publish.sums import figures_sql

DISCLAIMER = (
    "Outlines: Natural Earth by world-atlas, 1:110 million. Borders and names imply "
    "no opinion on the status of any territory."
)
_NEAR_M = 25_000
# Names in world-atlas that differ from those of the marts.
_OUTLINES = {
    "Ivory Coast": "Côte d'Ivoire",
    "United States": "United States of America",
    "Democratic Republic of the Congo": "Dem. Rep. Congo",
    "Central African Republic": "Central African Rep.",
    "South Sudan": "S. Sudan",
    "Bosnia and Herzegovina": "Bosnia and Herz.",
    "Dominican Republic": "Dominican Rep.",
    "Palestinian Territory": "Palestine",
    "Western Sahara": "W. Sahara",
}
_MARGIN = 0.35


@dataclass(frozen=True)
class Map:
    """A picture of places, and how many incidents it can and cannot show."""

    svg: str
    drawn: int
    not_drawn: int
    alt_text: str

    @property
    def note(self) -> str:
        """What stands below it."""
        return (
            "Each circle is a place known to within 25 km, its area the killed there "
            f"(high). Incidents drawn: {self.drawn:,}. Not drawn, because their place "
            f"is known only more coarsely or not at all: {self.not_drawn:,}. "
            f"{DISCLAIMER}"
        )


def draw_map(selection: Selection, country: str, width: int = 300) -> Map:
    """Circles at the places of a selection's incidents, on the country's outline."""
    places = _read_places(selection)
    near = places.filter(pl.col("is_near"))
    drawn, rest = (int(part["incident_count"].sum()) for part in (near, places))
    words = f"Map of {country}: {near.height} places with {drawn} incidents"
    view = _frame_view(near, _OUTLINES.get(country, country))
    spec = _draw(near, _OUTLINES.get(country, country), view, width).to_dict()
    svg = name_picture(str(vl_convert.vegalite_to_svg(spec)), words)
    return Map(svg, drawn, rest - drawn, words)


def _read_places(selection: Selection) -> pl.DataFrame:
    """Places to two decimals: incident_count, killed (high, persons), is_near."""
    return selection.read(
        figures_sql(selection),
        f"""select
            coalesce(radius_m <= {_NEAR_M}, false) and latitude is not null as is_near,
            case when is_near then round(latitude, 2) end as latitude,
            case when is_near then round(longitude, 2) end as longitude,
            count(*) as incident_count,
            sum(coalesce(killed, 0))::bigint as killed
        from incidents
        left join (
            select incident_id, max(coalesce(high, best, low)) as killed
            from figures where measure = 'killed' group by incident_id
        ) using (incident_id)
        where not incidents.is_coarse
        group by all order by killed desc, latitude, longitude""",
    )


def _draw(
    near: pl.DataFrame, name: str, view: dict[str, Any], width: int
) -> alt.LayerChart:
    world = alt.Data(
        values=_read_world(),
        format=alt.TopoDataFormat(type="topojson", feature="countries"),
    )
    land = alt.Chart(world).mark_geoshape(stroke="#8a8a8a", strokeWidth=0.7, clip=True)
    is_it = f"datum.properties.name === {json.dumps(name)}"
    shapes = land.encode(
        color=alt.condition(is_it, alt.value("#fbf6e6"), alt.value("#dededc"))
    )
    circles = (
        alt.Chart(alt.Data(values=near.to_dicts()))
        .mark_circle(
            color="#0072B2", opacity=0.35, stroke="#00304d", strokeWidth=0.4, clip=True
        )
        .encode(
            longitude="longitude:Q",
            latitude="latitude:Q",
            size=alt.Size(
                "killed:Q",
                title="Killed (high)",
                scale=alt.Scale(type="linear", range=[4, 700], zero=True),
                legend=alt.Legend(
                    orient="bottom", tickCount=3, format=",d", symbolOpacity=0.4
                ),
            ),
        )
    )
    return (
        alt.layer(shapes, circles)
        .project(**view)
        .properties(width=width, height=int(width * 0.8))
        .configure(font="Liberation Sans, Arial, sans-serif", background="white")
        .configure_view(stroke="#999", fill="#eef3f6")
    )


def _read_world() -> dict[str, Any]:
    held = resources.files("publish").joinpath("world", "countries-110m.json")
    found: dict[str, Any] = json.loads(held.read_text("utf-8"))
    return found


def _frame_view(near: pl.DataFrame, name: str) -> dict[str, Any]:
    """Fit the projection to the country's outline and to every circle."""
    corners = _find_outline(_read_world(), name)
    corners += near.select("longitude", "latitude").rows()
    if not corners:
        return {"type": "equalEarth"}
    east, north = (max(corner[i] for corner in corners) for i in (0, 1))
    west, south = (min(corner[i] for corner in corners) for i in (0, 1))
    air = max(east - west, north - south) * 0.06 + _MARGIN
    box = [
        (west - air, south - air),
        (west - air, north + air),
        (east + air, north + air),
        (east + air, south - air),
    ]
    fitted = {"type": "MultiPoint", "coordinates": [list(corner) for corner in box]}
    return {
        "type": "mercator",
        "fit": {"type": "Feature", "properties": {}, "geometry": fitted},
    }


def _find_outline(world: dict[str, Any], name: str) -> list[tuple[float, float]]:
    """The corners of a country: TopoJSON's arcs are deltas, scaled and shifted."""
    shapes = world["objects"]["countries"]["geometries"]
    found = [shape for shape in shapes if shape["properties"]["name"] == name]
    arcs = {arc for shape in found for arc in _flatten(shape["arcs"])}
    corners = []
    (scale_x, scale_y) = world["transform"]["scale"]
    (shift_x, shift_y) = world["transform"]["translate"]
    for arc in sorted(arcs):  # a few dozen corners
        x = y = 0
        for step in world["arcs"][arc if arc >= 0 else ~arc]:
            x, y = x + step[0], y + step[1]
            corners.append((x * scale_x + shift_x, y * scale_y + shift_y))
    return corners


def _flatten(arcs: list[Any]) -> list[int]:
    return [
        number
        for arc in arcs
        for number in (_flatten(arc) if isinstance(arc, list) else [arc])
    ]
