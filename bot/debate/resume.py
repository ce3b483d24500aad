"""A debate from what was said alone, for callers that keep no more than the messages.

The side, what the bot has said, and the reader's sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from bot.debate.asides import without_score, without_swap
from bot.debate.block_moves import EXTENDED, answer_id, claims_of
from bot.debate.correcting import corrected
from bot.debate.ground import Ground
from bot.debate.hearing import hear, read_sentences
from bot.debate.links import GO_ON, OVER, SAY_CLOSING, SAY_SWAP, THANKS, THANKS_FIRST, YOUR_CLOSING
from bot.debate.placing import place_words
from bot.debate.points import OPENING, SPEECH, TOLD, Point, PointAct
from bot.debate.prepare import pressure_of, request_in
from bot.debate.reader_points import as_points
from bot.debate.sides import WHICH, corrected_in, first_side, swapped_in, told_side
from bot.debate.state import UNSETTLED, Debate, Round, Terms
from bot.debate.taking_up import linked
from bot.request.history import Exchange
from bot.request.question import Question
from bot.statement.attribution import CONCEDES
from knowledge.argument_map import Side, other_side
from knowledge.sentences import sentence_spans

_NO_ROUND = (GO_ON, SAY_SWAP, SAY_CLOSING, YOUR_CLOSING, OVER)  # what the whole reply is to what is no round
_SUMMED = (THANKS, THANKS_FIRST)
_MARK = re.compile(r"\s*\[(\d{1,4})\]")


def recall(history: Sequence[Exchange], ground: Ground, terms: Terms = UNSETTLED) -> Debate | None:
    """Return the debate that the exchanges in the mode `debate` make; None where there is none yet.

    It began on the `terms`; what was debated before a swap of sides is kept with it.
    """
    exchanges = [one for one in history if one.mode == "debate" and WHICH[0].text not in one.reply]
    if not exchanges:
        return None
    swaps = [place for place, exchange in enumerate(exchanges) if swapped_in(exchange)]
    if swaps and (swapped := told_side(exchanges[swaps[0] : swaps[0] + 1], None)):
        side: Side | None = other_side(swapped)
    else:
        side = told_side(exchanges, terms.side) or first_side(
            Question(exchanges[0].question), ground.leanings
        )
    if side is None:
        return None
    debate = Debate(side, terms.form)
    places = _places(debate, ground)
    for place, exchange in enumerate(exchanges):
        if place and corrected_in(exchange):
            exchange = _with_first_argument(exchange, exchanges[place - 1], ground)
            debate = Debate(told_side([exchange], None) or side, terms.form, before=debate.before)
            places = _places(debate, ground)
        elif place in swaps:
            debate = debate.swapped()
            places = _places(debate, ground)
        debate = _played(exchange, debate, places, ground)
    return debate


def _with_first_argument(exchange: Exchange, before: Exchange, ground: Ground) -> Exchange:
    """Return an exchange that corrected the bot, with the argument that was answered in it."""
    found = corrected(Question(exchange.question, "debate", history=(before,)), ground)
    return replace(exchange, question=found[1].text) if found else exchange


Places = dict[str, tuple[str, str]]  # prepared words to the id of their move and its block


def _places(debate: Debate, ground: Ground) -> Places:
    """Return what the prepared words of the bot's side belong to."""
    playbook = ground.topic.playbook
    blocks = playbook.blocks if playbook else ()
    found: Places = {}
    for block in blocks:
        for number, answer in enumerate(block.answers if block.side == debate.reader else ()):
            id = answer_id(block, number)
            found |= {one.text: (id, block.id) for one in answer.says}
            found |= {one.text: (id + EXTENDED, block.id) for one in answer.extend}
    case = ground.cases.of(ground.topic, debate.side)
    answers = playbook.answers if playbook else ()
    for prepared in answers:
        if prepared.side is None:
            found |= {one.text: (f"{TOLD}{prepared.id}", "") for one in prepared.short}
        elif prepared.side == debate.side:
            found |= {one.text: (f"{SPEECH}{prepared.id}", "") for one in prepared.full}
    if case is None:
        return found
    for number, contention in enumerate(case.contentions, start=1):
        found |= {one.text: (f"contention/{number}", "") for one in contention.sentences()}
    for kind, said in (("weighing", case.weighing), ("question", case.cross_examination)):
        found |= {one.text: (f"{kind}/{number}", "") for number, one in enumerate(said, start=1)}
    return found | {one.text: (OPENING, "") for said in case.opening.values() for one in said}


