# shellcheck shell=bash disable=SC2154
# ./charging rollout: from an earlier release to this one under load, and back; sourced after test.sh. It builds that
# release the first time, so it is no test of every run.

run_rollout() {
    (($# <= 1)) || fail "rollout takes the revision of an earlier release, and nothing else; it got: $*"
    local code=0
    step "Making sure of the earlier release"
    CHARGING_TEST_PREVIOUS=$("$root/deploy/local/release" "$@")
    export CHARGING_TEST_PREVIOUS
    say "$CHARGING_TEST_PREVIOUS"
    start_test_bed
    test_programs
    step "Rolling out from it, and back"
    rm -rf "$home/results"
    test_projects Charging.Tests --filter "$apart" || code=$?

    stop_test_bed
    trap - EXIT
    report_results "$code"
}
