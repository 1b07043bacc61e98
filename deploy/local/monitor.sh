# shellcheck shell=bash disable=SC2154
# ./charging up --monitor: Prometheus and Alertmanager beside the main bed, with the rules of deploy/alerts; sourced
# after workers.sh.

watch_port() { echo $((ports + 6)); }
alertmanager_port() { echo $((ports + 7)); }

# start_monitor INSTANCES HURRY: collects from so many of each worker and from ingest; rules as they are, or so many times as quick.
start_monitor() {
    local tools=$root/deploy/local/tools prometheus alertmanager
    step "Starting Prometheus and Alertmanager"
    prometheus=$("$tools/prometheus") && alertmanager=$("$tools/alertmanager") ||
        fail "they cannot be had; what is said above says why. Without --monitor all else works."
    mkdir -p "$home/monitor/rules"
    rm -f "$home"/monitor/rules/*
    write_rules "$2"
    write_targets "$1" "$2" >"$home/monitor/prometheus.yaml"
    write_routes >"$home/monitor/alertmanager.yaml"
    # Debian's looks for its templates below /usr/share, where an installed one has them.
    # shellcheck disable=SC2016  # the inner shell's own variables
    start_watcher alertmanager unshare --map-root-user --mount sh -c 'mount --bind "$0" /usr/share && exec "$@"' \
        "$(dirname "$alertmanager")/../share" "$alertmanager" --config.file="$home/monitor/alertmanager.yaml" \
        --storage.path="$home/monitor/alertmanager" --cluster.listen-address= \
        --web.listen-address="127.0.0.1:$(alertmanager_port)"
    # What is told first, nobody hears: who listens is found out some seconds later.
    start_watcher prometheus "$prometheus" --config.file="$home/monitor/prometheus.yaml" \
        --storage.tsdb.path="$home/monitor/prometheus" --storage.tsdb.retention.time=31d \
        --rules.alert.resend-delay=15s \
        --web.listen-address="127.0.0.1:$(watch_port)"
    say "Prometheus: http://127.0.0.1:$(watch_port), Alertmanager on port $(alertmanager_port)." \
        "./charging alerts says what fires."
}

# Every time in a rule that is not a threshold of its own is divided, and no window becomes shorter than four looks.
write_rules() {
    local file
    for file in "$root"/deploy/alerts/*.yaml; do
        if (($1 == 1)); then
            cp "$file" "$home/monitor/rules/"
        else
            "$root/deploy/local/hurried" "$1" <"$file" >"$home/monitor/rules/$(basename "$file")"
        fi
    done
}

# write_targets INSTANCES HURRY
write_targets() {
    local service number pause=15s
    (($2 == 1)) || pause=3s
    cat <<YAML
global: { scrape_interval: $pause, evaluation_interval: $pause }
rule_files: ["$home/monitor/rules/*.yaml"]
alerting: { alertmanagers: [{ static_configs: [{ targets: ["127.0.0.1:$(alertmanager_port)"] }] }] }
scrape_configs:
YAML
    for service in "${services[@]}"; do
        echo "  - job_name: charging-$service"
        echo "    static_configs:"
        for ((number = 1; number <= $1; number++)); do
            echo "      - targets: [\"127.0.0.1:$(port_of "$service" "$number")\"]"
        done
    done
    cat <<YAML
  - { job_name: charging-ingest, static_configs: [{ targets: ["127.0.0.1:$(port_of ingest 1)"] }] }
  - { job_name: rabbitmq, static_configs: [{ targets: ["127.0.0.1:$prometheus_port"] }] }
  - job_name: rabbitmq-queues
    metrics_path: /metrics/detailed
    params: { family: [queue_coarse_metrics, queue_consumer_count] }
    static_configs: [{ targets: ["127.0.0.1:$prometheus_port"] }]
YAML
}

# Whom to wake is a person's to say; here nobody is.
write_routes() {
    cat <<YAML
route: { receiver: nobody, group_by: [alertname] }
receivers: [{ name: nobody }]
YAML
}

# start_watcher NAME PROGRAM ARGUMENTS...
start_watcher() {
    local name=$1
    shift
    (cd "$home/monitor" && exec setsid "$@" </dev/null >>"$logs/$name.log" 2>&1 9>&-) &
    echo $! >"$run/$name.pid"
    wait_until_begun "$run/$name.pid" "$home/monitor/"
    until_true 120 watcher_answers_or_died "$name" ||
        fail "$name runs and is not ready after 120 s; what it said is in $logs/$name.log"
    is_running "$run/$name.pid" "$home/monitor/" || fail "$name did not start; what it said is in $logs/$name.log"
}
watcher_answers_or_died() { not_running "$run/$1.pid" "$home/monitor/" || [[ $(watcher_says "$1") == *" 200 "* ]]; }
watcher_says() {
    local port
    port=$([[ $1 == prometheus ]] && watch_port || alertmanager_port)
    first_line_of "$port" /-/ready
}

stop_monitor() {
    stop_process "$run/prometheus.pid" "$home/monitor/" 30
    stop_process "$run/alertmanager.pid" "$home/monitor/" 30
}

# Ends with 1 where one that was started has died.
print_monitor() {
    local name wrong=0
    for name in prometheus alertmanager; do
        if [[ ! -e $run/$name.pid ]] || is_running "$run/$name.pid" "$home/monitor/"; then continue; fi
        say "wrong: $name is dead, so nobody hears an alert. Run ./charging up --monitor, and see" \
            "docs/runbook/watchdog.md and $logs/$name.log"
        wrong=1
    done
    return "$wrong"
}

need_monitor() {
    is_running "$run/prometheus.pid" "$home/monitor/" && is_running "$run/alertmanager.pid" "$home/monitor/" ||
        fail "nobody watches; run: ./charging up --monitor"
}
