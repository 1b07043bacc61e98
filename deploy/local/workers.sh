# shellcheck shell=bash disable=SC2034,SC2154
# The three workers of the main bed, and its gateway, as processes of this machine; sourced after dotnet.sh.

services=(rating invoicing payment)
most_instances=20

# port_of SERVICE NUMBER: its health and metrics; of the gateway the only one.
port_of() {
    case $1 in
        rating) echo $((ports + 9 + $2)) ;;
        invoicing) echo $((ports + 29 + $2)) ;;
        payment) echo $((ports + 49 + $2)) ;;
        ingest) echo $((ports + 89 + $2)) ;;
        sandbox) sandbox_port ;;
    esac
}

# What runs is a copy, so that a later build takes no file from under a running worker, and is compiled ahead.
copy_programs() {
    local service
    rm -rf "$home/app"
    mkdir -p "$home/app"
    for service in "${services[@]}"; do
        cp -r "$root/${service^}.Worker/bin/Release/net10.0" "$home/app/$service"
    done
    cp -r "$root/Operator/bin/Release/net10.0" "$home/app/operator"
    cp -r "$root/deploy/sandbox/bin/Release/net10.0" "$home/app/sandbox"
    cp -r "$root/Ingest/bin/Release/net10.0" "$home/app/ingest"
    compiled_in_place "${services[@]/#/$home/app/}" "$home/app/operator" "$home/app/ingest"
}

# The schema first, by its owner; then the exchanges and queues, so that nothing published from now on is lost.
prepare_workers() {
    local service
    step "Bringing schemas, rights, exchanges and queues up to date"
    for service in "${services[@]}"; do
        worker_command "$service" migrate || fail "the migration of '$service' failed."
    done
    "$root/deploy/local/database" roles main
    for service in "${services[@]}"; do
        worker_command "$service" topology || fail "the exchanges and queues of '$service' could not be declared."
    done
}

start_workers() {
    local service number
    step "Starting $1 of each worker"
    for service in "${services[@]}"; do
        for ((number = 1; number <= $1; number++)); do start_worker "$service" "$number"; done
    done
    for service in "${services[@]}"; do
        for ((number = 1; number <= $1; number++)); do wait_for_process "$service" "$number"; done
    done
}

start_worker() {
    (
        umask 077
        worker_environment "$1"
        [[ $1-$2 != payment-1 ]] || webhook_environment
        export Management__Port DOTNET_GCgen0size=0x4000000 # 64 MiB: a message lives and dies within one generation
        Management__Port=$(port_of "$1" "$2")
        cd "$home/app/$1" || exit
        exec setsid dotnet "$home/app/$1/${1^}.Worker.dll" </dev/null >>"$logs/$1-$2.log" 2>&1 9>&-
    ) &
    echo $! >"$run/$1-$2.pid"
    wait_until_begun "$run/$1-$2.pid" "$home/app/$1/"
}

wait_for_process() {
    until_true 60 ready_or_dead "$1" "$2" || fail "$1-$2 is not ready after 60 s; see $logs/$1-$2.log"
    if ! is_running "$run/$1-$2.pid" "$home/app/$1/"; then
        tail -n 15 "$logs/$1-$2.log" >&2
        fail "$1-$2 ended while it started; the last lines of $logs/$1-$2.log are above."
    fi
}
ready_or_dead() { [[ $(health_of "$1" "$2") != "not ready" ]]; }

# health_of SERVICE NUMBER: ready, not ready, or dead.
health_of() {
    if ! is_running "$run/$1-$2.pid" "$home/app/$1/"; then
        echo dead
    elif [[ $(first_line_of "$(port_of "$1" "$2")" /health/ready) == *" 200 "* ]]; then
        echo ready
    else
        echo "not ready"
    fi
}

# first_line_of PORT PATH: of the answer over HTTP; nothing if nobody answers within 5 s.
first_line_of() {
    # shellcheck disable=SC2016  # the inner shell's own variables
    timeout 5 bash -c 'exec 3<>"/dev/tcp/127.0.0.1/$0" && printf "GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n" "$1" >&3 &&
        head -n 1 <&3' "$1" "$2" 2>/dev/null || true
}

# The gateway goes last: a worker that stops finishes what it holds.
stop_workers() {
    local file name
    for file in "$run"/*-[0-9]*.pid; do
        name=$(basename "$file" .pid)
        [[ $name != sandbox-* ]] || continue
        if is_running "$file" "$home/app/${name%-*}/"; then kill -TERM "$(<"$file")"; fi
    done
    for file in "$run"/*-[0-9]*.pid; do
        [[ -e $file ]] || continue
        name=$(basename "$file" .pid)
        stop_process "$file" "$home/app/${name%-*}/" 90
    done
}

# Prints what runs, and then what of it does not do what it should; where that is something, it ends with 1.
print_workers() {
    local file name health wrong=()
    printf '%-14s %-10s %-8s %s\n' program state process 'health and metrics'
    for file in "$run"/*-[0-9]*.pid; do
        [[ -e $file ]] || continue
        name=$(basename "$file" .pid)
        health=$(health_of "${name%-*}" "${name#*-}")
        printf '%-14s %-10s %-8s %s\n' "$name" "$health" "$(<"$file")" \
            "http://127.0.0.1:$(port_of "${name%-*}" "${name#*-}")"
        case $health in
            dead) wrong+=("$name is dead. Run ./charging up, and see docs/runbook/worker-is-dead.md and $logs/$name.log") ;;
            "not ready") wrong+=("$name is not ready. See docs/runbook/worker-not-ready.md and $logs/$name.log") ;;
        esac
    done
    ((${#wrong[@]} > 0)) || return 0
    printf 'wrong: %s\n' "${wrong[@]}"
    return 1
}
