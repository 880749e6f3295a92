"""What made-up rows in ACLED's layout are drawn from: towns, and who acts in them."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl
from acled_labels import COUNTRIES, KINDS, NAMES, Country

GAZETTEER = Path(__file__).parents[1] / "seeds/gazetteer.parquet"


class World(NamedTuple):
    """What rows are drawn from: towns, and the actors of each country and kind."""

    towns: pl.DataFrame
    town_shares: np.ndarray
    actors: pl.Series
    # Position of the first actor and number of actors, by country and kind.
    first: np.ndarray
    size: np.ndarray


def make_world() -> World:
    """Towns by population, and actors named after the country and its areas."""
    countries = pl.DataFrame(COUNTRIES, schema=Country._fields, orient="row")
    towns = (
        pl.read_parquet(GAZETTEER)
        .filter(pl.col("kind") == "city", pl.col("admin1_name").is_not_null())
        .join(countries.with_row_index("nation"), on="country_id")
        .sort("nation", "admin1_name", "place_id")
        .with_columns(pl.col("population").fill_null(1_000).cast(pl.Float64).sqrt())
    )
    crowd = pl.col("population") / pl.col("population").sum().over("nation")
    share = towns.select(crowd * pl.col("weight")).to_series().to_numpy()
    named = [_actors(towns.filter(nation=n)) for n in range(len(COUNTRIES))]
    size = np.array([[len(names) for names in kinds] for kinds in named])
    first = np.concatenate([[0], size.ravel().cumsum()[:-1]]).reshape(size.shape)
    actors = pl.Series([name for kinds in named for names in kinds for name in names])
    return World(towns, share / share.sum(), actors, first, size)


def _actors(towns: pl.DataFrame) -> list[list[str]]:
    """Names of the actors of one country, by kind."""
    country = towns["country_name"][0]
    areas = towns["admin1_name"].unique(maintain_order=True).to_list()
    return [
        list(
            dict.fromkeys(
                form.format(country=country, area=area)
                for area in areas
                for form in NAMES[kind]
            )
        )
        for kind in KINDS
    ]
