"""What a temporal expression of English looks like: patterns over the letters of ``words``, built from named parts.

A rule's name is its family, a full stop and its form; the family says who reads its value (``resolve``). The order
of ``RULES`` is their precedence at one place in the text; the leftmost match wins before that.
"""

from __future__ import annotations

import re
from functools import cache

from spacecoop.find.dates.openings import openings
from spacecoop.find.dates.words import LETTER

# <name> is one letter, (name) a part below; blanks mean nothing.
PARTS: dict[str, str] = {}


def _part(name: str, pattern: str) -> None:
    PARTS[name] = pattern


# numbers
_part("ones", "(?:<one>|<number>)")
_part("wordnum", "(?:<ten><dash>?{ones}|<teen>|<ten>|{ones})")
_part("bigword", "(?:(?:{wordnum}|<a>)<hundred>(?:<and>?{wordnum})?)")
_part("figure", "(?:<small>|<day_number>|<two_digits>|<integer>)")
_part(
    "exact",
    "(?:{figure}<fraction>|{figure}<small><slash><small>|(?:{figure}|{wordnum})<dash>?<and><dash>?<a>?<dash>?<half>|{figure}<hundred>"
    "|{bigword}|<hundred>|{wordnum}|{figure}|<year>|<grouped><rest_of>{1,6}|<decimal><rest_of>{2}|<fraction>)",
)
_part("open", "(?:<a>?<couple>(?:<of>)?|<a>?<vague>|<some>|<hundreds>(?:<of><hundreds>)?<of>)")
_part("count", "(?:{exact}(?:(?:<to>|<or>|<dash>){exact})?|{open})")
_part("ordinal", "(?:<ordinal>|<second>|<nth>|<ten><dash>?(?:<ordinal>|<second>))")
_part("spoken", "(?:<teen>(?:<ten><dash>?{ones}|<ten>|<teen>))")
_part("thousands", "(?:<number><hundred>(?:<and>?{wordnum})?|<teen><hundred>)")
_part("anyyear", "(?:<year>|{spoken}|{thousands})")

# parts of a calendar date
_part("mon", "(?:<month>|<month_short><dot>?)")
_part("wd", "(?:<weekday>|<weekday_short><dot>?)")
_part("dayno", "(?:<small>|<day_number>|<nth>)")
_part("dayword", "(?:{dayno}|{ordinal})")
_part("which", "(?:<which>|<which_near>|<that>|<same>|<current>|<latest>)")
_part("direction", "(?:<the>?{which}(?:<which_near>|<same>|<latest>|<current>)?)")
_part(
    "edge",
    "(?:<the>(?:<edge>|(?:<latter>|<former>)(?:<part>|<half>)|<ordinal><half>|<second><half>|<ordinal><part>|<rest>|<turn>|<mod><part>)<of>"
    "|<edge><of>)",
)
_part("mod", "(?:(?:<the>?<mod>|<mod_more>)(?:<dash>|<in>|<on>)?|<mod><to><dash>?<mod><dash>?|{edge})")
_part(
    "yeartail",
    "(?:<comma>?<of>?<year>|<comma>?<of>?(?:<which>|<that><same>|<that>|<which_near>|<the><which_near>|<the><same>|<the>)<unit>)",
)
_part("md", "(?:{mon}<the>?{dayno}|<month><the>?{ordinal})")
_part("dm", "(?:<the>?(?:{dayno}|{ordinal})(?:<of>)?{mon})")
_part("zone", "(?:<zone>|<local><time>|<left><zone><right>|<left><local><time><right>)")
_part("ampm", "(?:<am>|(?:<a>|<p>)<dot>?<m><dot>?)")
_part("hm", "(?:<clock>|<decimal><rest_of><rest_of>)")
_part(
    "time",
    "(?:(?:{hm}<rest_of>{0,6}|<small>){ampm}{zone}?|<glued_time>{zone}?|<clock><rest_of>{0,6}(?:<hundred_hours>|{zone})?|(?:<small>|<number>)<oclock>(?:<in><the><part>)?"
    "|(?:<integer>|<year>)(?:<hundred_hours>|{zone})|<point>)",
)
_part("daypart", "(?:<part>|<point>)")
_part(
    "dateword",
    "(?:{wd}<comma>?{md}(?:<comma>?<year>)?|{wd}<comma>?{dm}(?:<comma>?<year>)?|{md}(?:<comma>?<year>)?|{dm}(?:<comma>?<year>)?|<which>?{wd}|<today>|<iso><rest_of>{1,6})",
)

