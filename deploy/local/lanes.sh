# shellcheck shell=bash disable=SC2154
# The tests in two lanes: those of the whole chain, which stop servers and wait a lot, and beside them, on a bed of their
# own, all others. Sourced after test.sh.

# run_lanes ARGUMENTS...: all tests, or those that the arguments choose, which are few and run in one lane.
run_lanes() {
    local code=0 results=$home/results said=$logs/beside.log
    if (($# > 0)); then
        test_what "$results" "$root/Charging.sln" "$@"
        return
    fi

    begin_beside "$results/beside" "$said"
    test_what "$results/chain" "$root/tests/Charging.Tests" || code=$?
    wait "$beside" || code=$?
    trap stop_test_bed EXIT
    step "Tested beside"
    cat "$said"
    return "$code"
}

# test_what RESULTS WHAT ARGUMENTS...
test_what() {
    dotnet test "$2" -c Release --no-build --nologo -m:1 -nodeReuse:false --logger "console;verbosity=normal" \
        --logger trx --results-directory "$1" "${@:3}" 9>&-
}

# begin_beside RESULTS LOG: as a process group, so that an interruption ends it with all that it started.
begin_beside() {
    trap end_beside EXIT
    set -m
    (test_beside "$1") </dev/null >"$2" 2>&1 9>&- &
    beside=$!
    set +m
}

end_beside() {
    kill -TERM -- "-$beside" 2>/dev/null || true
    (open_bed beside && servers stop) || true
    stop_test_bed
}

# Every project of tests but that of the chain. It yields to the chain's, some of which judge how long they wait.
test_beside() {
    local project code=0
    renice -n 10 -p "$BASHPID" >/dev/null
    open_servers_beside
    for project in "$root"/tests/*.Tests; do
        [[ ${project##*/} != Charging.Tests ]] || continue
        test_what "$1" "$project" || code=$?
    done
    servers stop
    exit "$code"
}

# Its ports are of the same hundred as those of the bed "test".
open_servers_beside() {
    export CHARGING_BESIDE_PORTS=$((ports + 10))
    open_bed beside
    servers stop
    wipe_data
    refresh_ports
    servers start
    test_environment
}

# servers start|stop
servers() {
    "$root/deploy/local/database" "$1" "$bed"
    "$root/deploy/local/broker" "$1" "$bed"
}
