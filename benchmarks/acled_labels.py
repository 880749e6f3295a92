"""What rows in ACLED's layout are made of: labels as in its codebook, the rest made up.

The names of countries, regions and areas exist; actors, sources and sentences do not.
"""

from typing import NamedTuple

COLUMNS = (
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
)


class Country(NamedTuple):
    """A country: ISO 3166 codes, ACLED's region, and its share of the rows."""

    country_id: str
    iso: int
    region: str
    weight: float


# Region: country, numeric code, share of the rows.
_REGIONS = {
    "Caribbean": "HTI 332 2, JAM 388 1",
    "Caucasus and Central Asia": "AFG 4 3, ARM 51 1",
    "Central America": "GTM 320 1, HND 340 1, SLV 222 1",
    "Eastern Africa": "BDI 108 1, ETH 231 3, KEN 404 2, MOZ 508 1, SOM 706 5, "
    "SSD 728 1, UGA 800 1, ZWE 716 1",
    "Europe": "FRA 250 3, ITA 380 2, RUS 643 3, UKR 804 14",
    "Middle Africa": "AGO 24 1, CAF 140 1, CMR 120 2, COD 180 4, TCD 148 1",
    "Middle East": "IRN 364 2, IRQ 368 5, ISR 376 2, LBN 422 3, PSE 275 5, "
    "SYR 760 8, TUR 792 3, YEM 887 7",
    "North America": "MEX 484 5, USA 840 5",
    "Northern Africa": "DZA 12 1, EGY 818 1, LBY 434 1, SDN 729 3",
    "South America": "ARG 32 1, BOL 68 1, BRA 76 5, CHL 152 1, COL 170 3, ECU 218 1, "
    "PER 604 1, VEN 862 2",
    "South Asia": "BGD 50 2, IND 356 9, PAK 586 4",
    "Southeast Asia": "IDN 360 2, MMR 104 6, PHL 608 2, THA 764 1",
    "Southern Africa": "ZAF 710 2",
    "Western Africa": "BFA 854 2, MLI 466 2, NER 562 1, NGA 566 4",
}
COUNTRIES = [
    Country(country_id, int(iso), region, float(weight))
    for region, told in _REGIONS.items()
    for country_id, iso, weight in (entry.split() for entry in told.split(", "))
]

# The kinds of actor (inter1, inter2), by the codes 1 to 8 that they had before 2025.
KINDS = (
    "State forces",
    "Rebel group",
    "Political militia",
    "Identity militia",
    "Rioters",
    "Protesters",
    "Civilians",
    "External/Other forces",
)

# Names of the actors of a kind; the area makes a name of each area of the country.
NAMES = {
    "State forces": (
        "Military Forces of {country} (2018-)",
        "Police Forces of {country} (2018-)",
        "Police Forces of {country} (2018-) {area} Unit",
        "Government of {country} (2018-)",
    ),
    "Rebel group": (
        "{area} Liberation Front",
        "UFA: United Front of {area}",
        "Army of the {area} Uprising",
    ),
    "Political militia": (
        "Unidentified Armed Group ({country})",
        "{area} Defence Committee",
        "Unidentified Gang ({country})",
    ),
    "Identity militia": (
        "{area} Communal Militia ({country})",
        "{area} Pastoralist Militia ({country})",
    ),
    "Rioters": ("Rioters ({country})",),
    "Protesters": ("Protesters ({country})",),
    "Civilians": (
        "Civilians ({country})",
        "Civilians (International)",
    ),
    "External/Other forces": (
        "Private Security Forces ({country})",
        "Observer Mission in {country} (2019-)",
        "Unidentified Military Forces",
    ),
}

_POLITICAL = "Political violence"
_DEMONSTRATIONS = "Demonstrations"
_STRATEGIC = "Strategic developments"
_BATTLES = "Battles"
_REMOTE = "Explosions/Remote violence"
_CIVILIANS = "Violence against civilians"

