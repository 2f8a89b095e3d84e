"""Article files: citation and text out, or every problem at its spot."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from comity import articles
from comity.articles import Article
from comity.diagnostics import InputError, Place, Problem
from comity.terms import TextKind

VALID = Path(__file__).parent / "data" / "valid"

FRONT = """\
---
id: forest-visit
title: "Nairobi: Finland and Kenya agree on forests"
publisher: Example Wire
published: 2031-03
url: https://news.example.org/forests?a=1
language: en-KE
text: digest
source_sha256: {sha}
---
""".format(sha="0" * 64)
TEXT = "Kenya signed. Finland paid.\n\nBoth left."


def parse(raw: str, path: str = "articles/forest-visit.md") -> Article:
    return articles.parse(raw, path)


def problems_of(raw: str, path: str = "articles/forest-visit.md") -> list[tuple[str, str, str]]:
    with pytest.raises(InputError) as error:
        articles.parse(raw, path)
    return [
        (problem.rule.code, str(problem.place).removeprefix(f"{path}:"), problem.message)
        for problem in error.value.problems
    ]


def head(*lines: str) -> str:
    """A file of these lines of front matter, from line 2 on."""
    return "\n".join(["---", *lines, "---", "Kenya signed.", ""])


def test_front_matter_is_the_citation() -> None:
    assert parse(FRONT + TEXT + "\n") == Article(
        id="forest-visit",
        title="Nairobi: Finland and Kenya agree on forests",
        text=TEXT,
        path="articles/forest-visit.md",
        first_line=11,
        publisher="Example Wire",
        published="2031-03",
        url="https://news.example.org/forests?a=1",
        language="en-KE",
        kind=TextKind.DIGEST,
        source_sha256="0" * 64,
    )


def test_id_and_title_are_enough() -> None:
    article = parse(head("id: forest-visit", "title: Forests"))
    assert (article.publisher, article.published, article.url, article.source_sha256) == (None, None, None, None)
    assert (article.language, article.kind, article.first_line) == ("en", TextKind.ORIGINAL, 5)


def test_a_field_left_empty_is_left_out() -> None:
    article = parse(head("id: forest-visit", "title: Forests", "published:", "url: ~"))
    assert (article.published, article.url) == (None, None)


@pytest.mark.parametrize(
    "raw",
    [
        FRONT + TEXT,
        "\ufeff" + FRONT + TEXT,
        (FRONT + TEXT).replace("\n", "\r\n"),
        "\ufeff" + (FRONT + TEXT).replace("\n", "\r\n") + "\r\n\r\n",
        (FRONT + TEXT).replace("\n", "\r"),
        FRONT + "\n \n\t\n" + TEXT + " \n\n\n",
        (FRONT + TEXT).replace("---\n", "--- \t\n"),
    ],
    ids=["plain", "BOM", "CRLF", "BOM and CRLF", "CR", "blank lines", "blanks after the fences"],
)
def test_the_text_does_not_depend_on_how_the_file_was_saved(raw: str) -> None:
    article = parse(raw)
    assert article.text == TEXT
    assert article.text_sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_composed_and_decomposed_letters_are_one_text() -> None:
    composed = FRONT + "Aino Köykkä-Niemi met Nguyễn Ái."
    decomposed = unicodedata.normalize("NFD", composed)
    assert composed != decomposed
    assert parse(composed).text_sha256 == parse(decomposed).text_sha256
    assert len(parse(decomposed).text) == len("Aino Köykkä-Niemi met Nguyễn Ái.")


def test_curly_quotes_stay_as_they_are() -> None:
    assert parse(FRONT + "“Kenya’s forests,” she said.").text == "“Kenya’s forests,” she said."


def test_a_text_has_another_hash_when_and_only_when_it_changes() -> None:
    one = parse(FRONT + TEXT)
    assert parse(FRONT.replace("Example Wire", "Other Wire") + TEXT).text_sha256 == one.text_sha256
    assert parse(FRONT + TEXT + "!").text_sha256 != one.text_sha256


def test_a_line_of_dashes_in_the_text_is_text() -> None:
    assert parse(FRONT + "Kenya signed.\n\n---\n\nFinland paid.").text.count("---") == 1


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("", ("A003", "1:1")),
        ("Kenya signed.", ("A003", "1:1")),
        (" ---\nid: a\n---\ntext", ("A003", "1:1")),
        ("---", ("A003", "1:1")),
        ("---\nid: forest-visit\ntitle: Forests\nKenya signed.", ("A003", "1:1")),
        ("---\nid: forest-visit\n---- \nKenya signed.", ("A003", "1:1")),
        (FRONT, ("A002", "11:1")),
        (FRONT.rstrip(), ("A002", "10:4")),
        (FRONT + "\n \n\u00a0\n", ("A002", "14:1")),
        (FRONT.replace("forest-visit", "forest") + TEXT, ("A005", "2:5")),
        (FRONT + "Kenya\nsig\x07ned", ("A007", "12:4")),
        (FRONT + "Kenya \u202egnis", ("A007", "11:7")),
        (FRONT + "Kenya\u2028signed", ("A007", "11:6")),
        ("---\nid: forest-visit\ntitle: Kenya: a visit\n---\nText", ("Y001", "3:13")),
        (head("id: forest-visit", "id: forest-visit", "title: Forests"), ("Y002", "3:1")),
        (head("id: forest-visit", "title: !x Forests"), ("Y003", "3:8")),
        (head("id: forest-visit", "title: &x Forests"), ("Y003", "3:8")),
        (head("id: forest-visit", 'title: "\\u202eForests"'), ("Y005", "3:8")),
    ],
    ids=lambda value: None if isinstance(value, str) else "-".join(value),
)
def test_a_file_that_cannot_be_used_is_told_where(raw: str, expected: tuple[str, str]) -> None:
    found = [(code, place) for code, place, _ in problems_of(raw)]
    if expected[0] == "A002":  # the spot of what is missing: its line is enough
        found = [(code, place.split(":")[0]) for code, place in found]
        expected = (expected[0], expected[1].split(":")[0])
    assert found == [expected]


@pytest.mark.parametrize(
    ("line", "place", "message"),
    [
        ("publishr: Example Wire", "4:1", "`publishr`: .*not permitted \\(did you mean `publisher`\\?\\)"),
        ("  ", "", ""),
        ("colour: green", "4:1", "`colour`: .*not permitted"),
        ("published: 2031-02-30", "4:12", "`published`: '2031-02-30' is impossible: 2031-02 has 28 days"),
        ("published: March 2031", "4:12", "`published`: 'March 2031' is not an EDTF date.*"),
        ("url: example.org", "4:6", "`url`: no address of the web; .*"),
        ("url: ftp://example.org/a", "4:6", "`url`: no address of the web; .*"),
        ("url: https://example.org/a b", "4:6", "`url`: no address of the web; .*"),
        ("url: https://me:secret@example.org/a", "4:6", "`url`: no address of the web; .*"),
        ("url: https://example.org@other.example/", "4:6", "`url`: no address of the web; .*"),
        ("url: https:///a", "4:6", "`url`: no address of the web; .*"),
        ("url: javascript:alert(1)", "4:6", "`url`: no address of the web; .*"),
        ("url: file:///etc/hosts", "4:6", "`url`: no address of the web; .*"),
        ("url: 'https://example.org/<b>'", "4:6", "`url`: no address of the web; .*"),
        ("url: https://еxample.org/", "4:6", "`url`: no address of the web; .*"),
        ("text: summary", "4:7", "`text`: Input should be 'digest' or 'original'"),
        ("text: digests", "4:7", "`text`: .* \\(did you mean `digest`\\?\\)"),
        ("language: English", "4:11", "`language`: .*pattern.*"),
        ("source_sha256: abc", "4:16", "`source_sha256`: .*pattern.*"),
        ("publisher: ''", "4:12", "`publisher`: .*at least 1 character"),
        ("publisher: [a, b]", "4:12", "`publisher`: .*valid string"),
        ("publisher: |\n  Example\n  Wire", "4:12", "`publisher`: .*pattern.*"),
    ],
)
def test_a_wrong_field_is_told_with_its_line_and_column(line: str, place: str, message: str) -> None:
    raw = head("id: forest-visit", "title: Forests", line)
    if not message:
        assert parse(raw).title == "Forests"
        return
    ((code, where, what),) = problems_of(raw)
    assert (code, where) == ("A004", place)
    assert re.fullmatch(message, what)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org",
        "https://news.example.org:8443/a/b_(c),d;e?f=g&h=%20#i~j",
        "https://xn--80aaxitdbjk.xn--p1ai/новости",
    ],
)
def test_addresses_of_the_web_are_let_be(url: str) -> None:
    assert parse(head("id: forest-visit", "title: Forests", f"url: {url}")).url == url


def test_an_id_is_no_name_that_windows_keeps() -> None:
    found = problems_of(head("id: con", "title: Forests"), "articles/con.md")
    assert [(code, place) for code, place, _ in found] == [("A004", "2:5")]


def test_marks_of_direction_are_refused_where_somebody_wrote_them_and_let_be_where_it_was_copied() -> None:
    assert [code for code, _, _ in problems_of(FRONT + "Kenya ‏signed.")] == ["A007"]
    assert parse(FRONT.replace("digest", "original") + "Kenya ‏signed.").text == "Kenya ‏signed."
    assert parse("Kenya ‏signed.", "a.txt").text == "Kenya ‏signed."
    assert [code for code, _, _ in problems_of(head("id: forest-visit", "title: For‏ests"))] == ["Y005"]


def test_front_matter_is_no_place_for_a_text() -> None:
    padding = "# " + "x" * articles.MAX_FRONT_MATTER
    assert [(code, place) for code, place, _ in problems_of(head("id: forest-visit", padding))] == [("A009", "1:1")]


def test_a_title_made_of_a_first_line_is_no_formula() -> None:
    assert parse("=HYPERLINK(1)\nKenya signed.", "a.txt").title == "HYPERLINK(1)"
    assert parse("===\nKenya signed.", "my file.txt").title == "my-file"


def test_all_wrong_fields_are_told_at_once() -> None:
    found = problems_of(head("id: Forest Visit", "published: soon", "colour: green"))
    assert sorted((code, place, message.split(":")[0]) for code, place, message in found) == [
        ("A004", "2:1", "`title`"),
        ("A004", "2:5", "`id`"),
        ("A004", "3:12", "`published`"),
        ("A004", "4:1", "`colour`"),
    ]


@pytest.mark.parametrize("front", ["", "\n", "# nothing", "- a\n- b", "words"])
def test_front_matter_without_fields_lacks_id_and_title(front: str) -> None:
    found = problems_of(f"---\n{front}\n---\nKenya signed.")
    assert [(code, message) for code, _, message in found] == [
        ("A004", "`id`: Field required"),
        ("A004", "`title`: Field required"),
    ]


def test_front_matter_may_be_empty_to_the_last_line() -> None:
    assert [code for code, _, _ in problems_of("---\n---\nKenya signed.")] == ["A004", "A004"]


def test_a_bare_text_has_its_name_for_an_id_and_its_first_line_for_a_title() -> None:
    article = parse("\n\n Forests: a visit \n\nKenya signed.\n", "in/Forest Visit_2.txt")
    assert (article.id, article.title) == ("forest-visit-2", "Forests: a visit")
    assert article.text == " Forests: a visit \n\nKenya signed."
    assert (article.publisher, article.published, article.url) == (None, None, None)
    assert article.kind is TextKind.ORIGINAL
    assert article.place(article.text.index("Kenya")) == Place("in/Forest Visit_2.txt", 5, 1)
    assert article.place(article.text.index("Forests")) == Place("in/Forest Visit_2.txt", 3, 2)


def test_a_bare_text_of_one_long_line_has_a_short_title() -> None:
    article = parse("Kenya signed. " * 100, "a.txt")
    assert len(article.title) <= 500
    assert article.text.startswith(article.title)
    assert parse("x" * 499 + " yes", "a.txt").title == "x" * 499


def test_a_bare_text_may_have_front_matter() -> None:
    assert parse(FRONT + TEXT, "in/forest-visit.txt").published == "2031-03"


@pytest.mark.parametrize("raw", ["", "\n", " \t\n\u00a0\n", "\ufeff"])
def test_a_bare_file_without_text_is_refused(raw: str) -> None:
    assert [code for code, _, _ in problems_of(raw, "a.txt")] == ["A002"]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Forest Visit", "forest-visit"),
        ("2031-03-06_forests", "2031-03-06-forests"),
        ("Đà Nẵng và đảo – Köln", "da-nang-va-dao-koln"),
        ("--a--", "a"),
        ("a" * 300, "a" * 100),
        ("a" * 99 + "-b", "a" * 99),
    ],
)
def test_an_id_is_made_of_any_name(name: str, slug: str) -> None:
    assert articles.slug(name) == slug


@given(st.text(st.characters()))
def test_an_id_is_kebab_case_whatever_the_name(name: str) -> None:
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", articles.slug(name))
    assert len(articles.slug(name)) <= 100


def test_names_without_latin_letters_get_different_ids() -> None:
    assert articles.slug("森林") != articles.slug("访问")
    assert articles.slug("森林").startswith("x-")


PIECES = st.sampled_from(
    [
        "---\n",
        "---",
        "\n",
        "id: a\n",
        "title: T\n",
        "published: 2031\n",
        "id: b\n",
        "x: y\n",
        "Text. ",
        "\r\n",
        "\ufeff",
    ]
)


@given(
    st.one_of(st.text(), st.text(st.characters()), st.lists(PIECES).map("".join)), st.sampled_from(["a.md", "a.txt"])
)
@example("---\nid: a\ntitle: T\n---\nText", "a.md")
@example("---\n---\nText", "a.md")
@example("\u00a0\nText", "a.txt")
@example("\ud800", "a.txt")
def test_any_string_is_an_article_or_an_input_error(raw: str, path: str) -> None:
    problems: tuple[Problem, ...] = ()
    try:
        article = articles.parse(raw, path)
    except InputError as error:
        problems = error.problems
    lines = raw.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(1 <= problem.place.line <= lines for problem in problems)
    if problems:
        return
    assert article.id == "a"
    assert article.title == article.title.strip() != ""
    assert article.text.strip() != ""
    assert article.text.splitlines()[0].strip() != ""
    assert article.text == article.text.rstrip()
    assert unicodedata.is_normalized("NFC", article.text)
    assert article.sentences
    assert re.fullmatch("[0-9a-f]{64}", article.text_sha256)


@given(st.text(st.sampled_from("aé .\n\u0301\u00a0")), st.sampled_from(["", "\n", "\n \n\n"]))
def test_every_character_is_placed_where_it_stands_in_the_file(body: str, blank: str) -> None:
    raw = FRONT + blank + "Start " + unicodedata.normalize("NFC", body) + " end"
    article = parse(raw)
    lines = raw.split("\n")
    for offset, character in enumerate(article.text):
        if character != "\n":
            place = article.place(offset)
            assert lines[place.line - 1][place.column - 1] == character


def test_the_sentence_at_an_offset_holds_it() -> None:
    article = parse(FRONT + TEXT)
    assert [article.sentence_at(offset).index for offset in (0, 12, 14, 26, 27, len(TEXT) - 1)] == [0, 0, 1, 1, 1, 2]


def test_a_file_is_read_and_named_relative_to_the_root() -> None:
    article = articles.read(VALID / "articles" / "kenya-finland-forest-visit.md", VALID)
    assert article.path == "articles/kenya-finland-forest-visit.md"
    assert article.title == "Nairobi: Finland and Kenya agree on forests"
    line = (VALID / article.path).read_text(encoding="utf-8").split("\n")[article.first_line - 1]
    assert article.text.startswith(line)


def test_bad_utf_8_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "forest-visit.md").write_bytes((FRONT + "Kenya\nK").encode() + b"\xf6ln")
    with pytest.raises(InputError) as error:
        articles.read(tmp_path / "forest-visit.md", tmp_path)
    (problem,) = error.value.problems
    assert (problem.rule.code, problem.message) == ("A001", "byte 0xf6 is not UTF-8")
    assert str(problem.place) == "forest-visit.md:12:2"


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(articles.MAX_BYTES + 1)
    with pytest.raises(InputError, match="A001 20,000,001 bytes, at most 20,000,000 are read"):
        articles.read(tmp_path / "a.txt", tmp_path)


@pytest.mark.parametrize("unit", ["Kenya signed a treaty. ", "Kenya signed\n", "Kenya signed.\n\n", "k", "ä"])
def test_five_megabytes_of_text_are_read(unit: str) -> None:
    text = (unit * (5_000_000 // len(unit))).strip()
    article = parse(FRONT + text)
    assert article.text == text
    assert article.sentences[-1].end == len(text)


def test_a_folder_is_read_in_the_order_of_ids_with_every_problem(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "Zebra.txt").write_text("Zebras\n\nKenya counts zebras.")
    (folder / "alpha beta.txt").write_text("Second")
    (folder / "alpha-beta.md").write_text("---\nid: alpha-beta\ntitle: First\n---\nFirst text.")
    (folder / "broken.md").write_text("no front matter")
    (folder / "worse.md").write_text("---\nid: worse\n---\nText")
    (folder / ".hidden.md").write_text("not read")
    (folder / "notes.csv").write_text("not read")
    (folder / "folder.md").mkdir()
    found, problems = articles.read_all(folder, tmp_path)
    assert [article.id for article in found] == ["alpha-beta", "zebra"]
    assert [(problem.rule.code, str(problem.place), problem.message) for problem in problems] == [
        ("A006", "articles/alpha-beta.md:1:1", "`alpha-beta` is also the id of articles/alpha beta.txt"),
        ("A003", "articles/broken.md:1:1", "the first line is not `---`"),
        ("A004", "articles/worse.md:2:1", "`title`: Field required"),
    ]
    assert articles.by_id(found)["zebra"].title == "Zebras"


@pytest.mark.parametrize("make", [lambda path: None, Path.mkdir, Path.touch], ids=["missing", "empty", "a file"])
def test_a_folder_without_articles_is_a_problem(tmp_path: Path, make: object) -> None:
    assert callable(make)
    make(tmp_path / "articles")
    found, problems = articles.read_all(tmp_path / "articles", tmp_path)
    assert found == []
    assert [(problem.rule.code, str(problem.place)) for problem in problems] == [("A008", "articles:1:1")]


@pytest.mark.skipif(os.name == "nt", reason="file names are not bytes")
def test_a_file_name_that_is_not_utf_8_can_be_reported(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/k\xf6ln.md"
    try:
        Path(os.fsdecode(name)).write_text("no front matter")
    except OSError:
        pytest.skip("the file system refuses such names")
    _, problems = articles.read_all(tmp_path, tmp_path)
    assert [(problem.rule.code, str(problem.place).encode()) for problem in problems] == [
        ("F004", b"k\\xf6ln.md:1:1"),
        ("A003", b"k\\xf6ln.md:1:1"),
    ]


def test_the_valid_data_set_has_no_problems() -> None:
    found, problems = articles.read_all(VALID / "articles", VALID)
    assert [article.id for article in found] == ["kenya-finland-forest-visit", "kenya-finland-memorandum-in-force"]
    assert problems == []