# words for stretches
_part("unit1", "(?:<unit>|<day>|<quarter>|<second>)")
_part("unit2", "(?:<units>|<quarters>|<weekends>)")
_part("unit", "(?:{unit1}|{unit2})")
_part("bound", "(?:<nearly>|<more><than>|<at><least>|<up><to>|<no><more><than>|<some>)")
_part("approx", "(?:<about>|{bound})")
_part("seasonword", "(?:<season>)")

RULES: dict[str, str] = {
    # -- clock times, alone or with their day
    "time.time_date": "<about>?{time}(?:<comma>|<on>)?{dateword}(?:<comma>?<year>)?(?:<part>)?(?:{zone})?",
    "time.date_time": "{dateword}<comma>?<at>?{time}",
    "time.clock": "(?:<about>)?{time}(?:<in><the><part>)?",
    "time.overnight": "(?<!<a>)<overnight>(?:<on>?<weekday>)?",
    "time.part_of_date": "(?:(?:<the>|<mod><dash>?|<mod_more><in>?<the>?|{edge})?(?:<part>|<point>|<twilight>)(?:<of>|<comma>|<on>)?{dateword})",
    "time.this_part": "{mod}?(?:<the>?<which>|<the>?<which_near>|<that>(?:<same>)?|<the><same>)(?:<part>|<twilight>)",
    "time.date_part": "{mod}?(?:<which>?{wd}(?:<comma>?{md})?|<today>|<holiday><rest_of>{0,6}|{md}|{dm})(?:<part>|<twilight>)",
    # -- explicit calendar dates
    "calendar.iso": "<iso><rest_of>{1,6}",
    "calendar.iso_month": "<iso_month><rest_of>{1,6}",
    "calendar.numeric": "(?:{wd}<comma>?)?(?:<numeric>|<ordered>)<rest_of>{1,6}",
    "absolute.other": "(?:<year>(?:<dash>|<slash>|<dot>)<month_short>(?:<dash>|<slash>)(?:<small>|<day_number>)|(?:<small>|<day_number>)(?:<dash>|<slash>)(?:<month_short>|<month>)(?:<dash>|<slash>)(?:<year>|<two_digits>|<day_number>))",
    "range.days": "{mod}?(?:{wd}<comma>?)?(?:<the>?{dayno}(?:<to>|<dash>|<and>|<until>|<through>|<slash>|<comma>|<or>)<the>?{dm}|{mon}<the>?{dayno}(?:<to>|<dash>|<and>|<until>|<through>|<slash>|<or>)<the>?{dayno}(?!{unit}|<month>))(?:{yeartail})?",
    "calendar.day": "(?:{mod}|<about>|<nearly>)?(?:{direction}?{wd}<comma>?<the>?|{direction})?(?:{md}|{dm})(?:<comma>?{spoken}|{yeartail})?",
    "calendar.nth": "(?<=<on>)<the><nth>",
    "calendar.month_year": "(?:{mod}|<about>|<nearly>)?{mon}<comma>?(?:<of>?{anyyear})",
    "calendar.month_rel_year": "{mod}?{mon}{yeartail}",
    "calendar.month": "{mod}?(?:{direction})?(?:<mod><dash>?)?(?:<month>|<month_short><dot>)",
    "calendar.nth_weekday": "<the>?(?:<ordinal>|<second>|<nth>|<which>)<weekday>(?:<of>|<in>){mon}(?:<comma>?<of>?<year>)?",
    "calendar.some_weekday": "(?<=[<a><one><some>])<weekday>(?=<in>|<of>)",
    "calendar.weekday": "<mod>?{direction}?(?:<weekday>|<weekday_short><dot>)(?:<of>?(?:<which>|<the><which_near>|<that>)<unit>)?",
    "calendar.season_year": "{mod}?(?:<the>?)(?:<mod><dash>?)?<season>(?:<comma>?(?:<of>|<in>)?(?:<years><rest_of>{1,6}|{anyyear}|<apos><two_digits>)|<of>?(?:<which>|<that>)<unit>)",
    "calendar.year_season": "<year><season>",
    "calendar.season": "{mod}?(?:<the>?{which}|<the>|<mod>){1,2}<mod>?<season>",
    "calendar.bare_season": "<season>",
    "calendar.holiday": "(?:<the>?{which}|<mod>)?<holiday><rest_of>{0,6}(?:<comma>?<year>|{yeartail})?",
    "quarter.of": "{mod}?(?:<the>)?<fiscal>?(?:<ordinal>|<second>|<nth>)(?:<dash>)?(?:<fiscal>)?<quarter>(?:<comma>?(?:<of>|<in>)?(?:<the>?<fiscal>?<year>|<fiscal_year>|(?:<which>|<that>|<the>)(?:<fiscal>|<calendar>)?<unit>))",
    "quarter.year_first": "{mod}?<the>?<fiscal>?(?:<year>|<fiscal_year>|(?:{which}|<the>)<fiscal>?<unit>)<fiscal>?(?:(?:<ordinal>|<second>)<dash>?<quarter>|<numbered_quarter>)",
    "quarter.of_period": "(?:<the><year>|(?:{which}|<the><which_near>)<unit>)(?:<quarter>|<period>)|<the>(?:<same>|<comparable>|<latest>)?(?:<quarter>|<period>)(?:<of>?{which}<unit>|<a><unit>(?:<ago>|<mod_more>))",
    "quarter.numbered": "<numbered_quarter>(?:<of>?(?:<year>|<fiscal_year>|<fiscal><year>))?|(?:<year>|<fiscal_year>)<numbered_quarter>",
    "quarter.year_ago": "(?:<the>?(?:<same>|<latest>|<comparable>)?<unit><dash>?(?:<ago>|<mod_more>)<fiscal>?(?:<ordinal>|<second>)?<dash>?(?:<quarter>|<period>)|<unit><dash>(?:<ago>|<mod_more>))",
    "quarter.ordinal": "(?:{mod}?(?:<the>)?(?:{which})?<fiscal>?(?:<ordinal>|<second>)<fiscal>?<quarter>|<fiscal>?(?:<ordinal>|<second>)<dash><quarter>)",
    "quarter.which": "{mod}?(?:<the>?{which}|<the>)<fiscal>?<quarter>",
    "quarter.period": "<the>?(?:<latest>|<same>|<comparable>)<period>",
    "half.of": "(?:<the>)?<fiscal>?(?:<ordinal>|<second>|<which>|<latter>|<former>)<dash>?<half>(?:<of>(?:<fiscal>?<year>|(?:<which>|<that>|<the>)<fiscal>?<unit>))",
    "stretch.week_of_month": "<the>(?:<which>|<ordinal>|<second>)(?:<unit>|<day>)<of>{mon}(?:<comma>?<of>?<year>)?",
    "era.century": "{mod}?<the>?(?:<mod><dash>?)?(?:<nth>|<ordinal>|<ten><dash><ordinal>)<dash>?<unit>",
    "era.decade": "{mod}?(?:<the>?(?:<mod><dash>?)?)<apos>?(?:<decade>|(?:<teen><hundred>|<teen>)?<decade_word>)",
    "fiscal.year_first": "<the>?<year>(?:<fiscal>|<calendar>|<academic>)<unit>",
    "fiscal.year": "{mod}?(?:<the>)?(?:<fiscal>(?:<unit>)?<year>|<fiscal_year>)",
    "year.span": "<years><rest_of>{1,6}",
    "year.worded": "{mod}?(?:<the>)?(?:<calendar>|<fiscal>)?<unit><comma>?{anyyear}",
    "year.modified": "(?:{mod}|<about>|<nearly>)<calendar>?(?:<year>)",
    "year.spoken": "(?:{mod}|<about>|<nearly>)?{spoken}",
    "year.short": "(?<=[<in><of><since><by>])<apos><two_digits>",
    "year.alone": "<year>",
    # -- deictic stretches
    "deictic.day": "(?:<the><day>(?:<before>|<after>)|(?:<mod>|<mod_more>)?<the>?)<today>",
    "ago.weekday": "(?:{count}|<a>){unit}(?:<ago><on>?|<from>|<before>){wd}",
    "ago.units": "(?:{approx}|<over>)?(?:{count}|<half>?<a>)(?:<more>)?{unit}(?:<or>(?:<so>|{count}))?(?:<ago>(?:<today>|<which>{unit1})?|<mod_more>|<from>(?:<ref_now>|<today>)|<before><today>|<previously>)",
    "ago.day": "<the><day>(?:<before>|<after>)",
    "ago.bare": "<units>(?:<ago>|<mod_more>)",
    "set.every": "<every>(?:<other>|<ordinal>|<second>|{exact})?(?:{unit}|<season>|{mon}|{wd}|<part>|<weekend>)(?:<part>)?",
    "set.per": "<per>(?:{unit1})",
    "set.weekdays": "<weekdays>(?:<parts>)?|(?<=<on>)(?:<the>)?<weekends>|(?<=<at>)(?:<the>)?<weekends>",
    "set.times": "(?:<twice>|{exact}<times>)(?:<a>|<per>|<every>)<calendar>?{unit1}",
    "set.often": "<often>",
    "stretch.which_n": "<the>?(?:<which>|<which_near>|<same>|<ordinal>|<latest>|<these>)(?:<about>)?{count}?(?:<fiscal>|<calendar>|<additional>)?(?:{unit2}|<seasons>)(?:<or><so>|<of>(?:{mon}<comma>?<of>?<year>|<year>))?",
    "stretch.which_one": "(?:{mod}|<sometime>)?{direction}(?:<fiscal>|<calendar>|<academic>|<additional>)?(?:<unit>|<day>|<weekend>|<quarter>)(?:<or>(?:<so>|<number>))?",
    "stretch.edge": "(?:{edge}|<mod_more>(?:<in>)?)<the>(?:<fiscal>|<calendar>)?(?:<unit>|<day>|<weekend>)",
    "stretch.week_of": "<the><unit><of>(?:{md}|{dm})",
    "stretch.the_unit": "<the>(?:<fiscal>|<calendar>|<additional>|<academic>)?(?:<unit>(?!<dash>)|<weekend>)",
    "range.count": "(?!<ten><dash>{ones}){exact}(?:<to>|<dash>){exact}{unit2}",
    "duration.adjective": "(?:{exact}|<vague>(?=<dash>))(?:<dash>{unit1}|(?<!<one>){unit1})(?:<dash><old>|<dash><long>)?",
    "duration.period": "<a>{exact}<dash>?{unit1}(?:<period>|<term>)",
    "duration.n": "{bound}{0,2}<the>?{count}(?:<more>|<additional>)?{unit2}(?:<and><a><half>|<and>?{exact}{unit2}|<and><a>{unit1})?(?:<dash><long>|<long>)?",
    "duration.one": "(?:{bound}|<over>)?(?:<a>|<half><a>|<one>)(?:<additional>)?<half>?<dash>?(?:<unit>|<day>|<quarter><unit>)(?:<and><a><half>|<or>(?:<so>|<number>))?(?!<dash>)",
    "duration.long": "(?:<unit>|<day>|<units>)<dash>(?:<and><dash><a><dash><half>)?<long>",
    "ref.stretch": "<recent>(?:{unit2}(?:<and>{unit2})?)|<which_near><units>|<these><units>|<that><units>",
    "duration.bare": "(?:<the><mod>)?<units>(?:<dash><long>|(?:<or>|<and>)<units>)?",
    "time.of_story": "(?:(?<=<in>)<the><part>|(?<=[<at><by>])<part>|(?:<small>|<number>)<in><the><part>|(?<=<during>)<the><part>)",
    "calendar.year_end": "<about>?<unit><dash>?<edge>(?:<year>)?",
    "ref.this_time": "(?<=[<at><by><in><during><until><since><to><from>])(?:(?:<which>|<that>)(?:<time>|<period>|<moment>|<point_in>)|(?<=<at>)<the><time>)",
    "ref.to_date": "(?<=<to>)<date>|<present><dash>?<day>|(?<=<at>)<present>",
    "ref.the_past": "(?<=<in>)<the><recent>?<which_near>",
    "ref.term": "(?<=<in>)<the><near><term>",
    "ref.time_being": "<the><time><being>",
    "ref.now": "<ref_now>",
    "ref.past": "<ref_past>",
    "ref.current": "(?:<recent>|<current>)",
    "ref.former": "<former>",
    "ref.future": "(?:<the>|(?<=<in>))<near>?<future>",
    "ref.to_come": "<future>",
}


