"""Hold the coder against reviewed codings: precision, recall and F1 by kind of record, each miss and false hit.

Events match one to one where type and sides agree and their dates do not contradict each other; agreements where
parties overlap and titles share words. Actors are the same where their ids or folded names are.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from comity import edtf, salvage, textfile
from comity.articles import Article
from comity.build import Inputs
from comity.codebook import Codebook
from comity.coder.batch import code_all
from comity.coding import Agreement, Coding, Cooperation, Event, Figure, Record
from comity.diagnostics import InputError, Place, Problem, has_errors, listed, misspelt, rule
from comity.facts import CodedArticle

NOTHING = rule("E003", "Nothing to evaluate", "Name articles that have reviewed codings.")

_MOST_BYTES = 20_000_000
_CODED = "an article with a reviewed coding"

_T = TypeVar("_T")
_R = TypeVar("_R", bound=Record)
MEASURES = ("hard events", "all events", "roles", "dates", "agreements", "sectors", "actors", "cooperation", "figures")


@dataclass
class Score:
    """Counts of one measure. A wrong value of a matched event (`dates`) is a miss and a false hit."""

    hits: int = 0
    misses: int = 0
    false_hits: int = 0

    @property
    def precision(self) -> float:
        """Share of what the coder found that is right; 1 where it found nothing."""
        return self.hits / (self.hits + self.false_hits) if self.hits + self.false_hits else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that the coder found; 1 where nothing is there."""
        return self.hits / (self.hits + self.misses) if self.hits + self.misses else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def add(self, other: Score) -> None:
        """Sum up the counts of several articles."""
        self.hits += other.hits
        self.misses += other.misses
        self.false_hits += other.false_hits


@dataclass(frozen=True, slots=True)
class Difference:
    """One miss or false hit: which measure, what was (not) found, and the sentence."""

    article: str
    measure: str
    kind: str
    what: str
    sentence: str


@dataclass
class Evaluation:
    """Scores by measure, and every difference, over a number of articles.

    `other_text` counts the articles whose text is not the one that their coding was reviewed on.
    """

    articles: int = 0
    other_text: int = 0
    scores: dict[str, Score] = field(default_factory=lambda: {name: Score() for name in MEASURES})
    differences: list[Difference] = field(default_factory=list)

    def add(self, other: Evaluation) -> None:
        """Sum up several articles."""
        self.articles += other.articles
        self.other_text += other.other_text
        for name, score in other.scores.items():
            self.scores[name].add(score)
        self.differences.extend(other.differences)


class _Who:
    """Actors of one coding made comparable: by country for the dyad, by folded name for identity."""

    def __init__(self, coding: Coding, codebook: Codebook) -> None:
        self._coding = coding
        self._codebook = codebook

    def side(self, actor: str) -> str:
        """The actor's country code, or its key where it has none."""
        known = self._codebook.actors.get(actor)
        code = known.country_code if known else None
        own = self._coding.actors.get(actor)
        return code or (own.country if own else None) or self.key(actor)

    def key(self, actor: str) -> str:
        """A folded name: the same for "Tô Lâm" and "To Lam"."""
        own = self._coding.actors.get(actor)
        known = self._codebook.actors.get(actor)
        name = known.name if known else own.name if own and own.name else actor
        return _folded(name)


def _folded(name: str) -> str:
    text = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "D")).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))


def evaluate_all(inputs: Inputs, wanted: Collection[str] | None = None) -> Evaluation:
    """Code the articles that have a reviewed coding (of these, the `wanted`) and compare the two.

    Articles may have another wording than their codings were reviewed on: the original instead of its digest. Raises
    InputError with the errors of the inputs, but for those of which the wording may be the reason, and E003 where no
    article is left.
    """
    problems = [problem for problem in inputs.problems if problem.rule not in salvage.OF_TEXT]
    if inputs.codebook is None or inputs.coder is None or has_errors(problems):
        raise InputError(problems)
    coded = [one for one in inputs.reviewed if wanted is None or one.article.id in wanted]
    if not coded:
        raise InputError([Problem(NOTHING, Place("codings"), "no article has a reviewed coding", None, _CODED)])
    total = Evaluation()
    for one, machine in zip(coded, code_all([one.article for one in coded], inputs.coder), strict=True):
        total.add(evaluate(one.article, machine, one.coding, inputs.codebook))
    return total


