# shellcheck shell=bash disable=SC2034,SC2154
# ./charging test --pure: the tests that need no broker, no database and little time; sourced after test.sh and kept.sh.

is_pure() {
    local word
    for word in "$@"; do [[ $word != --pure ]] || return 0; done
    return 1
}

# Nothing is shared, so the projects run beside each other; one that asks for the bed all the same is told why it is not
# there.
run_pure_tests() {
    local filter arguments word given=() code=0
    for word in "$@"; do [[ $word == --pure ]] || given+=("$word"); done
    read_filter "$not_apart&TestCategory!=bed&TestCategory!=long" "${given[@]}"
    # Not while the tests run that were built last.
    mkdir -p "$root/.local/test" "$root/.local/pure"
    home=$root/.local/pure
    share_lock "$root/.local/test/lock"
    exec 8>"$home/lock"
    flock -n 8 || fail "another ./charging test --pure is at work; wait until it is done, or end it."
    build "$root/Charging.sln" 8>&-
    step "Testing what needs no broker and no database"
    rm -rf "$home/results"
    CHARGING_TEST_BED=none dotnet test "$root/Charging.sln" -c Release --no-build --nologo -nodeReuse:false \
        --logger trx --results-directory "$home/results" --filter "$filter" "${arguments[@]}" 8>&- 9>&- || code=$?
    report_results "$code"
}
