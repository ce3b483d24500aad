"""What a turn of the bot is made of: the most important point that is still to be answered first.

From the blocks of a playbook and the side's case where there are some, else from the argument map.
"""

from __future__ import annotations

from dataclasses import replace

from bot.debate.answer_moves import best_speech, first_told
from bot.debate.beside import beside
from bot.debate.block_moves import extension, open_answers
from bot.debate.by_kind import first_by_kind, others_by_kind
from bot.debate.case_moves import contention_move, opening_move, question_moves, weighing_move
from bot.debate.challenge import wants
from bot.debate.closing_moves import choose_closing
from bot.debate.echoes import Echoes, freshest
from bot.debate.first_word import Answering, answering, opening_words, whether, without_doubles
from bot.debate.ground import Ground
from bot.debate.heard import Challenge, Heard
from bot.debate.hearing import last_argued
from bot.debate.importance import is_near, left_open, near_targets, passages_near, targets
from bot.debate.links import (
    ADVANCES,
    DISOWNED,
    EXTENDS,
    HOLDING,
    INSTEAD,
    MORE,
    NEW,
    NO_ANSWER,
    NO_MORE,
    REOPENS,
    SETS,
    SILENT,
    STANDS,
    STILL,
    WEIGHS,
    pick,
)  # fmt: skip
from bot.debate.near_moves import earlier_move, near_move
from bot.debate.points import REASONED, TOLD
from bot.debate.reasoning import first_failing, reasoned_move
from bot.debate.replies import NEAR_REPLY, Reply, heard_as, replies_to
from bot.debate.room import fitted, fitted_behind
from bot.debate.short_answer import short_answer
from bot.debate.sides import TAKES
from bot.debate.state import LEAST, WORDS, DebateMove, Round
from bot.debate.verdicts import first_held, verdict_of
from bot.statement import Fixed
from knowledge.debating import Meant

SPEECH_FROM, NEAR_SPEECH = 0.6, 0.45  # the same of what is prepared on what was said; where nothing else is
SURELY = 0.9  # how well a reply has to fit, before which nothing goes
FIRST_WORD = 10  # words that are kept for the first word to a question
_LEANS: tuple[Meant, ...] = ("ask", "concede", "question")  # on what the bot said last


def choose(current: Round, ground: Ground) -> Round:
    """Return the round with its moves, and with the words that lead to them."""
    if current.aside or current.debate.over or current.part.kind == "silence":
        return current
    if current.part.kind == "closing":
        return choose_closing(current, ground)
    return _Choosing(current, ground).chosen()


