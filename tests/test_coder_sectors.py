from __future__ import annotations

import csv
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from comity.coder import sectors
from comity.diagnostics import InputError

CODEBOOK = Path(__file__).parents[1] / "codebook"
TERMS = sectors.compile(CODEBOOK)
with (CODEBOOK / "sectors.csv").open(encoding="utf-8", newline="") as file:
    SECTORS = list(csv.DictReader(file))
with (CODEBOOK / sectors.FILE).open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


def named(text: str) -> list[str]:
    return list(dict.fromkeys(mention.sector_id for mention in sectors.find(text, TERMS)))


@pytest.mark.parametrize("row", SECTORS, ids=[row["sector_id"] for row in SECTORS])
def test_the_codebooks_example_names_its_sector(row: dict[str, str]) -> None:
    assert row["sector_id"] in named(row["example"])


@pytest.mark.parametrize("row", SECTORS, ids=[row["sector_id"] for row in SECTORS])
def test_the_codebooks_near_miss_does_not(row: dict[str, str]) -> None:
    assert row["sector_id"] not in named(row["near_miss"])


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("They cooperate in high-tech agriculture.", "high_tech_agriculture"),
        ("Museums care for cultural heritage.", "heritage"),
        ("Energy security comes first.", "energy_security"),
        ("Cyber security, cyber-security and cybersecurity are one.", "cybersecurity"),
        ("Science and technology parks opened.", "science_technology"),
        ("Information and communications technology", "ict"),
        ("The port of Walvis Bay exports LNG and crude oil.", "trade oil_gas"),
        ("A labour agreement for care workers", "labour"),
        ("A LABOR AGREEMENT", "labour"),
        ("The hospital received 40 ambulances.", "health"),
        ("Plant health inspections hold up lemons.", "agriculture"),
        ("Clerks completed a course.", "training"),
        ("A water treatment plant opened.", "water_resources infrastructure"),
        ("Jars of honey reached the rural areas.", ""),
        ("Flood control along the lower river", "disaster_relief water_resources"),
        ("A pact on migrant workers", "labour migration"),
        ("Ten clerks will be trained.", "training"),
        ("A letter of intent on the conservation of religious paintings", "heritage"),
        ("Working holiday visas for the young", "consular"),
        ("The paper on ocean acidification", "environment"),
        ("A tax treaty ended double taxation.", "finance"),
        ("Food and energy security worry the islands.", "food_security energy_security"),
        ("Transport infrastructure is old.", "transport infrastructure"),
        ("Twinning of the towns", "local_cooperation"),
        ("Extradition and the transfer of prisoners", "justice"),
        ("She opened a film week and a book fair.", "arts"),
        ("Direct flights and open skies", "aviation"),
        ("Prisoner exchanges across a disputed border", "humanitarian security"),
        ("A line of credit for standard gauge tracks", "transport"),
        ("An irrigation dam near the Kasai River", "agriculture water_resources"),
        ("The Tomb of the Unknown Soldier", ""),
        ("Precursor chemicals and drug cartels", "transnational_crime"),
        ("Exported icons came home to the friendship society.", "heritage people_to_people"),
        ("Green hydrogen for export", "energy trade"),
        ("Mine clearance and unexploded ordnance", "humanitarian"),
        ("A search and rescue drill after the earthquake", "disaster_relief"),
    ],
)  # fmt: skip
def test_the_longest_wording_counts(text: str, ids: str) -> None:
    assert named(text) == ids.split()


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("agreed to cooperate in the field of security", "security"),
        ("an agreement on space", "space"),
        ("a culture of security", ""),
        ("guests felt security at last", ""),
        ("the media spoke of space and law", ""),
        ("security cooperation", "security"),
        ("political, legal and security affairs", "politics_diplomacy justice security"),
        ("areas such as IT, tax and customs", "ict finance customs"),
        ("it could tax anybody", ""),
        ("tourism and security", "tourism security"),
        ("cooperation in mining on the sea bed", "mining"),
        ("industry, security, law", "industry security justice"),
        ("the tourism industry", "tourism"),
        ("port logistics", "logistics"),
        ("cooperation in the garment industry", "industry"),
        ("ties in areas from politics to youth", "politics_diplomacy youth"),
    ],
)
def test_field_wordings_count_as_fields_only(text: str, ids: str) -> None:
    assert named(text) == ids.split()


