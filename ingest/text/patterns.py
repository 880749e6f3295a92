"""The grammar: named rules over the row of symbols of a sentence (chunks.py).

Each rule is a regular expression whose group ``n`` is the group of people and whose
group ``v`` is what happened to them. The rules are tried in the order of ``RULES``, and
a symbol that one rule used is not used again (findings.py). All repetitions are
bounded, and lists are possessive (never tried again shorter), so that the cost is
linear in the length of the sentence.
"""

import re
from typing import NamedTuple

# A list of groups: "seven soldiers, two drivers and a cook". In the object a name and
# "himself" may stand too.
# A list that only commas join ends in "and", or it opens: "In addition to the bomber,".
_JOIN = r"(?:,&|,(?=[^;KGSVDIbh]{0,60}[&w])|,(?<=^w.,)|&|,?w)"
_MEMBER = r"[NUBAC]"
# Capitals before a noun are its name: "Levies Force personnel".
_NAME = r"E(?![PNA])"
# Where people come from and what they do: "of the council", "who worked at a base".
_ORIGIN = (
    r"(?:p[xE]{1,3}(?:,[xE]{1,3}){0,5},?&[xE]{1,3}+|[opq][xEPCAJX]{1,6}+"
    r"|qb[xpoE]{1,6}+|xp[xEPCX]{1,6}+){0,3}+"
)
# A group that has its own verb belongs to that verb, not to the list before it.
_OWN_VERB = r"(?![he]{0,2}b{1,2}[xymh]{0,3}[KSDI]|[IDKy])"
# "Five soldiers, three of them officers": the three are no further members.
_NEXT = rf"(?:{_JOIN}(?:{_MEMBER}|{_NAME}|X)(?!oW)|,?[&w]J)"
# Behind the people: "of the Farah and Salim families", "belonging to two families".
_TAIL = r"(?:[opx](?:[mpxEXPUo]|&(?=[xE])){1,9})?"
_SUBJECTS = (
    rf"(?<![KGSVoi])(?:{_MEMBER}|J(?=,?[&w]{_MEMBER}))(?:{_ORIGIN}(?={_JOIN}))?"
    rf"(?:{_NEXT}(?:{_ORIGIN}(?={_JOIN}))?){{0,12}}+"
)
# A name begins a list of names and groups, not of a number: "In Xo, four people".
_NAMES = (
    rf"(?<![KGSVopiEA])(?<![NUB],){_NAME}(?:{_ORIGIN}(?={_JOIN}))?"
    rf"(?:(?:,?[&w](?:{_MEMBER}|{_NAME}|J)|,(?:{_NAME}|[AC]))(?:{_ORIGIN}(?={_JOIN}))?)*+"
)
_OBJECT = rf"(?:[NUBACR]|{_NAME})"
_OBJECTS = (
    rf"{_OBJECT}{_OWN_VERB}(?:(?:{_ORIGIN}(?={_JOIN}))?"
    rf"(?:{_JOIN}(?:{_OBJECT}|X)|,?[&w]J)(?!oW){_OWN_VERB}){{0,12}}+"
)
# A part and what is said of some of it: "11 women, two of whom were pregnant".
_PART = rf"{_MEMBER}(?:,[BNQ]oWb?[xPE]{{1,4}}(?=,))?"
# What "including" tells of: "11 women, two of whom were pregnant, and a boy".
_WITHIN = r"(?:[BNA]oWb[xEPaN]{0,3}|[^;KSDIGVibhelqy]){1,24}?"
_PARTS = (
    rf"(?:,?i{_MEMBER}(?:{_JOIN}{_MEMBER}){{0,6}},?(?=[xhenmbIKSDpq])"
    r"|,[BQ]oWb?[xPE]{1,4},(?=[he]{0,2}[bI])"
    rf"|(?:,P)?{_TAIL},?i{_WITHIN},{{0,2}}(?=[he]{{0,2}}[bI]))?"
)
# The same where the verb has no "were": "six people, including two boys, killed".
_LISTED = rf"{_TAIL},?i{_WITHIN},y?"
# What may stand between a subject and its verb: places, origins, "who ...".
_BETWEEN = (
    r"(?:,?qh?b{1,2}K[pxEo]{0,8}?(?=b)|(?:[op][xEPCA]{1,3})?,?q[^;KDIGNBy]{0,14}?|"
    r"(?:[xpPoEXTSW,]|[op][ACNBJ]|&(?=[xEPb])|[hb](?=[xpEhb])|m(?=[xpEh])"
    r"|(?<=[by,])m(?=b)){0,14}?)"
)
# "Were", "may have been", "were reported", "are believed to have been".
_AUX = r"[hen]{0,2}b{1,2}(?:y?mhb|ymb|y)?"
_VERBS = r"[KS](?:&[KS]){0,2}"
# "Was shot at close range and killed", "was shot and died".
_SUFFERED = r"[KS](?:[poxEXAPJN,]{0,16}?[&,][KSI](?![NUBACE])){0,2}"
_MODAL = r"[hem]{0,2}"
# What came first: "was stopped and killed", "was taken in and pronounced dead".
_FIRST = r"[xc][mpxXEoAJ]{0,8}?&"
# "Was killed along with his son": others share what happened.
_ALONG = rf"(?:[pxEoX]{{0,10}}?,?w(?P<m>{_OBJECTS}))?"


