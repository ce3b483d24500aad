#!/bin/sh
# Every route that the API's own page describes, asked with what fits its schema and with what does not. Exit status 1 where one breaks.
set -eu
. "$(dirname "$0")/serving.sh"
tool schemathesis 'schemathesis>=4.30,<5'
# A question that cannot be taken (an empty one, a topic that there is not) is refused, which no schema tells: that is no failure.
served embedded "$TOOLS-schemathesis/bin/schemathesis" run "$URL/api/openapi.json" --url "$URL" --phases examples,coverage,fuzzing,stateful \
    --max-examples "${EXAMPLES:-60}" --checks not_a_server_error,content_type_conformance,response_schema_conformance,response_headers_conformance \
    --request-timeout 20 --continue-on-failure --suppress-health-check all "$@"
