"""Read article files: front matter, text, paragraphs and sentences with exact character offsets.

Offsets count characters (Unicode code points) of the article's *text*: what follows the front matter, in NFC, with
LF line ends and no blank lines at either end.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator

from comity import edtf, folders, textfile, yamlfile
from comity.diagnostics import InputError, Place, Problem, rule
from comity.sentences import Sentence, sentences
from comity.terms import TextKind

UNREADABLE = rule("A001", "Article file cannot be read", "Save the file as UTF-8 text of at most 20 MB.")
EMPTY = rule("A002", "Article without text", "Write the article's text below the front matter.")
FRONT_MATTER = rule(
    "A003",
    "Front matter is missing or not closed",
    "Start the file with a block of keys between two lines of `---`.",
)
FIELD = rule("A004", "Front matter field is wrong", "See `No article is copied` in README.md for the fields.")
ID = rule("A005", "Article id differs from the file name", "Give the file the name `<id>.md`.")
DUPLICATE = rule("A006", "Two articles have one id", "Rename one of the files and its id.")
CHARACTER = rule(
    "A007", "Control or bidirectional character in an article", "Delete the invisible character at this spot."
)
LONG_FRONT_MATTER = rule(
    "A009", "Front matter is too long", "Keep the fields of README.md alone; the text stands below the front matter."
)
NO_ARTICLES = rule("A008", "No articles found", "Put .md or .txt files into the folder, or name another one.")

OTHER_ENDING = rule("A010", "Article file with another ending", "Name it `.md` or `.txt`; other files are not read.")

MAX_BYTES = 20_000_000
MAX_FRONT_MATTER = 20_000
SUFFIXES = (".md", ".txt")
# What somebody may write for them, so that the article would be passed over without a word.
_LIKE_THEM = {".markdown": ".md", ".mdown": ".md", ".mkd": ".md", ".text": ".txt"}
_WANTED = "a folder with .md or .txt files"
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_FORMULA_SIGNS = "=+-@＝＋－＠ \t\u00a0"
_LINE_FEED = re.compile("\n")
_LEADING_BLANK_LINES = re.compile(r"(?:[^\S\n]*\n)*+")

# A host of the Domain Name System (RFC 1123), an international one in its `xn--` form; then a port, a path, a query.
# No name and password before the host, and none of the characters that RFC 3986 leaves out: quotes and angle brackets
# would be markup elsewhere.
_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = rf"(?=[^/?#:]{{1,253}}(?:[/?#:]|$))(?:{_LABEL}\.)+(?![0-9]){_LABEL}"
_ADDRESS = re.compile(rf"https?://{_HOST}(?::[0-9]{{1,5}})?(?:[/?#][^\s<>\"`{{|}}\\^]*)?")
_WANTED_ADDRESS = "write http:// or https://, a host without user name and password, and the path"


def _address(value: str) -> str:
    if not _ADDRESS.fullmatch(value) or any(textfile.odd_characters(value)):
        raise ValueError(f"no address of the web; {_WANTED_ADDRESS}")
    return value


def _no_device(value: str) -> str:
    if folders.is_device(value):
        raise ValueError("Windows keeps the name for a device, so that no file can have it; choose another id")
    return value


_Line = StringConstraints(min_length=1, max_length=500, pattern=r"^[^\x00-\x1f\x7f]+$")


class FrontMatter(BaseModel):
    """What the front matter of an article file holds; the citation of the original."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    id: Annotated[
        str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100), AfterValidator(_no_device)
    ] = Field(description="Stable kebab-case id; the file's name without its ending.")
    title: Annotated[str, _Line] = Field(description="The original's headline.")
    publisher: Annotated[str, _Line] | None = Field(default=None, description="Who published the original.")
    published: str | None = Field(default=None, description="Date of publication, EDTF, as precise as is known.")
    url: Annotated[str, StringConstraints(max_length=2000), AfterValidator(_address)] | None = Field(
        default=None, description="Address of the original, http or https."
    )
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)] = Field(
        default="en", description="Language of the text (BCP 47)."
    )
    text: TextKind = Field(default=TextKind.ORIGINAL, description="`digest` or `original`.")
    source_sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = Field(
        default=None, description="SHA-256 of the original text that a digest restates."
    )

    @field_validator("published")
    @classmethod
    def _edtf(cls, value: str | None) -> str | None:
        return value if value is None else edtf.parse(value).text


@dataclass(frozen=True)
class Article:
    """An article: its citation and its text. `path` and `first_line` tell where the text stands on disk."""

    id: str
    title: str
    text: str
    path: str
    first_line: int = 1
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str = "en"
    kind: TextKind = TextKind.ORIGINAL
    source_sha256: str | None = None

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The text's sentences, in order."""
        return sentences(self.text)

    @cached_property
    def text_sha256(self) -> str:
        """SHA-256 of the text (UTF-8), hexadecimal: changes when, and only when, the text does."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence in which the character at `offset` stands (or the last one before it)."""
        return self.sentences[max(0, bisect_right(self._starts, offset) - 1)]

    def place(self, offset: int) -> Place:
        """The file, line and column of the character at `offset`."""
        line = bisect_right(self._line_starts, offset) - 1
        return Place(self.path, self.first_line + line, offset - self._line_starts[line] + 1)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_FEED.finditer(self.text))]


def parse(raw: str, path: str) -> Article:
    """Make an Article of a file's content; `path` names it in messages and, for bare text, gives the id.

    Raises InputError (A002 to A005, A007, A009, Y001 to Y006).
    """
    content = textfile.clean(raw, path, CHARACTER, by_hand=False)
    if _FENCE.match(content):
        return _with_front_matter(content, path)
    if path.lower().endswith(".md"):
        first = content.partition("\n")[0]
        raise InputError([Problem(FRONT_MATTER, Place(path), "the first line is not `---`", first, "`---`")])
    return _bare(content, path)


