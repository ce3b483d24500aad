"""Every setting once: environment variables `DEBATE_*`, and `OPENAI_*` as the ecosystem knows them, also from a `.env` file."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import BotError


class Settings(BaseSettings):
    """What can be set, with its default and what it means."""

    model_config = SettingsConfigDict(env_prefix="DEBATE_", env_file=".env", extra="ignore", frozen=True)

    home: Path = Field(default_factory=lambda: user_data_path("policy-debate-bot"), description="Folder of the index and the added topics")
    topic: str = Field(default="us-korea-alliance", description="The topic that is talked about when none is named")
    embeddings: Literal["wordllama", "openai", "onnx"] = Field(
        default="wordllama", description="What makes the vectors: `wordllama` (built in), `openai` (an endpoint) or `onnx` (Chroma's MiniLM, downloads once)"
    )
    embedding_model: str = Field(default="text-embedding-3-small", description="The model that the `openai` embeddings ask for")
    judge_model: str | None = Field(default=None, description="Chat model that grades when `debate eval` is asked for the judge `model`, as PROVIDER:MODEL")
    host: str = Field(default="127.0.0.1", description="Address that `debate serve` listens on")
    port: int = Field(default=7860, ge=1, le=65535, description="Port that `debate serve` listens on")
    openai_api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY", description="Key of the OpenAI-compatible endpoint")
    openai_base_url: str | None = Field(default=None, validation_alias="OPENAI_BASE_URL", description="Address of an OpenAI-compatible endpoint")


def load_settings() -> Settings:
    """The settings of this process. BotError names the variable that is off."""
    try:
        settings = Settings()
    except ValidationError as exc:
        error = exc.errors()[0]
        name = str(error["loc"][0]) if error["loc"] else "?"
        variable = name if name.isupper() else f"DEBATE_{name.upper()}"
        raise BotError(f"the setting {variable} is off: {error['msg']}; mend it in the environment or in .env") from exc
    return settings.model_copy(update={"home": settings.home.expanduser()})
