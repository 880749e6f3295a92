"""The grammar: named rules over the row of symbols of a sentence (chunks.py).

Each rule is a regular expression whose group ``n`` is the group of people and whose
group ``v`` is what happened to them. The rules are tried in the order of ``RULES``, and
a symbol that one rule used is not used again (findings.py). What they are made of is in
shapes.py.
"""

from ingest.text.leaning import LEANING
from ingest.text.shapes import (
    ALONG,
    AUX,
    BETWEEN,
    FIRST,
    JOIN,
    LISTED,
    MEMBER,
    MODAL,
    NAME,
    NAMES,
    NEXT,
    OBJECT,
    OBJECTS,
    ORIGIN,
    OWN_VERB,
    PART,
    PARTS,
    PEOPLE,
    SUBJECTS,
    SUFFERED,
    VERBS,
    Rule,
    rule,
)

RULES: tuple[Rule, ...] = (
    *LEANING,
    # "A man who was shot has died".
    rule(
        "relative",
        "claim",
        rf"(?P<n>{MEMBER}|{NAME}){ORIGIN},?qh?b{{1,2}}[KS][pxEoXA]{{0,8}}?,?"
        rf"(?:{MODAL}(?P<v>I)|{AUX}(?P<d>K))",
    ),
    # "The seat of Omar Farah, who died along with a guard".
    rule(
        "who_died",
        "claim",
        rf"(?<=[oKGSV])(?P<n>[ACNU]|{NAME}){ORIGIN},q{MODAL}(?P<v>I){ALONG}",
    ),
    # "Omar Farah, who ..., was killed", where nothing but the capitals says a person.
    rule(
        "named",
        "claim",
        rf"(?P<n>{NAMES}){ORIGIN}"
        rf"(?:,q[^;,KGDI]{{1,14}},|(?<=E)q[^;,KGDI]{{1,14}},|(?<=[xpo])[xpoE]{{1,8}},)?"
        rf"(?:{AUX}(?:{FIRST})?(?P<v>{SUFFERED})|{MODAL}(?P<d>I)){ALONG}",
    ),
    rule(
        "unknown_noun",
        "claim",
        rf"(?<![opi])(?<![NUBAC]&)(?P<n>J)(?:{ORIGIN}|{BETWEEN}){AUX}(?P<v>{SUFFERED}){ALONG}",
    ),
    rule(
        "unknown_object",
        "claim",
        rf"(?P<v>{VERBS}|G)(?P<n>J(?!b)(?:,?&{OBJECT}{OWN_VERB})?)",
    ),
    # "Five were shot, including two who died".
    rule("including_died", "claim", rf"i(?P<n>[BN])q{MODAL}(?P<v>I)"),
    # "Four died at the scene and two in hospital".
    rule(
        "gapping_there",
        "again",
        r"I[pxE]{1,8},?&(?P<n>[BN])M(?=[,;]|$)|I[pxE]{1,8},&?(?P<m>A)(?=p[xE]{1,4}$)",
    ),
    # "Two died, one on the spot and one in hospital".
    rule("each_there", "nothing", r"I,B[pxE]{1,4}&(?P<n>B)M"),
    # "Three people died, while a radio station said five".
    rule("rival", "again", r"(?<=y)(?P<n>B)(?=[,;]|$)|(?<=[,&])(?P<m>B)(?=3)"),
    # "Father, two sons killed in fire" of a headline.
    rule(
        "headline", "claim", r"^(?P<n>[ACEN](?:,[ACEN]){1,3})(?P<v>[KD])(?![NUBAPZX])"
    ),
    # "Six died, including two boys, and nine men were hurt".
    rule(
        "including_closed",
        "listed",
        rf"[KDITGFV][^;bKDIGhe]{{0,14}}?,i(?P<n>{PART}(?:{ORIGIN}(?=,))?"
        rf"(?:,{PART}){{0,6}}"
        rf"(?:,?&{PART}(?:{ORIGIN}(?=,))?)?)(?=,&(?:{MEMBER}|P|G|K)|,i)",
    ),
    # "Five died, a woman and four children, and two were hurt".
    rule(
        "spelled",
        "listed",
        rf"[KDI][pxoE]{{0,6}}(?:[,;](?P<n>{MEMBER}(?:,{MEMBER}){{0,6}},?&{MEMBER})(?=,|$)"
        rf"|(?:,[xECp]{{1,4}}y)?;(?P<m>{PEOPLE}))",
    ),
    # "Deaths: 4 (2 men, 1 woman, 1 child)".
    rule(
        "form_spelled",
        "listed",
        rf"(?<=[KDT];[BN]),(?P<n>{MEMBER}(?:,{MEMBER}){{1,6}}(?:,?&{MEMBER})?)(?=,|$)",
    ),
    rule(
        "passive",
        "claim",
        rf"(?P<n>{SUBJECTS}){PARTS}{BETWEEN}{AUX}"
        rf"(?:[Sx][pxoEPN]{{0,6}}?(?P<r>r)|(?:{FIRST})?(?P<v>{SUFFERED})|x?(?P<d>D))"
        rf"{ALONG}",
    ),
    rule(
        "intransitive",
        "claim",
        rf"(?P<n>{SUBJECTS}){PARTS}{BETWEEN}(?:by?mh|{MODAL})(?P<v>I){ALONG}",
    ),
    rule(
        "suffered",
        "claim",
        rf"(?P<n>{SUBJECTS}|{NAMES}){PARTS}{BETWEEN}{MODAL}k"
        r"[xpEBJN]{0,5}?(?P<v>[tTV])(?:[pxEoX]{0,10}?[&,](?P<d>I))?",
    ),
    rule(
        "found_with",
        "claim",
        rf"(?P<n>{SUBJECTS}|{NAMES}){PARTS}{BETWEEN}{AUX}"
        r"[xpEXo]{0,6}?p[xBJ]{0,3}(?P<v>t)",
    ),
    # "shot him dead", "beat a guard to death".
    rule(
        "object_dead",
        "claim",
        rf"(?P<v>S)(?P<n>{OBJECT}(?:{JOIN}{OBJECT}){{0,6}}+),?(?P<d>[Dr])",
    ),
    # "Killed members of one family: Omar Farah, his wife and two sons".
    rule("colon", "claim", rf"(?P<v>[KG])P[oxXEp]{{0,6}};(?P<n>{OBJECTS})"),
    # "The gunman wounded a guard before being shot dead".
    rule(
        "then_killed",
        "claim",
        r"(?P<n>[AC])[sxqh,pE]{0,6}(?=[KGS][NUBACRE])[^;I]{1,14}?sb(?P<v>K)",
    ),
    # "Killed 30 displaced people".
    rule("object_then", "claim", r"(?P<v>[KGV])(?P<n>B)K(?P<noun>P)"),
    rule("active", "claim", rf"(?P<v>{VERBS})(?P<n>{OBJECTS})"),
    rule("participle", "claim", rf"(?P<v>G(?:&G)?)(?P<n>{OBJECTS})"),
    rule("present", "claim", rf"(?P<v>V(?:&V)?)(?P<n>{OBJECTS})"),
    rule(
        "nominal",
        "claim",
        rf"(?P<v>[TG](?:&[TG])?|V(?=o|p[xE]{{1,3}}o))(?:p[xEX]{{1,4}})?[oma]"
        rf"(?P<n>{OBJECT}(?!{MODAL}I)"
        rf"(?:(?:{ORIGIN}(?={JOIN}))?(?:{NEXT}|,?&o{OBJECT}){OWN_VERB}){{0,12}}+)",
    ),
    # "The raid left a guard who stood at the gate dead, and 30 in hospital".
    rule(
        "left",
        "claim",
        rf"l(?P<n>{OBJECTS})(?:q[^;,KGVI]{{1,8}}?)?(?P<v>[DKSM])",
    ),
    # "Dead in the attack were five officers".
    rule(
        "inverted",
        "claim",
        rf"(?<![^;,&yq])(?P<v>[DK])[pxEo]{{0,6}}[b;](?P<n>{OBJECTS})",
    ),
    rule("lives", "claim", r"[yc](?P<n>[BN])(?P<v>L)"),
    # "Three kidnapped engineers were found dead".
    rule(
        "adjective_then",
        "claim",
        rf"(?P<n>B)[KD](?P<noun>P){BETWEEN}(?:{AUX}(?P<v>[KDS])|{MODAL}(?P<d>I))",
    ),
    rule("adjective", "claim", r"(?P<n>B)(?P<v>[KD])(?P<noun>P)"),
    rule(
        "verbless",
        "claim",
        rf"(?P<n>{SUBJECTS}|(?<=o)B)(?:&x?P)?(?:{LISTED})?y?(?P<v>D|K(?:&K)?)(?![NUBAPZX])"
        rf"{ALONG}",
    ),
    # "Killed: 3, wounded: 11" of a form or a telegram.
    rule(
        "form",
        "claim",
        r"(?<![^;,&])(?:[xy]|(?P<noun>P))?(?P<v>[KDT]);(?P<n>[BNU])(?![KDIbhxpIqM])",
    ),
    # "Casualties include 30 dead and 80 wounded".
    rule("casualties_of", "claim", r"(?:(?<=[TF]i)|(?<=F,i))(?P<n>B)(?P<v>[DK])"),
    # "Put the dead at six and the wounded at twenty".
    rule("put_at", "claim", r"(?:(?<=y)|(?<=B&))(?P<v>[DK])p(?P<n>B)(?![KDI])"),
    rule(
        "with_wound", "claim", rf"(?P<n>{OBJECT})[hxpEXo]{{0,6}}?p[xBJ]{{0,3}}(?P<v>t)"
    ),
    # "Is awake after being shot".
    rule(
        "after_being",
        "claim",
        rf"(?P<n>{SUBJECTS})[bhmxpEXo]{{1,8}}?sb(?P<v>{SUFFERED})",
    ),
    # "Left one person in hospital", "sent two people to the hospital".
    rule("sent", "claim", r"(?<=[xJlbc&])(?P<n>[NUBACE])(?P<v>M)"),
    # "Two more are in the hospital", "was brought to a nearby hospital".
    rule("in_hospital", "claim", rf"(?P<n>{SUBJECTS}){BETWEEN}b{{1,2}}x?(?P<v>M)"),
    # "Shooting two men", "the shooting of a guard".
    rule("shooting", "claim", rf"(?P<v>O)o?(?P<n>{OBJECTS})"),
    # "Farah's death".
    rule("possessed", "claim", r"(?P<n>[ACN])(?P<v>T)"),
    # "Found a man in his seventies dead".
    rule("found_dead", "claim", rf"(?<=[bl])(?P<n>{OBJECT})[pxEo]{{0,5}}?(?P<v>D)"),
    # "The names of six people killed".
    rule("of_killed", "claim", r"(?<=o)(?P<n>N)(?P<v>D|K)(?![NUBAPZX])"),
    rule("counted", "claim", r"(?P<n>F)"),
    rule("unhurt", "unhurt", r"(?P<n>H)"),
    rule("total", "total", r"(?P<n>B)j"),
    # "Karim was injured, as were two others".
    rule("as_were", "again", r"(?<=[KI]),?&?sb(?P<n>[NUBACE])"),
    rule(
        "including",
        "part",
        rf"i(?P<n>{PART}(?:{JOIN}{PART}{OWN_VERB}){{0,6}}+)",
    ),
    # "Two boys were shot. The boys died".
    rule(
        "the_same",
        "same",
        rf"(?<![^;,s])(?P<w>P)(?:{AUX}(?P<v>[KD])|{MODAL}(?P<d>I))",
    ),
    rule("gapping", "again", r"(?<=[&,])(?P<n>[BN])(?=[pj])"),
)

# By language: another order of words is another tuple of rules.
GRAMMARS: dict[str, tuple[Rule, ...]] = {"en": RULES}