# Share of the rows, disorder type, event type, sub-event type (the codebook's 25), and
# the share of its events in which somebody dies.
SUB_EVENTS = [
    (10.4, _POLITICAL, _BATTLES, "Armed clash", 0.5),
    (0.2, _POLITICAL, _BATTLES, "Government regains territory", 0.3),
    (0.2, _POLITICAL, _BATTLES, "Non-state actor overtakes territory", 0.3),
    (0.02, _POLITICAL, _REMOTE, "Chemical weapon", 0.2),
    (6.0, _POLITICAL, _REMOTE, "Air/drone strike", 0.25),
    (0.1, _POLITICAL, _REMOTE, "Suicide bomb", 0.8),
    (9.5, _POLITICAL, _REMOTE, "Shelling/artillery/missile attack", 0.12),
    (2.5, _POLITICAL, _REMOTE, "Remote explosive/landmine/IED", 0.35),
    (0.4, _POLITICAL, _REMOTE, "Grenade", 0.15),
    (44.0, _DEMONSTRATIONS, "Protests", "Peaceful protest", 0.0),
    (1.9, _DEMONSTRATIONS, "Protests", "Protest with intervention", 0.0),
    (
        0.2,
        f"{_POLITICAL}; {_DEMONSTRATIONS}",
        "Protests",
        "Excessive force against protesters",
        0.4,
    ),
    (2.6, _DEMONSTRATIONS, "Riots", "Violent demonstration", 0.03),
    (3.4, _POLITICAL, "Riots", "Mob violence", 0.15),
    (0.2, _STRATEGIC, _STRATEGIC, "Agreement", 0.0),
    (1.3, _STRATEGIC, _STRATEGIC, "Arrests", 0.0),
    (0.9, _STRATEGIC, _STRATEGIC, "Change to group/activity", 0.0),
    (1.0, _STRATEGIC, _STRATEGIC, "Disrupted weapons use", 0.01),
    (0.05, _STRATEGIC, _STRATEGIC, "Headquarters or base established", 0.0),
    (2.0, _STRATEGIC, _STRATEGIC, "Looting/property destruction", 0.0),
    (0.15, _STRATEGIC, _STRATEGIC, "Non-violent transfer of territory", 0.0),
    (1.2, _STRATEGIC, _STRATEGIC, "Other", 0.02),
    (0.25, _POLITICAL, _CIVILIANS, "Sexual violence", 0.1),
    (9.8, _POLITICAL, _CIVILIANS, "Attack", 0.62),
    (1.6, _POLITICAL, _CIVILIANS, "Abduction/forced disappearance", 0.02),
]

# Four pairs of kinds for each event type, drawn alike; -1 is nobody.
_PAIRS = {
    _BATTLES: ((0, 1), (0, 2), (1, 0), (2, 2)),
    _REMOTE: ((0, 1), (0, 6), (1, 0), (7, -1)),
    _CIVILIANS: ((0, 6), (1, 6), (2, 6), (3, 6)),
    "Protests": ((5, -1), (5, -1), (5, -1), (5, 0)),
    "Riots": ((4, -1), (4, 6), (4, 0), (4, 4)),
    _STRATEGIC: ((0, -1), (1, -1), (2, 6), (0, 2)),
}
SIDES = [_PAIRS[event_type] for _, _, event_type, _, _ in SUB_EVENTS]

GROUPS = (
    "Women",
    "Farmers",
    "Teachers",
    "Students",
    "Labour Group",
    "Health Workers",
    "Journalists",
    "Refugees/IDPs",
    "Fishers",
    "Christian Group",
    "Muslim Group",
    "Former Police Forces",
)

# The name of the first-level area follows.
LOCAL_SOURCES = ("Radio", "Voice of", "Observatory of", "News from", "The Post of")
SOURCES = (
    "The Morning Ledger",
    "Northern Courier",
    "Evening Gazette",
    "Undisclosed Source",
    "Civic Watch Network",
    "Monitor of the Coast",
    "Public Newswire",
)
SCALES = (
    "National",
    "National",
    "Subnational",
    "Other",
    "International",
    "Regional",
    "Local partner-Other",
    "New media-National",
)

# Two sentences that end the notes.
CLAUSES = (
    (
        "The road to the market was closed for the rest of the day.",
        "Neighbours heard noise until the late evening.",
        "A school and a bakery nearby stayed shut in the morning.",
        "Local officials asked people to stay at home.",
        "The bridge was opened again after some hours.",
        "Shops in the centre closed early.",
    ),
    (
        "No further details were given.",
        "Reports differ on the exact hour.",
        'A spokesperson called the day "calm, on the whole".',
        "The area was quiet afterwards; traffic went on.",
        "The number of participants is not known.",
        "It is not known how long it lasted.",
    ),
)
