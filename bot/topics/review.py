"""Signing off a mined map: claims are accepted, edited or deleted, and an edited one passes the gate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.errors import BotError
from bot.gate import check
from bot.topics.claim_links import resettled, reworded
from bot.topics.claim_words import claim_words
from bot.writers.embedded.wording import Frames
from knowledge.argument_map import ArgumentMap, Claim, ClaimKind, Helps
from knowledge.document import Document
from knowledge.mining.merge import without
from knowledge.mining.starters import starters_for
from knowledge.topic import Topic

# The side that a claim helps by being of a kind; one of another kind can help either
IMPLIED: Mapping[ClaimKind, Helps] = {
    "recommendation": "for",
    "concession": "against",
    "reported view": "against",
}


def accept_claim(topic: Topic, id: str) -> ArgumentMap:
    """Return the map with a claim accepted as it stands."""
    return _with_claim(topic, claim_of(topic, id).model_copy(update={"confidence": None}))


def accept_claims(topic: Topic) -> ArgumentMap:
    """Return the map with every claim that waits accepted as it stands."""
    claims = (claim.model_copy(update={"confidence": None}) for claim in map_of(topic).claims)
    return map_of(topic).changed(claims=tuple(claims))


def edit_claim(
    topic: Topic,
    id: str,
    says: str | None = None,
    kind: ClaimKind | None = None,
    helps: Helps | None = None,
    passages: Sequence[int] = (),
) -> ArgumentMap:
    """Return the map with a claim put otherwise, or resting on other passages, and accepted.

    BotError where its passages do not support it.
    """
    claim = claim_of(topic, id)
    words = claim.says if says is None or says == claim.says else claim_words(says, topic.document)
    if not words:
        raise BotError("a claim cannot be empty: type a clause that can follow “The op-ed says that”")
    edited = claim.model_copy(
        update={
            "says": words,
            "kind": kind or claim.kind,
            "helps": helps or helped_by(claim, kind or claim.kind),
            "passages": _cited(topic, passages) or claim.passages,
            "confidence": None,
        }
    )
    verdict = check(Frames().say(edited), topic.document.passages, topic.document)
    if not verdict.passed:
        lacking = lacking_passage(edited, topic.document)
        hint = f"; if passage {lacking} carries it, add its number" if lacking else ""
        raise BotError(f"its passage does not support that: {verdict.reason}{hint}")
    changed = _with_claim(topic, edited)
    if changed.main == edited:
        changed = changed.changed(starters=starters_for(changed.starters, claim, edited))
    return unsigned(resettled(_argued_for(reworded(changed, claim, edited), claim), claim))


def helped_by(claim: Claim, kind: ClaimKind) -> Helps:
    """Return the side that a claim helps as one of another kind, where nobody says it.

    What is no longer granted or somebody else's is the author's own.
    """
    if kind == claim.kind:
        return claim.helps
    return IMPLIED.get(kind) or ("for" if IMPLIED.get(claim.kind) == "against" else claim.helps)


def lacking_passage(claim: Claim, document: Document) -> int | None:
    """Return the passage with which those of the claim would support it; None where no single one would."""
    for passage in document.passages:
        if passage.id not in claim.passages:
            also = claim.model_copy(update={"passages": tuple(sorted((*claim.passages, passage.id)))})
            if check(Frames().say(also), document.passages, document).passed:
                return passage.id
    return None


def _cited(topic: Topic, passages: Sequence[int]) -> tuple[int, ...]:
    """Return the passages that a reviewer names, in order. BotError where there is none of a number."""
    if missing := [number for number in passages if not topic.document.has(number)]:
        raise BotError(
            f"there is no passage {missing[0]}: give numbers from 1 to {len(topic.document.passages)}"
        )
    return tuple(sorted(set(passages)))


def _argued_for(argument_map: ArgumentMap, before: Claim) -> ArgumentMap:
    """Return the map whose lines argue for a recommendation, where theirs has turned out to be none."""
    after = argument_map.by_id[before.id]
    if before.kind != "recommendation" or after.kind == "recommendation":
        return argument_map
    others = sorted(argument_map.recommendations, key=lambda one: -(one.confidence or 1.0))
    lines = tuple(
        line.model_copy(update={"conclusion": others[0].id}) if line.conclusion == before.id else line
        for line in argument_map.lines
        if others or line.conclusion != before.id
    )
    return argument_map.changed(lines=lines)


def remove_claim(topic: Topic, id: str) -> ArgumentMap:
    """Return the map without a claim, and without what cannot stand without it."""
    return unsigned(without(map_of(topic), frozenset({claim_of(topic, id).id})))


def waiting_claims(count: int, of: str = "claim") -> str:
    """Return how many claims, or what else, wait for a reviewer, as the beginning of a sentence."""
    return f"1 {of} is waiting" if count == 1 else f"{count} {of}s are waiting"


def sign_map(topic: Topic, name: str, on: date) -> ArgumentMap:
    """Return the map with the name of whoever vouches for it. BotError as long as claims wait."""
    argument_map = map_of(topic)
    if argument_map.unreviewed:
        unseen = waiting_claims(len(argument_map.unreviewed))
        raise BotError(f"{unseen} for review in {topic.slug}: accept, edit or delete each of them first")
    if not name.strip():
        raise BotError("a name is needed to sign off a map: type one")
    return argument_map.changed(reviewed_by=" ".join(name.split())[:120], reviewed_on=on)


def unsigned(argument_map: ArgumentMap) -> ArgumentMap:
    """Return the map signed by nobody: whoever vouched for it vouched for other words."""
    return argument_map.changed(reviewed_by=None, reviewed_on=None)


def hold_back(topic: Topic, *, review_first: bool) -> ArgumentMap:
    """Return the map held back from being argued until it is signed, or no longer."""
    return map_of(topic).changed(review_first=review_first)


def _with_claim(topic: Topic, claim: Claim) -> ArgumentMap:
    argument_map = map_of(topic)
    claims = tuple(claim if other.id == claim.id else other for other in argument_map.claims)
    return argument_map.changed(claims=claims)


def claim_of(topic: Topic, id: str) -> Claim:
    """Return a topic's claim. BotError where there is none of that id."""
    claim = map_of(topic).by_id.get(id)
    if claim is None:
        raise BotError(f"{topic.slug} has no claim {id!r}")
    return claim


def map_of(topic: Topic) -> ArgumentMap:
    """Return a topic's map. BotError where it has none."""
    if topic.argument_map is None:
        raise BotError(f"{topic.slug} has no argument map")
    return topic.argument_map
