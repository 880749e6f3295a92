"""English is read, another language is left unread and named."""

import pytest

from ingest.text import PlaceIndex, read, recognise

OTHERS = {
    "es": "El ataque en la ciudad dejó tres muertos y nueve heridos el viernes.",
    "fr": "Une frappe sur le marché a tué trois personnes et blessé neuf autres.",
    "de": "Bei dem Angriff auf den Markt wurden drei Menschen getötet.",
    "nl": "Bij de aanval op de markt zijn drie mensen gedood en negen gewond.",
    "pt": "O ataque ao mercado matou três pessoas e feriu outras nove.",
    "it": "L'attacco al mercato ha ucciso tre persone e ne ha ferite nove.",
    "tr": "Pazara düzenlenen saldırıda üç kişi öldü, dokuz kişi yaralandı.",
    "ru": "При ударе по рынку погибли три человека, девять ранены.",
    "uk": "Внаслідок удару по ринку загинули троє людей, дев'ятеро поранені.",
    "ar": "أسفرت الغارة على السوق عن مقتل ثلاثة أشخاص وإصابة تسعة آخرين.",
    "fa": "در حمله به بازار سه نفر کشته و نه نفر زخمی شدند.",
    "zh": "市场遭袭,三人死亡,九人受伤。",
    "so": "Weerarka suuqa waxaa ku dhintay saddex qof, sagaalna waa dhaawacmeen.",
    "sw": "Shambulio la soko liliua watu watatu na kujeruhi wengine tisa.",
}
ENGLISH = [
    "An airstrike killed 6 people in Idlib on Friday.",
    "SIX DEAD, NINE HURT AS SHELLS HIT MARKET",
    "3 KIA, 11 WIA.",
    "Roadside bomb wounds three soldiers in Deir ez-Zor",
    "Omar Farah (31) and Adel Nasser (40) were killed.",
    "",
    "12",
]


@pytest.mark.parametrize("language", OTHERS)
def test_another_language_is_told(language: str) -> None:
    assert recognise(OTHERS[language]) == language


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_told(text: str) -> None:
    assert recognise(text) == "en"


def test_what_the_publisher_says_stands() -> None:
    assert recognise("Six people were killed.", "fr") == "fr"
    assert recognise("Six people were killed.", "en-GB") == "en"


def test_another_language_is_not_read(index: PlaceIndex) -> None:
    reading = read(OTHERS["es"], None, index, recognise(OTHERS["es"]))
    assert not any(reading.rows.values())
    assert reading.person_spans == []
