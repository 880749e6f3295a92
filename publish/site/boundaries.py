"""A user's own boundary file, checked before it is drawn."""

import json
from pathlib import Path
from typing import Any

from ingest.errors import DataError
from publish.site.outlines import project, trace

_NAMES = ("name", "NAME", "ADM1_EN", "ADM2_EN", "adm1_name", "shapeName")
_CODES = ("pcode", "ADM1_PCODE", "ADM2_PCODE", "adm1_pcode", "shapeISO")
_EAST, _NORTH = 180, 90
_CORNERS = 4


def read_boundaries(path: Path) -> list[dict[str, str]]:
    """Areas of a GeoJSON file: name, pcode (empty where not given), path.

    Raises:
        DataError: the file is no GeoJSON of polygons in degrees with names.
    """
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as fault:
        raise DataError(f"{path.name} is no GeoJSON ({fault})") from fault
    if not isinstance(found, dict) or found.get("type") != "FeatureCollection":
        raise DataError(f"{path.name} is no FeatureCollection; export it as GeoJSON")
    if "crs" in found and "CRS84" not in str(found["crs"]):
        raise DataError(f"{path.name} is not in degrees (WGS 84); export it so")
    areas = found.get("features") or []
    if not areas:
        raise DataError(f"{path.name} has no areas; name another file")
    return [_read_area(path.name, n, area) for n, area in enumerate(areas, 1)]


def _read_area(file: str, number: int, area: dict[str, Any]) -> dict[str, str]:
    where = f"{file}, area {number}"
    told = area.get("properties") or {}
    name = next((told[key] for key in _NAMES if told.get(key)), None)
    if name is None:
        raise DataError(f"{where} has no name; give it one of {', '.join(_NAMES)}")
    code = next((told[key] for key in _CODES if told.get(key)), "")
    shape = area.get("geometry") or {}
    match shape.get("type"):
        case "Polygon":
            rings = shape["coordinates"]
        case "MultiPolygon":
            rings = [ring for polygon in shape["coordinates"] for ring in polygon]
        case kind:
            raise DataError(f"{where} is a {kind}; only polygons are drawn")
    path = "".join(trace(_read_ring(where, ring)) for ring in rings)
    return {"name": str(name), "pcode": str(code), "path": path}


def _read_ring(where: str, ring: list[Any]) -> list[tuple[float, float]]:
    try:
        points = [(float(point[0]), float(point[1])) for point in ring]
    except (TypeError, ValueError, IndexError, KeyError) as fault:
        raise DataError(f"{where} has a corner that is no pair of numbers") from fault
    if len(points) < _CORNERS or points[0] != points[-1]:
        raise DataError(f"{where} has a ring that is not closed; mend it")
    if any(abs(x) > _EAST or abs(y) > _NORTH for x, y in points):
        raise DataError(f"{where} is not in degrees (WGS 84); export it so")
    return [project(x, y) for x, y in points]
