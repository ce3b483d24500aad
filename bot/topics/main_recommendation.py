"""The reviewer's choice of what an op-ed mainly recommends, which is what its argument map argues for."""

from __future__ import annotations

from bot.errors import BotError
from bot.gate import check
from bot.topics.review import claim_of, map_of, unsigned
from bot.writers.embedded.wording import Frames
from knowledge.argument_map import ArgumentLine, ArgumentMap, Claim, Weighing
from knowledge.mining.lines import PREMISES, questions_of
from knowledge.mining.links import ASKED_OF_MAIN
from knowledge.mining.starters import starters_for
from knowledge.topic import Topic


def make_main(topic: Topic, id: str) -> ArgumentMap:
    """Return the map that argues for a claim, which is accepted as the main recommendation.

    BotError where its passages do not support it as one, or the map has nothing to argue it with.
    """
    argument_map, claim = map_of(topic), claim_of(topic, id)
    before = argument_map.main
    chosen = claim.model_copy(
        update={
            "kind": "recommendation",
            "helps": "for",
            "confidence": None,
            "supports": (),
            "attacks": (),
            "answered": (),
            "asked": ASKED_OF_MAIN if before and before.asked == ASKED_OF_MAIN else claim.asked,
        }
    )
    verdict = check(Frames().say(chosen), topic.document.passages, topic.document)
    if not verdict.passed:
        raise BotError(f"its passage does not support that as a recommendation: {verdict.reason}")
    lines = _lines(argument_map, before, chosen)
    if not lines:
        raise BotError("no claim gives a reason for it yet: first mark a claim as helping the “for” side")
    claims = _first(_linked(argument_map, before, chosen), chosen)
    about = [_about(one, before, chosen) for one in argument_map.weighings]
    weighings = tuple(one for one in about if len(one.about) > 1)
    starters = starters_for(argument_map.starters, before, chosen)
    return unsigned(argument_map.changed(claims=claims, lines=lines, weighings=weighings, starters=starters))


def _lines(argument_map: ArgumentMap, before: Claim | None, chosen: Claim) -> tuple[ArgumentLine, ...]:
    """Return the lines, those first that argue for the chosen claim.

    Where none does, those do that argued for the recommendation before it.
    """
    given = tuple(
        line.model_copy(update={"attacks": tuple(one for one in line.attacks if one.claim != chosen.id)})
        for line in argument_map.lines or _reasons(argument_map, chosen)
    )
    if before and not any(line.conclusion == chosen.id for line in given):
        given = tuple(
            _turned(line, before, chosen) if line.conclusion == before.id else line for line in given
        )
    return tuple(sorted(given, key=lambda line: line.conclusion != chosen.id))


def _turned(line: ArgumentLine, before: Claim, chosen: Claim) -> ArgumentLine:
    """Return a line with the chosen claim as its conclusion, and the one before among what leads to it."""

    def other(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(before.id if id == chosen.id else id for id in ids))

    premises = other(line.premises)
    # what was said of the old conclusion stands only where that is still part of the line
    attacks = tuple(one for one in line.attacks if before.id in premises or before.id not in one.about)
    questions = tuple(
        one.model_copy(update={"answered_by": other(one.answered_by)}) for one in line.questions
    )
    changed = {"conclusion": chosen.id, "premises": premises, "attacks": attacks, "questions": questions}
    return line.model_copy(update=changed)


def _reasons(argument_map: ArgumentMap, chosen: Claim) -> tuple[ArgumentLine, ...]:
    """Return a line of what helps the chosen claim, for a map that argued for nothing; none without that."""
    helping = [one for one in argument_map.claims if one.helps == "for" and one.id != chosen.id]
    if not helping:
        return ()
    premises = tuple(helping[:PREMISES])
    line = ArgumentLine(
        id="what-speaks-for-it",
        title="What can be said for it",
        scheme="practical-reasoning",
        premises=tuple(one.id for one in premises),
        conclusion=chosen.id,
        questions=tuple(questions_of("what-speaks-for-it", "practical-reasoning", premises)),
    )
    return (line,)


def _linked(argument_map: ArgumentMap, before: Claim | None, chosen: Claim) -> list[Claim]:
    """Return the claims, with what supported or attacked the recommendation before now linked to this."""

    def other(ids: tuple[str, ...], own: str) -> tuple[str, ...]:
        turned = (chosen.id if before and id == before.id else id for id in ids)
        return tuple(dict.fromkeys(id for id in turned if id != own))

    claims = []
    for claim in argument_map.claims:
        if claim.id == chosen.id:
            claims.append(chosen)
        elif before and claim.id == before.id:
            asked = () if claim.asked == ASKED_OF_MAIN else claim.asked
            supports = tuple(dict.fromkeys((chosen.id, *claim.supports)))
            claims.append(claim.model_copy(update={"supports": supports, "asked": asked}))
        else:
            links = {name: other(getattr(claim, name), claim.id) for name in ("supports", "attacks")}
            claims.append(claim.model_copy(update=links))
    return claims


def _first(claims: list[Claim], chosen: Claim) -> tuple[Claim, ...]:
    """Return the claims with the chosen one ahead of all other recommendations."""
    others = [claim for claim in claims if claim.id != chosen.id]
    place = next((at for at, claim in enumerate(others) if claim.kind == "recommendation"), len(others))
    return (*others[:place], chosen, *others[place:])


def _about(weighing: Weighing, before: Claim | None, chosen: Claim) -> Weighing:
    about = dict.fromkeys(chosen.id if before and id == before.id else id for id in weighing.about)
    return weighing.model_copy(update={"about": tuple(about)})
