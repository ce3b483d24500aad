"""Every setting once: environment variables `DEBATE_*`, and `OPENAI_*`, also from a `.env` file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import BotError


class Settings(BaseSettings):
    """What can be set, with its default and what it means."""

    model_config = SettingsConfigDict(env_prefix="DEBATE_", env_file=".env", extra="ignore", frozen=True)

    home: Path = Field(
        default_factory=lambda: user_data_path("policy-debate-bot"),
        description="Folder for the index and the added topics",
    )
    topic: str = Field(default="us-korea-alliance", description="The topic to use when none is named")
    embeddings: Literal["onnx", "openai"] = Field(
        default="onnx",
        description=(
            "What computes the embeddings: `onnx` (a model included with the program) or `openai` "
            "(an endpoint)"
        ),
    )
    embedding_model: str = Field(
        default="text-embedding-3-small", description="The model to request for `openai` embeddings"
    )
    model: str | None = Field(
        default=None,
        description=(
            "Chat model that writes the replies, as PROVIDER:MODEL (`openai:gpt-4.1-mini`); "
            "without one, the embedded writer writes them"
        ),
    )
    temperature: float | None = Field(
        default=None,
        ge=0,
        le=2,
        description="How freely the model writes, from 0 to 2; by default, whatever its provider sets",
    )
    prompts: Path | None = Field(
        default=None,
        description="Folder with your own prompt files; each replaces the built-in file of the same name",
    )
    wait_connect: float = Field(
        default=5, gt=0, description="Seconds to wait for a connection to the model's server"
    )
    wait_first: float = Field(
        default=120,
        gt=0,
        description=(
            "Seconds to wait for the model's first sign of life; a CPU reads about 25 tokens a second"
        ),
    )
    wait_between: float = Field(
        default=30, gt=0, description="Seconds to wait between one sign of life and the next"
    )
    wait_whole: float = Field(
        default=300, gt=0, description="Seconds to wait for one whole answer from the model"
    )
    cache: bool = Field(
        default=True,
        description=(
            "Whether replies are cached: a model's are reused for the same evidence, so that they are paid "
            "for only once; the embedded writer's are kept for as long as the server runs"
        ),
    )
    reasoning: bool = Field(
        default=True,
        description=(
            "Whether arguments may include the bot's own reasoning, labeled as reasoning; if not, "
            "every sentence on the subject cites a passage"
        ),
    )
    price_in: float = Field(default=0, ge=0, description="Dollars per million tokens that the model reads")
    price_out: float = Field(default=0, ge=0, description="Dollars per million tokens that the model writes")
    tokens_per_turn: int | None = Field(
        default=30_000,
        ge=0,
        description="Token budget per turn; once a budget is used up, the embedded writer answers",
    )
    tokens_per_conversation: int | None = Field(
        default=None, ge=0, description="Token budget per conversation"
    )
    tokens_per_day: int | None = Field(default=None, ge=0, description="Token budget per day (UTC)")
    dollars_per_turn: float | None = Field(default=None, ge=0, description="Dollar budget per turn")
    dollars_per_conversation: float | None = Field(
        default=None, ge=0, description="Dollar budget per conversation"
    )
    dollars_per_day: float | None = Field(default=None, ge=0, description="Dollar budget per day (UTC)")
    judge_model: str | None = Field(
        default=None,
        description=(
            "Chat model, as PROVIDER:MODEL, that checks what the writing model writes (without "
            "one, that model checks itself); also used for `debate eval --judge model`, contested "
            "sentences and ballots"
        ),
    )
    check: Literal["model", "embedded"] = Field(
        default="model",
        description=(
            "What checks the sentences that a model writes: `model`, a chat model that compares "
            "each with its passages, or `embedded`, the built-in rules, which pass only sentences "
            "worded close to their passages"
        ),
    )
    judge_form: Literal["verdicts", "minicheck"] = Field(
        default="verdicts",
        description=(
            "How the judging model is asked: `verdicts`, for any chat model, or `minicheck`, for "
            "a fact-checking model that answers Yes or No, such as Ollama's `bespoke-minicheck` "
            "(whose weights are not licensed for commercial use)"
        ),
    )
    judge_price_in: float | None = Field(
        default=None, ge=0, description="Dollars per million tokens that a separate judging model reads"
    )
    judge_price_out: float | None = Field(
        default=None, ge=0, description="Dollars per million tokens that a separate judging model writes"
    )
    chroma_url: str | None = Field(
        default=None,
        description=(
            "Chroma server that holds the indexes, `http://host:8000`, or Chroma Cloud, "
            "`https://api.trychroma.com/TENANT/DATABASE`; by default, a folder in DEBATE_HOME"
        ),
    )
    chroma_token: SecretStr | None = Field(default=None, description="Token that the Chroma server requires")
    database: str | None = Field(
        default=None,
        description=(
            "URL of the database that stores chats: `postgresql://…` with the extra [postgresql]; "
            "by default, an SQLite file in DEBATE_HOME"
        ),
    )
    retention_days: float | None = Field(
        default=None,
        gt=0,
        description="Days after which an inactive chat is deleted; by default, never",
    )
    origins: str = Field(
        default="",
        description=(
            "Sites that may show the widget and call the API: `https://host`, `https://*.host`, "
            "`TOPIC=https://host`, separated by spaces"
        ),
    )
    auto_index: int = Field(
        default=0,
        ge=0,
        description=(
            "Maximum number of articles that pages on the sites in `DEBATE_ORIGINS` may have "
            'indexed with `data-topic="auto"`; 0 for none'
        ),
    )
    hosts: str = Field(
        default="",
        description=(
            "Host names that the server answers to, as its proxy passes them on: "
            "`debate.example`, `*.paper.example`, separated by spaces; IP addresses and "
            "`localhost` need not be listed"
        ),
    )
    api_keys: SecretStr | None = Field(
        default=None,
        description=(
            "Keys that `/v1` accepts, separated by spaces, each on its own or with a cap: "
            "`KEY=60/minute`; without any, `/v1` is open to everyone"
        ),
    )
    edit_key: SecretStr | None = Field(
        default=None,
        description=(
            "Key required to add, review and remove topics over HTTP; without one, only a browser "
            "on the server's own machine may do so"
        ),
    )
    cap_visitor: str | None = Field(
        default="30/minute;600/day", description="Questions that one visitor may ask"
    )
    cap_address: str | None = Field(
        default="240/minute;4800/day",
        description=(
            "Questions from one network address (for IPv6, from one /64 network); a visitor can "
            "change names, but not this"
        ),
    )
    cap_origin: str | None = Field(
        default="1200/minute", description="Questions from the widgets of one site"
    )
    cap_all: str | None = Field(
        default=None,
        description="Questions from all readers together, across all servers that share the store",
    )
    limits_store: str = Field(
        default="memory://",
        description=(
            "Where questions are counted: `memory://`, or `redis://…`, with the extra [redis], for "
            "replicas that share the caps"
        ),
    )
    turns_at_once: int = Field(
        default=256,
        ge=1,
        description=(
            "Number of questions answered at the same time; anyone beyond that is asked to try again "
            "in a moment"
        ),
    )
    public: bool = Field(
        default=False,
        description=(
            "Strict settings for the internet, like `debate serve --public`: the server refuses "
            "to start if anything is unsafe"
        ),
    )
    admin_key: SecretStr | None = Field(
        default=None,
        description=(
            "With `--public`: key for /metrics, /evaluations and /api/docs, sent as a bearer "
            "token or as the password with any user name; without a key they are off"
        ),
    )
    login_header: str | None = Field(
        default=None,
        description=(
            "Header in which a proxy names the reader it has logged in, such as "
            "`X-Forwarded-User`; requests without it are refused"
        ),
    )
    proxies: str = Field(
        default="127.0.0.1,::1",
        validation_alias="FORWARDED_ALLOW_IPS",
        description=(
            "Addresses or networks of the proxies that are trusted to say which reader a request "
            "comes from, separated by commas"
        ),
    )
    traces: bool = Field(
        default=False,
        description=(
            "Whether requests and turns are traced with OpenTelemetry and sent to "
            "`OTEL_EXPORTER_OTLP_ENDPOINT`; needs the extra [traces]"
        ),
    )
    log_format: Literal["text", "json"] = Field(
        default="text", description="How `debate serve` logs: `text`, or `json`, one object per line"
    )
    log_level: Literal["error", "warning", "info"] = Field(
        default="warning", description="How much it logs; with `info`, each request gets a line"
    )
    root_path: str = Field(
        default="", description="The path at which a reverse proxy serves this program, for example `/debate`"
    )
    host: str = Field(default="127.0.0.1", description="Address that `debate serve` listens on")
    port: int = Field(default=7860, ge=1, le=65535, description="Port that `debate serve` listens on")
    openai_api_key: SecretStr | None = Field(
        default=None, validation_alias="OPENAI_API_KEY", description="Key for the OpenAI-compatible endpoint"
    )
    openai_base_url: str | None = Field(
        default=None,
        validation_alias="OPENAI_BASE_URL",
        description="Address of an OpenAI-compatible endpoint",
    )


def load_settings() -> Settings:
    """Return the settings of this process. BotError names the variable that is off."""
    try:
        settings = Settings()
    except ValidationError as exc:
        error = exc.errors()[0]
        name = str(error["loc"][0]) if error["loc"] else "?"
        variable = name if name.isupper() else f"DEBATE_{name.upper()}"
        raise BotError(
            f"the setting {variable} is invalid: {error['msg']}; change it in the environment or in .env"
        ) from exc
    return settings.model_copy(update={"home": settings.home.expanduser()})


def tracing(environment: Mapping[str, str]) -> bool:
    """Tell whether LangChain sends traces to LangSmith; then the model is asked through LangChain."""
    return any(
        environment.get(switch, "").lower() in ("true", "1")
        for switch in ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2")
    )
