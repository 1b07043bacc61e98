# shellcheck shell=bash disable=SC2154
# ./charging test: all tests on a broker and a database of their own; sourced after dotnet.sh.

test_environment() {
    export CHARGING_TEST_POSTGRES CHARGING_TEST_RABBITMQ CHARGING_TEST_RABBITMQ_MANAGEMENT CHARGING_TEST_BED
    export CHARGING_TEST_RABBITMQ_METRICS=http://127.0.0.1:$prometheus_port
    export CHARGING_TEST_LOGINS="charging_owner=$owner_password rating=$rating_password invoicing=$invoicing_password"
    CHARGING_TEST_LOGINS+=" payment=$payment_password operator=$operator_password auditor=$auditor_password ingest=$ingest_password"
    CHARGING_TEST_POSTGRES=$(postgres_connection charging_admin "$admin_password" postgres)
    CHARGING_TEST_RABBITMQ=amqp://charging:$broker_password@127.0.0.1:$amqp_port
    CHARGING_TEST_RABBITMQ_MANAGEMENT=http://charging:$broker_password@127.0.0.1:$management_port
    CHARGING_TEST_BED=$root/deploy/local/bed
    export CHARGING_TEST_BED_NAME=$bed
}

# What the tests start as processes; without it they start what was built.
test_programs() {
    programs_ahead "$root"/{Rating,Invoicing,Payment}.Worker/bin/Release/net10.0 "$root/Operator/bin/Release/net10.0" \
        "$root/deploy/sandbox/bin/Release/net10.0" "$root/Ingest/bin/Release/net10.0"
    [[ ! -d $home/ahead ]] || export CHARGING_TEST_PROGRAMS=$home/ahead
}

# What a command of its own runs, and a run of all tests leaves out.
apart=TestCategory=apart
not_apart=${apart/=/!=}

# dotnet_test ARGUMENTS...: what a test runs is not watched, and compiled again after a thousand calls (3E8, as the runtime
# reads numbers) and not after thirty.
dotnet_test() {
    DOTNET_TieredPGO=0 DOTNET_TC_CallCountThreshold=3E8 dotnet test --nologo \
        --logger "console;verbosity=normal" --logger trx --results-directory "${results:-$home/results}" "$@" 9>&-
}

# test_projects NAME,NAME... ARGUMENTS...: what was built of them, without asking MSBuild once more where that is.
test_projects() {
    local name built=()
    for name in ${1//,/ }; do built+=("$root/tests/$name/bin/Release/net10.0/$name.dll"); done
    dotnet_test "${built[@]}" "${@:2}"
}

# read_filter FILTER ARGUMENTS...: sets filter to FILTER and those among the arguments, of which dotnet test would take
# the last alone, and arguments to the rest.
read_filter() {
    filter=$1 arguments=()
    shift
    while (($# > 0)); do
        case $1 in
            --filter)
                [[ -n ${2:-} ]] || fail "--filter takes an expression, such as Name~Quarantine."
                filter+="&($2)"
                shift
                ;;
            --filter=* | --filter:*) filter+="&(${1#--filter?})" ;;
            *) arguments+=("$1") ;;
        esac
        shift
    done
}

# sum_of COUNTER: over the result files of all test projects.
sum_of() {
    find "$home/results" -name '*.trx' -exec grep -ho "<Counters [^>]*" {} + |
        sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" | awk '{ sum += $1 } END { print sum + 0 }'
}

# The tests that failed, each with what it said and where: last, so that the end of a long log is enough to know.
failures() {
    find "$home/results" -name '*.trx' -exec cat {} + | awk '
        /<UnitTestResult / {
            wrong = / outcome="(Failed|Error|Timeout|Aborted)"/
            if (wrong) { name = $0; sub(/.* testName="/, "", name); sub(/".*/, "", name); print "Failed: " name }
        }
        /<\/UnitTestResult>/ { wrong = 0 }
        wrong && /<Message>/ { said = 1 }
        wrong && /<StackTrace>/ { said = 1; lines = 0 }
        said && lines++ < 25 { line = $0; gsub(/<[^>]*>/, "", line); print "    " line }
        /<\/(Message|StackTrace)>/ { said = lines = 0 }' |
        sed 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&#xD;//g; s/&#xA;/ /g; s/&amp;/\&/g'
}

# After a start that is under way, which would leave running what is stopped too early.
stop_test_bed() {
    step "Stopping the test bed"
    [[ -z ${starting:-} ]] || wait "$starting" || true
    "$root/deploy/local/broker" stop test || true
    "$root/deploy/local/database" stop --immediate test || true
}

# The servers start while it is built: their start is waiting, and a build keeps one core busy.
start_test_bed() {
    open_bed test
    take_lock
    step "Starting the test bed"
    trap stop_test_bed EXIT
    empty_bed
    start_servers &
    starting=$!
    build "$root/Charging.sln"
    wait "$starting" || fail "the test bed did not start; what was wrong is above."
    test_environment
}

start_anew() {
    empty_bed
    start_servers
}

empty_bed() {
    stop_test_bed >/dev/null
    wipe_data
    refresh_ports
}

start_servers() {
    "$root/deploy/local/database" start test && "$root/deploy/local/broker" start test
}

run_tests() {
    # What a process wrote outlives that process, however it ends; only a machine that fails would miss what is not synced.
    export CHARGING_TEST_FSYNC=off
    start_test_bed
    test_programs
    step "Testing"
    rm -rf "$home/results"
    local code=0
    run_lanes "$@" || code=$?

    stop_test_bed
    trap - EXIT
    report_results "$code"
}

# report_results CODE: what dotnet test ended with; ends with it, too.
report_results() {
    local code=$1 total executed passed failed
    total=$(sum_of total) executed=$(sum_of executed) passed=$(sum_of passed) failed=$(sum_of failed)
    if ((code == 0 && total == 0)); then
        say "No test ran." >&2
        code=1
    fi
    failures
    say "$passed passed, $failed failed, $((total - executed)) skipped"
    exit "$code"
}

run_load() {
    start_test_bed
    test_programs
    step "Loading"
    dotnet "$root/tests/Load/bin/Release/net10.0/Load.dll" "$@" 9>&-
}

run_benchmarks() {
    start_test_bed
    step "Measuring"
    dotnet "$root/tests/Benchmarks/bin/Release/net10.0/Benchmarks.dll" "$@" 9>&-
}

run_faults() {
    start_test_bed
    test_programs
    step "Killing"
    dotnet "$root/tests/Faults/bin/Release/net10.0/Faults.dll" "$@" 9>&-
}
