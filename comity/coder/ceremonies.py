"""What sentences of their own say of a signing told elsewhere: when its ceremony was, and who was present.

"The signing ceremony took place in Lima on Monday." "The two presidents witnessed the signing."
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from comity.coder.document import DateMention, Mention, MentionKind
from comity.coder.documents import DocumentMention
from comity.coder.grammar import Sentence
from comity.coder.reports import Report
from comity.coder.sides import Sides
from comity.terms import Role

_BATCH = 2  # so many documents told together are a batch
_MOST = 20  # signings after a batch that are looked at
_FAR = 14  # sentences from a batch within which its documents are told one by one
_DAY = 10  # characters of a date that tells a day
_NEAR = 3  # sentences from the signing within which "the signing" means it
_CEREMONY = re.compile(
    r"(?:the|this|a) (?:official |formal |virtual )?(?:signing|signing ceremony|ceremony|exchange of documents)"
    r" (?:ceremony )?(?:took place|was held|was conducted|was organi[sz]ed|happened)\b",
    re.IGNORECASE,
)
_SIGNING = (
    r"(?:the |an? |this )?(?:[a-z]+ ){0,2}(?:(?:mous?|agreements?|documents?|deals?|memorand(?:a|ums?)) )?"
    r"(?:signing|exchange)(?: ceremony)?"
)
# "The two presidents witnessed the signing", "they were present at the signing ceremony"
_WATCHED = re.compile(
    rf"\b(?:(?:jointly |also |both )?(?:witnessed|attended|oversaw|presided over)"
    rf"|(?:was|were) (?:also )?present (?:at|during|on the occasion of)) {_SIGNING}\b(?! of)",
    re.IGNORECASE,
)
# "The signing ceremony was witnessed by ...", "It was signed in the presence of ..."
_WATCHED_BY = re.compile(
    rf"\b{_SIGNING} was (?:also )?(?:witnessed|attended|overseen) by\b|\bsigned in (?:the )?presence of\b",
    re.IGNORECASE,
)
_PEOPLE = frozenset({MentionKind.PERSON, MentionKind.PRONOUN, MentionKind.GROUP, MentionKind.OFFICE})


def complete(
    found: Sequence[Report],
    documents: Sequence[DocumentMention],
    sentences: Sequence[Sentence],
    dates: Sequence[Sequence[DateMention]],
    sides: Sides,
) -> None:
    """Give the signings the dates and witnesses that other sentences tell."""
    signings = [report for report in found if report.type == "signing"]
    if not signings:
        return
    _date_by_batch(signings, documents, sides)
    for unit, near in sorted(_around(signings, len(sentences)).items()):
        sentence = sentences[unit]
        text = sentence.text[sentence.start : sentence.end]
        if _CEREMONY.match(text):
            for report in near:
                _date(report, unit, dates[unit])
        watchers = list(dict.fromkeys(_watchers(sentence, text, sides)))
        if watchers:
            for report in near:
                _add_witnesses(report, watchers)


def _around(signings: Sequence[Report], end: int) -> dict[int, list[Report]]:
    """For each sentence the signings that "the signing" may mean there."""
    near: dict[int, list[Report]] = {}
    for report in signings:
        units = {candidate.unit + step for candidate in report.candidates for step in range(-_NEAR, _NEAR + 1)}
        for unit in units:
            if 0 <= unit < end:
                near.setdefault(unit, []).append(report)
    return near


def _date_by_batch(signings: Sequence[Report], documents: Sequence[DocumentMention], sides: Sides) -> None:
    """ "Four pacts were signed on Monday. The pact on seals was signed by ...": each of them was signed on that day."""
    for number, batch in enumerate(signings):
        count = sum(documents[n].count or 0 for n in batch.documents if documents[n].plural)
        if count < _BATCH or batch.date is None or len(batch.date) < _DAY:
            continue
        parties, unit = sides.of_all(batch.actors()), batch.candidates[0].unit
        following = signings[number + 1 : number + 1 + _MOST]
        later = [one for one in following if one.candidates[0].unit - unit <= _FAR]
        for report in later[:count]:
            mixed = any(candidate.background for candidate in report.candidates)
            if report.date is None and not mixed and len(sides.of_all(report.actors()) & parties) > 1:
                report.date, report.date_source = batch.date, batch.date_source


def _date(report: Report, unit: int, dates: Sequence[DateMention]) -> None:
    """Date an undated signing by the only day of a sentence behind it."""
    days = [date for date in dates if not (date.nominal or date.attributive) and "/" not in date.edtf]
    if report.date is None and len(days) == 1 and unit > report.candidates[0].unit:
        told = replace(report.candidates[0], unit=unit, date=days[0].edtf, date_span=(days[0].start, days[0].end))
        report.date, report.date_source = days[0].edtf, told


def _watchers(sentence: Sentence, text: str, sides: Sides) -> Iterator[str]:
    """The people who a sentence says were present at a signing."""
    by = _WATCHED_BY.search(text)
    if by is not None:
        yield from _first_group(sentence, sentence.start + by.end(), sides)
        return
    watched = _WATCHED.search(text)
    if watched is None:
        return
    at = sentence.start + watched.start()
    index = sentence.index(at)
    for number in sentence.free(sentence.left_edge(index), index):
        yield from _people(sentence.mentions[number], sides)


def _first_group(sentence: Sentence, at: int, sides: Sides) -> Iterator[str]:
    """The people named first behind a character, with those listed with them."""
    number = next((n for n, mention in enumerate(sentence.mentions) if mention.start >= at), None)
    if number is not None:
        for member in [number, *sentence.group(number, len(sentence.tokens))]:
            yield from _people(sentence.mentions[member], sides)


def _people(mention: Mention, sides: Sides) -> Iterator[str]:
    if mention.kind in _PEOPLE and not mention.possessive:
        yield from (actor for actor in mention.actors if sides.kind(actor) == "person")


def _add_witnesses(report: Report, people: Sequence[str]) -> None:
    signers = report.roles.get(Role.SIGNATORY.value, [])
    witnesses = report.roles.setdefault(Role.WITNESS.value, [])
    witnesses.extend(person for person in people if person not in signers and person not in witnesses)
    if not witnesses:
        del report.roles[Role.WITNESS.value]
