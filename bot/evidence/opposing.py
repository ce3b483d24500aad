"""What an op-ed grants its opponents or reports of them, where only rules have read it.

A head that tells whose view a sentence gives is often wrong on a text that it has never seen, and a passage
of the author's own that is shown as granted is false. So something in the words has to show it, too: that the
author grants a point, that the other side's case is announced, or that somebody objects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile, groupby

from bot.evidence.speech_runs import is_spoken, speeches
from knowledge.argument_map import Claim
from knowledge.document import Passage
from knowledge.lexicon import Conceded, concedes
from knowledge.topic import Topic

REPORTED = 0.55  # confidence from which a sentence gives what somebody else says
CONCEDED = 0.95  # confidence from which a sentence behind one that grants goes on granting
BETWEEN = 2  # sentences that may stand between two of the other side's and be its own
BRIEF = 12  # words of a sentence that agrees with somebody, and leaves it to others to tell in what
OPENING = 2  # sentences of a paragraph in which its author grants what somebody says in the one before
SHORT = 4  # words of a nod ("Fair enough."), which grants what the next sentence says
TURNS = re.compile(
    r"(?:but|yet|still|however|nevertheless|even so|instead|the answer (?:is|lies|to))\b", re.IGNORECASE
)
_GRANTS_ALL = re.compile(  # what the author so agrees with, the sentences around this one tell
    r"\b(?:is|are|was|were|'s) (?:\w+ )?(?:right|true)\b|\bha(?:s|ve) a point\b", re.IGNORECASE
)
_GOES_ON = re.compile(r"(?:and|also|besides|nor|or)\b", re.IGNORECASE)
_LEANS = re.compile(r"(?:it|they|he|she|this|that|these|those)\b", re.IGNORECASE)
_ALSO = re.compile(r"(?:it|that|this) (?:is|was) also\b", re.IGNORECASE)
_MEETS = re.compile(r"\b(?:can|could) be (?!\w+ by anyone)\w+ed\b|\bwould help\b", re.IGNORECASE)
_ADVISES = re.compile(r"\b(?:should|ought to|must|let us|let's)\b", re.IGNORECASE)
_OF_ONE = re.compile(r"(?:and |but |yes, )?(?:he|she|they)(?:'s|’s|'re|’re)?\b", re.IGNORECASE)
_TO_ONE = re.compile(r"\b(?:he|she|they)(?:'s|’s|'re|’re| is| are| was| were| has| have)\b", re.IGNORECASE)
_SPEAKS = re.compile(r"^[\"“'‘]|\b(?:says?|said|told|argues?|argued|adds|added|warns?|warned|promises)\b")


@lru_cache(maxsize=64)
def opposing(topic: Topic) -> frozenset[int]:
    """Return the passages that help the other side: what is granted, and what opponents are said to say."""
    return frozenset(number for run in _runs(topic) for number in run)


def whole_runs(topic: Topic) -> list[tuple[Passage, ...]]:
    """Return the runs of the other side's, the longest first: who gives it room surely gives it.

    A single sentence that only reports what somebody wants is left out, where there is anything else; so is
    how a speaker listened or looked.
    """
    runs = [_said(tuple(map(topic.document.passage, run))) for run in _runs(topic)]
    telling = [run for run in runs if len(run) > 1 or shows("grants", run[0])] or runs
    return sorted(telling, key=lambda run: -len(run))


def speech_of(topic: Topic, passage: Passage) -> tuple[Passage, ...]:
    """Return what a speaker whom the author opposes says around a passage; () where nobody speaks there."""
    runs = (run for run in whole_runs(topic) if passage in run and any(map(is_spoken, run)))
    return next(runs, ())


def _said(run: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Return a run without what it only tells of somebody who then speaks."""
    last = max((one.id for one in run if is_spoken(one)), default=0)

    def tells(passage: Passage) -> bool:
        scene = passage.id < last and not is_spoken(passage) and not shows("grants", passage)
        return scene and _OF_ONE.match(passage.text) is not None

    return tuple(one for one in run if not tells(one)) or run


