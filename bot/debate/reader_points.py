"""What the reader said in a round as points on the record, in his own words and each argument once.

A message is one point for each argument in it that is known; what leads up to one or goes on with it belongs
to that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.debate.heard import Heard
from bot.debate.hearing import last_argued
from bot.debate.plain_words import grants_no_more, is_heading
from bot.debate.points import Point, PointAct
from bot.debate.state import Round

PUT_DOWN = 0.6  # the probability of a block from which a point is put down as its argument
BARE = 6  # words of a doubt that only says no


@dataclass(slots=True)
class _Group:
    """The places of what makes one point, and how it was meant."""

    places: list[int]
    act: PointAct
    block: str = ""


def as_points(current: Round) -> tuple[Point, ...]:
    """Return what the reader has put forward in this round."""
    first = len(current.debate.points) + 1
    points = [_closing(current, first)] if current.summed else []
    for group in _groups(current):
        points.append(_point(group, current, first + len(points)))
    if current.pressure == "caving" and not any(heard.concedes for heard in current.heard):
        points += _caved(current, first + len(points))
    return tuple(points)


def numbers_of(current: Round) -> list[int]:
    """Return the number that each thing heard has as a point: one for all that make the same.

    What is said again keeps the number that it had; what is no point of its own has that of the closing.
    """
    first = len(current.debate.points) + 1
    numbers = [heard.repeats or first for heard in current.heard]
    for place, group in enumerate(_groups(current), start=int(bool(current.summed))):
        for one in group.places:
            numbers[one] = first + place
    return numbers


def _groups(current: Round) -> list[_Group]:
    """Return what makes one point each: what is argued together; apart, what is granted or asked."""
    groups: list[_Group] = []
    for place, heard in enumerate(current.heard):
        if heard.repeats or (current.summed and not heard.concedes):
            continue
        act, block = _act(heard), block_of(heard)
        joined = _joined(place, block, groups, current.heard) if act == "claim" else None
        if joined is None:
            groups.append(_Group([place], act, block))
        else:
            joined.places.append(place)
            joined.block = joined.block or block
    return groups


def _joined(place: int, block: str, groups: Sequence[_Group], heard: Sequence[Heard]) -> _Group | None:
    """Return the argument that something belongs to; None where it is another one."""
    claims = [group for group in groups if group.act == "claim"]
    for group in claims:
        if any(heard[place].text in heard[one].text for one in group.places):
            return group
    if not claims or is_heading(heard[place].text):
        return None
    same = next((group for group in claims if block and group.block == block), None)
    return same or (claims[-1] if not block or not claims[-1].block else None)


def _act(heard: Heard) -> PointAct:
    """Return what was done: a bare no puts nothing forward that asks for an answer."""
    if heard.concedes:
        return "concession"
    if heard.disowns:
        return "correction"
    bare = heard.doubts and not heard.match and len(heard.text.split()) <= BARE
    return "claim" if (heard.argues or heard.doubts) and not bare else "question"


def block_of(heard: Heard) -> str:
    """Return the block that a point is put down as: none that it was hardly heard as."""
    return heard.block if heard.match and heard.match.probability >= PUT_DOWN else ""


def _about(heard: Heard) -> tuple[str, ...]:
    """Return the claims that a point is put under: none for what is only near some."""
    return heard.claims if heard.sure or block_of(heard) else ()


def _point(group: _Group, current: Round, number: int) -> Point:
    """Return a group as a point, in the reader's words."""
    said = [current.heard[place] for place in group.places]
    taken = tuple(dict.fromkeys(number for heard in said for number in heard.takes_up))
    if group.act == "correction" and not taken:  # it was the last reply that met what nobody had said
        last = (point for point in current.debate.of("bot") if point.round == current.debate.rounds)
        taken = tuple(point.number for point in last if point.act == current.debate.argues)
    if group.act == "concession":
        return _granted(said[0], taken, current, number)
    about = tuple(dict.fromkeys(claim for heard in said for claim in _about(heard)))
    return Point(
        number, current.number, "reader", group.act, _words(group, current.heard, current.said), about,
        answers=taken[0] if taken else 0, block=group.block, also=taken[1:],
    )  # fmt: skip


def _words(group: _Group, heard: Sequence[Heard], said: str) -> str:
    """Return the words of a group as they were `said`, each once, without those that grant something."""
    texts = sorted((heard[place].text for place in group.places), key=said.find)
    whole = [text for text in texts if not any(text != other and text in other for other in texts)]
    told = " ".join(dict.fromkeys(whole))
    for one in heard:
        if one.concedes and told.replace(one.text, "").strip():
            told = told.replace(one.text, "")
    return " ".join(told.split())


def _granted(heard: Heard, taken: Sequence[int], current: Round, number: int) -> Point:
    """Return what the reader grants, in his words: all of the bot's point only where he says no less."""
    whole = grants_no_more(heard.text) and all(one.concedes for one in current.heard)
    granted = current.debate.point(taken[0]) if taken else None
    return Point(
        number, current.number, "reader", "concession", heard.text,
        granted.about if granted and whole else _about(heard),
        answers=taken[0] if taken else 0,
        block=granted.block if granted and whole else "",
        also=() if whole else tuple(taken[1:]),
        partly=not whole,
    )  # fmt: skip


def _closing(current: Round, number: int) -> Point:
    """Return the reader's closing, which is one point: it sums up, so that what it says again counts."""
    argued = [heard for heard in current.heard if not heard.concedes]
    about = tuple(dict.fromkeys(claim for heard in argued for claim in _about(heard)[:1]))
    taken = tuple(dict.fromkeys(number for heard in argued for number in heard.takes_up))
    block = next((known for heard in argued if (known := block_of(heard))), "")
    return Point(
        number, current.number, "reader", "closing", current.summed, about,
        answers=taken[0] if taken else 0, block=block, also=taken[1:],
    )  # fmt: skip


def _caved(current: Round, number: int) -> list[Point]:
    """Return what the reader grants who gives in without saying in what: the bot's last point."""
    last = last_argued(current.debate)
    if last is None:
        return []
    return [
        Point(
            number, current.number, "reader", "concession", current.said or last.text, last.about,
            answers=last.number, block=last.block,
        )
    ]  # fmt: skip