class _Choosing:
    """Makes the moves of one round."""

    def __init__(self, current: Round, ground: Ground) -> None:
        self._current, self._ground, self._debate = current, ground, current.debate
        self._echoes = Echoes(current.debate, ground.hearing.encoder, current.heard)
        self._leads: list[Fixed] = []
        self._moves: list[DebateMove] = []
        self._stands, self._beside, self._lacks = False, False, False
        self._met: Answering | None = None  # the question that the first move answers
        self._further: list[Reply] = []  # what answers other questions than the first move
        self._told: Challenge | None = None  # the question of the op-ed that it answers
        self._fails = False  # whether the first move tells what comes if something fails
        self._led_in = 0  # words that come before all that answers

    def chosen(self) -> Round:
        """Return the round with what was chosen."""
        self._lead()
        self._led_in = len(self._leads)
        if self._current.part.kind == "question":
            self._moves = self._cross_examine()
        elif self._current.part.kind == "opening" or self._current.request == "begin":
            self._open()
        else:
            self._answer()
        return replace(
            self._current,
            moves=tuple(self._moves),
            leads=tuple(self._leads),
            stands=self._stands,
            beside=self._beside,
        )

    # ── what comes first ──

    def _say(self, variants: tuple[Fixed, ...]) -> None:
        self._leads += pick(variants, self._debate, self._leads)

    def _lead(self) -> None:
        current = self._current
        if current.request == "which side" and current.taken is None:
            self._leads.append(TAKES[self._debate.side])
        if self._debate.free and self._debate.closed:
            self._say(REOPENS)
        if any(heard.disowns for heard in current.heard):
            self._say(DISOWNED)
        if current.pressure:
            self._say(HOLDING[current.pressure])

    # ── speeches ──

    def _open(self) -> None:
        opening = opening_move(self._debate, self._ground)
        if opening:
            self._moves = [opening]
        else:
            self._advance()

    def _cross_examine(self) -> list[DebateMove]:
        """Ask, and where the reader asks and the form lets both sides do so, answer that shortly first."""
        questions = question_moves(self._debate, self._ground, passages_near(self._current, self._ground))
        if not (self._debate.free and self._current.challenges):
            return questions
        first, answers = short_answer(self._current, self._ground)
        self._say(first)
        return [*answers, *questions[:1]]

    # ── answers ──

    def _answer(self) -> None:
        self._answer_challenges()
        self._answer_as_prepared()
        found = targets(self._current, self._moves)
        for place, heard in freshest(found, self._current, self._echoes, self._ground):
            if all(move.id.startswith(TOLD) for move in self._moves):
                self._answer_block(place, heard)
        if not self._moves:
            self._answer_doubt() or self._answer_as_prepared(NEAR_SPEECH) or self._answer_reasoning()
        if not self._moves:
            self._answer_near()
        if not self._moves:
            self._answer_new()
        if not self._moves:
            self._answer_earlier()
        self._answer_beside()
        reasoned = all(move.id.startswith(REASONED) for move in self._moves)
        if self._words() < LEAST or (reasoned and not self._fails):
            self._advance()
        if self._current.request == "weigh" and not any(whether(one) for one in self._current.challenges):
            self._weigh()
        self._open_with_answer()

    def _open_with_answer(self) -> None:
        """Say first what meets the question that the message comes to, where one sentence can."""
        questions = answering(self._current, self._moves[:1], self._met, self._told)
        before, after = self._leads[: self._led_in], self._leads[self._led_in :]
        asked, words = opening_words(questions, self._debate, self._ground, lacks=self._lacks)
        put = [asked, *(one.challenge for one in questions)]
        held = first_held([one.text for one in put if one], self._debate, self._ground.hearing.encoder)
        first = pick(held or words, self._debate, before)
        if asked and not held:
            self._current = replace(self._current, verdict=verdict_of(asked.text, first))
        self._leads = [*before, *first, *(without_doubles(after) if first else after)]
        self._moves = fitted_behind(self._moves, self._room())

    def _answer_challenges(self) -> None:
        """Answer the questions that wait for an answer; else say that what is wanted can't be had."""
        challenges = self._current.challenges
        replies = replies_to(challenges, self._debate, self._ground, most=3, echoes=self._echoes)
        asked = [one for one in challenges if not one.bare]
        sure = [one.challenge for one in replies if one.fit >= SURELY]
        told = first_told(asked, self._current, self._ground, met=sure, known=bool(replies))
        fails = first_failing([one for one in challenges if one not in sure], self._current)
        kinds = first_by_kind(challenges, replies, self._current, self._ground)
        if met := told or fails or kinds:
            self._told, move = met
            self._fails = met is not told
            self._moves.append(move)
        if replies and not self._moves:
            first, *replies = replies
            self._current, place = heard_as(first, self._current)
            self._met = Answering(first.challenge, first.move, first.match)
            self._add(first.move, place)
        others = [one for one in replies if one.challenge != self._told]
        self._further = others_by_kind(others, self._moves, self._current, self._ground)
        wanted = next((one for challenge in challenges if (one := wants(challenge))), None)
        if not self._moves and wanted:
            self._lacks = True
            for reply in replies_to(challenges, self._debate, self._ground, least=NEAR_REPLY):
                self._current, place = heard_as(reply, self._current)
                self._add(reply.move, place)

    def _answer_as_prepared(self, least: float = SPEECH_FROM) -> bool:
        """Answer with what the side has prepared on just that, where it matters more than any block."""
        found = None if self._moves else best_speech(self._current, self._ground, self._echoes, least)
        if found is not None:
            self._add(fitted(found, self._room(), whole=False) or found, found.answers)
        return found is not None

    def _answer_beside(self) -> None:
        """Answer in short what else was asked or argued; the first answer gives it the room."""
        if len(self._moves) != 1:
            return
        kept = FIRST_WORD if self._current.challenges else 0
        for heard, move in beside(self._current, self._moves, self._further, self._ground, self._echoes):
            room = WORDS - self._led_words() - kept - move.length
            first = fitted(self._moves[0], room, whole=False)
            if first is not None:
                self._current, self._moves = heard, [first, move]
                return

    def _answer_block(self, place: int, heard: Heard) -> None:
        assert heard.match is not None
        argument_map = self._ground.argument_map
        block = heard.match.block
        answers = self._echoes.fresh_first(open_answers(heard.match, self._debate, argument_map))
        # whoever argues on and does not only doubt brings something new, to which another answer is nearer
        only_doubts = heard.doubts or heard.repeats or not answers
        further = extension(block, self._debate, argument_map) if only_doubts else None
        if further:
            self._add(self._led(further, EXTENDS), place)
        elif heard.repeats and answers:
            self._say(MORE)
        if answers and (not further or self._words() < LEAST):
            self._add(answers[0], place)
        if not answers and not further:
            self._stands = True
            self._say(STANDS)

    def _answer_doubt(self) -> bool:
        """Go on with the last point, where the reader doubts it without saying what means another."""
        last = last_argued(self._debate)
        doubts = [
            place
            for place, heard in enumerate(self._current.heard)
            if last
            and not heard.disowns
            and last.number in heard.takes_up
            and (heard.doubts or heard.meant in _LEANS)
        ]
        blocks = self._ground.topic.playbook.blocks if self._ground.topic.playbook else ()
        block = next((one for one in blocks if last and one.id == last.block), None)
        if not doubts or block is None or last is None:
            return False
        argument_map = self._ground.argument_map
        further = extension(block, self._debate, argument_map)
        if further:
            granted = self._current.heard[doubts[0]].meant == "concede"
            self._add(further if granted else self._led(further, EXTENDS), doubts[0])
        return bool(further)

    def _answer_reasoning(self) -> bool:
        """Answer what nothing prepared fits in its own terms, by its kind, and go on with what is near."""
        move = reasoned_move(self._current)
        if move is None or self._ground.blocks is None:
            return False
        self._moves.append(move)
        self._answer_near()
        return True

    def _answer_near(self) -> bool:
        """Answer the block that an argument comes near, as it may be meant."""
        for place, heard in near_targets(self._current):
            answers = open_answers(heard.matches[0], self._debate, self._ground.argument_map)
            if answers:
                self._add(answers[0], place)
                return True
        return False

    def _answer_new(self) -> bool:
        """Answer what no block is for with what the op-ed has near it; say so where it has nothing."""
        new = [(place, heard) for place, heard in enumerate(self._current.heard) if heard.argues]
        for place, heard in new:
            move = near_move(heard, place, self._debate, self._ground)
            if move is not None and self._ground.blocks is None:
                self._moves.append(self._led(move, SETS))
                return True
        if new:
            self._beside = not any(heard.about or is_near(heard) for _, heard in new)
            if not self._current.taken and not self._lacks:
                self._say(SILENT if self._beside else NEW)
        elif left_open(self._current) and not self._lacks:
            self._say(NO_ANSWER)
        return False

    def _answer_earlier(self) -> None:
        """Answer an earlier point of the reader that is still to be answered."""
        move = earlier_move(self._debate, self._ground)
        self._moves += [move] if move else []

    def _advance(self) -> None:
        """Bring the next part of the side's own case."""
        near = passages_near(self._current, self._ground)
        told = bool(self._moves) and self._moves[0].id.startswith((TOLD, REASONED))
        parts = (weighing_move, contention_move) if told else (contention_move, weighing_move)
        move = next((one for part in parts if (one := part(self._debate, self._ground, near))), None)
        if move is None and not self._moves:
            move = near_move(Heard(self._ground.topic.thesis), -1, self._debate, self._ground)
        if move is None:
            if not self._moves:
                self._say(NO_MORE)
            return
        if self._moves:
            reasoned = self._moves[0].id.startswith(REASONED)
            move = self._led(move, WEIGHS if reasoned else STILL if told else ADVANCES)
            if self._room() < move.length:
                return
        elif self._lacks:
            self._say(INSTEAD)
        elif not self._leads and self._debate.rounds:
            self._say(ADVANCES)
        self._moves.append(move)

    def _weigh(self) -> None:
        """Put the two sides on the scales, as was asked."""
        weighing = weighing_move(self._debate, self._ground, passages_near(self._current, self._ground))
        if weighing and not any(weighing.id == move.id for move in self._moves):
            weighing = self._led(weighing, WEIGHS)
            if weighing.length <= self._room():
                self._moves.append(weighing)

    def _led(self, move: DebateMove, variants: tuple[Fixed, ...]) -> DebateMove:
        """Return a move with words that lead to it, where there are some that were not said."""
        led = pick(variants, self._debate, self._leads)
        return replace(move, signpost=led[0].text) if led else move

    # ── room ──

    def _add(self, move: DebateMove, place: int) -> None:
        fresh = self._echoes.trimmed(replace(move, answers=place))
        kept = fitted(fresh, self._room(), whole=not self._moves)
        if kept is not None:
            self._moves.append(kept)

    def _led_words(self) -> int:
        taken = (TAKES[self._debate.side],) if self._current.taken else ()
        return sum(len(lead.text.split()) for lead in (*self._leads, *taken))

    def _words(self) -> int:
        return self._led_words() + sum(move.length for move in self._moves)

    def _room(self) -> int:
        return WORDS - self._words()
