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
        description="Folder of the index and the added topics",
    )
    topic: str = Field(
        default="us-korea-alliance", description="The topic that is talked about when none is named"
    )
    embeddings: Literal["onnx", "openai"] = Field(
        default="onnx",
        description="What makes the vectors: `onnx` (a model that ships) or `openai` (an endpoint)",
    )
    embedding_model: str = Field(
        default="text-embedding-3-small", description="The model that the `openai` embeddings ask for"
    )
    model: str | None = Field(
        default=None,
        description=(
            "Chat model that writes, as PROVIDER:MODEL (`openai:gpt-4.1-mini`); without one the embedded "
            "writer does"
        ),
    )
    temperature: float | None = Field(
        default=None,
        ge=0,
        le=2,
        description="How freely the model writes, 0 to 2; by default as its provider has it",
    )
    prompts: Path | None = Field(
        default=None,
        description="Folder with prompt files of your own; each one there replaces the one that ships",
    )
    wait_connect: float = Field(default=5, gt=0, description="Seconds to reach the model's server")
    wait_first: float = Field(
        default=120,
        gt=0,
        description="Seconds to the model's first sign of life; a CPU reads some 25 tokens a second",
    )
    wait_between: float = Field(default=30, gt=0, description="Seconds from one sign of life to the next")
    wait_whole: float = Field(default=300, gt=0, description="Seconds for one whole answer of the model")
    cache: bool = Field(
        default=True,
        description=(
            "Whether replies are kept: those of a model on the same evidence, so that they are paid for "
            "once; those of the embedded writer while the server runs"
        ),
    )
    reasoning: bool = Field(
        default=True,
        description=(
            "Whether arguments hold reasoning of the bot's own, labelled as reasoning; without it, each "
            "sentence about the matter cites a passage"
        ),
    )
    price_in: float = Field(default=0, ge=0, description="Dollars for a million tokens that the model reads")
    price_out: float = Field(
        default=0, ge=0, description="Dollars for a million tokens that the model writes"
    )
    tokens_per_turn: int | None = Field(
        default=30_000,
        ge=0,
        description="Budget of a turn in tokens; past a budget the embedded writer answers",
    )
    tokens_per_conversation: int | None = Field(
        default=None, ge=0, description="Budget of a conversation in tokens"
    )
    tokens_per_day: int | None = Field(default=None, ge=0, description="Budget of a day (UTC) in tokens")
    dollars_per_turn: float | None = Field(default=None, ge=0, description="Budget of a turn in dollars")
    dollars_per_conversation: float | None = Field(
        default=None, ge=0, description="Budget of a conversation in dollars"
    )
    dollars_per_day: float | None = Field(default=None, ge=0, description="Budget of a day (UTC) in dollars")
    judge_model: str | None = Field(
        default=None,
        description=(
            "Chat model that judges, as PROVIDER:MODEL: what the model writes, else that judges itself; and "
            "for `debate eval --judge model`, for contested sentences and ballots"
        ),
    )
    check: Literal["model", "embedded"] = Field(
        default="model",
        description=(
            "What checks the sentences that a model writes: `model`, a chat model that compares each with "
            "its passages, or `embedded`, the built-in rules, which show what is near its passage's words"
        ),
    )
    judge_form: Literal["verdicts", "minicheck"] = Field(
        default="verdicts",
        description=(
            "How the judging model is asked: `verdicts`, any chat model, or `minicheck`, a fact-checking "
            "model that answers Yes or No, as Ollama's `bespoke-minicheck` (whose weights are not for "
            "commercial use)"
        ),
    )
    judge_price_in: float | None = Field(
        default=None, ge=0, description="Dollars for a million tokens that another judging model reads"
    )
    judge_price_out: float | None = Field(
        default=None, ge=0, description="Dollars for a million tokens that another judging model writes"
    )
    chroma_url: str | None = Field(
        default=None,
        description=(
            "Chroma server that holds the indexes, `http://host:8000`, or Chroma Cloud, "
            "`https://api.trychroma.com/TENANT/DATABASE`; by default a folder in the home"
        ),
    )
    chroma_token: SecretStr | None = Field(default=None, description="Token that the Chroma server asks for")
    database: str | None = Field(
        default=None,
        description=(
            "URL of the database that keeps chats: `postgresql://…` with the extra [postgresql]; by "
            "default an SQLite file in the home"
        ),
    )
    retention_days: float | None = Field(
        default=None,
        gt=0,
        description="Days after which a chat that nobody went on with is deleted; by default never",
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
            "Articles that pages of the sites in `DEBATE_ORIGINS` may have indexed by "
            '`data-topic="auto"`, at most; 0 for none'
        ),
    )
    hosts: str = Field(
        default="",
        description=(
            "Names that the server is asked by, as its proxy passes them on: `debate.example`, "
            "`*.paper.example`, separated by spaces; addresses and `localhost` need none"
        ),
    )
    api_keys: SecretStr | None = Field(
        default=None,
        description=(
            "Keys that `/v1` asks for, separated by spaces, each alone or with its cap: `KEY=60/minute`; "
            "without any, it is open"
        ),
    )
    edit_key: SecretStr | None = Field(
        default=None,
        description=(
            "Key that adding, reviewing and removing topics over HTTP asks for; without one, only a "
            "browser on the server's own machine may"
        ),
    )
    cap_visitor: str | None = Field(
        default="30/minute;600/day", description="Questions that one visitor may ask"
    )
    cap_address: str | None = Field(
        default="240/minute;4800/day",
        description=(
            "Questions from one network address, of IPv6 from one network of 64 bits; a visitor may "
            "choose another name, not this"
        ),
    )
    cap_origin: str | None = Field(
        default="1200/minute", description="Questions from the widgets of one site"
    )
    cap_all: str | None = Field(
        default=None, description="Questions of all readers together, on all servers that share the store"
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
        description="Questions that are answered at the same time; more are told to come back in a moment",
    )
    public: bool = Field(
        default=False,
        description=(
            "The strict set for the internet, as `debate serve --public`: it refuses to start where "
            "something is unsafe"
        ),
    )
    admin_key: SecretStr | None = Field(
        default=None,
        description=(
            "With `--public`: key for /metrics, /evaluations and /api/docs, as a bearer or as the "
            "password of any name; without one they are off"
        ),
    )
    login_header: str | None = Field(
        default=None,
        description=(
            "Header in which a proxy names the reader it has logged in, as `X-Forwarded-User`; without it "
            "nobody is let in"
        ),
    )
    proxies: str = Field(
        default="127.0.0.1,::1",
        validation_alias="FORWARDED_ALLOW_IPS",
        description=(
            "Addresses or networks of the proxies that are believed whom they ask for, separated by commas"
        ),
    )
    traces: bool = Field(
        default=False,
        description=(
            "Whether requests and turns are traced for OpenTelemetry, to `OTEL_EXPORTER_OTLP_ENDPOINT`, "
            "with the extra [traces]"
        ),
    )
    log_format: Literal["text", "json"] = Field(
        default="text", description="How `debate serve` logs: `text`, or `json`, one object a line"
    )
    log_level: Literal["error", "warning", "info"] = Field(
        default="warning", description="What it logs; with `info` each request is a line"
    )
    root_path: str = Field(
        default="", description="The path under which a reverse proxy shows the server, as in `/debate`"
    )
    host: str = Field(default="127.0.0.1", description="Address that `debate serve` listens on")
    port: int = Field(default=7860, ge=1, le=65535, description="Port that `debate serve` listens on")
    openai_api_key: SecretStr | None = Field(
        default=None, validation_alias="OPENAI_API_KEY", description="Key of the OpenAI-compatible endpoint"
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
