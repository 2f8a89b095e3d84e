"""The codebook: what loads, and one broken row for every way to break it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from comity import codebook
from comity.codebook import Codebook, fold
from comity.diagnostics import InputError
from comity.terms import NameKind

PROJECT = Path(__file__).resolve().parents[1]

FILES = {
    "event_types.csv": """\
event_type,label,weight,definition,plover_type,plover_mode,cameo_code,example,near_miss
visit,Visit,hard,"A journey, made.",CONSULT,visit,042,Kenya's minister flew to Oulu.,Tourists flew to Oulu.
statement,Statement,soft,Words.,SUPPORT,,010,Kenya praised Finland.,The bank's statement was late.
""",
    "sectors.csv": """\
sector_id,label,parent_id,definition,isic_rev4,crs_code,example,near_miss
agriculture,Agriculture,,Farming.,A,311,Kenya and Finland farm.,A farm of servers.
forestry,Forestry,agriculture,Forests.,,,Kenya and Finland plant.,A forest of masts.
""",
    "agreement_types.csv": """\
agreement_type,label,definition,example,near_miss
treaty,Treaty,A document.,They signed a treaty.,A street named Treaty.
""",
    "actor_types.csv": """\
actor_type,label,definition,cameo_role,example,near_miss
country,Country,A state.,,Kenya spoke.,The wild country.
company,Company,A firm.,BUS,Savanna Inc. spoke.,Good company.
""",
    "countries.csv": """\
actor_id,name,official_name,country_code,aliases,adjectives,demonyms,capital,capital_aliases
finland,Finland,Republic of Finland,FIN,Suomi|SF,Finnish,Finn|Finns,Helsinki,
kenya,Kenya,Republic of Kenya,KEN,,Kenyan,Kenyan|Kenyans,Nairobi,
""",
    "actors.csv": """\
actor_id,name,actor_type,country_code,iso_3166_2,part_of,aliases,acronyms
savanna-inc,"Savanna, Inc.",company,KEN,KE-30,kenya,Savanna | Savanna Incorporated,SI|SAV
""",
    "places.csv": """\
place,country_code,iso_3166_2,kind,aliases
Oulu,FIN,,city,Uleåborg
""",
    "ambiguous_names.csv": """\
name,note
Georgia,a country and a state
""",
    "retired_ids.csv": """\
