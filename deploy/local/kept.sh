# shellcheck shell=bash disable=SC2154
# ./charging bed: the test bed by itself, which stays until it is stopped, for tests that somebody runs from an IDE;
# sourced after test.sh.

bed_deed() {
    case "$*" in
        start) start_kept_bed ;;
        stop) stop_kept_bed ;;
        *) fail "bed takes start or stop; it got: $*" ;;
    esac
}

# Whoever runs tests on the kept bed shares the lock, that nobody who wants it alone stops the bed; of two that start it
# at once, the second waits and finds it running.
start_kept_bed() {
    open_bed test
    share_lock "$home/lock"
    exec 8>"$home/starting"
    flock -w 300 8 || fail "another run has been starting the bed for 5 minutes; what it says is in $logs"
    keep_bed >&2 8>&-
    test_environment
    print_test_environment
}

# share_lock FILE: as often as one likes, but not beside one who has taken it alone.
share_lock() {
    exec 9>>"$1"
    flock -n -s 9 || fail "./charging test is at work; wait until it is done, or end it."
}

# A bed that runs in part is in use: a test has stopped one server, or somebody else has ended it.
keep_bed() {
    if "$root/deploy/local/broker" running test || "$root/deploy/local/database" running test; then
        start_servers
    else
        step "Starting the test bed, which stays until: ./charging bed stop"
        start_anew
    fi
}

# As a shell takes them in: eval "$(./charging bed start)".
print_test_environment() {
    local name
    for name in "${!CHARGING_TEST_@}"; do
        [[ $name == CHARGING_TEST_PORTS ]] || printf "export %s='%s'\n" "$name" "${!name}"
    done
}

stop_kept_bed() {
    [[ -s $root/.local/test/env ]] || { say "No test bed is set up here; there is nothing to stop."; return; }
    open_bed test
    take_lock
    stop_test_bed
    wipe_data
}