PART = re.compile(r"\{([a-z]\w*)\}")


def compile_part(pattern: str) -> str:
    """Replace {parts} and <letters>; an unknown name is a ``KeyError``."""
    while PART.search(pattern):
        pattern = PART.sub(lambda m: PARTS[m[1]], pattern)
    return re.sub(r"<(\w+)>", lambda m: LETTER[m[1]], pattern)


# Every expression holds one of these; a stretch without any is not looked at.
CORE = (
    "month", "month_short", "weekday", "weekday_short", "weekdays", "season", "seasons", "part", "parts", "point", "unit",
    "units", "day", "quarter", "quarters", "second", "weekend", "weekends", "today", "ref_now", "ref_past", "often",
    "decade_word", "decade", "year", "years", "iso", "iso_month", "numeric", "ordered", "clock", "glued_time", "am", "m", "oclock",
    "zone", "local", "hundred_hours", "fiscal_year", "numbered_quarter", "holiday", "future", "recent", "current", "period", "time", "moment", "date", "present", "which_near",
    "former", "overnight", "half", "teen", "twilight", "term", "apos", "nth",
)  # fmt: skip


@cache
def stretches() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A stretch of words that the grammar knows at all, and the words one of which it must hold."""
    used = sorted(set(re.findall(r"<(\w+)>", " ".join((*PARTS.values(), *RULES.values())))))
    known = "".join(LETTER[name] for name in used)
    return re.compile(f"[{known}]+"), re.compile("[" + "".join(LETTER[name] for name in CORE) + "]")


@cache
def up_to_needed() -> re.Pattern[str]:
    """All up to the last letter without which there is no expression: behind it none begins. Of the rules' words only
    "at that point" is none of ``CORE``."""
    return re.compile(".*[" + "".join(LETTER[name] for name in (*CORE, "point_in")) + "]")


@cache
def pattern_of(rule: str) -> re.Pattern[str]:
    """A rule's pattern, compiled when a text first needs it: most articles hold few of the rules' opening letters."""
    return re.compile(compile_part(RULES[rule]))


@cache
def rules_from() -> dict[str, tuple[str, ...]]:
    """The rules with which an expression may begin at a letter, in the order of their precedence.

    One pattern of all rules tries every rule at every word: dates alone took four times as long so.
    """
    found: dict[str, list[str]] = {}
    for rule, pattern in RULES.items():
        for letter in openings(compile_part(pattern)):
            found.setdefault(letter, []).append(rule)
    return {letter: tuple(rules) for letter, rules in found.items()}