@pytest.mark.parametrize(
    "text",
    [
        "Security forces sealed the road.",
        "The Security Council met.",
        "The minister of industry and trade spoke.",
        "The Ministry of Planning and Investment answered.",
        "The ministers of Trade, Health and Tourism met.",
        "The culture, sports and tourism minister left.",
        "They traded trade barbs.",
        "An energy drink and good health to all!",
        "World Trade Organization",
        "in defence of freedom",
        "The talks were in the pipeline.",
        "A state-of-the-art hall",
        "The Labour Party won.",
        "the market economy",
        "in a climate of trust",
        "bilateral talks in a business environment",
    ],
)
def test_other_senses_and_names_of_offices_do_not_count(text: str) -> None:
    assert named(text) == []


def test_nothing_counts_inside_masked_spans() -> None:
    text = "The Trade Bank of Education financed tourism."
    mentions = sectors.find(text, TERMS, [(4, 27)])
    assert [text[mention.start : mention.end] for mention in mentions] == ["tourism"]


def test_mentions_stand_in_order_without_overlaps() -> None:
    text = "Trade, food processing, high-tech agriculture and oil and gas; then nuclear power plants and power grids."
    mentions = sectors.find(text, TERMS)
    assert [mention.sector_id for mention in mentions] == [
        "trade", "food_processing", "high_tech_agriculture", "oil_gas", "oil_gas", "nuclear_energy", "energy"
    ]  # fmt: skip
    assert all(left.end <= right.start for left, right in pairwise(mentions))


def test_curly_quotes_and_dashes_change_nothing() -> None:
    assert named("people–to–people ties and workers’ rights") == named("people-to-people ties and workers' rights")


def test_a_sector_beside_its_own_part_is_left_out() -> None:
    assert named("oil and gas energy projects") == ["oil_gas"]
    assert named("energy, including oil and gas") == ["energy", "oil_gas"]


def test_a_title_needs_no_frame() -> None:
    text = "They signed the Treaty of Security and Law in Lima."
    start, end = text.index("Security"), text.index(" in Lima")
    assert sectors.of_phrase(text, start, end, TERMS) == ("security", "justice")
    assert sectors.of_phrase(text, start, end, TERMS, theme=False) == ()


def test_a_phrase_is_read_by_itself() -> None:
    text = "Agreement on Trade, Trade Promotion and Tourism"
    assert sectors.of_phrase(text, 0, len(text), TERMS) == ("trade", "tourism")
    assert sectors.of_phrase(text, 0, len(text), TERMS, [(13, 35)]) == ("tourism",)


def test_mentions_within_a_clause() -> None:
    text = "Trade grew. Tourism and trade and fisheries fell."
    mentions = sectors.find(text, TERMS)
    assert sectors.within(mentions, 12, 40) == ("tourism", "trade")
    assert sectors.within(mentions, 0, len(text)) == ("trade", "tourism", "fisheries")


def test_enumerations() -> None:
    text = "trade, investment and culture, while tourism fell, in mining and in energy"
    groups = sectors.enumerations(text, sectors.find(text, TERMS), TERMS.after_words)
    assert [[mention.sector_id for mention in group] for group in groups] == [
        ["trade", "investment", "culture"], ["tourism"], ["mining"], ["energy"]
    ]  # fmt: skip


def test_every_sector_has_wordings() -> None:
    with_wordings = {sector for row in ROWS for sector in row["sector_id"].split("|")}
    assert {row["sector_id"] for row in SECTORS} <= with_wordings


def test_the_wordings_are_sorted() -> None:
    keys = [(row["term"].casefold(), row["term"], row["use"]) for row in ROWS]
    assert keys == sorted(keys)


def test_the_codebook_is_compiled_once() -> None:
    assert sectors.compile(CODEBOOK) is TERMS


@pytest.mark.parametrize(
    ("row", "code"),
    [("sample,no_such_sector,always,", "B005"), ("sample,,always,", "B003"), ("sample,trade,never,", "B003")],
)
def test_wrong_rows_are_reported(tmp_path: Path, row: str, code: str) -> None:
    shutil.copy(CODEBOOK / "sectors.csv", tmp_path)
    (tmp_path / sectors.FILE).write_text(f"term,sector_id,use,note\n{row}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        sectors.compile(tmp_path)
    assert [problem.rule.code for problem in caught.value.problems] == [code]
