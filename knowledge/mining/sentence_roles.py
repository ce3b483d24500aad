"""What an op-ed's sentences do: recommend, concede, report, foresee, explain, judge; and their hedges.

Told by their words, without a model. The rules are cue phrases, as in Hyland's (2005) lists of hedges and in
work on argument mining that begins from discourse markers (Lippi & Torroni 2016); the confidence of a cue is
its precision on the opinion pieces labelled in `evals/opinions`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

import regex

from knowledge.argument_map import ClaimKind, Helps
from knowledge.document import Document, Passage
from knowledge.lexicon import Cue, cues
from knowledge.sentence_analysis import read
from knowledge.sentences import unnumbered

GRANTED_ON = 0.6  # how sure what follows a concession is told to go on with it
PLAIN = 0.6  # how sure a sentence without any cue is told to be a fact
_WORD = regex.compile(r"[\p{L}\p{M}’'-]+")
_TURN = re.compile(
    r"^(?:(?:but|yet|still|however|nevertheless|nonetheless|even so|that said)\b"
    r"|(?:\w+ ){1,4}?\w+, (?:however|though|nevertheless),)",
    re.IGNORECASE,
)
# "Take away the herring and you take away the bay"
_CONDITION = re.compile(r",?\sand (?:you|we)\b", re.IGNORECASE)
_IF = re.compile(r"^(?:if|when|until|unless|once|where|wherever|before|after)\b[^,]*,\s", re.IGNORECASE)
# a bare yes to what was said just before: "It will." "In good weather it could."
_YES = re.compile(
    r"^(?:\w+ ){0,4}?(?:so )?(?:it|they|he|she|we|that|this|there) (?:is|are|was|were|will|would|does|do"
    r"|did|has|have|had|can|could|may|might)(?: indeed| too)?\.$",
    re.IGNORECASE,
)
_HAS_TURNED = re.compile(r"[,;—–]\s?(?:but|yet)\b", re.IGNORECASE)  # it has answered what it grants
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_PLEASE = re.compile(
    r"^(?:please,?|do not|don[’']t|never|always|first,?|then,?|so|but|and|instead,?|finally,?|now,?)\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A passage with what it was told to do.

    `confidence` is that of `kind`; `order` marks one that opens as an imperative, `asks` a question.
    """

    passage: Passage
    kind: ClaimKind
    confidence: float
    helps: Helps
    hedges: tuple[str, ...] = ()
    order: bool = False
    asks: bool = False


def label(document: Document) -> tuple[LabelledSentence, ...]:
    """Return every passage of the document with its kind, its hedges and the side that it helps."""
    passages = document.passages
    following = (*passages[1:], None)
    return tuple(
        _granted_on([_labelled(passage, after) for passage, after in zip(passages, following, strict=True)])
    )


def _granted_on(labelled: list[LabelledSentence]) -> Iterator[LabelledSentence]:
    """Yield what grants, too, after a concession or another's view within its paragraph.

    Only where the text turns before anything else is asked for.
    """
    granting = False
    for place, sentence in enumerate(labelled):
        before = labelled[place - 1] if place else None
        if (
            before is None
            or before.passage.paragraph != sentence.passage.paragraph
            or _TURN.match(sentence.passage.text)
        ):
            granting = False
        plain = sentence.kind in ("fact", "prediction", "cause", "value") and not sentence.asks
        said_yes = (
            before is not None
            and before.kind == "reported view"
            and before.passage.paragraph == sentence.passage.paragraph
            and _YES.match(sentence.passage.text)
        )
        if plain and (said_yes or (granting and _turned_against(labelled, place))):
            yield replace(sentence, kind="concession", confidence=GRANTED_ON, helps="against")
            continue
        granting = sentence.kind in ("concession", "reported view") and not _HAS_TURNED.search(
            sentence.passage.text
        )
        yield sentence


def _turned_against(labelled: list[LabelledSentence], place: int) -> bool:
    """Return whether the text turns before it grants, reports or asks again.

    At most to the first sentence of the next paragraph.
    """
    here = labelled[place].passage.paragraph
    for later in labelled[place + 1 :]:
        if _TURN.match(later.passage.text):
            return True
        if later.passage.paragraph != here or later.kind == "reported view":
            return False
        if later.kind == "recommendation":
            return True
    return False


