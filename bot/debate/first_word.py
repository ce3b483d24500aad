"""The first sentence of an answer to a question: yes, no, in part, or that the op-ed doesn't say.

What is asked is read from the words that ask, and what can be said to it from the move that answers: how
that meets the argument, and how surely it tells what was wanted. Where nothing tells, nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.debate.challenge import Wanted, matter, wants
from bot.debate.either_or import choice, gives_up, options
from bot.debate.ground import Ground
from bot.debate.heard import Challenge
from bot.debate.hearing import near_claims
from bot.debate.links import (
    BOTH,
    DENIES,
    DENIES_HALF,
    DENIES_NOT,
    EVEN_SO,
    GRANTS_GAP,
    GRANTS_NOT,
    GRANTS_THAT,
    HAS_NONE,
    HAS_NOTHING,
    LEAVES_OPEN,
    NEITHER,
    NEW,
    NO_ANSWER,
    NOT_BY_ITSELF,
    PARTLY,
    SAYS_NOTHING,
    SILENT,
)
from bot.debate.offers import answer_to_offer, is_course, is_offered
from bot.debate.points import SPEECH
from bot.debate.polar import HALF, denial
from bot.debate.reasoning import question_kind
from bot.debate.state import Debate, DebateMove, Round
from bot.request.patterns import load_patterns
from bot.statement import Fixed
from knowledge.block_wordings import BlockMatch
from knowledge.contrast import direction_flipped, negation_flipped
from knowledge.sentence_analysis import read
from knowledge.unicode_text import straight

MEETS = 0.4  # the probability of a block from which how its answer meets it is a yes or no to the question
# How surely words have to answer a question, or a passage to bear on it, so that it isn't left unanswered.
GIVES, SURELY_GIVES, BEARS = 0.25, 0.6, 0.4
REPORTED = 0.7  # likeness from which what the bot is asked to grant is what the op-ed says
NOWHERE = 0.5  # the same of a passage, where a demand for an example or a figure can't be met
Words = tuple[Fixed, ...]
_PATTERNS = load_patterns("debating")


@dataclass(frozen=True, slots=True)
class Answering:
    """A question, the move that comes behind its first word, and the block that it was heard as."""

    challenge: Challenge
    move: DebateMove | None
    match: BlockMatch | None = None

    @property
    def asked(self) -> str:
        """The words that ask, with plain apostrophes."""
        return straight(self.challenge.text).strip(" \"'“”")

    @property
    def speaks(self) -> bool:
        """Whether the move says yes or no itself."""
        words = [self.move.signpost, *(one.text for one in self.move.says)] if self.move else []
        return any(_PATTERNS["speaks"].search(text) for text in words[:2])

    @property
    def parts(self) -> tuple[str, str]:
        """The question, and what of it stands behind its last comma: "If so, isn't that enough?"."""
        return self.asked, self.asked.rpartition(", ")[2]

    def says(self, pattern: str) -> bool:
        """Tell whether the question, or its last part, is of the form that a pattern describes."""
        return any(_PATTERNS[pattern].search(part) for part in self.parts)

    @property
    def met(self) -> bool:
        """Whether the move answers the argument that the question puts."""
        answers = self.match and self.move and self.move.block == self.match.block.id
        return bool(answers and self.match and self.match.probability >= MEETS)

    @property
    def aim(self) -> Words:
        """The no of a move that meets an argument, or the half of one."""
        return DENIES_HALF if self.move and self.move.aim in HALF else DENIES


def answering(
    current: Round, moves: Sequence[DebateMove], met: Answering | None, told: Challenge | None
) -> list[Answering]:
    """Return the questions whose answer may be said first, that which the message comes to before others.

    `met` is the one that the first move was chosen for, `told` one of the op-ed that it answers in full. What
    can be decided by itself goes before; no other question has its answer in words that were chosen for one.
    """
    move = moves[0] if moves else None
    heard = current.heard[move.answers] if move and 0 <= move.answers < len(current.heard) else None
    put = [one for one in current.challenges if one.listed] or [
        *current.challenges[:1],
        *(one for one in current.challenges[1:] if one.demanded or one.owed or is_offered(one)),
    ]
    put.sort(key=lambda one: not (is_offered(one) or is_course(one)))
    if told and question_kind(told):  # and nothing else is answered in words that were chosen for that
        return [Answering(one, None) for one in put if one != told and (is_offered(one) or is_course(one))]
    if met is None:
        match = heard.match if heard else None
        return [Answering(one, move, match) for one in put if one != told]
    others = [Answering(one, None) for one in put if one != met.challenge]
    decided = [one for one in others if is_offered(one.challenge) or is_course(one.challenge)]
    if (first := current.challenges[0]) != met.challenge and any(options(first) or ("",)):
        decided.append(Answering(first, met.move))
    asked = [one for one in others if one not in decided and one.says("has anything")]
    return [*decided, met, *asked]


def opening_words(
    questions: Sequence[Answering], debate: Debate, ground: Ground, *, lacks: bool
) -> tuple[Challenge | None, Words]:
    """Return the question that is met and the variants of the first word; none where nothing is sure.

    Where what is wanted `lacks`, they say that nothing has it.
    """
    for one in questions:
        wanted = wants(one.challenge) if lacks else None
        if words := HAS_NONE[wanted] if wanted else first_word(one, debate, ground):
            return one.challenge, words
    return None, ()


def without_doubles(leads: Sequence[Fixed]) -> list[Fixed]:
    """Return the words behind a first word without those that say of the whole message what it has said."""
    return [lead for lead in leads if lead not in (*NO_ANSWER, *NEW, *SILENT)]


def first_word(one: Answering, debate: Debate, ground: Ground) -> Words:
    """Return what meets a question in one sentence, in all its variants; none where nothing is sure."""
    two = options(one.challenge)
    if one.speaks and not (two and all(two)):
        return ()
    if offered := answer_to_offer(one.challenge, debate, ground):
        return offered
    if two:
        denied = one.match.block.argument if one.match and one.move and one.move.block else ""
        chosen = () if gives_up(one.challenge) else choice(two, one.move, ground, denied)
        return NEITHER if gives_up(one.challenge) else chosen or BOTH
    if whether(one.challenge):
        return _verdict(one, debate, ground)
    wanted = wants(one.challenge)
    if _PATTERNS["asks a view"].search(one.asked):
        return ()
    if wanted and not _gives(one, ground, wanted):
        return HAS_NONE[wanted]
    prepared = one.move is not None and one.move.id.startswith(SPEECH)  # for what is asked
    silent = not prepared and not _told(one, ground) and not _borne(one, ground, BEARS)
    if _PATTERNS["informs"].search(one.asked) and silent:
        return SAYS_NOTHING
    return ()


def whether(challenge: Challenge) -> bool:
    """Tell whether a question asks for a yes or a no."""
    one = Answering(challenge, None)
    forms = ("asks whether", "will you grant", "expects yes", "says whether")
    return challenge.demanded or any(one.says(form) for form in forms)


def _verdict(one: Answering, debate: Debate, ground: Ground) -> Words:
    if one.match and one.move and one.met:
        said = denial(matter(one.challenge.text), one.match, one.move, ground.hearing.encoder)
        if said:
            return said
    if _PATTERNS["will you deny"].search(one.asked):
        what = _PATTERNS["will you deny"].sub("", one.challenge.beside if one.challenge.bare else one.asked)
        return DENIES_NOT if reported(what, debate, ground) else ()
    if granted := _PATTERNS["will you grant"].search(one.asked):
        return _granting(one.asked[granted.end() :], one, debate, ground)
    if one.says("even if"):
        return EVEN_SO
    if one.says("has anything"):
        gives = _told(one, ground, SURELY_GIVES) or (one.move is None and _borne(one, ground, NOWHERE))
        return () if gives else HAS_NOTHING
    if one.says("expects yes"):
        return one.aim if one.met else NOT_BY_ITSELF
    supposes = one.says("supposes")
    if is_course(one.challenge):
        return ()  # what should be done is no fact that the op-ed could leave open
    if one.move and one.move.id.startswith(SPEECH):
        # it was prepared for a question and tells what it says to it, though not in one word
        return PARTLY if one.challenge.demanded else ()
    if one.challenge.demanded or one.challenge.owed or supposes:
        if one.met and not supposes:
            return one.aim
        return PARTLY if one.challenge.demanded and one.match else LEAVES_OPEN
    return ()


def _granting(what: str, one: Answering, debate: Debate, ground: Ground) -> Words:
    """Return whether the bot grants what it is asked to: a fact of the op-ed, a gap, or an argument."""
    if _PATTERNS["wants nothing"].search(what):
        return GRANTS_GAP
    if reported(what, debate, ground):
        return GRANTS_THAT
    return one.aim if one.met else GRANTS_NOT


def reported(what: str, debate: Debate, ground: Ground) -> bool:
    """Tell whether the op-ed itself says what the bot is asked to grant, and says it the same way round."""
    near = near_claims(what, debate, ground)
    if not near or near[0][1] < REPORTED:
        return False
    claim, asked = ground.argument_map.by_id[near[0][0]], read(what)
    told = read(claim.says)
    return claim.kind == "fact" and not (
        negation_flipped(asked, (told,)) or direction_flipped(asked, (told,))
    )


def _told(one: Answering, ground: Ground, least: float = GIVES) -> bool:
    """Tell whether the move gives what was asked for."""
    told = ground.hearing.told
    if told is None or one.move is None:
        return False
    words = " ".join(sentence.text for sentence in one.move.says)
    asked = one.challenge.beside if one.challenge.bare else one.challenge.text
    return float(told.score([(asked, words)])[0]) >= least


def _gives(one: Answering, ground: Ground, wanted: Wanted) -> bool:
    """Tell whether the move gives what is wanted, or the op-ed may: no number without a figure."""
    says = [said.text for said in one.move.says] if one.move else []
    if says and _PATTERNS["admits"].search(says[0]):
        return True
    if wanted == "number":
        return any(read(text).figures for text in says) and _told(one, ground)
    # who asks for one thing is given some where his argument is met; an example has to be one
    met = one.met and not _PATTERNS["example"].search(one.asked)
    return met or _told(one, ground) or _borne(one, ground, NOWHERE)


def _borne(one: Answering, ground: Ground, least: float) -> bool:
    """Tell whether a passage of the op-ed may answer, so that nobody may say that it doesn't."""
    told, passages = ground.hearing.told, ground.topic.document.passages
    if told is None:
        return True
    return max(map(float, told.score([(one.challenge.text, passage.text) for passage in passages]))) >= least