def chosen(file: Path, half: str | None, reviewed: Iterable[CodedArticle]) -> frozenset[str]:
    """The articles that a CSV file names in its column `article`, of one `half` where asked for.

    Raises InputError (E003) where the file cannot be read, lacks a column, names an article without a reviewed coding,
    or has no row for `half`.
    """
    known = {coded.article.id for coded in reviewed}
    rows = csv.DictReader(io.StringIO(textfile.read(file, str(file), _MOST_BYTES, NOTHING).removeprefix("\ufeff")))
    lacking = {"article", *(["half"] if half is not None else [])} - {*(rows.fieldnames or [])}
    if lacking:
        given = listed(rows.fieldnames or [])
        place = Place(str(file))
        raise InputError(
            [Problem(NOTHING, place, f"no column `{name}`", given, f"`{name}`") for name in sorted(lacking)]
        )
    lines = {row["article"] or "": rows.line_num for row in rows if half is None or row["half"] == half}
    problems = [
        misspelt(NOTHING, Place(str(file), line), f"`{article}` has no reviewed coding", article, known, _CODED)
        for article, line in lines.items()
        if article not in known
    ]
    if not lines:
        message = f"no row has the half `{half}`" if half else "no rows"
        problems.append(Problem(NOTHING, Place(str(file)), message, half, "a row with an article"))
    if problems:
        raise InputError(problems)
    return frozenset(lines)


def evaluate(article: Article, machine: Coding, reviewed: Coding, codebook: Codebook) -> Evaluation:
    """Compare the machine's coding of an article with the reviewed one."""
    result = Evaluation(articles=1, other_text=int(article.text_sha256 != reviewed.text_sha256))
    ours, theirs = _Who(machine, codebook), _Who(reviewed, codebook)
    for measure, is_hard in (("hard events", True), ("all events", False)):
        pairs, misses, false_hits = _match(
            [event for event in reviewed.events if _is_hard(event, codebook) is is_hard],
            [event for event in machine.events if _is_hard(event, codebook) is is_hard],
            lambda gold, got: _event_likeness(gold, got, theirs, ours),
        )
        _count(result, article, measure, len(pairs), misses, false_hits, _event_text)
        if is_hard:
            _roles_and_dates(result, article, pairs, theirs, ours)
    result.scores["all events"].add(result.scores["hard events"])
    pacts = _match(reviewed.agreements, machine.agreements, lambda a, b: _agreement_likeness(a, b, theirs, ours))
    _count(result, article, "agreements", len(pacts[0]), *pacts[1:], _agreement_text)
    _compare(result, article, "sectors", _sectors(reviewed), _sectors(machine))
    _compare(result, article, "actors", _actors(reviewed, theirs), _actors(machine, ours))
    _compare(result, article, "cooperation", _fields(reviewed, theirs), _fields(machine, ours))
    numbers = _match(reviewed.figures, machine.figures, _figure_likeness)
    _count(result, article, "figures", len(numbers[0]), *numbers[1:], _figure_text)
    return result


def _is_hard(event: Event, codebook: Codebook) -> bool:
    known = codebook.event_types.get(event.type)
    return known is not None and known.weight == "hard"


def _match(
    gold: Sequence[_T], got: Sequence[_T], likeness: Callable[[_T, _T], float]
) -> tuple[list[tuple[_T, _T]], list[_T], list[_T]]:
    """Pair records one to one, the likest first; what is left over on either side."""
    scored = [(likeness(a, b), -i, -j) for i, a in enumerate(gold) for j, b in enumerate(got)]
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for score, minus_i, minus_j in sorted(scored, reverse=True):
        i, j = -minus_i, -minus_j
        if score > 0 and i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    return (
        [(gold[i], got[j]) for i, j in sorted(partner.items())],
        [a for i, a in enumerate(gold) if i not in partner],
        [b for j, b in enumerate(got) if j not in taken],
    )


def _event_likeness(gold: Event, got: Event, theirs: _Who, ours: _Who) -> float:
    if gold.type != got.type:
        return 0.0
    if gold.date and got.date and not edtf.parse(gold.date).compatible(edtf.parse(got.date)):
        return 0.0
    keys_a = {theirs.key(actor) for _, actor in gold.roles()}
    keys_b = {ours.key(actor) for _, actor in got.roles()}
    sides_a = {theirs.side(actor) for _, actor in gold.roles()}
    sides_b = {ours.side(actor) for _, actor in got.roles()}
    common = {
        theirs.side(actor) for _, actor in gold.roles() if theirs.side(actor) in sides_b or theirs.key(actor) in keys_b
    }
    if not common or (len(common) < 2 and len(sides_a) > 1 and len(sides_b) > 1):
        return 0.0
    words = _quoted(gold) & _quoted(got)
    return 1 + _jaccard(keys_a, keys_b) + (gold.date == got.date) + len(words) / (1 + len(_quoted(gold)))


def _figure_likeness(gold: Figure, got: Figure) -> float:
    if (gold.value, gold.unit) != (got.value, got.unit):
        return 0.0
    return 1 + len(_quoted(gold) & _quoted(got)) / (1 + len(_quoted(gold)))


def _quoted(record: Record) -> set[str]:
    return {word for quote in record.quote for word in re.findall(r"\w{4,}", quote.exact.lower())}


def _jaccard(a: set[str], b: set[str]) -> float:
    return len(a & b) / len(a | b) if a | b else 1.0


