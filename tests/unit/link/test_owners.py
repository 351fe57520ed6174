"""Whose a sum is: the subject of a verb of paying or having, and nobody where the sentence leaves it open."""

from __future__ import annotations

import pytest

from spacecoop import Document, extract


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Australia set aside A$293.7 million for its part.", "country/AU"),
        ("The European Space Agency asked for 18.5 billion euros.", "igo/esa"),
        ("India, after long talks, spent about Rs 550 crore on the flight.", "country/IN"),
        ("NASA's budget of $17 billion was approved.", "agency/nasa"),
        ("In France the project cost 20 million euros.", None),
        ("Engineers from Japan heard that the dish cost 3 million dollars.", None),
        ("A Chinese shopper spent 150,000 yuan a day.", None),
        ("NASA has estimated that the value would be 2 billion dollars.", None),
        ("Roscosmos had 3 billion roubles in the bank.", "agency/roscosmos"),
        ("China and Brazil paid 300 million dollars.", None),
        ("A Chinese company in Nairobi paid 3 million dollars.", None),
        ("The ministry in Rome will put in 30 million euros.", None),
        ("In Berlin, Germany pledged 3 million euros.", "country/DE"),
        ("Polish minister Ewa Kos told them Poland would put in 90 million zlotys.", "country/PL"),
        ("It will fly in 2031, with Japan expected to contribute about 60 million euros.", "country/JP"),
        ("Norway will be the largest contributor with roughly 40 million euros.", "country/NO"),
        ("White House's request proposes $18 billion for NASA.", "agency/nasa"),
        ("The request for next year would give NASA $18 billion.", "agency/nasa"),
        ("Congress gave NASA $25 billion.", "agency/nasa"),
        ("The Senate bill provides $24 billion.", None),
        ("NASA runs the probe. The agency's budget would fall to $3.9 billion from $7.3 billion.", "agency/nasa"),
        ("The agency's budget would fall to $3.9 billion.", None),
        ("NASA's budget is $25 billion, a cut of 3 percent from the $26 billion of 2024.", "agency/nasa"),
        ("NASA's budget is $25 billion, while churches got $26 billion.", None),
        ("Mexico will contribute 2 million euros, Colombia $7 million.", "country/CO"),
        ("Mexico will contribute 2 million euros, Qworb $7 million.", None),
        ("South Korea's young space agency will get 960 billion won.", None),
        ("Japan would add another 60 million euros.", "country/JP"),
        ("Russia's space budget falls to 285 billion roubles in 2024 from 318 billion roubles.", "country/RU"),
        ("Germany's contribution to ESA now comes to 1,171 million euros.", "country/DE"),
        ("Minister Qalo Bim announced SAR 4 billion.", None),
        ("Poland quintupled its stake to 731 million euros.", "country/PL"),
        ("Poland knows its stakes rose with yields of 731 million euros.", None),
        ("Australia's contribution to a joint sea-watch satellite was put at A$15 million.", "country/AU"),
        ("Norway pledged NOK 400 million ($37 million).", "country/NO"),
        ("Estonia pays ESA about 2 million euros a year.", "country/EE"),
        ("Italy, which has run the mast since 1960, offered 20 million euros.", "country/IT"),
        ("The Canadian government gave the school C$3 million.", "country/CA"),
        ("NASA put the cost at $5 billion.", None),
        ("JAXA's share fell to 20 million yen, down from 24 million yen.", "agency/jaxa"),
    ],
)
def test_the_owner_of_a_sum(text: str, owner: str | None) -> None:
    *_, money = (q for q in extract(Document("demo", text)).quantities if q.kind == "money")
    assert money.subject_actor_id == owner