def _with_front_matter(content: str, path: str) -> Article:
    start = content.find("\n") + 1
    closing = _FENCE.search(content, start) if start else None
    if closing is None:
        message = "no second line of `---` closes the front matter"
        raise InputError([Problem(FRONT_MATTER, Place(path), message, expected="a second line of `---`")])
    if closing.start() - start > MAX_FRONT_MATTER:
        message = f"{closing.start() - start:,} characters, at most {MAX_FRONT_MATTER:,} are read"
        expected = f"at most {MAX_FRONT_MATTER:,} characters"
        raise InputError([Problem(LONG_FRONT_MATTER, Place(path), message, expected=expected)])
    document = yamlfile.parse(content[start : closing.start()], path, first_line=2)
    data = document.data if isinstance(document.data, dict) else {}
    try:
        front = FrontMatter.model_validate({key: value for key, value in data.items() if value is not None})
    except ValidationError as error:
        fields = FrontMatter.model_fields
        raise InputError(list(yamlfile.field_problems(error, document, FIELD, lambda _: fields))) from error
    if front.id != Path(path).stem:
        place = document.place(("id",))
        message = f"id is `{front.id}`, the file is `{Path(path).name}`"
        raise InputError([Problem(ID, place, message, front.id, f"`{Path(path).stem}`", Path(path).stem)])
    text, first_line = _text(content, closing.end(), path)
    if front.text is TextKind.DIGEST:  # written by hand, unlike an article that is copied
        textfile.clean(text, path, CHARACTER, first_line)
    return Article(
        id=front.id,
        title=front.title,
        text=text,
        path=path,
        first_line=first_line,
        publisher=front.publisher,
        published=front.published,
        url=front.url,
        language=front.language,
        kind=front.text,
        source_sha256=front.source_sha256,
    )


def _bare(content: str, path: str) -> Article:
    text, first_line = _text(content, 0, path)
    return Article(
        id=slug(Path(path).stem),
        title=_bare_title(text) or slug(Path(path).stem),
        text=text,
        path=path,
        first_line=first_line,
    )


def _bare_title(text: str) -> str:
    """The first line, without the signs with which a spreadsheet would take it for a formula."""
    return text.partition("\n")[0].lstrip(_FORMULA_SIGNS)[:500].strip()


def _text(content: str, start: int, path: str) -> tuple[str, int]:
    """The text that begins at `start`, without blank lines at either end, and its first line in the file."""
    blank = _LEADING_BLANK_LINES.match(content, start)
    start = blank.end() if blank else start
    text = content[start:].rstrip()
    first_line = content.count("\n", 0, start) + 1
    if not text:
        raise InputError([Problem(EMPTY, Place(path, first_line), "there is no text", expected="text")])
    return text, first_line


def slug(name: str) -> str:
    """An ASCII kebab-case id made from any name; `x-` and a digest where nothing of the name is ASCII."""
    name = unicodedata.normalize("NFC", name)  # a file system may hold it either way
    folded = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "D"))
    words = re.findall(r"[a-z0-9]+", folded.encode("ascii", "ignore").decode().casefold())
    if words:
        return "-".join(words)[:100].rstrip("-")
    return "x-" + hashlib.sha256(name.encode("utf-8", "backslashreplace")).hexdigest()[:10]


def read(file: Path, root: Path) -> Article:
    """Read one article file; messages name it relative to `root`. Raises InputError (A001 to A007, Y001 to Y006)."""
    path = textfile.shown(file, root)
    return parse(textfile.read(file, path, MAX_BYTES, UNREADABLE), path)


def files(folder: Path) -> list[Path]:
    """The article files directly in `folder`, sorted by name; hidden files and links out of it are passed over."""
    return folders.listing(folder, folder, SUFFIXES)[0]


def read_all(folder: Path, root: Path) -> tuple[list[Article], list[Problem]]:
    """Read every article of a folder: the good ones, sorted by id, and the problems of the rest (A001 to F004)."""
    place = Place(textfile.shown(folder, root))
    if not folder.is_dir():
        message = "it is a file, not a folder" if folder.exists() else "there is no such folder"
        return [], [Problem(NO_ARTICLES, place, message, place.path, _WANTED)]
    found, problems = folders.listing(folder, root, SUFFIXES)
    problems += _other_endings(folder, root)
    if not found:
        return [], problems or [Problem(NO_ARTICLES, place, "the folder holds no .md or .txt file", None, _WANTED)]
    good: dict[str, Article] = {}
    for file in found:
        try:
            article = read(file, root)
        except InputError as error:
            problems.extend(error.problems)
            continue
        if article.id in good:
            message = f"`{article.id}` is also the id of {good[article.id].path}"
            problems.append(Problem(DUPLICATE, Place(article.path), message, article.id, "an id of its own"))
            continue
        good[article.id] = article
    return [good[key] for key in sorted(good)], problems


def _other_endings(folder: Path, root: Path) -> Iterator[Problem]:
    """A010: files that are meant as articles and would be passed over without a word: `a.markdown`, `b.text`."""
    for file in sorted(folder.iterdir()):
        nearest = _LIKE_THEM.get(file.suffix.casefold())
        if nearest and not file.name.startswith(".") and file.is_file():
            message = f"`{file.suffix}` is not `{nearest}`"
            place = Place(textfile.shown(file, root))
            yield Problem(OTHER_ENDING, place, message, file.suffix, "one of `.md`, `.txt`", nearest)


def by_id(articles: Sequence[Article]) -> dict[str, Article]:
    """The articles by their id."""
    return {article.id: article for article in articles}
