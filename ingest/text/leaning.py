"""Rules for figures that are none by themselves, or that lean on another figure.

They are tried before the rules of patterns.py: what did not happen, nobody, parts of
those told of, and tolls that moved.
"""

from ingest.text.shapes import AUX, BETWEEN, OBJECTS, PEOPLE, Rule, rule

LEANING: tuple[Rule, ...] = (
    # "It did not hurt anyone".
    rule("not_any", "none", r"(?<!m)n(?P<v>[KV])(?P<n>0)"),
    # "threatened to kill ten": it did not happen.
    rule("irrealis", "nothing", rf"(?<!by)[men]h?b?(?P<v>V)(?P<n>{OBJECTS})?"),
    # "Hundreds could have died", "would have killed dozens".
    rule("counterfactual", "nothing", rf"=b?(?P<v>[KVISG])(?P<n>{OBJECTS})?"),
    # "It is unclear if the guard was killed".
    rule("hypothetical", "nothing", r"z[^,;sz]{0,9}?(?P<v>[KGVI])"),
    rule(
        "none_passive",
        "none",
        rf"(?P<n>Z){BETWEEN}(?:{AUX})?(?P<v>[KDI])(?:&(?P<d>[KDI]))?",
    ),
    rule("none_active", "none", r"(?P<v>[KGV])(?P<n>Z)"),
    rule("none_counted", "none", r"(?P<n>Y)"),
    rule("none_caused", "none", r"n[xyG]{0,2}(?P<n>T)"),
    # "two of the eleven wounded later died".
    rule(
        "later_died",
        "transfer",
        r"(?P<n>[NB])o(?P<w>B)(?P<v>[KD])[pxEP]{0,4}h?(?P<t>I)",
    ),
    # "two of those wounded later died".
    rule(
        "wounded_died",
        "died_later",
        r"(?P<n>[NB])o[WP]?(?P<w>[KSD])P?[pxE]{0,4}(?:h?s?(?P<v>I)|[hb]{1,2}(?P<d>K))",
    ),
    # "Ten died: four from the east, three from the north and three from the south".
    rule(
        "each_from",
        "nothing",
        r"(?<=;)(?P<n>B[poxEC]{1,7}(?:,B[poxEC]{1,7}){0,8},?&B)(?=[po])",
    ),
    # "eight children were among the 25 wounded".
    rule("among", "among", r"(?P<n>[NBA])[b,]a(?P<w>[BN])(?P<v>[KD])"),
    # "Among the dead were five officers"; "a guard was among the wounded".
    rule(
        "among_dead",
        "part",
        rf"aW?(?P<v>[KDT])[pxE]{{0,4}},?[bi](?P<n>{PEOPLE})"
        rf"|(?P<m>{PEOPLE}),?(?:b|,)aW?(?P<d>[KDT])(?![pxE]*b)",
    ),
    # "The dead were identified as Omar Farah and Huda Salim".
    rule(
        "identified",
        "part",
        rf"(?:(?P<v>[DK])b{{1,2}}g;?|g(?P<r>D)s)(?P<n>{PEOPLE})|(?<![bhKI])(?P<d>D)i(?P<m>{PEOPLE})",
    ),
    # "The victims were named as Omar Farah and Huda Salim".
    rule("named_as", "part", rf"(?:^|(?<=;))Pb{{1,2}}g;?(?P<n>{PEOPLE})(?!,?q)"),
    # "33 of the dead were civilians".
    rule("of_the_dead_were", "part", r"(?P<n>[NBAQ])oB?(?P<v>[KDI])P?bg?(?P<noun>P)"),
    rule("of_the_dead", "nothing", r"(?P<n>[NBA])oB?(?P<v>[KD])(?!I)"),
    # "half of them women", "12 of them fatal", "eight of whom later died".
    rule(
        "of_them_outcome",
        "of_them",
        rf"(?:(?P<n>[BNQ])oW|(?P<m>Q)oP)(?:{AUX})?(?P<v>[KDI])",
    ),
    # "Two men were shot, one of them fatally".
    rule("fatally", "fatally", r"(?<=[,&GK])(?P<n>[BNA])(?:oW)?(?P<v>[%r])"),
    rule("of_them", "part", r"(?:(?P<n>[BQ])oW|oW(?P<m>B))b?x?(?P<noun>P)(?!&[PA])"),
    # "One of them a child", "one a child", "five were children".
    rule("one_of_them", "part", r"(?P<n>B)(?:oWb?|(?<=[,;]B))(?P<noun>A)(?=[,;]|$)"),
    rule("were_some", "part", r"(?:^|(?<=[;,&]))(?P<n>B)b(?P<noun>P)(?=[,;&]|$)"),
    # "their bodies were found".
    rule("bodies_found", "bodies", r"(?P<v>d)[pxEo]{0,6}?b[bx]K?"),
    # "rose to 41 from 38", "put the toll at 19".
    rule("toll_from", "update", r"(?P<v>u)[^;u]{0,10}?f[xE]{0,2}p(?P<w>B)m(?P<n>B)"),
    # "The toll, first put at 12, rose to 19".
    rule(
        "toll_then",
        "update",
        r"(?P<v>u),?x?[ybf][ypb]?(?P<w>B),?[xhb&]{0,3}f[mp]?(?P<n>B)",
    ),
    # "Twelve died, up from nine".
    rule("up_from", "previous", r"(?P<v>@)[xuo]{0,4}(?P<n>[BN])"),
    # "Lowered the toll from 19 to 12".
    rule("toll_from_to", "update", r"f[xE]{0,2}(?P<v>u)p(?P<w>B)m(?P<n>B)"),
    # "Raised the toll to 19 from 12".
    rule(
        "toll_revised",
        "update",
        r"(?:f[xE]{0,2}|y)(?P<v>u)[xp]{0,2}[mps]?(?P<n>B)(?:p(?P<w>B))?",
    ),
    rule(
        "toll_to",
        "update",
        r"(?P<v>u)[^;u]{0,10}?[fybpo][ypmbf]{0,3}(?P<n>B)(?:p(?P<w>B))?",
    ),
)
