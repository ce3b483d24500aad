"""An argument map for a document that has none, by a model or by rules, kept as far as the gate lets it pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.errors import BotError, ModelError
from bot.gate import check
from bot.output.schema import flat
from bot.statement import Statement
from bot.statement.marking import stopped
from bot.writers.embedded.wording import Frames
from bot.writers.model.writer import listed
from knowledge.argument_map import (
    ArgumentLine,
    ArgumentMap,
    Attack,
    Claim,
    ClaimKind,
    CriticalQuestion,
    Helps,
    Starters,
)
from knowledge.document import Document
from knowledge.letters import folded
from knowledge.mining.clauses import inner_quotes
from knowledge.mining.merge import without
from knowledge.schemes import schemes
from prompts import Prompt

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

BY_MODEL = 0.8  # the confidence of a model's claim that its passages carry; nobody has measured it
LONGEST = 60_000  # characters of a document that a model is given at once
_SLUG = re.compile(r"[^a-z0-9]+")


class _Given(BaseModel):
    model_config = ConfigDict(extra="ignore")  # a model may say more than it is asked for


class MinedClaim(_Given):
    """One assertion of the op-ed."""

    id: str
    kind: ClaimKind
    says: str
    passages: list[int]
    helps: Helps = "either"
    supports: list[str] = []
    asked: list[str] = []


class MinedAttack(_Given):
    """What the op-ed leaves unsaid about claims."""

    aim: Literal["undercut", "undermine"] = "undercut"
    about: list[str]
    says: str


class MinedQuestion(_Given):
    """A critical question about claims."""

    about: list[str]
    asks: str


class MinedLine(_Given):
    """A line of argument."""

    title: str
    scheme: str
    premises: list[str]
    conclusion: str
    attacks: list[MinedAttack] = []
    questions: list[MinedQuestion] = []


class MinedMap(_Given):
    """The argument map of an op-ed: its subject in a few words, its claims and its lines of argument."""

    subject: str = ""
    claims: list[MinedClaim] = Field(min_length=1)
    lines: list[MinedLine] = []


@dataclass(frozen=True)
class Mined:
    """A map and what was not kept for it, each with the reason."""

    argument_map: ArgumentMap
    refused: tuple[tuple[str, str], ...]


def mine(document: Document, model: BaseChatModel, prompt: Prompt) -> Mined:
    """The argument map that a model makes of a document. ModelError where it gives none, BotError where nothing of it passes."""
    if len(document.text) > LONGEST:
        raise BotError(
            f"the document is {len(document.text)} characters long, {LONGEST} can be mined at once: index a part of it"
        )
    messages = [
        (one.role, one.text)
        for one in prompt.messages(passages=listed(document.passages), schemes=", ".join(schemes()))
    ]
    try:
        given = model.with_structured_output(MinedMap).invoke(messages)
    except ValidationError as exc:
        raise ModelError(
            f"the model's argument map is not in its form ({exc.errors()[0]['msg']}); try again, or another model"
        ) from exc
    except Exception as exc:  # each provider has its own
        raise ModelError(
            f"the model made no argument map ({type(exc).__name__}); see with: debate doctor"
        ) from exc
    if not isinstance(given, MinedMap):
        raise ModelError("the model made no argument map; try again, or another model")
    return kept(given, document)


def kept(given: MinedMap, document: Document) -> Mined:
    """What passes the gate of a model's map, in the schema of maps; names of claims that were refused are left out of what refers to them."""
    refused: list[tuple[str, str]] = []
    claims: dict[str, Claim] = {}
    for one in given.claims:
        slug, says = _slug(one.id), _clause(one.says)
        passages = tuple(sorted(dict.fromkeys(one.passages)))
        reason = _refusal(Statement("report", f"The op-ed says that {says}.", passages), document)
        if reason or not slug or slug in claims:
            refused.append((one.says, reason or "its id is empty or taken"))
            continue
        claims[slug] = Claim(
            id=slug, kind=one.kind, says=says, passages=passages, helps=one.helps, asked=tuple(_questions(one.asked)), supports=tuple(map(_slug, one.supports)),
            confidence=BY_MODEL,
        )  # fmt: skip
    if not claims:
        raise BotError("no claim of the model's argument map is carried by its passages; try another model")
    claims = {
        slug: claim.model_copy(update={"supports": _known(claim.supports, claims, slug)})
        for slug, claim in claims.items()
    }
    lines = [
        line
        for number, one in enumerate(given.lines, start=1)
        if (line := _line(number, one, claims, document, refused))
    ]
    recommendation = next((claim for claim in claims.values() if claim.kind == "recommendation"), None)
    starters = Starters(ask=tuple(claim.asked[0] for claim in claims.values() if claim.asked)[:4])
    if lines and recommendation:
        starters = starters.model_copy(
            update={
                "for_": ("Make the case for it",),
                "against": ("What speaks against it?",),
                "debate": ("I am not convinced.",),
            }
        )
    subject = " ".join(given.subject.split())[:120] or document.title
    made = ArgumentMap(
        schema=1, title=document.title, subject=subject, mined_by="model", claims=tuple(claims.values()), lines=tuple(lines), starters=starters
    )  # fmt: skip
    return Mined(made, tuple(refused))


