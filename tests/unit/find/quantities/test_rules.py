"""Every rule has a name and a witness: a sentence that shows why it exists."""

from __future__ import annotations

import pytest

from spacecoop.find.found import ActorsFound
from spacecoop.find.quantities.amounts import RULES, SUFFIXES
from spacecoop.tables import ActorMention
from tests.unit.find.quantities.finding import find, rows

WITNESSES = [  # rule, sentence, words of the row
    ("age", "The probe's oldest designer is a 71-year-old engineer.", "71-year-old"),
    ("age_told", "Cadets aged 19 may apply.", "19"),
    ("count", "The treaty binds 30 space-faring nations.", "30 space-faring nations"),
    ("count_of", "She interviewed three of the retired flight directors.", "three of the retired flight directors"),
    ("count_strong", "Oslo sent a 40-strong delegation.", "40-strong"),
    ("count_tied", "A 12-nation consortium will build the dish.", "12-nation"),
    ("duration", "The crew trained for eleven months.", "eleven months"),
    ("fold", "Downloads grew sixfold.", "sixfold"),
    ("fraction", "Two thirds of the antennas are ready.", "Two thirds"),
    ("measure", "The lander weighs 3.7 tonnes.", "3.7 tonnes"),
    ("money_adjective", "Seoul will spend 90 million euros.", "90 million euros"),
    ("money_code", "The seat cost EUR 1.2bn.", "EUR 1.2bn"),
    ("money_elided", "Sales were $40 million, up from 32 million.", "32 million"),
    ("money_minor", "A postcard cost 80 cents.", "80 cents"),
    ("money_repeated", "The $300 million is gone. Nobody can find the 300 million today.", "300 million"),
    ("money_sum", "The stamp sold for two dollars and fifty cents.", "two dollars and fifty cents"),
    ("money_token", "The hackers asked for 6.5 BTC.", "6.5 BTC"),
    ("money_symbol", "The antenna cost $9.75M.", "$9.75M"),
    ("number", "The index closed at 1,204.5 on Friday.", "1,204.5"),
    ("ordinal", "Estonia became the 45th country to sign.", "45th country"),
    ("percent", "About 20 per cent of the fuel is left.", "About 20 per cent"),
    ("ratio", "One in five satellites failed.", "One in five satellites"),
    ("temperature", "The mirror is kept at 40 °C.", "40 °C"),
    ("times", "The rover phoned home four times.", "four times"),
    ("measure_range", "The boom is 10-12 m long.", "10-12 m"),
    ("money_symbol_change", "The fee rose from $20 to $35.", "$20"),
    ("count_elided", "The giants have twelve, nine and four moons.", "nine"),
]


@pytest.mark.parametrize(("rule", "sentence", "words"), WITNESSES, ids=[w[0] for w in WITNESSES])
def test_the_rule_reads_its_witness(rule: str, sentence: str, words: str) -> None:
    assert (words, rule) in [(row.text, row.rule) for row in rows(sentence)]


def test_an_age_beside_a_name_needs_a_person() -> None:
    text = "Ines Duarte, 44, flew the glider."
    person = ActorMention(
        document_id="test", start_char=0, end_char=11, text="Ines Duarte", sentence=0, zone="body", rule="test",
        mention_id="0" * 20, actor_id="person/ines-duarte", kind="person", form="name",
    )  # fmt: skip
    found = find(text, actors=ActorsFound(mentions=(person,))).mentions
    assert [(row.text, row.kind, row.rule) for row in found] == [("44", "age", "age_beside_name")]


def test_every_rule_has_a_witness() -> None:
    witnessed = {rule for rule, _, _ in WITNESSES} | {"age_beside_name"}
    suffixes = {rule.rpartition("_")[2] for rule in witnessed}
    assert set(RULES) <= witnessed | {"money"}  # "money" stands only before a suffix: money_elided
    assert set(SUFFIXES) <= suffixes
    for rule in witnessed:
        stem, _, suffix = rule.rpartition("_")
        assert rule in RULES or (suffix in SUFFIXES and stem in RULES), rule
