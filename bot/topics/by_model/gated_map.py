"""A chat model's argument map, kept as far as a judge passes what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from bot.errors import BotError
from bot.statement import Statement
from bot.topics.by_model.map_form import MinedAttack, MinedLine, MinedMap, MinedQuestion
from bot.topics.by_model.meaning import Meaning, Sentence, Told
from bot.topics.claim_words import claim_words
from bot.topics.gate_map import Mined
from knowledge.argument_map import ArgumentLine, ArgumentMap, Attack, Claim, CriticalQuestion, Starters
from knowledge.document import Document
from knowledge.schemes import schemes
from knowledge.unicode_text import folded

BY_MODEL = 0.8  # the confidence of a model's claim that its passages support; nobody has measured it
_SLUG = re.compile(r"[^a-z0-9]+")
_NO_CLAIM = "it does not refer to any claim"
_NO_PASSAGE = "it cites no passage that exists"

Refused = list[tuple[str, str]]


Reason = Callable[[Statement], str]  # why a statement is not kept, "" where it is


async def gated_map(model_map: MinedMap, document: Document, meaning: Meaning, told: Told) -> Mined:
    """Keep what a judge passes of a model's map.

    What an attack or a question is about is known only once the claims are judged, so it is asked in turns.
    """
    while True:
        waiting: list[Sentence] = []

        def reason_of(statement: Statement, waiting: list[Sentence] = waiting) -> str:
            found = meaning.known(sentence := Sentence(statement))
            if found is None:
                waiting.append(sentence)
            return found.reason if found else ""

        mined = gate_model_map(model_map, document, reason_of)
        if not waiting:
            return mined
        await meaning.judge(waiting, told)


def gate_model_map(model_map: MinedMap, document: Document, reason_of: Reason) -> Mined:
    """Keep what `reason_of` has nothing against of a model's map, in the schema of maps.

    Names of claims that were refused are left out of what refers to them.
    """
    refused: Refused = []
    claims = _claims(model_map, document, refused, reason_of)
    if not claims:
        raise BotError("no claim of the model's argument map is supported by its passages; try another model")
    numbered = enumerate(model_map.lines, start=1)
    lines = tuple(
        kept for number, line in numbered if (kept := _line(number, line, claims, refused, reason_of))
    )
    argument_map = ArgumentMap(
        schema=1,
        title=document.title,
        subject=" ".join(model_map.subject.split())[:120] or document.title,
        mined_by="model",
        claims=tuple(claims.values()),
        lines=lines,
        starters=_starters(claims, lines),
    )
    return Mined(argument_map, tuple(refused))


def _claims(model_map: MinedMap, document: Document, refused: Refused, reason_of: Reason) -> dict[str, Claim]:
    """Return the claims that their passages support, by id."""
    claims: dict[str, Claim] = {}
    for claim in model_map.claims:
        slug, says = _slug(claim.id), claim_words(claim.says, document)
        passages = tuple(sorted(dict.fromkeys(claim.passages)))
        there = bool(says and passages and all(map(document.has, passages)))
        reason = reason_of(claim_statement(says, passages)) if there else _NO_PASSAGE
        if reason or not slug or slug in claims:
            refused.append((claim.says, reason or "its id is empty or taken"))
            continue
        claims[slug] = Claim(
            id=slug,
            kind=claim.kind,
            says=says,
            passages=passages,
            helps=claim.helps,
            asked=tuple(_questions(claim.asked)),
            supports=tuple(map(_slug, claim.supports)),
            confidence=BY_MODEL,
        )
    return {
        slug: claim.model_copy(update={"supports": _known(claim.supports, claims, slug)})
        for slug, claim in claims.items()
    }


def claim_statement(says: str, passages: tuple[int, ...]) -> Statement:
    """Return a claim as the sentence that it is judged as."""
    return Statement("report", f"The op-ed says that {says}.", passages)


def _starters(claims: Mapping[str, Claim], lines: tuple[ArgumentLine, ...]) -> Starters:
    starters = Starters(ask=tuple(claim.asked[0] for claim in claims.values() if claim.asked)[:4])
    if not lines or all(claim.kind != "recommendation" for claim in claims.values()):
        return starters
    return starters.model_copy(
        update={
            "for_": ("Make the case for it",),
            "against": ("What can be said against it?",),
            "debate": ("I am not convinced.",),
        }
    )


def _line(
    number: int, line: MinedLine, claims: Mapping[str, Claim], refused: Refused, reason_of: Reason
) -> ArgumentLine | None:
    premises, conclusion = _known(map(_slug, line.premises), claims), _slug(line.conclusion)
    scheme = _slug(line.scheme)
    if not premises or conclusion not in claims or scheme not in schemes():
        refused.append((line.title, "a premise, its conclusion or its scheme is missing"))
        return None
    id = f"line-{number}"
    return ArgumentLine(
        id=id,
        title=" ".join(line.title.split())[:120] or f"Line {number}",
        scheme=scheme,
        premises=premises,
        conclusion=conclusion,
        attacks=_attacks(id, line.attacks, claims, refused, reason_of),
        questions=_open_questions(id, scheme, line.questions, claims, refused, reason_of),
    )


def _attacks(
    line: str,
    attacks: list[MinedAttack],
    claims: Mapping[str, Claim],
    refused: Refused,
    reason_of: Reason,
) -> tuple[Attack, ...]:
    kept = []
    for place, attack in enumerate(attacks, start=1):
        about, says = _known(map(_slug, attack.about), claims), _sentence(attack.says)
        reason = _NO_CLAIM
        if about:
            reason = reason_of(Statement("critique", f"{says}.", _passages(about, claims)))
        if reason:
            refused.append((attack.says, reason))
        else:
            kept.append(Attack(id=f"{line}-attack-{place}", aim=attack.aim, about=about, says=says))
    return tuple(kept)


def _open_questions(
    line: str,
    scheme: str,
    questions: list[MinedQuestion],
    claims: Mapping[str, Claim],
    refused: Refused,
    reason_of: Reason,
) -> tuple[CriticalQuestion, ...]:
    kept = []
    first = next(iter(schemes()[scheme].questions))
    for place, question in enumerate(questions, start=1):
        about, asks = _known(map(_slug, question.about), claims), _sentence(question.asks).rstrip("?") + "?"
        reason = _NO_CLAIM
        if about:
            reason = reason_of(Statement("question", asks, _passages(about, claims)))
        if reason:
            refused.append((question.asks, reason))
        else:
            kept.append(
                CriticalQuestion(
                    id=f"{line}-question-{place}", asks=asks, of=first, status="open", about=about
                )
            )
    return tuple(kept)


def _known(ids: Iterable[str], claims: Mapping[str, Claim], own: str = "") -> tuple[str, ...]:
    return tuple(id for id in dict.fromkeys(ids) if id in claims and id != own)


def _passages(about: tuple[str, ...], claims: Mapping[str, Claim]) -> tuple[int, ...]:
    return tuple(sorted({number for id in about for number in claims[id].passages}))


def _slug(text: str) -> str:
    return _SLUG.sub("-", folded(text)).strip("-")


def _sentence(text: str) -> str:
    words = " ".join(text.split()).rstrip(". ")
    return words[:1].upper() + words[1:]


def _questions(asked: Iterable[str]) -> Iterable[str]:
    return (" ".join(question.split())[:200] for question in list(asked)[:8] if question.strip())