def _played(exchange: Exchange, debate: Debate, places: Places, ground: Ground) -> Debate:
    """Return the debate after an exchange, heard again as it was; the reply tells what was no round."""
    if any(fixed.text in exchange.reply for fixed in _NO_ROUND):
        return debate
    sentences = read_sentences(exchange.question, ground)
    if swapped_in(exchange):
        sentences = without_swap(sentences)
    if request_in(sentences) == "score":
        sentences = without_score(sentences)
        if not any(heard.concedes for heard in hear(sentences, debate, ground)):
            return debate
    heard = hear(sentences, debate, ground)
    summed = exchange.question if any(fixed.text in exchange.reply for fixed in _SUMMED) else ""
    current = Round(
        debate,
        debate.next_parts[1],
        heard,
        pressure_of(sentences, heard),
        request_in(sentences),
        summed=summed,
        said=exchange.question,
    )
    points = list(as_points(current))
    closes = current.request == "closing" and not summed
    links: list[str] = []
    said: list[tuple[str, tuple[int, ...]]] = []
    for text in _sentences(exchange.reply):
        words = " ".join(_MARK.sub("", text).split())
        cites = tuple(int(number) for number in _MARK.findall(text))
        if cites or words in places:
            said.append((words, cites))
        else:
            links.append(words)
    placed = [(_place(words, cites, places, ground), words, cites) for words, cites in said]
    for (id, block), group in groupby([] if closes or summed else placed, key=lambda one: one[0]):
        together = list(group)
        cites = tuple(dict.fromkeys(number for _, _, numbers in together for number in numbers))
        text = " ".join(words for _, words, _ in together)
        number = len(debate.points) + len(points) + 1
        about = claims_of(list(cites), ground.argument_map)
        act = _act(text, debate)
        granted = act == "concession"
        answered = _answered(id, block, points)
        points.append(
            Point(
                number, debate.rounds + 1, "bot", act, text, about, cites, id, answered, block, partly=granted
            )
        )
    encoder = ground.hearing.encoder
    return debate.with_round(
        linked(points, debate, encoder),
        (),
        current.pressure,
        tuple(links),
        closed=closes,
        summed=bool(summed),
    )


def _answered(id: str, block: str, points: Sequence[Point]) -> int:
    """Return the reader's point that the bot answered with this; 0 for a part of its own case."""
    if block:
        return next((point.number for point in points if point.block == block), 0)
    own = id.partition("/")[0] in ("contention", "weighing", "question", OPENING)
    return points[0].number if points and not own else 0


def _place(words: str, cites: tuple[int, ...], places: Places, ground: Ground) -> tuple[str, str]:
    return places.get(words) or (place_words(words, cites, ground.argument_map)[0], "")


def _act(words: str, debate: Debate) -> PointAct:
    if CONCEDES.match(words):
        return "concession"
    if words.endswith("?"):
        return "question"
    return debate.argues


def _sentences(text: str) -> list[str]:
    """Return the sentences; a mark behind a full stop belongs to the sentence before."""
    found: list[str] = []
    for start, end in sentence_spans(text):
        words = text[start:end].strip()
        if found and not _MARK.sub("", words).strip(" .?!"):
            found[-1] += f" {words}"
        elif words:
            found.append(words)
    return found
