"""The columns of UCDP's event files: GED of any year, Candidate, the HDX copy."""

from ingest.records import Member

BOUNDS = ("low", "best", "high")
PARTS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
_COLUMNS = (
    "id",
    "type_of_violence",
    "side_a",
    "side_b",
    "where_prec",
    "latitude",
    "longitude",
    "country",
    "date_prec",
    "date_start",
    "date_end",
    *PARTS,
    *BOUNDS,
)
# The total has three bounds, a group has a best figure alone.
_COUNTS = {name: ("best", name) for name in BOUNDS} | {
    name: (name, "best") for name in PARTS
}
_OPTIONAL = (
    "relid",
    "code_status",
    "event_clarity",
    "side_a_id",
    "side_b_id",
    "gwnoa",
    "gwnob",
    "adm_1",
    "adm_2",
    "where_coordinates",
    "source_office",
    "source_date",
)
_RENAMED = {
    f"side_{side}_id": (f"side_{side}_new_id", f"side_{side}_dset_id") for side in "ab"
}
CODES = (
    *("id", "side_a_id", "side_b_id", "gwnoa", "gwnob"),
    *("type_of_violence", "where_prec", "date_prec", "event_clarity"),
)
# The order of the columns in GED 23.1 and in Candidate files, of which some months were
# published without a header.
_LAYOUT_49 = (
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence"),
    *("conflict_dset_id", "conflict_new_id", "conflict_name"),
    *("dyad_dset_id", "dyad_new_id", "dyad_name"),
    *("side_a_dset_id", "side_a_new_id", "side_a"),
    *("side_b_dset_id", "side_b_new_id", "side_b"),
    *("number_of_sources", "source_article", "source_office", "source_date"),
    *("source_headline", "source_original"),
    *("where_prec", "where_coordinates", "where_description", "adm_1", "adm_2"),
    *("latitude", "longitude", "geom_wkt", "priogrid_gid"),
    *("country", "country_id", "region"),
    *("event_clarity", "date_prec", "date_start", "date_end"),
    *("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"),
    *("best", "high", "low", "gwnoa", "gwnob"),
)

# All releases, yearly and monthly.
EVENTS = Member(
    _COLUMNS,
    _OPTIONAL,
    _RENAMED,
    headerless={len(_LAYOUT_49): _LAYOUT_49},
    counts=_COUNTS,
)
