"""What is to be written as a speech, a memo or a worksheet: its parts around what was prepared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.gate import check
from bot.request.form import Form
from bot.statement import Fixed, Statement, as_prepared
from bot.writers import Draft
from knowledge.playbook import Answer, Case, Playbook
from knowledge.prepared_sentence import PreparedSentence
from knowledge.topic import Topic

FRAME = 35  # words of a speech around what was prepared
QUESTIONS = 5  # of a worksheet, where no number is named
POINTS, REASONS = 5, 3  # of a memo that tells what the op-ed says, and of one that argues
LISTENERS = Fixed("Ladies and gentlemen,", layout="paragraph")
THANKS = Fixed("Thank you.", layout="paragraph")
BOTTOM_LINE = Fixed("Bottom line", layout="title")
SAYS = Fixed("What the op-ed says", layout="title")
GRANTS = Fixed("What it grants the other side", layout="title")
MAIN_REASONS = Fixed("Reasons", layout="title")
TO_ANSWER = Fixed("Questions", layout="title")
KEY = Fixed("Answer key", layout="title")
# What a class is asked, from what the text tells to what it makes of it
_EASY_TO_HARD = ("identify", "fact", "reason", "consequence", "compare", "concession", "evidence", "weakest")


def without_frame(form: Form) -> Form:
    """Return the form of what stands within a speech, whose own words count, too."""
    form = replace(form, points=None, layout=None)
    if form.words:
        form = replace(form, words=max(form.words - FRAME, FRAME))
    elif form.short:
        form = replace(form, short=False, words=2 * FRAME)
    return form


def as_speech(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield what argues for a side with the words that open and end a speech."""
    yield LISTENERS
    yield from drafts
    yield THANKS


def memo(playbook: Playbook) -> Iterator[Draft]:
    """Yield what the op-ed says as a memo: the bottom line, the argument, what it grants."""
    main, granted = _of_act(playbook, "overview"), _of_act(playbook, "concession")
    if main is None:
        return
    yield BOTTOM_LINE
    yield from map(as_prepared, main.short)
    yield SAYS
    yield from _bullets(
        min((said for said in main.lengths if len(said) >= POINTS), key=len, default=main.full)
    )
    if granted:
        yield GRANTS
        yield from map(as_prepared, granted.short)


def memo_of(case: Case) -> Iterator[Draft]:
    """Yield a side's case as a memo: what it comes to, and its reasons."""
    yield BOTTOM_LINE
    yield from map(as_prepared, case.overview)
    yield MAIN_REASONS
    for one in case.contentions[:REASONS]:
        yield replace(as_prepared(one.heading), layout="bullet")
        yield from map(as_prepared, one.claim)


def worksheet(topic: Topic, form: Form) -> tuple[Draft, ...]:
    """Return questions on the text, the easy ones first, and their answers; () where none are prepared."""
    chosen = _asked(topic, form.count or QUESTIONS)
    if not chosen:
        return ()
    questions = [replace(one, layout="number", number=place) for place, (one, _) in enumerate(chosen, 1)]
    answers = [
        replace(said, layout="run on" if behind else "number", number=0 if behind else place)
        for place, (_, answer) in enumerate(chosen, 1)
        for behind, said in enumerate(map(as_prepared, answer.short))
    ]
    return (TO_ANSWER, *questions, KEY, *answers)


def _asked(topic: Topic, count: int) -> list[tuple[Statement, Answer]]:
    """Return so many questions with their answers, no two about the same passages."""
    answers = (
        [one for one in topic.playbook.answers if not (one.absent or one.side)] if topic.playbook else []
    )
    by_act = {act: [one for one in answers if one.acts[0] == act] for act in _EASY_TO_HARD}
    found: dict[str, list[tuple[Statement, Answer]]] = {act: [] for act in _EASY_TO_HARD}
    told, left = frozenset[int](), count
    while left:
        before = left
        for act in _EASY_TO_HARD:
            fresh = (one for one in by_act[act] if not one.cites <= told)
            pair = next(((said, one) for one in fresh if (said := _question(one, topic))), None)
            if pair and left:
                found[act].append(pair)
                by_act[act].remove(pair[1])
                told |= pair[1].cites
                left -= 1
        if left == before:
            break
    return [pair for act in _EASY_TO_HARD for pair in found[act]]


def _question(answer: Answer, topic: Topic) -> Statement | None:
    """Return the first wording of an answer that is a question written out, if the gate passes it."""
    cites = tuple(number for one in answer.short for number in one.cites)
    people = topic.argument_map.names if topic.argument_map else ()
    for words in answer.asks:
        if not (words[:1].isupper() and words.endswith("?") and words.count("?") == 1 and ". " not in words):
            continue
        said = Statement("question", words, tuple(dict.fromkeys(cites)))
        if check(said, topic.document.passages, topic.document, None, people).passed:
            return said
    return None


def _of_act(playbook: Playbook, act: str) -> Answer | None:
    return next((one for one in playbook.answers if one.acts[0] == act and one.side is None), None)


def _bullets(said: Sequence[PreparedSentence]) -> Iterator[Statement]:
    return (replace(as_prepared(one), layout="bullet") for one in said)