table,id,replaced_by,reason,since
events,old-talks,talks | more-talks,Two events told as one.,0.2.0
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small sound codebook."""
    found = tmp_path / "codebook"
    found.mkdir()
    for name, text in FILES.items():
        (found / name).write_text(text, encoding="utf-8")
    return found


def problems_of(folder: Path) -> list[tuple[str, str, str]]:
    with pytest.raises(InputError) as error:
        codebook.load(folder)
    return [(problem.rule.code, str(problem.place), problem.message) for problem in error.value.problems]


def test_a_sound_codebook_loads(folder: Path) -> None:
    book = codebook.load(folder)
    assert list(book.event_types) == ["visit", "statement"]
    assert book.event_types["visit"].definition == "A journey, made."
    assert book.event_types["statement"].plover_mode is None
    assert book.sectors["forestry"].parent_id == "agriculture"
    assert book.sectors["agriculture"].parent_id is None
    assert list(book.actors) == ["finland", "kenya", "savanna-inc"]
    assert book.country_of_code["KEN"].capital == "Nairobi"
    assert book.countries["finland"].demonyms == ("Finn", "Finns")
    assert book.places[0].aliases == ("Uleåborg",)
    assert book.ambiguous == {"georgia"}
    ((retired, line),) = book.retired
    assert (retired.table, retired.id, retired.replaced_by) == ("events", "old-talks", ("talks", "more-talks"))
    assert str(line.cell(1)) == "codebook/retired_ids.csv:2:8"


def test_actors_know_their_names_and_where_they_stand(folder: Path) -> None:
    book = codebook.load(folder)
    finland, savanna = book.actors["finland"], book.actors["savanna-inc"]
    assert (finland.type, finland.country_code, finland.name) == ("country", "FIN", "Finland")
    assert finland.names == (
        ("Finland", NameKind.PREFERRED),
        ("Republic of Finland", NameKind.ALIAS),
        ("Suomi", NameKind.ALIAS),
        ("SF", NameKind.ACRONYM),
    )
    assert savanna.names == (
        ("Savanna, Inc.", NameKind.PREFERRED),
        ("Savanna", NameKind.ALIAS),
        ("Savanna Incorporated", NameKind.ALIAS),
        ("SI", NameKind.ACRONYM),
        ("SAV", NameKind.ACRONYM),
    )
    assert (savanna.iso_3166_2, savanna.part_of, str(savanna.place)) == ("KE-30", "kenya", "codebook/actors.csv:2:1")


def test_a_name_given_twice_to_one_actor_is_one_name(folder: Path) -> None:
    row = 'savanna-inc,Savanna,company,KEN,,,"SAV|Savanna|SAV",SAV|SI\n'
    header = FILES["actors.csv"].splitlines()[0]
    (folder / "actors.csv").write_text(f"{header}\n{row}")
    assert codebook.load(folder).actors["savanna-inc"].names == (
        ("Savanna", NameKind.PREFERRED),
        ("SAV", NameKind.ALIAS),
        ("SI", NameKind.ACRONYM),
    )


@pytest.mark.parametrize(
    "save",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("Uleåborg", "Ulea\u030aborg"),
        lambda text: text.rstrip("\n"),
    ],
    ids=["BOM", "CRLF", "NFD", "no line feed at the end"],
)
def test_the_codebook_does_not_depend_on_how_its_files_were_saved(folder: Path, save: Callable[[str], str]) -> None:
    sound = codebook.load(folder)
    for name, text in FILES.items():
        (folder / name).write_bytes(save(text).encode())
    assert codebook.load(folder) == sound


def changed(name: str, before: str, after: str) -> str:
    """A file's text with one change."""
    assert FILES[name].count(before) == 1
    return FILES[name].replace(before, after)