def gated(argument_map: ArgumentMap, document: Document) -> Mined:
    """What passes the gate of a mined map. A claim that does not pass as a clause is kept in the op-ed's own words, where those do."""
    refused: list[tuple[str, str]] = []
    claims: list[Claim] = []
    gone: set[str] = set()
    for claim in argument_map.claims:
        quoted = claim.model_copy(update={"says": _quoted(claim, document)})
        tries = [claim, quoted] if len(claim.passages) == 1 else [claim]
        reasons = [_refusal(Frames().say(one), document) for one in tries]
        passed = next((one for one, reason in zip(tries, reasons, strict=True) if not reason), None)
        claims.append(passed or claim)
        if passed is None:
            gone.add(claim.id)
            refused.append((claim.says, reasons[0]))
    whole = argument_map.changed(claims=tuple(claims))
    for id, statement in _said(whole):
        if reason := _refusal(statement, document):
            gone.add(id)
            refused.append((statement.text, reason))
    return Mined(without(whole, frozenset(gone)), tuple(refused))


def _quoted(claim: Claim, document: Document) -> str:
    text = inner_quotes(flat(document.passage(claim.passages[0]).text)).rstrip(".!")
    return f"“{text}”"


def _said(argument_map: ArgumentMap) -> Iterator[tuple[str, Statement]]:
    """What the map says beside its claims, with the id of each."""
    for line in argument_map.lines:
        for attack in line.attacks:
            if attack.says:
                yield (
                    attack.id,
                    Statement("critique", stopped(attack.says), argument_map.passages_of(attack.about)),
                )
        for question in line.questions:
            yield question.id, Statement("question", question.asks, argument_map.passages_of(question.about))
    for weighing in argument_map.weighings:
        yield (
            weighing.id,
            Statement("weighing", stopped(weighing.says), argument_map.passages_of(weighing.about)),
        )


def _line(
    number: int, one: MinedLine, claims: dict[str, Claim], document: Document, refused: list[tuple[str, str]]
) -> ArgumentLine | None:
    premises, conclusion = _known(map(_slug, one.premises), claims), _slug(one.conclusion)
    scheme = _slug(one.scheme)
    if not premises or conclusion not in claims or scheme not in schemes():
        refused.append((one.title, "a premise, its conclusion or its scheme is not there"))
        return None
    attacks, questions = [], []
    for place, attack in enumerate(one.attacks, start=1):
        about = _known(map(_slug, attack.about), claims)
        reason = (
            _refusal(Statement("critique", f"{_sentence(attack.says)}.", _passages(about, claims)), document)
            if about
            else "it is about no claim"
        )
        if reason:
            refused.append((attack.says, reason))
        else:
            attacks.append(
                Attack(
                    id=f"line-{number}-attack-{place}",
                    aim=attack.aim,
                    about=about,
                    says=_sentence(attack.says),
                )
            )
    for place, question in enumerate(one.questions, start=1):
        about = _known(map(_slug, question.about), claims)
        asks = _sentence(question.asks).rstrip("?") + "?"
        reason = (
            _refusal(Statement("question", asks, _passages(about, claims)), document)
            if about
            else "it is about no claim"
        )
        if reason:
            refused.append((question.asks, reason))
        else:
            questions.append(
                CriticalQuestion(
                    id=f"line-{number}-question-{place}",
                    asks=asks,
                    of=next(iter(schemes()[scheme].questions)),
                    status="open",
                    about=about,
                )
            )
    return ArgumentLine(
        id=f"line-{number}", title=" ".join(one.title.split())[:120] or f"Line {number}", scheme=scheme, premises=premises, conclusion=conclusion,
        attacks=tuple(attacks), questions=tuple(questions),
    )  # fmt: skip


def _refusal(statement: Statement, document: Document) -> str:
    verdict = check(statement, document.passages, document)
    return "" if verdict.passed else verdict.reason


def _known(ids: Iterable[str], claims: dict[str, Claim], own: str = "") -> tuple[str, ...]:
    return tuple(one for one in dict.fromkeys(ids) if one in claims and one != own)


def _passages(about: tuple[str, ...], claims: dict[str, Claim]) -> tuple[int, ...]:
    return tuple(sorted({number for one in about for number in claims[one].passages}))


def _slug(text: str) -> str:
    return _SLUG.sub("-", folded(text)).strip("-")


def _clause(text: str) -> str:
    return re.sub(r"^(?:that|the op-ed \w+ that)\s+", "", " ".join(text.split()), flags=re.IGNORECASE).rstrip(
        ". "
    )


def _sentence(text: str) -> str:
    words = " ".join(text.split()).rstrip(". ")
    return words[:1].upper() + words[1:]


def _questions(asked: Iterable[str]) -> Iterable[str]:
    return (" ".join(one.split())[:200] for one in list(asked)[:8] if one.strip())
