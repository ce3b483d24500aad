"""What readers say of themselves where something is to be written for them, and what they want said in it.

It is read by the grammar of English: sentences in the first person, "from a nurse who thinks …", "saying that
…". What says something of the op-ed itself is left out: the reader's word doesn't vouch for that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.request.form import NO_FORM, form_of, without_form
from bot.request.letter import letter_in
from bot.request.patterns import load_patterns
from knowledge.argument_map import Side
from knowledge.sentences import sentence_spans
from knowledge.unicode_text import straight

LONGEST = 30  # words of a sentence that is taken over
LEAST = 3  # words of a clause that says something
_PATTERNS = load_patterns("writer of")
_IRREGULAR = {"has": "have", "is": "am", "does": "do", "was": "was", "were": "was", "are": "am"}
_OWN = {"his": "my", "her": "my", "their": "my", "he": "I", "she": "I", "they": "I"}


@dataclass(frozen=True, slots=True)
class WriterOf:
    """Who writes, in sentences of the first person, and the `position` that is to be taken, "" for none.

    `stance` is the side of whoever says to be convinced by the op-ed or not to be, `addressee_thinks` what
    those think whom it is to.
    """

    says: tuple[str, ...] = ()
    position: str = ""
    stance: Side | None = None
    addressee_thinks: str = ""

    @property
    def argues(self) -> bool:
        """Whether they say what they think, in their own words."""
        return any(_PATTERNS["opinion"].search(one) for one in self.says)


@lru_cache(maxsize=64)  # a message is looked at for its side, its point and its words
def writer_of(message: str) -> WriterOf:
    """Return what a message says of whoever is to sign, and of what they think."""
    text = " ".join(straight(message).split())
    own = [*_described(text), *_first_person(text), *_content(text)]
    own = list(dict.fromkeys(own))
    opinions = [one for one in own if _PATTERNS["opinion"].search(one) and not _stance(one)]
    asked = _asked_content(text)
    position = " ".join(opinions) or ("" if _stance(asked) else asked) or _reasoned(text)
    position = _PATTERNS["i think"].sub("", position)
    theirs = _PATTERNS["addressee thinks"].search(text)
    says = tuple(one for one in own if _may_stand(one))
    return WriterOf(says, position, _stance(text), theirs["view"] if theirs else "")


def _described(text: str) -> list[str]:
    """Return "from a nurse who was abroad and thinks …" in sentences of the first person."""
    found = _PATTERNS["described"].search(text)
    if found is None:
        return []
    clauses = _PATTERNS["conjoined"].split(found["clause"] or "")
    told = [f"I {_of_first_person(clause.strip())}" for clause in clauses if clause.strip()]
    return [_sentence(one) for one in (f"I am {found['who']}", *told)]


def _of_first_person(clause: str) -> str:
    """Return what somebody does as one says it of oneself: "worries about his job"."""
    verb, _, rest = clause.partition(" ")
    own = " ".join(_OWN.get(word.lower(), word) for word in rest.split())
    return f"{_base(verb)} {own}".strip()


def _base(verb: str) -> str:
    """Return the form that stands behind "I" for a verb in the third person."""
    if verb.lower() in _IRREGULAR:
        return _IRREGULAR[verb.lower()]
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    if re.search(r"(?:ch|sh|ss|x|zz|o)es$", verb):
        return verb[:-2]
    return verb[:-1] if verb.endswith("s") and not verb.endswith("ss") else verb


def _first_person(text: str) -> list[str]:
    """Return the clauses in the first person that tell something and ask for nothing."""
    told: list[str] = []
    for start, end in sentence_spans(text):
        before = False
        for clause in _PATTERNS["breaks"].split(text[start:end]):
            clause = clause.strip(" .!;:,–—-")
            if _PATTERNS["goes on"].match(clause) and before and told:
                told[-1] = f"{told[-1].rstrip('.')}, {clause}."
                continue
            before = _tells(clause)
            told += [_sentence(clause)] if before else []
    addressed = letter_in(text).to.lower().split()
    return [one for one in told if not (addressed and _of_somebody(one) == addressed[-1])]


def _tells(clause: str) -> bool:
    """Tell whether a clause says something of whoever writes, and is no wish to the bot."""
    if len(clause.split()) < LEAST or _PATTERNS["first person"].match(clause) is None:
        return False
    return _PATTERNS["wishes"].search(clause) is None and form_of(clause) == NO_FORM


def _of_somebody(sentence: str) -> str:
    """Return whom a sentence is about that says something of "my aunt"; "" for nobody."""
    found = re.match(r"my (?:\w+ )??(\w+)\b", sentence, re.IGNORECASE)
    return found[1].lower() if found else ""


def _content(text: str) -> list[str]:
    """Return what a piece is to say, as the writer's own words: "saying that …", "why I think …"."""
    said = _asked_content(text)
    if len(said.split()) < LEAST or _PATTERNS["finite"].search(said) is None:
        return []
    own = _PATTERNS["first person"].match(said) is not None
    if not own and _PATTERNS["finite"].match(said):  # an order to whoever reads it
        return []
    return [_sentence(said if own else f"I think {said}")]


def _reasoned(text: str) -> str:
    """Return the claim for which a piece is to give reasons; it is not taken over in the writer's words."""
    found = _PATTERNS["why"].search(text)
    said = without_form(found["why"]) if found else ""
    return said if len(said.split()) >= LEAST and _PATTERNS["finite"].search(said) else ""


def _asked_content(text: str) -> str:
    found = _PATTERNS["content"].search(text)
    said = next((words for words in found.groups() if words), "") if found else ""
    return without_form(said).strip(" ,;:")


def _sentence(clause: str) -> str:
    said = clause.strip(" ,;:.!?")
    if _PATTERNS["open end"].search(said):  # of what, stands in the message alone
        said = f"{said} by the op-ed"
    said = re.sub(r"\b(?:i|im)\b", lambda one: "I" if len(one.group()) == 1 else "I'm", said)
    return f"{said[:1].upper()}{said[1:]}."


def _may_stand(sentence: str) -> bool:
    """Tell whether a sentence may be taken over: it is short, and says nothing of what the op-ed says."""
    if len(sentence.split()) > LONGEST or _PATTERNS["strange"].search(sentence):
        return False
    return _PATTERNS["of the piece"].search(_PATTERNS["own view"].sub("", sentence)) is None


def _stance(text: str) -> Side | None:
    if _PATTERNS["not convinced"].search(text):
        return "against"
    return "for" if _PATTERNS["convinced"].search(text) else None
