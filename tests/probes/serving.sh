# Sourced by the probes: `served NAME …` serves the bot on port 7894 with the embedded writer, `served obedient …` with the obedient model, and runs the rest on it.
cd "$(dirname "$0")/../.."
PYTHON=${PYTHON:-.venv/bin/python}
TOOLS=${TOOLS:-.venv-probes}
URL=http://127.0.0.1:7894
export DEBATE_CAP_VISITOR= DEBATE_CAP_ADDRESS=

tool() { # an environment of its own for a tool, since each pins what we need newer or older
    [ -x "$TOOLS-$1/bin/python" ] || python3 -m venv "$TOOLS-$1"
    name=$1
    shift
    "$TOOLS-$name/bin/pip" install --quiet "$@"
}

served() {
    who=$1
    shift
    home=$(mktemp -d)
    pids=
    if [ "$who" = obedient ]; then
        "$PYTHON" -m tests.probes.obedient 7895 >/dev/null & pids=$!
        export DEBATE_MODEL=openai:obedient OPENAI_BASE_URL=http://127.0.0.1:7895/v1 OPENAI_API_KEY=none DEBATE_CACHE=false
    fi
    DEBATE_HOME=$home "$PYTHON" -m tests.probes.serve >"$home/log" 2>&1 & pids="$pids $!"
    until curl --silent --fail "$URL/readyz" >/dev/null; do sleep 0.2; done
    status=0
    "$@" || status=$?
    kill $pids
    wait
    grep -i "traceback" -A 20 "$home/log" && status=1
    rm -rf "$home"
    unset DEBATE_MODEL OPENAI_BASE_URL
    return $status
}
