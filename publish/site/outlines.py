"""Country outlines as one SVG path, in Mercator degrees.

world-atlas (Natural Earth, public domain) at 1:110 million, see publish/world.
"""

import json
import math
from importlib import resources
from typing import Any

Point = tuple[float, float]
# Mercator has no poles; nobody who counts casualties works beyond these.
_SOUTH, _NORTH = -60.0, 80.0
DISCLAIMER = (
    "Outlines: Natural Earth by world-atlas, 1:110 million. Borders and names on the "
    "map imply no opinion on the status of any territory."
)


def project(longitude: float, latitude: float) -> Point:
    """A point on the map: x to the east, y to the south, in degrees of the equator."""
    held = math.radians(min(max(latitude, _SOUTH), _NORTH))
    north = math.degrees(math.log(math.tan(math.pi / 4 + held / 2)))
    return round(longitude, 2), round(-north, 2)


def trace(points: list[Point]) -> str:
    """A closed ring of projected points as SVG path data."""
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in points) + "Z"


def draw_world() -> str:
    """Every country's rings, drawn once."""
    held = resources.files("publish").joinpath("world", "countries-110m.json")
    world = json.loads(held.read_text("utf-8"))
    arcs = [_unfold(world["transform"], arc) for arc in world["arcs"]]
    return "".join(
        trace(_join(arcs, ring))
        for shape in world["objects"]["countries"]["geometries"]
        for ring in _list_rings(shape)
    )


def _unfold(transform: dict[str, Any], arc: list[list[int]]) -> list[Point]:
    """TopoJSON's arcs are steps, scaled and shifted."""
    (scale_x, scale_y), (shift_x, shift_y) = transform["scale"], transform["translate"]
    x = y = 0
    points: list[Point] = []
    for step in arc:  # each point stands on the one before it
        x, y = x + step[0], y + step[1]
        points.append(project(x * scale_x + shift_x, y * scale_y + shift_y))
    return points


def _list_rings(shape: dict[str, Any]) -> list[list[int]]:
    if shape["type"] == "Polygon":
        return list(shape["arcs"])
    return [ring for polygon in shape.get("arcs", []) for ring in polygon]


def _join(arcs: list[list[Point]], ring: list[int]) -> list[Point]:
    """The arcs of a ring end to end; ~n is arc n backwards."""
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points
