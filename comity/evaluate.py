"""Hold the coder against reviewed codings: precision, recall and F1 by kind of record, each miss and false hit.

Events match one to one where type and sides agree and their dates do not contradict each other; agreements where
parties overlap and titles share words. Actors are the same where their ids or folded names are.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from comity import edtf
from comity.articles import Article
from comity.codebook import Codebook
from comity.coding import Agreement, Coding, Cooperation, Event

_T = TypeVar("_T")
MEASURES = ("hard events", "all events", "roles", "dates", "agreements", "sectors", "actors", "cooperation", "figures")


@dataclass
class Score:
    """Counts of one measure. For `dates`, `hits` of matched events are right and `misses` wrong."""

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
    """Scores by measure, and every difference."""

    scores: dict[str, Score] = field(default_factory=lambda: {name: Score() for name in MEASURES})
    differences: list[Difference] = field(default_factory=list)

    def add(self, other: Evaluation) -> None:
        """Sum up several articles."""
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


def evaluate(article: Article, machine: Coding, reviewed: Coding, codebook: Codebook) -> Evaluation:
    """Compare the machine's coding of an article with the reviewed one."""
    result = Evaluation()
    ours, theirs = _Who(machine, codebook), _Who(reviewed, codebook)
    for measure, wanted in (("hard events", _hard(codebook)), ("all events", lambda event: True)):
        pairs, misses, false_hits = _match(
            [e for e in reviewed.events if wanted(e)],
            [e for e in machine.events if wanted(e)],
            lambda gold, got: _event_likeness(gold, got, theirs, ours),
        )
        _record(result, article, measure, len(pairs), misses, false_hits, _event_text)
        if measure == "hard events":
            _roles_and_dates(result, article, pairs, theirs, ours)
    pairs_a, misses_a, false_a = _match(
        reviewed.agreements, machine.agreements, lambda gold, got: _agreement_likeness(gold, got, theirs, ours)
    )
    _record(result, article, "agreements", len(pairs_a), misses_a, false_a, lambda a: f"{a.type} '{a.title}' {a.party}")
    _sets(result, article, "sectors", _sectors(reviewed), _sectors(machine))
    _sets(result, article, "actors", _actors(reviewed, theirs), _actors(machine, ours))
    _sets(result, article, "cooperation", _fields(reviewed, theirs), _fields(machine, ours))
    _sets(result, article, "figures", _figures(reviewed), _figures(machine))
    return result


def _hard(codebook: Codebook) -> Callable[[Event], bool]:
    hard = {name for name, row in codebook.event_types.items() if row.weight == "hard"}
    return lambda event: event.type in hard


def _match(
    gold: Sequence[_T], got: Sequence[_T], likeness: Callable[[_T, _T], float]
) -> tuple[list[tuple[_T, _T]], list[_T], list[_T]]:
    """Pair records one to one, the likest first; what is left over on either side."""
    scored = [(likeness(a, b), -i, -j) for i, a in enumerate(gold) for j, b in enumerate(got) if likeness(a, b) > 0]
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    pairs = []
    for _, minus_i, minus_j in sorted(scored, reverse=True):
        i, j = -minus_i, -minus_j
        if i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            pairs.append((gold[i], got[j]))
    return (
        pairs,
        [a for i, a in enumerate(gold) if i not in taken_a],
        [b for j, b in enumerate(got) if j not in taken_b],
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
        theirs.side(actor)
        for _, actor in gold.roles()
        if theirs.side(actor) in sides_b or theirs.key(actor) in keys_b
    }
    if not common or (len(common) < 2 and len(sides_a) > 1 and len(sides_b) > 1):
        return 0.0
    words = _quoted(gold) & _quoted(got)
    return 1 + _jaccard(keys_a, keys_b) + (gold.date == got.date) + len(words) / (1 + len(_quoted(gold)))


def _quoted(record: Event | Agreement) -> set[str]:
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
            what = f"{gold.id}: wanted {sorted(wanted - found)}, found {sorted(found - wanted)}"
            result.differences.append(Difference(article.id, "roles", "differs", what, _first_quote(gold)))
        right = gold.date == got.date
        result.scores["dates"].add(Score(int(right), int(not right), int(not right)))
        if not right:
            what = f"{gold.id}: wanted {gold.date}, found {got.date}"
            result.differences.append(Difference(article.id, "dates", "differs", what, _first_quote(got)))


def _record(
    result: Evaluation,
    article: Article,
    measure: str,
    hits: int,
    misses: Sequence[_T],
    false_hits: Sequence[_T],
    text: Callable[[_T], str],
) -> None:
    result.scores[measure].add(Score(hits, len(misses), len(false_hits)))
    for kind, records in (("miss", misses), ("false hit", false_hits)):
        for record in records:
            result.differences.append(Difference(article.id, measure, kind, text(record), _first_quote(record)))


def _first_quote(record: object) -> str:
    quotes = getattr(record, "quote", ())
    return str(quotes[0].exact) if quotes else ""


def _event_text(event: Event) -> str:
    roles = ", ".join(f"{role.value} {actor}" for role, actor in event.roles())
    return f"{event.type} {event.status.value} {event.date or '-'}: {roles}"


def _sets(result: Evaluation, article: Article, measure: str, gold: set[str], got: set[str]) -> None:
    result.scores[measure].add(Score(len(gold & got), len(gold - got), len(got - gold)))
    for kind, keys in (("miss", gold - got), ("false hit", got - gold)):
        result.differences.extend(Difference(article.id, measure, kind, key, "") for key in sorted(keys))


def _sectors(coding: Coding) -> set[str]:
    records: list[Event | Agreement | Cooperation] = [*coding.events, *coding.agreements, *coding.cooperation]
    return {sector for record in records for sector in record.sectors}


def _actors(coding: Coding, who: _Who) -> set[str]:
    records: list[Event | Agreement] = [*coding.events, *coding.agreements]
    used = [actor for record in records for _, actor in record.roles()]
    used += [actor for row in coding.cooperation for actor in row.between]
    return {who.key(actor) for actor in used}


def _fields(coding: Coding, who: _Who) -> set[str]:
    return {
        f"{'/'.join(sorted(who.key(a) for a in row.between))} {sector} {row.stage.value}"
        for row in coding.cooperation
        for sector in row.sectors
    }


def _figures(coding: Coding) -> set[str]:
    return {f"{row.value.normalize():f} {row.unit}" for row in coding.figures}


def chosen(file: Path, half: str | None) -> frozenset[str]:
    """The articles that a CSV names in its column `article`, of one `half` where asked for."""
    with file.open(encoding="utf-8", newline="") as rows:
        return frozenset(row["article"] for row in csv.DictReader(rows) if half is None or row.get("half") == half)
