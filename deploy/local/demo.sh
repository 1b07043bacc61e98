# shellcheck shell=bash disable=SC2154
# ./charging demo: the whole chain with the samples; sourced after workers.sh.

# A card that is declined is tried again after days; nobody watches a demo that long.
demo_environment() {
    say "For the demo, a declined card is tried again after seconds instead of hours and days, and a bank is as quick."
    export Retry__Later__0=00:00:02 Retry__Later__1=00:00:03 Retry__Later__2=00:00:04
    export Retry__Technical__0=00:00:01
    export Retry__Looks__0=00:00:03 Retry__Looks__1=00:00:10 Retry__Looks__2=00:01:00 Retry__Looks__3=00:10:00
    export Retry__PendingLooks__0=00:00:05 Retry__PendingLooks__1=00:00:30 Retry__PendingLooks__2=00:10:00
    export Gateway__QuickRepeatDelay=00:00:00.200 Sandbox__DebitDelay=00:00:05
}

# Each run has a number, which becomes part of its sessions' ids: a second demo is charged again.
next_run() {
    local number
    number=$(($(cat "$home/runs" 2>/dev/null || echo 0) + 1))
    echo "$number" >"$home/runs"
    echo "$number"
}

# The sample's rates, as if they had been published on the last working day before yesterday; no more than a week old, they
# hold.
import_sample_rates() {
    local back=2
    while (($(date -u -d "$back days ago" +%u) > 5)); do back=$((back + 1)); done
    sed "1s/.*/$(date -u -d "$back days ago" +%d.%m.%Y) #1/" "$root/deploy/samples/rates.txt" >"$home/rates.txt"
    worker_command invoicing rates import "$home/rates.txt"
}

demo() {
    [[ $# == 0 ]] || fail "demo takes no arguments; it got: $*"
    local samples=$root/deploy/samples number agree=0
    demo_environment
    up

    step "Applying three price plans, two sellers and ten customers"
    worker_command rating plans apply "$samples"/plans/*.yaml
    worker_command invoicing sellers apply "$samples/sellers.yaml"
    operator_command customers apply "$samples/customers.yaml"

    step "Importing the rates of exchange, by which invoices in EUR say their VAT in CZK"
    import_sample_rates

    number=$(next_run)
    step "Publishing forty messages as upstream platforms would (run $number: ids end in -run$number, times moved up to now)"
    operator_command publish "$samples/sessions.jsonl" --run "$number"

    step "The chain at work"
    operator_command watch --for 60 || true

    step "What became of each"
    operator_command outcomes --run "$number"

    step "The books"
    operator_command reconcile || agree=$?

    step "All keeps running"
    say "./charging trace conf-02-run$number    one session from end to end"
    say "./charging status                 what runs and what waits"
    say "./charging payment payments list --state AwaitingDay   debits whose customers were told a day"
    say "./charging invoicing invoice export NUMBER --format mail --out DIR   what a mail carries, in the formats chosen"
    say "./charging dead list              what no worker could read"
    say "./charging rating quarantine list what was set aside, and how to bring it back"
    say "./charging demo                   once more: new sessions, the same customers"
    say "./charging down                   stop everything (--wipe: and remove the data)"
    return "$agree"
}
