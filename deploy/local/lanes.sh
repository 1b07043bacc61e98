# shellcheck shell=bash disable=SC2154
# The tests in four lanes at once, each on a bed of its own, since most of a test's time is waiting. A lane takes the next of
# the portions below when it has done its last. Sourced after test.sh.

# Their beds, beside that of the first, which is "test".
other_lanes=(second third fourth)

# Those that stop servers, kill workers or judge how long they wait: the first lane's, to which the others yield.
breakdowns=Charging.Tests.Breakdowns.

# Lines of projects of tests and what of them, the longest first. The other folders of the chain's tests are a portion by
# themselves, and so is how payments are collected.
portions() {
    local folder others='' rest="FullyQualifiedName!~$breakdowns" collecting=Charging.Payments.Tests.Collecting.
    for folder in "$root"/tests/Charging.Tests/[A-Z]*/; do
        folder=Charging.Tests.$(basename "$folder").
        [[ $folder != "$breakdowns" ]] || continue
        others+="${others:+|}FullyQualifiedName~$folder"
        rest+="&FullyQualifiedName!~$folder"
    done
    echo "Charging.Tests $rest"
    echo "Charging.Tests $others"
    echo "Payment.Tests FullyQualifiedName!~$collecting"
    echo Invoicing.Tests
    small_projects | paste -sd ,
    echo "Payment.Tests FullyQualifiedName~$collecting"
    echo Rating.Tests
}

# Together they are a portion of the usual size, and one start of dotnet test is enough for them.
small_projects() {
    local project
    for project in "$root"/tests/*.Tests/*.csproj; do basename "$project" .csproj; done |
        grep -vxE '(Charging|Payment|Rating|Invoicing)\.Tests'
}

# run_lanes ARGUMENTS...: all tests, or those that the arguments choose, which are few and run in one lane.
run_lanes() {
    local code=0 lane filter arguments
    local results=$home/results portions=$run/portions lanes=() # these are found, and used by the rest
    if (($# > 0)); then
        read_filter "$not_apart" "$@"
        dotnet_test "$root/Charging.sln" -c Release --no-build -m:1 -nodeReuse:false --filter "$filter" "${arguments[@]}"
        return
    fi

    portions >"$portions"
    trap end_lanes EXIT
    for lane in "${other_lanes[@]}"; do begin_lane "$lane"; done
    test_projects Charging.Tests --filter "$not_apart&FullyQualifiedName~$breakdowns" || code=$?
    take_portions || code=$?
    for lane in "${lanes[@]}"; do wait "$lane" || code=$?; done
    trap stop_test_bed EXIT
    step "Tested in the other lanes"
    cat "$logs"/lane-*.log
    return "$code"
}

take_portions() {
    local projects filter code=0
    while read -r projects filter < <(next_portion) && [[ -n $projects ]]; do
        test_projects "$projects" --filter "$not_apart${filter:+&($filter)}" || code=$?
    done
    return "$code"
}

# Prints the next portion and takes it off; nothing when there is none left.
next_portion() {
    flock 7
    head -n 1 "$portions"
    sed -i 1d "$portions"
} 7>"$portions.lock"

# begin_lane BED: as a process group, so that an interruption ends it with all that it started.
begin_lane() {
    set -m
    (test_in_lane "$1") </dev/null >"$logs/lane-$1.log" 2>&1 9>&- &
    lanes+=($!)
    set +m
}

end_lanes() {
    local lane
    for lane in "${lanes[@]}"; do kill -TERM -- "-$lane" 2>/dev/null || true; done
    for lane in "${other_lanes[@]}"; do (open_bed "$lane" && servers stop) || true; done
    stop_test_bed
}

test_in_lane() {
    local code=0
    renice -n 10 -p "$BASHPID" >/dev/null
    open_servers "$1"
    take_portions || code=$?
    servers stop
    exit "$code"
}

# open_servers BED: its ports are of the same hundred as those of the bed "test", where no bed looks for one of its own.
open_servers() {
    export CHARGING_SECOND_PORTS=$((ports + 10)) CHARGING_THIRD_PORTS=$((ports + 34)) CHARGING_FOURTH_PORTS=$((ports + 58))
    open_bed "$1"
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
