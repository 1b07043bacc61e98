# shellcheck shell=bash disable=SC2154
# ./charging publish: sessions as they are, or other platforms' own records; sourced after dotnet.sh.

# What the rating worker's import ends with when it refused some of the records.
some_refused=3

publish() {
    if [[ " $* " == *" --format"* ]]; then
        publish_records "$@"
    else
        operator_command publish "$@"
    fi
}

# The records become sessions first; those are published even if others are refused, which the exit code then says.
publish_records() {
    local sessions=$home/imported.jsonl code=0
    worker_command rating import "$@" >"$sessions" || code=$?
    ((code == 0 || code == some_refused)) || exit "$code"
    if [[ -s $sessions ]]; then operator_command publish "$sessions"; fi
    rm -f "$sessions"
    exit "$code"
}