def granted_runs(topic: Topic) -> list[tuple[Passage, ...]]:
    """Return the runs of the other side's, where the author grants most first."""
    granting: tuple[Conceded, ...] = ("grants", "announces")
    runs = whole_runs(topic)
    granted = [run for run in runs if any(shows(what, one) for one in run for what in granting)]
    return sorted(granted or runs, key=lambda run: -sum(map(_grants, run)))


def _grants(passage: Passage) -> bool:
    """Tell whether the author grants something there: what somebody else grants stands in quotation marks."""
    return shows("grants", passage) and not is_spoken(passage)


def answering(topic: Topic, number: int) -> tuple[Passage, ...]:
    """Return what follows the run of the other side in which a passage stands, as far as it may answer it.

    It is the rest of the paragraph, or else the next one, without what is the other side's again. Of a speech
    that the author grants behind it, it is what follows that grant.
    """
    run = next((run for run in _runs(topic) if number in run), ())
    if not run:
        return ()
    run = next((other for other in _runs(topic) if other[0] == run[-1] + 1), run)
    last = topic.document.passage(run[-1])
    behind = topic.document.passages[last.id :]
    own = [one for one in behind if one.paragraph <= last.paragraph + 1 and one.id not in opposing(topic)]
    reported = _reported(topic)
    own = list(dropwhile(lambda one: one.id in reported, own))
    same = tuple(one for one in own if one.paragraph == last.paragraph)
    return same or tuple(own)


def _reported(topic: Topic) -> frozenset[int]:
    """Return the passages that surely give what somebody else says."""
    claims = topic.argument_map.claims if topic.argument_map else ()
    reported = (one for one in claims if one.kind == "reported view" and (one.confidence or 1.0) >= REPORTED)
    return frozenset(number for one in reported for number in one.passages)


def shows(what: Conceded, passage: Passage) -> bool:
    """Tell whether the words of a passage show that it gives something to the other side."""
    return concedes(what, passage.text)


def agrees(passage: Passage) -> bool:
    """Tell whether an author says there in so many words that somebody is right or has a point."""
    return _grants(passage) and _GRANTS_ALL.search(passage.text.replace("’", "'")) is not None


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph with the claims on its passages."""

    passages: Sequence[Passage]
    claims: dict[int, list[Claim]]

    def reports(self, passage: Passage) -> bool:
        """Tell whether a passage gives what somebody else says."""
        found = self.claims.get(passage.id, ())
        reported = any(
            one.kind == "reported view" and (one.confidence is None or one.confidence >= REPORTED)
            for one in found
        )
        return reported or (not found and _SPEAKS.search(passage.text) is not None)

    def concedes(self, passage: Passage) -> bool:
        """Tell whether the rules take a passage for a concession; a reviewer's word needs no sign."""
        return any(one.kind == "concession" for one in self.claims.get(passage.id, ()))

    def surely_concedes(self, passage: Passage) -> bool:
        """Tell whether the rules are sure that a passage grants something."""
        return any(
            one.kind == "concession" and (one.confidence or 1.0) >= CONCEDED
            for one in self.claims.get(passage.id, ())
        )

    def decided(self, passage: Passage) -> bool:
        """Tell whether a reviewer, or whoever made the map, gave the passage to the other side."""
        return any(
            one.helps == "against" and one.confidence is None for one in self.claims.get(passage.id, ())
        )

    def recommends(self, passage: Passage) -> bool:
        """Tell whether the rules take a passage for advice of the author's."""
        return any(one.kind == "recommendation" for one in self.claims.get(passage.id, ()))

    def advises(self, passage: Passage) -> bool:
        """Tell whether the author asks for something there, or meets what was said."""
        return self.recommends(passage) or any(one.search(passage.text) for one in (_ADVISES, _MEETS))


