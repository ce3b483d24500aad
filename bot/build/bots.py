"""The bots of all topics, joined as the settings say."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from bot.build.chat import build_chat, build_judge, build_judging, load_prompts
from bot.build.embedder import build_embedder, build_search, build_server
from bot.build.spelling import build_spelling
from bot.build.storage import build_shared_topics, build_store
from bot.build.wordings import build_blocks, build_wordings
from bot.debate.ground import Hearing
from bot.errors import USER_ERRORS, BotError
from bot.request.leanings import Leanings
from bot.request.wishes import Wishes
from bot.settings import Settings
from bot.turn.bot import Bot
from bot.turn.loops import Loops
from bot.turn.recent import Recent
from bot.writers import Writer
from bot.writers.embedded.sides_cases import SIDES_CASES
from bot.writers.embedded.writer import EmbeddedWriter
from knowledge.debating import DebateReader
from knowledge.embeddings import Embedder
from knowledge.encoders import Scores
from knowledge.encoders.act_reader import ActReader, ReadsActs
from knowledge.encoders.cross_encoder import CrossEncoder, answers
from knowledge.encoders.onnx_model import open_model
from knowledge.encoders.sentence_encoder import SentenceEncoder
from knowledge.topic import Topic, load_topic, topic_slugs, version_of
from prompts import Prompt, load_prompt

if TYPE_CHECKING:
    from bot.judge.model import ModelJudge
    from bot.models.service import TurnChat
    from bot.store import Store
    from bot.store.topics import SharedTopics
    from knowledge.library import Library

HELD = 64  # topics that stay joined at once: what was not asked for lately is joined again


def build(settings: Settings, writer: str | None = None) -> Bots:
    """Join everything as the settings say; no index is opened before it is asked for.

    `writer` is embedded or model; by default the model where the settings name one. BotError where the model
    is asked for and none is named.
    """
    if writer == "model" and settings.model is None:
        raise BotError(
            "the writer `model` needs a chat model: set DEBATE_MODEL, for example to openai:gpt-4.1-mini"
        )
    return Bots(settings.model_copy(update={"model": None}) if writer == "embedded" else settings)


class Bots:
    """The bot of each topic, joined when it is first asked for, and again once its document was replaced."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.chat = build_chat(settings)
        self._loops = Loops()
        self._prompts = load_prompts(settings) if self.chat else {}
        self._judging = build_judging(settings, self.chat)
        self._lock = Lock()
        self._listed: tuple[int, tuple[str, ...]] = (-1, ())
        self._recent = Recent() if settings.cache else None
        self._joined: dict[tuple[str, int], Bot] = {}  # by topic and version; the last used at the end
        self._titles: dict[str, tuple[int, str]] = {}  # by topic, with its version

    @property
    def home(self) -> Path:
        """The data folder."""
        return self.settings.home

    @property
    def slugs(self) -> tuple[str, ...]:
        """The topics that there are, the one to begin with first."""
        if self._shared:
            self._shared.pull()
        folder = self.home / "topics"
        # a topic comes and goes by one rename in there
        changed = folder.stat().st_mtime_ns if folder.is_dir() else 0
        if self._listed[0] != changed:
            first = self.settings.topic
            slugs = sorted(topic_slugs(self.home), key=lambda slug: slug != first)
            self._listed = (changed, tuple(slugs))
        return self._listed[1]

    def of(self, slug: str | None = None) -> Bot:
        """Return the bot for a topic, by default the one of the settings.

        Its index is built where there is none.
        """
        slug = slug or self.settings.topic
        if self._shared:
            self._shared.pull()
        with self._lock:
            version = (slug, version_of(slug, self.home))
            bot = self._joined.pop(version, None)
            if bot is None:
                bot = self._join(slug)
                others = [pair for pair in self._joined.items() if pair[0][0] != slug]
                self._joined = dict(others[-(HELD - 1) :])
            self._joined[version] = bot
            return bot

    def joined(self, slug: str | None = None) -> Bot | None:
        """Return the bot for a topic where that takes no waiting.

        None where `of` has to load, to build, or to ask a database.
        """
        if self._shared or not self._lock.acquire(blocking=False):
            return None
        try:
            slug = slug or self.settings.topic
            return self._joined.get((slug, version_of(slug, self.home)))
        finally:
            self._lock.release()

    def topic(self, slug: str) -> Topic:
        """Load a topic without its search; KnowledgeError where there is none."""
        return load_topic(slug, self.home)

    def title(self, slug: str) -> str:
        """Return what a reader knows a topic by, for lists; its slug where it cannot be read.

        A topic is read once for each of its versions.
        """
        version = version_of(slug, self.home)
        known = self._titles.get(slug)
        if known is None or known[0] != version:
            try:
                known = (version, self.topic(slug).title)
            except USER_ERRORS:
                return slug
            self._titles[slug] = known
        return known[1]

    def publish(self, slug: str) -> None:
        """Let the servers that share the database have what was written of a topic here."""
        if self._shared:
            self._shared.push(slug)

    @cached_property
    def library(self) -> Library:
        """All topics under one roof, for lists and for questions across them."""
        from knowledge.library import Library

        return Library(self.home, self._embedder, build_server(self.settings))

    @cached_property
    def store(self) -> Store:
        """Where chats and readers' words on replies are kept.

        BotError where the database cannot be opened.
        """
        return build_store(self.settings)

    @cached_property
    def judge(self) -> ModelJudge | None:
        """The model that the settings name for judging, which reads contested sentences and ballots."""
        return build_judge(self.settings)

    @property
    def judges(self) -> bool:
        """Whether a model judges what is written, so that replies can come in any language."""
        return self._judging is not None

    @cached_property
    def ballot_prompt(self) -> Prompt:
        """What the model that judges is told for a ballot."""
        return load_prompt("ballot", self.settings.prompts, ("transcript",))

    def close(self) -> None:
        """Let go of what a model and the database hold open."""
        if "store" in self.__dict__:
            self.store.close()
        if self.__dict__.get("_shared"):
            self.__dict__["_shared"].close()
        if self._judging:
            self._judging.close()
        if self.chat:
            self._loops.close(self._let_go)
            self.chat.close()

    async def _let_go(self) -> None:
        """Close the connections of this loop to the models that write and judge."""
        for chat in (self.chat, self._judging and self._judging.chat):
            if chat:
                await chat.model.close()

    @cached_property
    def _shared(self) -> SharedTopics | None:
        return build_shared_topics(self.settings)

    @cached_property
    def _embedder(self) -> Embedder:
        return build_embedder(self.settings)

    @cached_property
    def _reader(self) -> Scores:
        return answers()

    @cached_property
    def _stances(self) -> Scores:
        return CrossEncoder(open_model("reader.onnx"), "stance")

    @cached_property
    def _same(self) -> Scores:
        return CrossEncoder(open_model("reader.onnx"), "same")

    @cached_property
    def _acts(self) -> ReadsActs:
        return ActReader()

    @cached_property
    def _encoder(self) -> SentenceEncoder:
        return SentenceEncoder()

    @cached_property
    def _debating(self) -> DebateReader:
        return DebateReader(self._encoder, self._acts)

    def _join(self, slug: str) -> Bot:
        topic = load_topic(slug, self.home)
        blocks = build_blocks(topic, self._same, self.home)
        return Bot(
            topic,
            build_search(topic, self._embedder, self._reader, self.home, build_server(self.settings)),
            EmbeddedWriter(self.settings.reasoning, self._encoder),
            Leanings(
                topic.thesis,
                self._stances,
                self._acts,
                blocks,
                dict(topic.document.meta).get("author", ""),
                topic.argument_map.starters.argued if topic.argument_map else {},
                Wishes(topic.thesis, topic.title, self._encoder),
            ),
            Hearing(self._encoder, self._debating, SIDES_CASES, blocks, self._reader),
            self._model_writer,
            self.chat,
            self._loops,
            self._judging,
            recent=self._recent,
            wordings=build_wordings(topic, self._reader, self._acts, self.home),
            spelling=build_spelling(topic),
            reasoning=self.settings.reasoning,
            reads=self._reader,
        )

    def _model_writer(self, chat: TurnChat) -> Writer:
        """Return the model's writer for one turn."""
        from bot.writers.model.writer import ModelWriter

        return ModelWriter(chat, self._prompts, EmbeddedWriter(self.settings.reasoning, self._encoder))
