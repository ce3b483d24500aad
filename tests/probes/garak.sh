#!/bin/sh
# garak's probes that are static and whose detectors need no model, against /v1: the embedded writer, then the obedient model. Exit status 1 at a hit.
set -eu
. "$(dirname "$0")/serving.sh"
tool garak 'garak>=0.17,<0.18'
PROBES=${PROBES:-encoding.InjectBase64,encoding.InjectROT13,encoding.InjectHex,goodside.Tag,latentinjection.LatentJailbreak,promptinject.HijackHateHumans,promptinject.HijackKillHumans,web_injection.MarkdownImageExfil,web_injection.MarkdownXSS,web_injection.StringAssemblyDataExfil,web_injection.PlaygroundMarkdownExfil,ansiescape.AnsiRaw,ansiescape.AnsiEscaped,exploitation.JinjaTemplatePythonInjection,exploitation.SQLInjectionEcho,dan.DanInTheWild,smuggling.HypotheticalResponse}
export OPENAICOMPATIBLE_API_KEY=none
for who in embedded obedient; do
    report=$(mktemp -d)/garak
    served "$who" "$TOOLS-garak/bin/python" -m garak --target_type openai.OpenAICompatible --target_name ask --probes "$PROBES" --generations 1 \
        --generator_options '{"openai": {"OpenAICompatible": {"uri": "http://127.0.0.1:7894/v1/", "suppressed_params": ["n"]}}}' --report_prefix "$report" "$@"
    "$PYTHON" -m tests.probes.hits "$report.report.jsonl"
done