def _runs(topic: Topic) -> Iterator[tuple[int, ...]]:
    if topic.argument_map is None:
        return
    claims: dict[int, list[Claim]] = {}
    for claim in topic.argument_map.claims:
        for number in claim.passages:
            claims.setdefault(number, []).append(claim)
    runs = groupby(topic.document.passages, key=lambda passage: passage.paragraph)
    paragraphs = [_Paragraph(tuple(run), claims) for _, run in runs]
    for place, paragraph in enumerate(paragraphs):
        theirs = {*_bridged(paragraph, _theirs(paragraph))}
        if _answers_the_speaker(paragraphs[place + 1 : place + 3]):
            theirs |= {*_speech(paragraph, topic)}
        yield from _in_a_row(sorted(theirs))


def _answers_the_speaker(behind: Sequence[_Paragraph]) -> bool:
    """Tell whether the author grants something to him or her who speaks before these paragraphs, and turns.

    Who only agrees with a speaker has no opponent there.
    """
    if not behind:
        return False
    opens, goes_on = behind[0].passages[:OPENING], behind[0].passages[1:]
    turns = (*goes_on, *(one for paragraph in behind[1:] for one in paragraph.passages[:1]))
    grants = any(shows("grants", one) and _TO_ONE.search(one.text) for one in opens)
    return grants and any(TURNS.match(one.text) for one in turns)


def _speech(paragraph: _Paragraph, topic: Topic) -> tuple[int, ...]:
    """Return what somebody says at the end of a paragraph, from the sentence that names him or her."""
    last = paragraph.passages[-1].id
    runs = (tuple(one.id for one in run) for run in speeches(topic.document) if run[-1].id == last)
    return next(runs, ())


def _theirs(paragraph: _Paragraph) -> set[int]:
    """Return the passages of a paragraph whose words show that they are the other side's."""
    theirs: set[int] = set()
    disputed = any(shows(what, one) for one in paragraph.passages for what in ("announces", "objects"))
    announced = nods = goes_on = False
    for passage in paragraph.passages:
        if TURNS.match(passage.text) and not shows("grants", passage):
            announced = nods = goes_on = False
            disputed = shows("objects", passage)
            continue
        shown = shows("grants", passage) or shows("announces", passage) or shows("objects", passage)
        disputed = disputed or shows("grants", passage)  # what is only doubted behind it is no opponent's
        reported = disputed and paragraph.reports(passage)
        carried = not paragraph.advises(passage) and (announced or (nods and not _ALSO.match(passage.text)))
        more = goes_on and not paragraph.advises(passage)
        more = more and (_leans_on(paragraph, passage) or paragraph.surely_concedes(passage))
        goes_on = shown or reported or carried or more or paragraph.decided(passage)
        # Nobody's advice is held against him; what others are said to want is none of it
        goes_on = goes_on and (shows("objects", passage) or not paragraph.recommends(passage))
        if goes_on:
            theirs.add(passage.id)
        agrees = shows("grants", passage) and len(passage.text.split()) <= BRIEF
        agrees = agrees and _GRANTS_ALL.search(passage.text.replace("’", "'")) is not None
        announced = (announced and goes_on) or shows("announces", passage) or agrees
        nods = shows("grants", passage) and len(passage.text.split()) <= SHORT
    return theirs


def _leans_on(paragraph: _Paragraph, passage: Passage) -> bool:
    """Tell whether a passage goes on granting: it opens with "And", or points back and is taken for that."""
    points_back = _LEANS.match(passage.text) is not None and _ALSO.match(passage.text) is None
    points_back = points_back and paragraph.concedes(passage)
    return points_back or _GOES_ON.match(passage.text) is not None


def _bridged(paragraph: _Paragraph, theirs: set[int]) -> list[int]:
    """Return the passages with those between two of them, as far as these neither turn nor advise."""
    found: list[int] = []
    gap: list[Passage] = []
    last: Passage | None = None
    for passage in paragraph.passages:
        if passage.id not in theirs:
            gap.append(passage)
            continue
        turned = any(TURNS.match(one.text) or paragraph.advises(one) for one in gap)
        fits = len(gap) <= BETWEEN and not turned
        if last and fits and not shows("objects", last):  # what answers an objection may stand behind it
            found += [one.id for one in gap]
        found.append(passage.id)
        gap, last = [], passage
    return found


def _in_a_row(numbers: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield the numbers in runs that follow on one another."""
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        yield tuple(number for _, number in run)