def _agreement_likeness(gold: Agreement, got: Agreement, theirs: _Who, ours: _Who) -> float:
    sides_a = {theirs.side(actor) for actor in gold.party}
    sides_b = {ours.side(actor) for actor in got.party}
    if not sides_a & sides_b:
        return 0.0
    words_a, words_b = _title_words(gold.title), _title_words(got.title)
    same_type = gold.type == got.type
    likeness = _jaccard(words_a, words_b)
    quoted = len(_quoted(gold) & _quoted(got)) / (1 + len(_quoted(gold)))
    if not same_type and likeness < 0.5:
        return 0.0
    if likeness == 0 and not (same_type and quoted > 0.3):
        return 0.0
    return 0.5 + likeness + same_type + _jaccard(sides_a, sides_b) + quoted


def _title_words(title: str) -> set[str]:
    words = re.findall(r"[a-z]+", _folded(title).replace("-", " "))
    return {
        w.rstrip("s") for w in words if w not in {"the", "a", "an", "on", "of", "for", "and", "between", "in", "to"}
    }


def _roles_and_dates(
    result: Evaluation, article: Article, pairs: Iterable[tuple[Event, Event]], theirs: _Who, ours: _Who
) -> None:
    for gold, got in pairs:
        wanted = {(role.value, theirs.key(actor)) for role, actor in gold.roles()}
        found = {(role.value, ours.key(actor)) for role, actor in got.roles()}
        score = result.scores["roles"]
        score.add(Score(len(wanted & found), len(wanted - found), len(found - wanted)))
        if wanted != found:
            what = f"{gold.id}: lacks {_roles_text(wanted - found)}; has instead {_roles_text(found - wanted)}"
            result.differences.append(Difference(article.id, "roles", "differs", what, _sentence(article, gold)))
        right = gold.date == got.date
        result.scores["dates"].add(Score(int(right), int(not right), int(not right)))
        if not right:
            what = f"{gold.id}: {got.date or 'no date'} instead of {gold.date or 'no date'}"
            result.differences.append(Difference(article.id, "dates", "differs", what, _sentence(article, gold)))


def _count(
    result: Evaluation,
    article: Article,
    measure: str,
    hits: int,
    misses: Sequence[_R],
    false_hits: Sequence[_R],
    text: Callable[[_R], str],
) -> None:
    result.scores[measure].add(Score(hits, len(misses), len(false_hits)))
    for kind, records in (("miss", misses), ("false hit", false_hits)):
        for record in records:
            result.differences.append(Difference(article.id, measure, kind, text(record), _sentence(article, record)))


def _compare(
    result: Evaluation, article: Article, measure: str, gold: Mapping[str, Record], got: Mapping[str, Record]
) -> None:
    """Count keys; each comes with a record that has it."""
    result.scores[measure].add(Score(len(gold.keys() & got.keys()), len(gold.keys() - got), len(got.keys() - gold)))
    for kind, records, others in (("miss", gold, got), ("false hit", got, gold)):
        for key in sorted(records.keys() - others):
            sentence = _sentence(article, records[key])
            result.differences.append(Difference(article.id, measure, kind, key, sentence))


def _sentence(article: Article, record: Record) -> str:
    """The sentence of the record's first snippet; the snippet itself where the article has another wording."""
    for quote in record.quote or [one for own in record.quotes.values() for one in own]:
        start = article.text.find(quote.exact) if quote.start is None else quote.start
        if not article.text.startswith(quote.exact, max(0, start)):
            return quote.exact
        sentence = article.sentence_at(start)
        return article.text[sentence.start : sentence.end]
    return ""


def _roles_text(roles: Collection[tuple[str, str]]) -> str:
    return ", ".join(f"{role} {actor}" for role, actor in sorted(roles)) or "nothing"


def _event_text(event: Event) -> str:
    roles = ", ".join(f"{role.value} {actor}" for role, actor in event.roles())
    return f"{event.type} {event.status.value} {event.date or '-'}: {roles}"


def _agreement_text(agreement: Agreement) -> str:
    return f"{agreement.type} '{agreement.title}': {', '.join(agreement.party)}"


def _figure_text(figure: Figure) -> str:
    return f"{figure.qualifier.value} {figure.value:f} {figure.unit}: {figure.measure}"


def _sectors(coding: Coding) -> dict[str, Record]:
    return _first((sector, record) for record in _all(coding) for sector in record.sectors)


def _actors(coding: Coding, who: _Who) -> dict[str, Record]:
    return _first((who.key(actor), record) for record in _all(coding) for actor in _cast(record))


def _fields(coding: Coding, who: _Who) -> dict[str, Record]:
    return _first(
        (f"{'/'.join(sorted(map(who.key, row.between)))} {sector} {row.stage.value}", row)
        for row in coding.cooperation
        for sector in row.sectors
    )


def _all(coding: Coding) -> Iterator[Event | Agreement | Cooperation]:
    yield from coding.events
    yield from coding.agreements
    yield from coding.cooperation


def _cast(record: Event | Agreement | Cooperation) -> tuple[str, ...]:
    return record.between if isinstance(record, Cooperation) else tuple(actor for _, actor in record.roles())


def _first(pairs: Iterable[tuple[str, Record]]) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for key, record in pairs:
        found.setdefault(key, record)
    return found
