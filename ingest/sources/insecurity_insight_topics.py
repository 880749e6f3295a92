"""Tables of Insecurity Insight: their columns that count people, and of whom.

By the publisher's schemas on HDX and its files; other columns are not read.
"""

from typing import NamedTuple

ID = "SiND Event ID"

# In every topic, but for a few old files.
COMMON = (
    "Country ISO",
    "Admin 1",
    "Latitude",
    "Longitude",
    "Geo Precision",
    "Reported Perpetrator",
    "Reported Perpetrator Name",
    "Weapon Carried/Used",
    "Explosive Weapon Type",
)


class Figure(NamedTuple):
    """What a column counts: a measure, of whom, and the column that it is part of."""

    measure: str
    cell: dict[str, str]
    part_of: str | None = None


_VERBS = {
    "Killed": "killed",
    "Injured": "injured",
    "Kidnapped": "abducted",
    "Arrested": "detained",
}
_EVERYONE: dict[str, dict[str, str]] = {"": {}}
_GROUPS = _EVERYONE | {
    "International ": {"affiliation_text": "international staff"},
    "National ": {"affiliation_text": "national staff"},
    "Female ": {"sex": "female"},
    "Male ": {"sex": "male"},
}


def _list(
    people: str, groups: dict[str, dict[str, str]], verbs: tuple[str, ...], **cell: str
) -> dict[str, Figure]:
    """Columns like ``Female Aid Workers Killed``."""
    return {
        f"{group}{people} {verb}": Figure(_VERBS[verb], cell | more)
        for group, more in groups.items()
        for verb in verbs
    }


def _in_captivity(people: str, **cell: str) -> dict[str, Figure]:
    """Columns like ``Aid Workers Killed in Captivity``, each part of the killed."""
    killed = _list(people, _GROUPS, ("Killed",), **cell)
    return {
        f"{name} in Captivity": figure._replace(part_of=name)
        for name, figure in killed.items()
    }


_ALL = tuple(_VERBS)
_HEALTH = {"occupation": "health_worker"}
_AID = {"occupation": "aid_worker"}
_RESIDENTS = {"affiliation_text": "camp residents"}
_PROVIDERS = {"affiliation_text": "service providers of camps"}

TOPICS: dict[str, dict[str, Figure]] = {
    "health_care": _list("Health Workers", _GROUPS, _ALL, **_HEALTH),
    "aid_workers": _list("Aid Workers", _GROUPS, _ALL, **_AID)
    | _in_captivity("Aid Workers", **_AID),
    "education": _list("Educators", _EVERYONE, _ALL, occupation="teacher")
    | _list("Students", _EVERYONE, _ALL, occupation="student"),
    "explosive_weapons": _list("Aid Workers", _EVERYONE, ("Killed",), **_AID)
    | _list("Health Workers", _EVERYONE, ("Killed",), **_HEALTH)
    # Health workers of aid organisations stand apart from the two others.
    | _list(
        "Aid Health Workers",
        _EVERYONE,
        ("Killed",),
        affiliation_text="aid organisations",
        **_HEALTH,
    )
    | _list("Educators", _EVERYONE, ("Killed",), occupation="teacher")
    | _list("Students", _EVERYONE, ("Killed",), occupation="student"),
    "protection": _list("Camp Resident", _EVERYONE, ("Killed", "Injured"), **_RESIDENTS)
    | _list("Camp Residents", _EVERYONE, ("Kidnapped", "Arrested"), **_RESIDENTS)
    | _list(
        "Service Provider",
        _EVERYONE,
        ("Killed", "Kidnapped", "Arrested"),
        **_PROVIDERS,
    ),
    "sexual_violence": {
        "Reported Deaths Following the Sexual Violence": Figure("killed", {})
    },
    "food_security": {},
}

# What tells the topics apart; the names of some people stand in several.
NEEDS: dict[str, tuple[str, ...]] = {
    "health_care": ("Health Workers Killed", "Health Workers Injured"),
    "aid_workers": ("Aid Workers Killed", "Aid Workers Injured"),
    "education": ("Educators Killed", "Educators Injured"),
    "explosive_weapons": ("Launch Type", "Explosive Weapon Type"),
    "protection": ("Camp Resident Killed", "Service Provider Killed"),
    "sexual_violence": (
        "Number of Reported Victims",
        "Reported Deaths Following the Sexual Violence",
    ),
    "food_security": ("Infrastructure Affected", "FoodSecurity"),
}


def _misspelt() -> dict[str, tuple[str, ...]]:
    """``Kidanpped``, as in the SHCC file of 2022."""
    return {
        name: (name.replace("Kidnapped", "Kidanpped"),)
        for figures in TOPICS.values()
        for name in figures
        if "Kidnapped" in name
    }


NAMES: dict[str, tuple[str, ...]] = {ID: ("SiND ID",), **_misspelt()}
