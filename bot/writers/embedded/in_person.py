"""A letter, a note, a post or a script as a whole, never longer than asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.evidence.gather import Evidence
from bot.request.form import Form
from bot.request.plan import Plan
from bot.request.writer_of import writer_of
from bot.statement import Statement
from bot.statement.attribution import CONCEDES
from bot.writers import Draft
from bot.writers.embedded.advice import names, recommended
from bot.writers.embedded.argument import on_what_is_told
from bot.writers.embedded.case_speech import prose
from bot.writers.embedded.letters import Frame, frame_of, genre_of, within
from bot.writers.embedded.plain_case import in_plain_words
from bot.writers.embedded.speech_length import leans, words_in
from bot.writers.embedded.speech_shape import shape_of
from knowledge.playbook import Case, Playbook
from knowledge.prepared_sentence import PreparedSentence

Said = Sequence[PreparedSentence]
USUAL = {"letter": 150, "note": 105, "post": 80, "script": 110}  # words where no length is named
SHORT = 85  # words of what is to be short
# Words that are left for what is said, whatever stands around it: no more than it needs
LEAVING = (18, 27, 36)
PLAINLY = frozenset(["note", "script"])  # what is said as people talk
_SO = ("So ", "Therefore")
_TO_THE_PRESS = "to the editor"


def in_person(plan: Plan, evidence: Evidence, playbook: Playbook) -> Iterator[Draft]:
    """Yield what somebody says in person, with what the op-ed gives for it, within the length asked for."""
    form = plan.request.form
    words, sentences = _words(form), form.sentences
    ways, advice = _ways(plan, evidence, playbook), recommended(evidence.topic)
    whole = frame_of(plan)
    for leaving in LEAVING:
        frame = within(whole, words, sentences, leaving=leaving)
        room, most = words - frame.words, sentences and sentences - frame.sentences
        said = _fitting(ways, room, most)
        if (
            form.genre == "letter"
            and plan.side
            and advice
            and not any(names(one, evidence.topic) for one in said)
        ):
            behind = _fitting(ways, room - _length([advice]), most and most - 1)
            said = [advice, *behind] if behind else said
        if said:
            break
    if not said:  # so few words that it has to be said without a frame
        return
    yield from frame.opens
    yield from frame.own
    yield from _told(said, frame, form)
    yield from frame.asks
    yield from frame.signs


def _words(form: Form) -> int:
    """Return how many words a piece has at most."""
    spoken = shape_of(form).words if form.seconds else None
    if spoken:
        return spoken[1]
    return form.words or (SHORT if form.short else USUAL[form.genre or "letter"])


def _told(said: Said, frame: Frame, form: Form) -> Iterator[Statement]:
    """Yield what is said, in a paragraph of its own unless there are only a few sentences."""
    for place, one in enumerate(prose(said)):
        runs_on = not place and bool(frame.own) and form.sentences is not None
        yield replace(one, layout="run on") if runs_on else one


def _ways(plan: Plan, evidence: Evidence, playbook: Playbook) -> list[Said]:
    """Return what may be said, in the order of how well it fits: each alone, and with what goes on."""
    genre = genre_of(plan)
    plain = plan.request.form.plain or genre in PLAINLY
    if plan.side is None:
        return _of_the_whole(playbook)
    found: list[Said] = []
    if evidence.prepared and evidence.prepared.side == plan.side:
        answer = evidence.prepared
        found += [answer.plain, answer.short] if plain else [answer.full, answer.plain, answer.short]
    case = playbook.cases.of(plan.side)
    if case:
        own = [said for kind, said in case.pieces.items() if kind == genre]
        told = in_plain_words(case, playbook, plan.side) if plain else case
        others = _of_case(told, plan)
        found += [*others, *own] if plan.request.form.plain and genre not in PLAINLY else [*own, *others]
    return found


def _of_the_whole(playbook: Playbook) -> list[Said]:
    """Return what the op-ed says, in plain words first."""
    main = next((one for one in playbook.answers if one.acts[0] == "overview" and one.side is None), None)
    said = (main.plain, *main.lengths, main.short) if main else ()
    return [[one for one in sentences if one.kind != "analytic"] for sentences in said]


def _of_case(case: Case, plan: Plan) -> list[Said]:
    """Return what a case comes to, and its arguments: first what is most about what the writer says."""
    by = writer_of(plan.question.words)
    nearest = on_what_is_told(case, by.position or " ".join(by.says))
    arguments = [one.body for one in nearest.contentions]
    return [case.overview, *arguments]


def _fitting(ways: Sequence[Said], words: int, sentences: int | None) -> list[PreparedSentence]:
    """Return the first of several ways to say it as far as it fits, and others where there is room.

    Never more than there is room for: what it cites is read as a word, too.
    """
    chosen: list[PreparedSentence] = []
    for way in ways:
        told = {number for one in chosen for number in one.cites}
        if chosen and any(told & {*one.cites} for one in way):
            continue  # the same in other words
        said = _as_far_as_it_fits(way, words - _length(chosen), sentences and sentences - len(chosen))
        if not chosen or len(said) > 1:
            chosen += said
    return chosen


def _as_far_as_it_fits(way: Said, words: int, sentences: int | None) -> list[PreparedSentence]:
    """Return the sentences from the first on that there is room for, and the last, where it stands alone."""
    way = [one for one in way if not one.text.lower().startswith(_TO_THE_PRESS)]
    most = len(way) if sentences is None else sentences
    if not way or most < 1:
        return []
    if len(way) <= most and _length(way) <= words:
        return list(way)
    end = [way[-1]] if most > 1 and _concludes(way[-1]) else []
    for behind in (end, []):
        taken = _first(way[: len(way) - len(behind)], words - _length(behind), most - len(behind))
        if taken:
            return [*taken, *behind]
    return []


def _concludes(last: PreparedSentence) -> bool:
    """Tell whether a last sentence can stand behind less than what was prepared before it."""
    return last.kind != "analytic" and (last.text.startswith(_SO) or not leans(last.text))


def _first(way: Said, words: int, most: int) -> list[PreparedSentence]:
    """Return the sentences from the first on that there is room for: some that rest on the op-ed, or none."""
    taken: list[PreparedSentence] = []
    for one in way:
        if len(taken) >= most or _length([*taken, one]) > words:
            break
        taken.append(one)
    while taken and (taken[-1].text.endswith((":", "?")) or CONCEDES.match(taken[-1].text)):
        taken.pop()  # nothing that leads on, and no concession that nothing outweighs
    if not taken or leans(taken[0].text):
        return []
    return taken if any(one.cites for one in taken) else []


def _length(said: Said) -> int:
    return words_in(said) + len(said)
