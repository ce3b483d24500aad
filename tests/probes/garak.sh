#!/bin/sh
# garak's probes that are static and whose detectors need no model, against /v1: the embedded writer, then the obedient model. Exit status 1 at a hit.
set -eu
. "$(dirname "$0")/serving.sh"
tool garak 'garak>=0.17,<0.18'
XDG_DATA_HOME=${REPORTS:-$(mktemp -d)} XDG_CONFIG_HOME=$XDG_DATA_HOME XDG_CACHE_HOME=$XDG_DATA_HOME
export OPENAICOMPATIBLE_API_KEY=none XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME
for who in ${WHO:-embedded obedient}; do
    echo "== $who"
    served "$who" "$TOOLS-garak/bin/python" -m garak --config tests/probes/garak.yaml --report_prefix "$XDG_DATA_HOME/$who" "$@"
    "$PYTHON" -m tests.probes.hits "$XDG_DATA_HOME/$who.report.jsonl" || status=1
done
exit "${status:-0}"