def _labelled(passage: Passage, after: Passage | None) -> LabelledSentence:
    if passage.quoted:  # whose words it are, and whether the op-ed shares them, no cue within it can tell
        return LabelledSentence(passage, "reported view", 0.0, "either")
    text = unnumbered(" ".join(passage.text.split()))
    own = _QUOTED.sub("“…”", text)  # what stands in quotation marks is somebody's word
    hedges = hedges_of(text)
    if text.rstrip("”’\"')").endswith("?"):
        return LabelledSentence(passage, "fact", 0.0, "either", hedges, asks=True)
    turns = after is not None and bool(_TURN.match(after.text))
    order = _orders(own) and not _CONDITION.search(own)
    conceded = _best(cues().concession, own, turns=turns)
    reported = _best(cues().reported, own)
    advised = (
        0.0
        if _excused(own)
        else max(0.9 if order or is_order(own) else 0.0, _sure(_best(cues().recommendation, own)))
    )
    if (
        reported
        and (not advised or reported.sure >= 0.75)
        and reported.sure >= _sure(conceded)
        and not _is_own(own)
    ):
        return LabelledSentence(passage, "reported view", reported.sure, reported.helps, hedges)
    if advised and not (conceded and _granted_alone(own)):
        return LabelledSentence(passage, "recommendation", advised, "for", hedges, order=order)
    if conceded:
        return LabelledSentence(passage, "concession", conceded.sure, "against", hedges)
    kinds: tuple[tuple[ClaimKind, tuple[Cue, ...]], ...] = (
        ("prediction", cues().prediction),
        ("cause", cues().cause),
        ("value", cues().value),
    )
    for kind, of_kind in kinds:
        if cue := _best(of_kind, own):
            return LabelledSentence(passage, kind, cue.sure, "for", hedges)
    return LabelledSentence(passage, "fact", PLAIN, "either", hedges)


def is_order(text: str) -> bool:
    """Return whether the sentence is an imperative that asks for something to be done.

    Not one that leads the reader on ("Consider …") or sets a condition.
    """
    return any(_orders(part) for part in re.split(r"[:;]\s", text)) and not _CONDITION.search(text)


def _orders(text: str) -> bool:
    bare = _IF.sub("", text)
    while please := _PLEASE.match(bare):
        bare = bare[please.end() :]
    words = [word.lower() for word in _WORD.findall(bare)]
    if len(words) < 2:
        return False
    if words[0] == "do":
        return words[1] in ("both", "it", "this", "so", "that", "more", "better")
    if words[0] == "let" and words[1] in ("me", "alone"):
        return False
    return words[0] in cues().orders and (
        words[0] not in cues().nouns_too or words[1] in cues().order_goes_on
    )


def hedges_of(text: str) -> tuple[str, ...]:
    """Return the words by which the sentence limits its own certainty, in order."""
    spared = [match.span() for pattern in _no_hedge() for match in pattern.finditer(text)]
    reading = read(text)
    words = [word for word in reading.words if word.text.lower() in set(reading.hedges)]
    own = [
        (word.start, word.text.lower())
        for word in words
        if not any(start <= word.start < end for start, end in spared)
    ]
    more = [(match.start(), match.group().lower()) for match in _more_hedges().finditer(text)]
    taken = {start for start, _ in own}
    return tuple(text for _, text in sorted(own + [hedge for hedge in more if hedge[0] not in taken]))


def _best(of_kind: Iterable[Cue], text: str, *, turns: bool = False) -> Cue | None:
    matching = [cue for cue in of_kind if (turns or not cue.turn) and cue.pattern.search(text)]
    return max(matching, key=lambda cue: cue.sure, default=None)


def _sure(cue: Cue | None) -> float:
    return cue.sure if cue else 0.0


def _excused(text: str) -> bool:
    return any(pattern.search(text) for pattern in _no_recommendation())


def _granted_alone(text: str) -> bool:
    """Return whether all of the sentence is granted: no main clause follows that could recommend."""
    return not re.match(
        r"^(?:although|though|even though|while|whilst)\s.+,\s", text, re.IGNORECASE
    ) and not re.search(r"[,;]\s?(?:but|yet)\b", text)


def _is_own(text: str) -> bool:
    return bool(re.match(r"^(?:I|we|in my view|in our view)\b(?! are told)", text, re.IGNORECASE))


@cache
def _no_recommendation() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in cues().no_recommendation)


@cache
def _no_hedge() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(pattern, re.IGNORECASE if "May" not in pattern else 0) for pattern in cues().no_hedge
    )


@cache
def _more_hedges() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{'|'.join(sorted(cues().more_hedges, key=len, reverse=True))})\b", re.IGNORECASE
    )
