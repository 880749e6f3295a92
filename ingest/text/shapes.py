"""What the rules of patterns.py are made of, in the symbols of chunks.py.

Repetitions are bounded, and lists are possessive (never tried again shorter), so that
the cost of a rule is linear in the length of the sentence.
"""

import re
from typing import NamedTuple

# A list of groups: "seven soldiers, two drivers and a cook". In the object a name and
# "himself" may stand too. A list that only commas join ends in "and", or it opens the
# sentence: "In addition to the bomber, two guards".
JOIN = r"(?:,&|,(?=[^;KGSVDIbh]{0,60}[&w])|,(?<=^w.,)|&|,?w)"
MEMBER = r"[NUBAC]"
# Capitals before a noun are its name: "Levies Force personnel".
NAME = r"E(?![PNA])"
# A list of people and names that nothing else belongs to.
PEOPLE = rf"(?:{MEMBER}|{NAME})(?:{JOIN}(?:{MEMBER}|{NAME})){{0,30}}+"
# Where people come from and what they do: "of the council", "who worked at a base".
ORIGIN = (
    r"(?:p[xE]{1,3}(?:,[xE]{1,3}){0,5},?&[xE]{1,3}+|[opq][xEPCAJX]{1,6}+"
    r"|qb[xpoE]{1,6}+|xp[xEPCX]{1,6}+){0,3}+"
)
# A group that has its own verb belongs to that verb, not to the list before it.
# So does one with its own voice: "five according to the mayor".
OWN_VERB = r"(?![he]{0,2}b{1,2}[xymh]{0,3}[KSDI]|[IDKy]|(?<=B)3)"
# "Five soldiers, three of them officers": the three are no further members.
NEXT = rf"(?:{JOIN}(?:{MEMBER}|{NAME}|X)(?!oW)|,?[&w]J)"
# Behind the people: "of the Farah and Salim families", "belonging to two families".
TAIL = r"(?:[opx](?:[m3pxEXPUo]|&(?=[xE])){1,9})?"
SUBJECTS = (
    rf"(?<![KGSVoik])(?<![KI]w)(?:{MEMBER}|J(?=,?[&w]{MEMBER}))(?:{ORIGIN}(?={JOIN}))?"
    rf"(?:{NEXT}(?:{ORIGIN}(?={JOIN}))?){{0,12}}+"
)
# A name begins a list of names and groups, not of a number: "In Xo, four people".
NAMES = (
    rf"(?<![KGSVopiEA])(?<![NUB],)(?:[AC](?:,&|[,&])){{0,8}}{NAME}(?:{ORIGIN}(?={JOIN}))?"
    rf"(?:(?:,?[&w](?:{MEMBER}|{NAME}|J)|,(?:{NAME}|[AC]))(?:{ORIGIN}(?={JOIN}))?)*+"
)
OBJECT = rf"(?:[NUBACR]|{NAME})"
OBJECTS = (
    rf"{OBJECT}{OWN_VERB}(?:(?:{ORIGIN}(?={JOIN}))?"
    rf"(?:{JOIN}(?:{OBJECT}|X)|,?[&w]J)(?!oW){OWN_VERB}){{0,12}}+"
)
# "Two of whom were pregnant", "of whom two were girls", "the youngest of whom was two".
OF_THEM = r"(?:[BNQx]oW|oWB)b?[xPEAB]{1,4}(?:&[xPE]{1,2})?"
# A part and what is said of some of it: "11 women, two of whom were pregnant".
PART = rf"{MEMBER}(?:,{OF_THEM}(?=,))?"
# What "including" tells of: "11 women, two of whom were pregnant, and a boy".
WITHIN = r"(?:[BNA]oWb[xEPaN]{0,3}|[^;KSDIGVibhelqy]){1,24}?"
PARTS = (
    rf"(?:,?i{MEMBER}(?:{JOIN}{MEMBER}){{0,6}},?(?=[xhenmbIKSDpqk])"
    rf"|{TAIL},{OF_THEM},(?=[he]{{0,2}}[bI])"
    rf"|,(?=[BNQapx3])(?:[^;KDIGVSyi&]|(?<=W)y){{1,12}}(?:&[NBP])?,(?=[he]{{0,2}}(?:b{{1,2}}[KDS]|I))"
    rf"|(?:,P)?{TAIL},?ib?{WITHIN},{{0,2}}(?=[he]{{0,2}}[bI]))?"
)
# The same where the verb has no "were": "six people, including two boys, killed".
LISTED = rf"{TAIL},?i{WITHIN},y?"
# What may stand between a subject and its verb: places, origins, "who ...".
BETWEEN = (
    r"(?:,?qh?b{1,2}K[pxEo]{0,8}?(?=b)|[KS][pxEoXA]{1,8}?(?=[hb]{1,2}[KDSxp]|h?I)"
    r"|(?:[op][xE]{1,3}|x)?,K[pxEoXA]{1,8},(?=[hb]{1,2}[KD]|h?I)|(?:[op][xEPCA]{1,3})?,?q(?:[^;KDIGNBy]|(?<=p)N){0,14}?|"
    r"(?:[xpPoEXTSW,]|[op][ACNBJ]|&(?=[xEPb])|[hb](?=[xpEhb])|[m3](?=[xpEh])"
    r"|(?<=[by,])m(?=b)){0,14}?)"
)
# "Were", "may have been", "were reported", "are believed to have been".
AUX = r"[hen]{0,2}b{1,2}(?:y?mhb|ymb|y)?"
VERBS = r"[KS](?:&[KS]){0,2}"
# "Was shot at close range and killed", "was shot and died".
SUFFERED = r"[KS](?:[poxEXAPJN,]{0,16}?[&,][KSI](?![NUBACE])){0,2}"
MODAL = r"(?:[he]{0,2}|m)"
# What came first: "was stopped and killed", "was taken in and pronounced dead".
FIRST = r"[xc][mpxXEoAJ]{0,8}?&"
# "Was killed along with his son": others share what happened.
ALONG = rf"(?:[pxEoX]{{0,10}}?,?w(?P<m>{OBJECTS}))?"


class Rule(NamedTuple):
    """One rule; ``kind`` says how assemble.py counts what it found."""

    rule_id: str
    kind: str
    pattern: re.Pattern[str]


def rule(name: str, kind: str, pattern: str) -> Rule:
    """A rule under its published name, its pattern compiled."""
    return Rule(f"text.{name}", kind, re.compile(pattern))
