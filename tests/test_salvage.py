"""What is left of a coding that cannot be used is checked all the same, and no mistake is made up."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from project import CODEBOOK, MEMORANDUM, VALID, VISIT, book, copy_valid, found, plant, spot

from comity import articles as article_files
from comity import codebook, coding, salvage
from comity.codebook import Codebook, Loaded
from comity.diagnostics import InputError, Problem

CODING = f"codings/{VISIT}.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_valid(tmp_path)


NO_CODEBOOK = codebook.read(Path("there/is/no/codebook"))


def rest(root: Path, known: Codebook | Loaded, path: str = CODING) -> list[Problem]:
    articles = article_files.by_id(article_files.read_all(root / "articles", root)[0])
    loaded = known if isinstance(known, Loaded) else Loaded(known)
    return salvage.problems(root / path, root, root / "articles", articles, loaded)


@pytest.mark.parametrize("name", [VISIT, MEMORANDUM])
@pytest.mark.parametrize("with_codebook", [True, False])
def test_of_a_sound_coding_nothing_is_told(root, name, with_codebook):
    assert rest(root, book() if with_codebook else NO_CODEBOOK, f"codings/{name}.yaml") == []


class TestFields:
    def test_the_rest_of_a_record_with_a_wrong_field(self, root):
        plant(root / CODING, "type: training\n    status: ongoing", "type: trainin\n    status: going")
        assert found(rest(root, book())) == {("C011", spot(root, CODING, "trainin\n"))}

    def test_a_snippet_for_the_wrong_field_names_something(self, root):
        plant(root / CODING, "valid_until: 2035", "valid_until: in 2035")
        assert rest(root, book()) == []

    def test_records_below_one_that_is_lost_keep_their_lines(self, root):
        plant(root / CODING, "  - id: koykka-niemi-visits-kenya\n    type", "  - type")
        plant(root / CODING, "sectors: trade", "sectors: trad")
        plant(root / CODING, "Kenya asked Finland to open", "Kenya begged Finland to open")
        assert found(rest(root, book())) == {
            ("C012", spot(root, CODING, "trad\n")),
            ("C019", spot(root, CODING, '"Kenya begged')),
        }

    def test_a_record_without_evidence_beside_one_with_a_wrong_field(self, root):
        plant(root / CODING, "status: ongoing\n", "status: going\n")
        plant(root / CODING, '\n    quote: "Kenya asked Finland to open its market to Kenyan tea"', "")
        assert found(rest(root, book())) == {
            ("C022", spot(root, CODING, "id: kenya-asks-for-access-of-tea")),
        }

    def test_a_wrong_snippet_is_not_missed_as_evidence(self, root):
        plant(root / CODING, '"Kenya asked Finland to open its market to Kenyan tea"', "{text: Kenya}")
        assert rest(root, book()) == []

    def test_an_actor_whose_entry_is_wrong_is_known_all_the_same(self, root):
        plant(root / CODING, "country: FIN", "country: Finland")
        plant(root / CODING, "    name: Wanjiru Okello\n", "")
        plant(root / CODING, "actors: [finland, kenya]", "actors: [finland, kenja]")
        assert found(rest(root, book())) == {("C016", spot(root, CODING, "kenja"))}

    def test_ids_that_stand_twice(self, root):
        plant(root / CODING, "status: ongoing\n", "status: going\n")
        plant(root / CODING, "id: kenya-asks-for-access-of-tea", "id: koykka-niemi-visits-kenya")
        (problem,) = rest(root, book())
        assert problem.rule is coding.DUPLICATE_ID
        text = (root / CODING).read_text(encoding="utf-8").replace("status: going\n", "status: ongoing\n")
        with pytest.raises(InputError) as caught:
            coding.parse(text, CODING)
        assert caught.value.problems[0].message == problem.message

    def test_a_hash_that_is_none_is_not_stale(self, root):
        plant(root / CODING, "text_sha256: f864", "text_sha256: none-f864")
        assert rest(root, book()) == []

    def test_a_stale_hash_beside_a_wrong_field(self, root):
        plant(root / CODING, "text_sha256: f864", "text_sha256: f865")
        plant(root / CODING, "status: ongoing\n", "status: going\n")
        assert [problem.rule.code for problem in rest(root, book())] == ["C010"]

    @pytest.mark.parametrize(
        "text", ["", "- a\n- b\n", "a: [", "events: {a: b}\nactors: [a]\narticle: [x]\n", "x: 1\n"]
    )
    def test_files_that_are_no_codings(self, root, text):
        (root / CODING).write_text(text, encoding="utf-8")
        assert rest(root, book()) == []

    def test_a_file_that_is_not_there(self, root):
        assert rest(root, book(), "codings/gone.yaml") == []


class TestArticle:
    def plant_all(self, root: Path) -> None:
        plant(root / CODING, "type: visit", "type: vist")
        plant(root / CODING, "Kenya asked Finland to open", "Kenya begged Finland to open")

    def test_of_a_missing_one_only_the_text_is_not_asked(self, root):
        self.plant_all(root)
        (root / f"articles/{VISIT}.md").unlink()
        assert found(rest(root, book())) == {("C011", spot(root, CODING, "vist"))}

    def test_of_one_with_a_wrong_front_matter_the_text_is_read(self, root):
        self.plant_all(root)
        plant(root / f"articles/{VISIT}.md", "published: 2031-03-06", "published: March")
        problems = rest(root, book())
        assert found(problems) == {
            ("C011", spot(root, CODING, "vist")),
            ("C019", spot(root, CODING, '"Kenya begged')),
        }
        line = spot(root, f"articles/{VISIT}.md", "Kenya asked").line
        assert any(f"in line {line}: " in problem.message for problem in problems)

    @pytest.mark.parametrize("text", ["---\nid: x\n", "---\n---\nText.\n", "Text.\n", "---\nid: x\n---\n", "\x1b"])
    def test_of_one_without_a_text_to_read_only_the_coding(self, root, text):
        self.plant_all(root)
        (root / f"articles/{VISIT}.md").write_text(text, encoding="utf-8")
        assert found(rest(root, book())) == {("C011", spot(root, CODING, "vist"))}

    def test_a_name_is_no_way_out_of_the_folder(self, root):
        (root / "secret.md").write_text("---\nid: a\n---\nA secret.\n", encoding="utf-8")
        plant(root / CODING, f"article: {VISIT}", "article: ../secret")
        assert rest(root, book()) == []


class TestCodebook:
    def test_without_one_the_text_is_asked(self, root):
        plant(root / CODING, "type: visit", "type: vist")
        plant(root / CODING, "actors: [finland, kenya]", "actors: [finland, kenja]")
        plant(root / CODING, "Kenya asked Finland to open", "Kenya begged Finland to open")
        plant(root / CODING, '"The memorandum runs until 2035"', '"March 2031"')
        assert found(rest(root, NO_CODEBOOK)) == {
            ("C019", spot(root, CODING, '"Kenya begged')),
            ("C020", spot(root, CODING, '"March 2031"')),
        }

    @pytest.mark.parametrize(
        ("file", "old", "new"),
        [
            ("sectors.csv", "\nforestry,Forestry,", "\nforestry,,"),
            ("sectors.csv", "\nforestry,Forestry,", "\nForestry,Forestry,"),
            ("event_types.csv", "\ntraining,Training", "\ntraining,"),
            ("agreement_types.csv", "\nmemorandum,", "\nmemorandum,,"),
            ("countries.csv", ",KEN,", ",KE,"),
            ("countries.csv", "\nkenya,", "\nKenya,"),
            ("actor_types.csv", "actor_type,label", "type,label"),
        ],
    )
    def test_what_names_a_wrong_row_is_told_nothing_and_other_mistakes_are(self, root, tmp_path, file, old, new):
        folder = Path(shutil.copytree(CODEBOOK, tmp_path / "codebook"))
        plant(folder / file, old, new)
        loaded = codebook.read(folder)
        assert {problem.place.path for problem in loaded.problems} == {f"codebook/{file}"}
        assert rest(root, loaded) == []
        plant(root / CODING, "Kenya asked Finland to open", "Kenya begged Finland to open")
        plant(root / CODING, "sectors: [environment, space]", "sectors: [environment, spade]")
        others = {("C012", spot(root, CODING, "spade"))} if new != "\nForestry,Forestry," else set()
        assert found(rest(root, loaded)) == {("C019", spot(root, CODING, '"Kenya begged')), *others}


LINES = (VALID / CODING).read_text(encoding="utf-8").splitlines()


@given(
    st.integers(0, len(LINES) - 1),
    st.sampled_from(
        ["", "    type: visit", "  - 1", "    date: 5 May", "    quote: [[a]]", "x: {a: 1}", "    id: 7 B"]
    ),
)
def test_whatever_line_is_broken_it_does_not_crash_and_points_into_the_file(tmp_path_factory, line, text):
    root = tmp_path_factory.getbasetemp() / "salvage"
    if not root.exists():
        copy_valid(root)
    broken = [*LINES[:line], text, *LINES[line + 1 :]]
    (root / CODING).write_text("\n".join(broken), encoding="utf-8")
    for problem in rest(root, book()):
        assert problem.place.path == CODING
        assert 1 <= problem.place.line <= len(broken)
