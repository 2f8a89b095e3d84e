"""The gazetteers of the codebook: countries, actors, places and ambiguous names.

pycountry (ISO 3166) and babel (CLDR) are independent lists of the same countries; the codebook agrees
with both.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pycountry
import pytest
from babel import Locale

CODEBOOK = Path(__file__).resolve().parents[1] / "codebook"
KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
COUNTRIES = "actor_id name official_name country_code aliases adjectives demonyms capital capital_aliases"
HEADERS = {
    "countries.csv": COUNTRIES,
    "actors.csv": "actor_id name actor_type country_code iso_3166_2 part_of aliases acronyms",
    "places.csv": "place country_code iso_3166_2 kind aliases",
    "ambiguous_names.csv": "name note",
}
REQUIRED = {
    "countries.csv": ["actor_id", "name", "official_name", "country_code"],
    "actors.csv": ["actor_id", "name", "actor_type"],
    "places.csv": ["place", "country_code", "kind"],
    "ambiguous_names.csv": ["name", "note"],
}
LISTS = ["aliases", "adjectives", "demonyms", "capital_aliases", "acronyms"]
NAME_COLUMNS = ["name", "official_name", "aliases", "acronyms"]
PLACE_COLUMNS = ["place", "aliases"]

# Kosovo has no ISO 3166-1 entry; XKX is the code commonly assigned to it.
USER_ASSIGNED = {"XKX": "XK"}
# Territories without a seat of government of their own, two cities that are their own capital, and Norfolk
# Island, whose Kingston would make the capital of Jamaica ambiguous.
WITHOUT_CAPITAL = {"ATA", "ATF", "BVT", "HKG", "HMD", "IOT", "MAC", "NFK", "TKL", "UMI"}
HISTORICAL = {"soviet-union", "yugoslavia", "czechoslovakia", "german-democratic-republic"}

VARIANTS = {
    "U.S.": "USA",
    "US": "USA",
    "USA": "USA",
    "U.S.A.": "USA",
    "America": "USA",
    "United States of America": "USA",
    "UK": "GBR",
    "U.K.": "GBR",
    "Britain": "GBR",
    "Great Britain": "GBR",
    "Viet Nam": "VNM",
    "Vietnam": "VNM",
    "Việt Nam": "VNM",
    "Socialist Republic of Vietnam": "VNM",
    "Türkiye": "TUR",
    "Turkiye": "TUR",
    "Turkey": "TUR",
    "Czech Republic": "CZE",
    "Burma": "MMR",
    "Swaziland": "SWZ",
    "Holland": "NLD",
    "Ivory Coast": "CIV",
    "Côte d’Ivoire": "CIV",
    "Cote d'Ivoire": "CIV",
    "Cape Verde": "CPV",
    "East Timor": "TLS",
    "Macedonia": "MKD",
    "Lao PDR": "LAO",
    "DPRK": "PRK",
    "North Korea": "PRK",
    "ROK": "KOR",
    "South Korea": "KOR",
    "Republic of Korea": "KOR",
    "UAE": "ARE",
    "KSA": "SAU",
    "PRC": "CHN",
    "DRC": "COD",
    "Congo-Kinshasa": "COD",
    "Congo-Brazzaville": "COG",
    "Vatican": "VAT",
    "Kyrgyz Republic": "KGZ",
    "Slovak Republic": "SVK",
    "Hellenic Republic": "GRC",
    "Palestinian Territories": "PSE",
    "Kosovo": "XKX",
    "Macau": "MAC",
    "Republic of the Union of Myanmar": "MMR",
    "St. Lucia": "LCA",
}
ADJECTIVES = {
    "American": "USA",
    "British": "GBR",
    "Dutch": "NLD",
    "Emirati": "ARE",
    "Kyrgyz": "KGZ",
    "Vietnamese": "VNM",
    "Belarusian": "BLR",
    "Lao": "LAO",
    "Swiss": "CHE",
    "Filipino": "PHL",
    "Nigerien": "NER",
    "Nigerian": "NGA",
    "Burmese": "MMR",
    "Danish": "DNK",
}
CAPITALS = {
    "Hanoi": "VNM",
    "Hà Nội": "VNM",
    "Kiev": "UKR",
    "Kyiv": "UKR",
    "Naypyidaw": "MMR",
    "Nur-Sultan": "KAZ",
    "The Hague": "NLD",
    "Amsterdam": "NLD",
    "Washington": "USA",
    "Brussels": "BEL",
    "Ankara": "TUR",
    "Pretoria": "ZAF",
    "Kingston": "JAM",
    "Dar es Salaam": "TZA",
}

Row = Mapping[str, str]


@cache
def rows(file: str) -> list[dict[str, str]]:
    with (CODEBOOK / file).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, strict=True))


def fold(name: str) -> str:
    """The form in which two spellings count as one name: NFC, no case, straight quotes."""
    return unicodedata.normalize("NFC", name).casefold().replace("\u2019", "'").replace("\u2018", "'")


def values(row: Row, columns: Iterable[str]) -> list[str]:
    """All names in the given columns of a row, lists split."""
    return [name for column in columns for name in row.get(column, "").split("|") if name]


def index(table: Iterable[Row], columns: Iterable[str], id_columns: tuple[str, ...]) -> dict[str, set[str]]:
    """Each folded name to the ids of the rows that carry it."""
    columns = list(columns)
    found: dict[str, set[str]] = defaultdict(set)
    for row in table:
        for name in values(row, columns):
            found[fold(name)].add(" ".join(row[column] for column in id_columns))
    return dict(found)


def shared(found: Mapping[str, set[str]], allowed: set[str]) -> dict[str, set[str]]:
    """Names of more than one row that nobody marked as ambiguous."""
    return {name: ids for name, ids in found.items() if len(ids) > 1 and name not in allowed}


def ambiguous() -> set[str]:
    return {fold(row["name"]) for row in rows("ambiguous_names.csv")}


def country_names() -> dict[str, set[str]]:
    return index(rows("countries.csv"), NAME_COLUMNS, ("country_code",))


def subdivision(code: str) -> Any:
    """The ISO 3166-2 entry of a code, None where there is none (pycountry has no types)."""
    return pycountry.subdivisions.get(code=code)  # type: ignore[no-untyped-call]


def alpha_2(country_code: str) -> str:
    country = pycountry.countries.get(alpha_3=country_code)
    return USER_ASSIGNED[country_code] if country is None else str(country.alpha_2)


def plain(iso_name: str) -> str:
    """An ISO or CLDR name as texts write it: `Korea, Republic of` becomes `Republic of Korea`."""
    name = iso_name.replace(" - ", "-").removeprefix("the ")
    head, comma, tail = name.partition(", ")
    if comma and (tail.endswith((" of", " of the")) or tail in {"British", "U.S."}):
        name = f"{tail} {head}".removeprefix("The ")
    return name


# --- the files ------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", HEADERS)
def test_header_rows_and_line_ends(file: str) -> None:
    raw = (CODEBOOK / file).read_bytes()
    assert raw.decode("utf-8").split("\n", 1)[0].split(",") == HEADERS[file].split()
    assert raw.endswith(b"\n")
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert all(None not in row and None not in row.values() for row in rows(file))


@pytest.mark.parametrize("file", HEADERS)
def test_rows_are_sorted_by_the_first_column(file: str) -> None:
    first = [next(iter(row.values())) for row in rows(file)]
    assert first == sorted(first)


@pytest.mark.parametrize("file", REQUIRED)
def test_no_required_cell_is_empty(file: str) -> None:
    assert [row for row in rows(file) if not all(row[column] for column in REQUIRED[file])] == []


@pytest.mark.parametrize("file", HEADERS)
def test_cells_are_nfc_trimmed_and_straight_quoted(file: str) -> None:
    for row in rows(file):
        for column, cell in row.items():
            assert cell == unicodedata.normalize("NFC", cell), (column, cell)
            assert not re.search(r"[‘’“”\u00a0\t\n]|  ", cell), (column, cell)
            assert all(part == part.strip() for part in cell.split("|")), (column, cell)
            if column in LISTS and cell:
                assert "" not in cell.split("|"), (column, cell)
            elif column != "note":
                assert "|" not in cell, (column, cell)


@pytest.mark.parametrize("file", ["countries.csv", "actors.csv", "places.csv"])
def test_no_name_stands_twice_in_a_row(file: str) -> None:
    for row in rows(file):
        own = values(row, ["name", "aliases", "acronyms"] if "name" in row else PLACE_COLUMNS)
        assert [name for name, times in Counter(own).items() if times > 1] == [], row
        for column in LISTS:
            listed = values(row, [column])
            assert len(listed) == len(set(listed)), (row, column)
        if "official_name" in row:
            assert row["official_name"] not in values(row, ["aliases"])
            assert row["capital"] == "" or row["capital"] not in values(row, ["capital_aliases"])


# --- countries ------------------------------------------------------------------------------------


def test_one_row_for_every_iso_country_and_kosovo() -> None:
    codes = Counter(row["country_code"] for row in rows("countries.csv"))
    assert set(codes) == {country.alpha_3 for country in pycountry.countries} | set(USER_ASSIGNED)
    assert max(codes.values()) == 1


@pytest.mark.parametrize("country", list(pycountry.countries), ids=lambda country: country.alpha_3)
def test_iso_and_cldr_names_resolve_to_the_row_of_that_code(country: Any) -> None:
    fields = [getattr(country, field, None) for field in ("name", "official_name", "common_name")]
    cldr = Locale("en").territories[country.alpha_2]
    found = country_names()
    for name in [*filter(None, fields), cldr]:
        codes = found.get(fold(plain(name)), set())
        assert country.alpha_3 in codes, name
        assert len(codes) == 1 or fold(plain(name)) in ambiguous(), name


def test_plain_turns_iso_inversions_round() -> None:
    assert plain("Iran, Islamic Republic of") == "Islamic Republic of Iran"
    assert plain("Congo, The Democratic Republic of the") == "Democratic Republic of the Congo"
    assert plain("Virgin Islands, U.S.") == "U.S. Virgin Islands"
    assert plain("Bonaire, Sint Eustatius and Saba") == "Bonaire, Sint Eustatius and Saba"


@pytest.mark.parametrize(("variant", "code"), VARIANTS.items())
def test_common_variants_name_one_country(variant: str, code: str) -> None:
    assert country_names().get(fold(variant)) == {code}
    assert fold(variant) not in ambiguous()


@pytest.mark.parametrize(("adjective", "code"), ADJECTIVES.items())
def test_adjectives_name_one_country(adjective: str, code: str) -> None:
    assert index(rows("countries.csv"), ["adjectives"], ("country_code",)).get(fold(adjective)) == {code}


@pytest.mark.parametrize(("capital", "code"), CAPITALS.items())
def test_capitals_name_one_country(capital: str, code: str) -> None:
    columns = ["capital", "capital_aliases"]
    assert index(rows("countries.csv"), columns, ("country_code",)).get(fold(capital)) == {code}


def test_every_country_with_a_seat_of_government_names_it() -> None:
    assert {row["country_code"] for row in rows("countries.csv") if not row["capital"]} == WITHOUT_CAPITAL


def test_every_country_outside_the_remote_territories_has_an_adjective() -> None:
    remote = WITHOUT_CAPITAL | {"BLM", "CCK", "CXR", "MAF", "PCN", "SGS", "SJM", "SPM", "SXM"}
    assert {row["country_code"] for row in rows("countries.csv") if not row["adjectives"]} <= remote


# --- actors ---------------------------------------------------------------------------------------


def test_ids_are_kebab_case_and_unique_over_both_files() -> None:
    ids = [row["actor_id"] for row in rows("countries.csv") + rows("actors.csv")]
    assert [actor_id for actor_id in ids if not KEBAB.fullmatch(actor_id)] == []
    assert [actor_id for actor_id, times in Counter(ids).items() if times > 1] == []


def test_actor_types_are_of_the_vocabulary() -> None:
    vocabulary = {row["actor_type"] for row in rows("actor_types.csv")}
    assert {row["actor_type"] for row in rows("actors.csv")} <= vocabulary


def test_country_codes_of_actors_are_rows_of_countries() -> None:
    codes = {row["country_code"] for row in rows("countries.csv")} | {""}
    assert [row["actor_id"] for row in rows("actors.csv") if row["country_code"] not in codes] == []


def test_part_of_refers_to_an_actor_and_never_runs_in_a_circle() -> None:
    known = {row["actor_id"] for row in rows("countries.csv")}
    parent = {row["actor_id"]: row["part_of"] for row in rows("actors.csv")}
    assert {part for part in parent.values() if part} <= known | set(parent)
    for actor_id in parent:
        seen = [actor_id]
        while parent.get(seen[-1]):
            assert parent[seen[-1]] not in seen, seen
            seen.append(parent[seen[-1]])


def test_a_part_lies_in_the_country_of_its_whole() -> None:
    country = {row["actor_id"]: row["country_code"] for row in rows("countries.csv") + rows("actors.csv")}
    for row in rows("actors.csv"):
        whole = country.get(row["part_of"], "")
        assert whole in {"", row["country_code"]}, row


def test_bodies_of_a_state_have_a_country_and_organizations_of_states_have_none() -> None:
    national = {"person", "government", "subnational", "embassy", "university", "company"}
    for row in rows("actors.csv"):
        if row["actor_type"] in national and row["actor_id"] != "airbus":
            assert row["country_code"], row
        if row["actor_type"] == "international_organization" or row["actor_id"] in HISTORICAL:
            assert not row["country_code"], row


def test_historical_states_are_the_only_countries_among_the_actors() -> None:
    assert {row["actor_id"] for row in rows("actors.csv") if row["actor_type"] == "country"} == HISTORICAL


@pytest.mark.parametrize(
    ("name", "actor_id"),
    {
        "UN": "united-nations",
        "U.N.": "united-nations",
        "ASEAN": "association-of-southeast-asian-nations",
        "EAEU": "eurasian-economic-union",
        "Eurasian Economic Union": "eurasian-economic-union",
        "EU": "european-union",
        "Arab League": "league-of-arab-states",
        "World Health Organisation": "world-health-organization",
        "Organisation of Turkic States": "organization-of-turkic-states",
        "Kremlin": "kremlin",
        "Élysée": "elysee",
        "Verkhovna Rada": "verkhovna-rada",
        "Dail": "dail-eireann",
        "TIKA": "tika",
        "CPC": "communist-party-of-china",
        "Communist Party of Vietnam": "communist-party-of-viet-nam",
        "Xinhua": "xinhua",
    }.items(),
)
def test_well_known_actors_resolve(name: str, actor_id: str) -> None:
    table = rows("countries.csv") + rows("actors.csv")
    assert index(table, NAME_COLUMNS, ("actor_id",)).get(fold(name)) == {actor_id}


# --- places ---------------------------------------------------------------------------------------


def test_places_have_a_known_kind_and_country_and_are_unique() -> None:
    codes = {row["country_code"] for row in rows("countries.csv")}
    keys = Counter((row["place"], row["country_code"]) for row in rows("places.csv"))
    assert {row["kind"] for row in rows("places.csv")} == {"city", "region"}
    assert {row["country_code"] for row in rows("places.csv")} <= codes
    assert max(keys.values()) == 1


@pytest.mark.parametrize("file", ["actors.csv", "places.csv"])
def test_subdivisions_exist_and_belong_to_the_country(file: str) -> None:
    for row in rows(file):
        code = row["iso_3166_2"]
        if code:
            assert subdivision(code) is not None, row
            assert code.split("-")[0] == alpha_2(row["country_code"]), row


def test_subdivisions_of_places_are_first_level_and_given_once() -> None:
    given = [row["iso_3166_2"] for row in rows("places.csv") if row["iso_3166_2"]]
    assert [code for code, times in Counter(given).items() if times > 1] == []
    for code in given:
        parent = subdivision(code).parent
        # Indonesia's provinces are listed below islands ("geographical units"), which have no government.
        assert parent is None or parent.type == "Geographical unit", code


def test_every_capital_is_a_place_of_its_country() -> None:
    found = index(rows("places.csv"), PLACE_COLUMNS, ("country_code",))
    for row in rows("countries.csv"):
        for name in values(row, ["capital", "capital_aliases"]):
            assert row["country_code"] in found.get(fold(name), set()), name


# --- shared names ---------------------------------------------------------------------------------


def test_no_two_actors_share_a_name_unmarked() -> None:
    found = index(rows("countries.csv") + rows("actors.csv"), NAME_COLUMNS, ("actor_id",))
    assert shared(found, ambiguous()) == {}


@pytest.mark.parametrize("columns", [["adjectives", "demonyms"], ["capital", "capital_aliases"]])
def test_no_two_countries_share_an_adjective_or_capital_unmarked(columns: list[str]) -> None:
    assert shared(index(rows("countries.csv"), columns, ("actor_id",)), ambiguous()) == {}


def test_no_adjective_is_the_name_of_another_country() -> None:
    named = index(rows("countries.csv"), NAME_COLUMNS, ("actor_id",))
    described = index(rows("countries.csv"), ["adjectives", "demonyms"], ("actor_id",))
    foreign = {word for word, ids in described.items() if named.get(word, ids) != ids}
    assert foreign <= ambiguous()


def test_no_two_places_share_a_name_unmarked() -> None:
    found = index(rows("places.csv"), PLACE_COLUMNS, ("place", "country_code"))
    assert shared(found, ambiguous()) == {}


def test_a_place_that_is_also_an_actor_lies_in_the_country_of_that_actor() -> None:
    table = rows("countries.csv") + rows("actors.csv")
    named = index(table, NAME_COLUMNS, ("country_code",))
    located = index(rows("places.csv"), PLACE_COLUMNS, ("country_code",))
    assert {name for name in named.keys() & located.keys() if named[name] != located[name]} <= ambiguous()


def test_ambiguous_names_are_unique_and_hide_no_country() -> None:
    names = Counter(row["name"] for row in rows("ambiguous_names.csv"))
    assert max(names.values()) == 1
    hidden = {name for name in names if len(country_names().get(fold(name), set())) == 1}
    assert hidden == set()


def test_shared_names_are_found_whatever_their_case_and_quotes() -> None:
    table = [
        {"actor_id": "a", "name": "Xai'an Forum", "aliases": "XF"},
        {"actor_id": "b", "name": "Other", "aliases": "xai’an FORUM|Y"},
    ]
    found = index(table, ["name", "aliases"], ("actor_id",))
    assert shared(found, set()) == {"xai'an forum": {"a", "b"}}
    assert shared(found, {"xai'an forum"}) == {}
