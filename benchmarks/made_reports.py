"""What made-up rows in MAVERICK's layout are drawn from: its columns, shares and words.

The shares are near those of MAVERICK. Towns exist; actors, papers and quarters do not.
"""

_ACTOR = (
    *("", "_id", "_type", "_subtype", "_party", "_violence", "_precision"),
    *("_initiator", "_perpetrator", "_intervener", "_bystander", "_victim"),
)
COLUMNS = (
    *("id", "event_id", "country", "election", "certain"),
    *(f"certain{number}" for number in range(1, 7)),
    *("date_start", "date_end", "city", "location", "latitude", "longitude"),
    "geo_precision",
    *(f"actor{number}{part}" for number in range(1, 7) for part in _ACTOR),
    *("event_context", "target"),
    *(
        f"{of}_{end}"
        for of in ("deaths", "injuries")
        for end in ("best", "low", "high")
    ),
    *("displacement", "damage", "source", "number_of_sources", "source_author"),
    *("source_type", "source_classification", "sampling", "unit_of_analysis"),
    "aggregation",
)

# Days that an event lasts beyond its first, and days until it is reported, by share.
LASTS = {0: 0.86, 1: 0.06, 2: 0.03, 4: 0.02, 6: 0.015, 13: 0.01, 29: 0.005}
DELAYS = {0: 0.4, 1: 0.28, 2: 0.1, 3: 0.07, 7: 0.07, 30: 0.05, 60: 0.03}
# MAVERICK's precision: 6 is a spot, 1 a part of the country.
PRECISIONS = {6: 0.1, 5: 0.2, 4: 0.2, 3: 0.4, 2: 0.08, 1: 0.02}

FORMS = {
    "Shooting": 0.25,
    "Melee": 0.15,
    "Crowd control measures": 0.15,
    "Arson": 0.12,
    "Riot": 0.1,
    "Looting": 0.08,
    "Stabbing": 0.06,
    "Crowd control measures; Shooting": 0.05,
    "Bombing": 0.04,
}
CONTEXTS = {
    "Unknown": 0.35,
    "Clash": 0.15,
    "Security force crack-down on protest": 0.15,
    "Protest": 0.12,
    "Voting": 0.08,
    "Riot": 0.06,
    "Party primary": 0.04,
    "Military operation": 0.03,
    "Vote counting": 0.02,
}
TARGETS = {
    "Unknown": 0.3,
    "Citizens": 0.3,
    "Voters or party supporters": 0.15,
    "Election-related activists or protesters": 0.12,
    "Political candidate or politician": 0.06,
    "Security forces": 0.04,
    "Journalists": 0.03,
}
# The first stands for whoever was not known.
ACTORS = (
    "Unknown actor",
    "Unknown security force",
    "Police",
    "Army",
    "Citizens",
    "Supporters of the Lantern Party",
    "Supporters of the Union of Bakers",
    "Supporters of the River Alliance",
    "Youth League of the North",
    "Youth League of the South",
    "Gatekeepers",
    "Cattle herders",
)
_QUARTERS = (
    "Old New Upper Lower East West Red White Long Lime Mango Cedar Salt River",
    "Market Mill Bridge Gate Field Hill Garden Well Harbour Station Camp Wharf",
)
_PAPERS = (
    "Morning Evening Northern Southern Coastal Highland National Public Daily Sunday",
    "Ledger Courier Gazette Herald Mirror Newswire Observer Post Record Tribune Voice",
)


def _paired(words: tuple[str, str]) -> list[str]:
    first, second = (told.split() for told in words)
    return [f"{one} {other}" for other in second for one in first]


QUARTERS = _paired(_QUARTERS)
PAPERS = _paired(_PAPERS)