# What is wrong: file, text before and after; code and line of the problem, and how its message begins.
BROKEN = {
    "another header": ("sectors", "parent_id", "parent", "B002:1:17 expected sector_id,label,parent_id,"),
    "columns in another order": ("ambiguous_names", "name,note", "note,name", "B002:1 expected name,note"),
    "a column more": ("ambiguous_names", "name,note", "name,note,by", "B002:1:11 expected name,note"),
    "an empty file": ("ambiguous_names", FILES["ambiguous_names.csv"], "", "B002:1 expected name,note"),
    "a cell too few": ("actors", ",SI|SAV", "", "B003:2 7 cells, the header has 8"),
    "a cell too many": ("actors", ",SI|SAV", ",SI,SAV", "B003:2:87 9 cells, the header has 8"),
    "a blank line": ("sectors", "forestry,", "\nforestry,", "B003:3 0 cells, the header has 8"),
    "a wrong id": ("actors", "savanna-inc", "Savanna_Inc", "B003:2 `actor_id`: String should match"),
    "a wrong code": ("actor_types", "company,", "a company,", "B003:3 `actor_type`: String should match"),
    "a wrong country code": ("countries", "KEN", "KE", "B003:3:31 `country_code`: String should match"),
    "a wrong subdivision": ("actors", "KE-30", "Kisumu", "B003:2:41 `iso_3166_2`: String should match"),
    "a wrong weight": ("event_types", "soft", "firm", "B003:3:21 `weight`: Input should be 'hard' or 'soft'"),
    "a wrong CAMEO code": ("event_types", "042", "42a", "B003:2:51 `cameo_code`: String should match"),
    "a wrong kind of place": ("places", "city", "town", "B003:2:11 `kind`: Input should be 'city' or 'region'"),
    "no label": ("event_types", ",Statement,", ",,", "B003:3:11 `label`: String should have at least 1"),
    "white space": ("countries", "Nairobi", "Nairobi ", "B003:3:58 `capital`: a line break, a tab, two blanks, or white"),
    "a line break": ("actor_types", "A firm.", '"A\nfirm."', "B003:3:17 `definition`: a line break, a tab, two blanks, or"),
    "a retired id that is none": ("retired_ids", "old-talks", "Old talks", "B003:2:8 `id`: String should match"),
    "no reason": ("retired_ids", "Two events told as one.", "", "B003:2:37 `reason`: String should have at least 1"),
    "no version": ("retired_ids", "0.2.0", "spring", "B003:2:61 `since`: String should match"),
    "an id retired twice": (
        "retired_ids", "events,old", "events,old-talks,,Gone.,\nevents,old",
        "B004:3:8 `old-talks` stands in line 2 too"),
    "a control character": ("places", "Oulu", "Ou\x07lu", "B003:2:3 U+0007 is not allowed"),
    "a quote in a quoted cell": ("actors", '"Savanna, Inc."', '"Savanna" Inc.', "B003:2:13 ',' expected"),
    "an unclosed quote": ("actors", '"Savanna, Inc."', '"Savanna, Inc.', "B003:2:13 unexpected end of data"),
    "a key twice": ("sectors", "forestry,", "agriculture,", "B004:3 `agriculture` stands in line 2 too"),
    "a country's id": ("actors", "savanna-inc", "kenya", "B004:2 `kenya` is a country's id already"),
    "a country code twice": ("countries", "KEN", "FIN", "B004:3:31 `country_code`: `FIN` is the code of `finland` too"),
    "no such parent": ("sectors", ",agriculture,", ",farms,", "B005:3:19 `parent_id`: no sector `farms`"),
    "nearly a parent": (
        "sectors", ",agriculture,", ",agricultur,",
        "B005:3:19 `parent_id`: no sector `agricultur` (did you mean `agriculture`?)"),
    "no such actor type": ("actors", ",company,", ",firm,", "B005:2:29 `actor_type`: no actor type `firm`"),
    "no such whole": ("actors", ",kenya,", ",kenia,", "B005:2:47 `part_of`: no actor `kenia` (did you mean `kenya`?)"),
    "no such country": ("actors", ",KEN,", ",KEM,", "B005:2:37 `country_code`: no country `KEM`"),
    "no such country of a place": ("places", "FIN", "FIM", "B005:2:6 `country_code`: no country `FIM`"),
    "a name of another": ("actors", "SI|SAV", "SI|suomi", "B006:2:87 'suomi' is a name of `finland` too"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "before", "after", "expected"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_row_is_told_with_its_code_and_line(
    folder: Path, name: str, before: str, after: str, expected: str
) -> None:
    (folder / f"{name}.csv").write_text(changed(f"{name}.csv", before, after), encoding="utf-8")
    (code, place, message), *others = problems_of(folder)
    spot = place.removeprefix(f"codebook/{name}.csv:").removesuffix(":1")
    assert f"{code}:{spot} {message}".startswith(expected)
    # What refers to a lost row is told after it.
    assert [code for code, _, _ in others if code != "B005"] == []


def test_bad_utf_8_is_told_with_its_line(folder: Path) -> None:
    (folder / "places.csv").write_bytes(FILES["places.csv"].encode("latin-1"))
    assert problems_of(folder) == [("B001", "codebook/places.csv:2:19", "byte 0xe5 is not UTF-8")]


def test_a_missing_file_is_told(folder: Path) -> None:
    (folder / "places.csv").unlink()
    assert problems_of(folder) == [("B001", "codebook/places.csv:1:1", "No such file or directory")]


def test_a_missing_folder_lacks_every_file(tmp_path: Path) -> None:
    found = problems_of(tmp_path / "codebook")
    assert [(code, place) for code, place, _ in found] == [("B001", f"codebook/{name}:1:1") for name in FILES]


def test_rows_after_a_cell_of_several_lines_keep_their_line(folder: Path) -> None:
    lines = FILES["agreement_types.csv"].splitlines()
    rows = [lines[0], 'treaty,Treaty,"A\nlong\ndocument.",Yes.,No.', "Bad,Bad,Bad.,Yes.,No."]
    (folder / "agreement_types.csv").write_text("\n".join(rows) + "\n")
    assert [(code, place) for code, place, _ in problems_of(folder)] == [
        ("B003", "codebook/agreement_types.csv:2:15"),
        ("B003", "codebook/agreement_types.csv:5:1"),
    ]


def test_all_problems_of_all_files_are_told_at_once(folder: Path) -> None:
    for name, before, after in [
        ("sectors.csv", "forestry,", "Forestry,"),
        ("actors.csv", ",kenya,", ",nowhere,"),
        ("places.csv", "city", "town"),
        ("ambiguous_names.csv", "name,note", "names"),
    ]:
        (folder / name).write_text(changed(name, before, after), encoding="utf-8")
    assert sorted((code, place) for code, place, _ in problems_of(folder)) == [
        ("B002", "codebook/ambiguous_names.csv:1:1"),
        ("B003", "codebook/places.csv:2:11"),
        ("B003", "codebook/sectors.csv:3:1"),
        ("B005", "codebook/actors.csv:2:47"),
    ]


def test_a_shared_name_that_is_listed_as_ambiguous_is_no_problem(folder: Path) -> None:
    (folder / "actors.csv").write_text(changed("actors.csv", "SI|SAV", "SI|SUOMI"))
    assert [code for code, _, _ in problems_of(folder)] == ["B006"]
    (folder / "ambiguous_names.csv").write_text("name,note\nsuomi,a country and a firm\n")
    assert codebook.load(folder).ambiguous == {"suomi"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kenya", "KENYA"),
        ("Côte d’Ivoire", "côte d'ivoire"),
        ("Co\u0302te", "C\u00f4te"),
        ("Viet\u00a0Nam", " viet  nam\n"),
        ("Straße", "STRASSE"),
    ],
)
def test_names_are_compared_without_case_accents_forms_and_spacing(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_accents_and_other_letters_tell_names_apart() -> None:
    assert len({fold(name) for name in ("Cote", "Côte", "Coté", "Cot e")}) == 4


@pytest.fixture(scope="module")
def project() -> Codebook:
    return codebook.load(PROJECT / "codebook")


def test_the_project_s_codebook_holds_the_contract_s_vocabularies(project: Codebook) -> None:
    assert set(project.event_types) == set(
        "diplomatic_relations partnership visit meeting signing entry_into_force negotiation aid training gift award "
        "cultural_event institution trade pledge proposal statement conflict".split()
    )
    assert set(project.agreement_types) == set(
        "treaty agreement programme memorandum joint_statement protocol plan contract partnership".split()
    )
    assert set(project.actor_types) == set(
        "country person government legislature party subnational embassy international_organization company university "
        "association military media other".split()
    )
    soft = {code for code, row in project.event_types.items() if row.weight == "soft"}
    assert soft == {"pledge", "proposal", "statement"}


def test_every_example_and_near_miss_of_the_project_is_its_own(project: Codebook) -> None:
    vocabularies = (project.event_types, project.sectors, project.agreement_types, project.actor_types)
    sentences = [text for rows in vocabularies for row in rows.values() for text in (row.example, row.near_miss)]
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize("file", sorted((PROJECT / "codebook").glob("*.csv")), ids=lambda file: file.name)
def test_the_project_s_files_follow_the_conventions(file: Path) -> None:
    raw = file.read_bytes()
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\n")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8"), newline=""), strict=True))
    assert all(len(row) == len(rows[0]) for row in rows)
    assert len({tuple(row) for row in rows}) == len(rows)
