"""Where incidents are drawn: at a place only where the place is known.

A point stands for a place that is known to within 25 km. What is known only to lie in
a governorate or a country is drawn as that area's symbol, at the area's centre.
"""

import polars as pl

from publish.selection import Selection
from publish.site.outlines import project
from publish.sums import figures_sql

NEAR_M = 25_000
# Half the width of a large governorate; beyond it a point says only the country.
_AREA_M = 150_000


def read_locations(selection: Selection) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Places and sums at them.

    Returns:
        Places: x, y (of the map), name, kind (place, area, country, none); and sums:
        place (their row number), then month, country, measure, population, low, best,
        high (persons), incidents, open_highs.
    """
    sums = _add_up(selection)
    keys = ["kind", "name", "latitude", "longitude"]
    places = sums.select(keys).unique().sort(keys, nulls_last=True)
    numbered = places.with_row_index("place")
    located = sums.join(numbered, on=keys, how="left", nulls_equal=True)
    order = ["place", "incident_month", "country", "measure", "population"]
    located = located.drop(keys).select("place", pl.all().exclude("place")).sort(order)
    return _project(places), located


def _project(places: pl.DataFrame) -> pl.DataFrame:
    points = [
        (None, None) if row[0] is None else project(row[1], row[0])
        for row in places.select("latitude", "longitude").iter_rows()
    ]  # a thousand places
    return pl.DataFrame(
        {
            "x": [x for x, _ in points],
            "y": [y for _, y in points],
            "name": places["name"],
            "kind": places["kind"],
        },
        schema_overrides={"x": pl.Float64, "y": pl.Float64},
    )


def _add_up(selection: Selection) -> pl.DataFrame:
    """Sums by place; places in one tenth of a degree are one, under the first name."""
    return selection.read(
        f"{figures_sql(selection)}, {_LOCATED}",
        """select
            kind, min(name) over (partition by kind, latitude, longitude) as name,
            latitude, longitude, * exclude (kind, name, latitude, longitude)
        from (
            select kind, min(name) as name, latitude, longitude, figures.incident_month,
                figures.country, measure, population,
                coalesce(sum(low), 0)::bigint as low,
                case when count(*) = count(coalesce(best, case when low = high
                    then low end)) then sum(coalesce(best, low)) end::bigint as best,
                coalesce(sum(coalesce(high, best, low)), 0)::bigint as high,
                count(distinct incident_id)::bigint as incidents,
                count(*) filter (where is_open_high)::bigint as open_highs
            from figures inner join located using (incident_id)
            group by kind, latitude, longitude, figures.incident_month,
                figures.country, measure, population
        )""",
    )


_LOCATED = f"""kinds as (
    select
        incidents.*,
        case
            when incidents.latitude is null then 'none'
            when location_method <> 'admin_fallback' and incidents.radius_m <= {NEAR_M}
                then 'place'
            when areas.latitude is not null and incidents.radius_m <= {_AREA_M}
                then 'area'
            when countries.latitude is not null then 'country'
            else 'none'
        end as kind,
        settlements.place_name as settlement,
        areas.latitude as area_latitude,
        areas.longitude as area_longitude,
        countries.latitude as country_latitude,
        countries.longitude as country_longitude
    from incidents
    left join main.dim_places as settlements
        on incidents.place_id = settlements.place_id
        and settlements.place_kind = 'city'
    left join main.dim_places as areas on incidents.admin1_id = areas.place_id
    left join main.dim_places as countries on incidents.country_id = countries.place_id
),
located as (
    select
        incident_id,
        kind,
        case kind when 'place' then coalesce(settlement, 'near ' || admin1)
            when 'area' then admin1 when 'country' then country
            else 'not located' end as name,
        case kind when 'place' then quantile_disc(latitude, 0.5) over cell
            when 'area' then area_latitude
            when 'country' then country_latitude end as latitude,
        case kind when 'place' then quantile_disc(longitude, 0.5) over cell
            when 'area' then area_longitude
            when 'country' then country_longitude end as longitude
    from kinds
    window cell as (partition by kind, round(latitude, 1), round(longitude, 1))
)"""