class Rule(NamedTuple):
    """One rule; ``kind`` says how assemble.py counts what it found."""

    rule_id: str
    kind: str
    pattern: re.Pattern[str]


def _rule(name: str, kind: str, pattern: str) -> Rule:
    return Rule(f"text.{name}", kind, re.compile(pattern))


RULES: tuple[Rule, ...] = (
    # "threatened to kill ten": it did not happen.
    _rule("irrealis", "nothing", rf"(?<!by)[men]h?b?(?P<v>V)(?P<n>{_OBJECTS})?"),
    # "It is unclear if the guard was killed".
    _rule("hypothetical", "nothing", r"z[^,;sz]{0,9}?(?P<v>[KGVI])"),
    _rule(
        "none_passive",
        "none",
        rf"(?P<n>Z){_BETWEEN}(?:{_AUX})?(?P<v>[KDI])(?:&(?P<d>[KDI]))?",
    ),
    _rule("none_active", "none", r"(?P<v>[KGV])(?P<n>Z)"),
    _rule("none_counted", "none", r"(?P<n>Y)"),
    _rule("none_caused", "none", r"n[xyG]{0,2}(?P<n>T)"),
    # "two of the eleven wounded later died".
    _rule(
        "later_died", "transfer", r"(?P<n>[NB])o(?P<w>B)(?P<v>[KD])[pxE]{0,4}h?(?P<t>I)"
    ),
    # "two of those wounded later died".
    _rule(
        "wounded_died",
        "died_later",
        r"(?P<n>[NB])o[WP]?(?P<w>[KSD])[pxE]{0,4}(?:(?P<v>I)|[hb]{1,2}(?P<d>K))",
    ),
    # "eight children were among the 25 wounded".
    _rule("among", "among", r"(?P<n>[NBA])[b,]a(?P<w>[BN])(?P<v>[KD])"),
    # "Among the dead were five officers"; "a guard was among the wounded".
    _rule(
        "among_dead",
        "part",
        rf"a(?P<v>[KDT])[pxE]{{0,4}},?[bi](?P<n>{_MEMBER}(?:{_JOIN}{_MEMBER}){{0,6}}+)"
        rf"|(?P<m>{_MEMBER})(?:b|,)a(?P<d>[KDT])(?![pxE]*b)",
    ),
    # "33 of the dead were civilians".
    _rule("of_the_dead_were", "part", r"(?P<n>[NBAQ])oB?(?P<v>[KDI])b(?P<noun>P)"),
    _rule("of_the_dead", "nothing", r"(?P<n>[NBA])oB?(?P<v>[KD])(?!I)"),
    # "half of them women", "12 of them fatal", "eight of whom later died".
    _rule(
        "of_them_outcome",
        "of_them",
        rf"(?:(?P<n>[BNQ])oW|(?P<m>Q)oP)(?:{_AUX})?(?P<v>[KDI])",
    ),
    _rule("of_them", "part", r"(?P<n>[BQ])oWb?(?P<noun>P)"),
    # "their bodies were found".
    _rule("bodies_found", "bodies", r"(?P<v>d)[pxEo]{0,6}?b[bx]K?"),
    # "rose to 41 from 38", "put the toll at 19".
    _rule("toll_from", "update", r"(?P<v>u)[^;u]{0,10}?f[xE]{0,2}p(?P<w>B)m(?P<n>B)"),
    # "The toll, first put at 12, rose to 19".
    _rule(
        "toll_then",
        "update",
        r"(?P<v>u),?x?[ybf][ypb]?(?P<w>B),?[xhb&]{0,3}f[mp]?(?P<n>B)",
    ),
    # "Twelve died, up from nine".
    _rule("up_from", "previous", r"(?P<v>@)[xuo]{0,4}(?P<n>[BN])"),
    # "Raised the toll to 19 from 12".
    _rule(
        "toll_revised",
        "update",
        r"(?:f[xE]{0,2}|y)(?P<v>u)[xp]{0,2}[mp](?P<n>B)(?:p(?P<w>B))?",
    ),
    _rule(
        "toll_to",
        "update",
        r"(?P<v>u)[^;u]{0,10}?[fybpo][ypmbf]{0,3}(?P<n>B)(?:p(?P<w>B))?",
    ),
    # "A man who was shot has died".
    _rule(
        "relative",
        "claim",
        rf"(?P<n>{_MEMBER}|{_NAME}){_ORIGIN},?qh?b{{1,2}}[KS][pxEoXA]{{0,8}}?,?"
        rf"(?:{_MODAL}(?P<v>I)|{_AUX}(?P<d>K))",
    ),
    # "Omar Farah, who ..., was killed", where nothing but the capitals says a person.
    _rule(
        "named",
        "claim",
        rf"(?P<n>{_NAMES}){_ORIGIN}"
        rf"(?:,q[^;,KGDI]{{1,14}},|(?<=E)q[^;,KGDI]{{1,14}},|(?<=[xpo])[xpoE]{{1,8}},)?"
        rf"(?:{_AUX}(?:{_FIRST})?(?P<v>{_SUFFERED})|{_MODAL}(?P<d>I)){_ALONG}",
    ),
    _rule(
        "unknown_noun",
        "claim",
        rf"(?<![opi])(?P<n>J)(?:{_ORIGIN}|{_BETWEEN}){_AUX}(?P<v>{_SUFFERED}){_ALONG}",
    ),
    _rule(
        "unknown_object",
        "claim",
        rf"(?P<v>{_VERBS}|G)(?P<n>J(?!b)(?:,?&{_OBJECT}{_OWN_VERB})?)",
    ),
    # "Six died, including two boys, and nine men were hurt".
    _rule(
        "including_closed",
        "listed",
        rf"[KDITGFV][^;bKDIGhe]{{0,14}}?,i(?P<n>{_PART}(?:{_ORIGIN}(?=,))?"
        rf"(?:,{_PART}){{0,6}}"
        rf"(?:,?&{_PART})?)(?=,&(?:{_MEMBER}|G|K)|,i)",
    ),
    # "Five died, a woman and four children, and two were hurt".
    _rule(
        "spelled",
        "listed",
        rf"(?<=[KDI])[,;](?P<n>{_MEMBER}(?:,{_MEMBER}){{0,6}},?&{_MEMBER})(?=,|$)",
    ),
    _rule(
        "passive",
        "claim",
        rf"(?P<n>{_SUBJECTS}){_PARTS}{_BETWEEN}{_AUX}"
        rf"(?:[Sx][pxoEPN]{{0,6}}?(?P<r>r)|(?:{_FIRST})?(?P<v>{_SUFFERED})|x?(?P<d>D))"
        rf"{_ALONG}",
    ),
    _rule(
        "intransitive",
        "claim",
        rf"(?P<n>{_SUBJECTS}){_PARTS}{_BETWEEN}(?:by?mh|{_MODAL})(?P<v>I){_ALONG}",
    ),
    _rule(
        "suffered",
        "claim",
        rf"(?P<n>{_SUBJECTS}|{_NAMES}){_PARTS}{_BETWEEN}{_MODAL}k"
        r"[xpEBJN]{0,5}?(?P<v>[tTV])(?:[pxEoX]{0,10}?[&,](?P<d>I))?",
    ),
    _rule(
        "found_with",
        "claim",
        rf"(?P<n>{_SUBJECTS}|{_NAMES}){_PARTS}{_BETWEEN}{_AUX}"
        r"[xpEXo]{0,6}?p[xBJ]{0,3}(?P<v>t)",
    ),
    # "shot him dead", "beat a guard to death".
    _rule(
        "object_dead",
        "claim",
        rf"(?P<v>S)(?P<n>{_OBJECT}(?:{_JOIN}{_OBJECT}){{0,6}}+),?(?P<d>[Dr])",
    ),
    # "Killed members of one family: Omar Farah, his wife and two sons".
    _rule("colon", "claim", rf"(?P<v>[KG])P[oxXEp]{{0,6}};(?P<n>{_OBJECTS})"),
    _rule("active", "claim", rf"(?P<v>{_VERBS})(?P<n>{_OBJECTS})"),
    _rule("participle", "claim", rf"(?P<v>G(?:&G)?)(?P<n>{_OBJECTS})"),
    _rule("present", "claim", rf"(?P<v>V(?:&V)?)(?P<n>{_OBJECTS})"),
    _rule(
        "nominal",
        "claim",
        rf"(?P<v>[TG](?:&[TG])?|V(?=o|p[xE]{{1,3}}o))(?:p[xEX]{{1,4}})?[oma]"
        rf"(?P<n>{_OBJECT}(?!{_MODAL}I)"
        rf"(?:(?:{_ORIGIN}(?={_JOIN}))?(?:{_NEXT}|,?&o{_OBJECT}){_OWN_VERB}){{0,12}}+)",
    ),
    # "The raid left a guard who stood at the gate dead, and 30 in hospital".
    _rule(
        "left",
        "claim",
        rf"l(?P<n>{_OBJECTS})(?:q[^;,KGVI]{{1,8}}?)?(?P<v>[DKSM])",
    ),
    # "Dead in the attack were five officers".
    _rule(
        "inverted",
        "claim",
        rf"(?<![^;,&])(?P<v>[DK])[pxEo]{{0,6}}[b;](?P<n>{_OBJECTS})",
    ),
    _rule("lives", "claim", r"[yc](?P<n>[BN])(?P<v>L)"),
    # "Three kidnapped engineers were found dead".
    _rule(
        "adjective_then",
        "claim",
        rf"(?P<n>B)[KD](?P<noun>P){_BETWEEN}(?:{_AUX}(?P<v>[KDS])|{_MODAL}(?P<d>I))",
    ),
    _rule("adjective", "claim", r"(?P<n>B)(?P<v>[KD])(?P<noun>P)"),
    _rule(
        "verbless",
        "claim",
        rf"(?P<n>{_SUBJECTS}|(?<=o)B)(?:&x?P)?(?:{_LISTED})?(?P<v>D|K(?:&K)?)(?![NUBAPZX])"
        rf"{_ALONG}",
    ),
    # "Killed: 3, wounded: 11" of a form or a telegram.
    _rule("form", "claim", r"(?<![^;,&])(?P<v>[KDI]);(?P<n>B)(?![KDIbh])"),
    _rule(
        "with_wound", "claim", rf"(?P<n>{_OBJECT})[hxpEXo]{{0,6}}?p[xBJ]{{0,3}}(?P<v>t)"
    ),
    # "Is awake after being shot".
    _rule(
        "after_being",
        "claim",
        rf"(?P<n>{_SUBJECTS})[bhmxpEXo]{{1,8}}?sb(?P<v>{_SUFFERED})",
    ),
    # "Left one person in hospital", "sent two people to the hospital".
    _rule("sent", "claim", r"(?<=[xlbc&])(?P<n>[NUBACE])(?P<v>M)"),
    # "Shooting two men", "the shooting of a guard".
    _rule("shooting", "claim", rf"(?P<v>O)o?(?P<n>{_OBJECTS})"),
    # "Farah's death".
    _rule("possessed", "claim", r"(?P<n>[ACN])(?P<v>T)"),
    # "Found a man in his seventies dead".
    _rule("found_dead", "claim", rf"(?<=[bl])(?P<n>{_OBJECT})[pxEo]{{0,5}}?(?P<v>D)"),
    # "The names of six people killed".
    _rule("of_killed", "claim", r"(?<=o)(?P<n>N)(?P<v>D|K)(?![NUBAPZX])"),
    _rule("counted", "claim", r"(?P<n>F)"),
    _rule("unhurt", "unhurt", r"(?P<n>H)"),
    _rule("total", "total", r"(?P<n>B)j"),
    # "Karim was injured, as were two others".
    _rule("as_were", "again", r"(?<=[KI]),?sb(?P<n>[NUBACE])"),
    _rule("gapping", "again", r"(?<=[&,])(?P<n>[BN])(?=[pj])"),
    _rule(
        "including",
        "part",
        rf"i(?P<n>{_PART}(?:{_JOIN}{_PART}{_OWN_VERB}){{0,6}}+)",
    ),
)

# By language: another order of words is another tuple of rules.
GRAMMARS: dict[str, tuple[Rule, ...]] = {"en": RULES}
