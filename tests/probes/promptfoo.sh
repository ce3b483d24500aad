#!/bin/sh
# promptfoo's own runner on questions that try to get orders, addresses and markup into a reply: in each mode, embedded writer and obedient model.
set -eu
. "$(dirname "$0")/serving.sh"
mkdir -p "$TOOLS-promptfoo"
[ -x "$TOOLS-promptfoo/node_modules/.bin/promptfoo" ] || npm install --silent --no-fund --no-audit --prefix "$TOOLS-promptfoo" 'promptfoo@>=0.119'
export PROMPTFOO_DISABLE_TELEMETRY=1 PROMPTFOO_DISABLE_UPDATE=1 PROMPTFOO_DISABLE_REMOTE_GENERATION=true PROMPTFOO_DISABLE_SHARING=1 PROMPTFOO_CACHE_ENABLED=false
all_modes() {
    for mode in ask for against debate; do
        MODE=$mode "$TOOLS-promptfoo/node_modules/.bin/promptfoo" eval --config tests/probes/promptfoo.yaml --no-cache --no-progress-bar --no-write || return 1
    done
}
for who in embedded obedient; do
    served "$who" all_modes
done
