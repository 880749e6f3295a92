"""What the words of a place name: its parts, and the areas among them."""

import polars as pl

from ingest.normalise.place_names import AREA, SETTLEMENT, VILLAGE, keyed, spelling_key


def split_words(rows: pl.DataFrame, areas: pl.DataFrame) -> pl.DataFrame:
    """Parts of ``place_text``: row, country_id, part (0 leftmost), words, area_id.

    ``is_area`` and ``is_city`` tell whether the words say which of the two is meant.
    What calls itself a village is not an area, whatever its name.
    """
    split = pl.col("place_text").str.replace_all(r"[()\[\];:،]", ",").str.split(",")
    spelt = spelling_key(pl.col("words"))
    parts = (
        rows.select("row", "country_id", words=split)
        .explode("words")
        .drop_nulls()
        .filter(pl.col("words").str.contains(r"\pL"))
        .with_columns(part=pl.int_range(pl.len()).over("row"))
        .with_columns(
            is_area=spelt.str.contains(AREA),
            is_city=spelt.str.contains(SETTLEMENT),
            is_village=spelt.str.contains(VILLAGE),
        )
    )
    found = _areas(parts.filter(~pl.col("is_village")), areas)
    return parts.drop("is_village").join(found, on=["row", "part"], how="left")


def add_areas(
    rows: pl.DataFrame, parts: pl.DataFrame, areas: pl.DataFrame
) -> pl.DataFrame:
    """The rows with ``admin1_id`` as stated, and ``last_area``, where no city is meant.

    A first part counts as stated only if it says that it is an area: 'Idlib' alone is
    rather the city.
    """
    texts = rows.select("row", "country_id", words="admin1_text", part=pl.lit(0))
    stated = _areas(texts, areas).select("row", stated="area_id")
    says_so = (pl.col("part") > 0) | pl.col("is_area")
    named = (
        parts.sort("row", "part")
        .group_by("row")
        .agg(
            behind=pl.col("area_id").filter(says_so).drop_nulls().last(),
            last_area=pl.col("area_id").drop_nulls().last(),
        )
    )
    return (
        rows.join(stated, on="row", how="left")
        .join(named, on="row", how="left")
        .with_columns(
            pl.coalesce("admin1_id", "coded", "stated", "behind").alias("admin1_id")
        )
        .drop("coded", "stated", "behind")
    )


def _areas(texts: pl.DataFrame, areas: pl.DataFrame) -> pl.DataFrame:
    """Of the texts (row, part, country_id, words) those that name one area: area_id."""
    return (
        keyed(texts, "words")
        .join(areas, on=["country_id", "tier", "key"])
        .sort("row", "part", "tier")
        .unique(["row", "part"], keep="first")
        .select("row", "part", "area_id")
    )
