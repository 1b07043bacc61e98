# shellcheck shell=bash disable=SC2034,SC2154
# Sessions over HTTP on the main bed: one instance, with a key for the samples' platform. Sourced after workers.sh.

ingest_port() { echo $((ports + 91)); }
ingest_key_file() { echo "$home/ingest.key"; }

# The key of the platform "upstream"; a bed of before gets one now.
ingest_key() {
    local file
    file=$(ingest_key_file)
    [[ -s $file ]] || (umask 077 && new_password >"$file")
    cat "$file"
}

# ingest_environment: it speaks for the sources that stand in the samples.
ingest_environment() {
    local source number=0
    export ConnectionStrings__RabbitMq ConnectionStrings__Postgres Ingest__Port Ingest__Keys__upstream Management__Port
    ConnectionStrings__RabbitMq=$(amqp_connection ingest)
    ConnectionStrings__Postgres=$(postgres_connection ingest "$ingest_password")
    Ingest__Port=$(ingest_port) Ingest__Keys__upstream=$(ingest_key) Management__Port=$(port_of ingest 1)
    while read -r source; do
        export "Sources__upstream__$number=$source"
        number=$((number + 1))
    done < <(sed -n 's/.*"source": *"\([^"]*\)".*/\1/p' "$root/deploy/samples/sessions.jsonl" | sort -u)
}

start_ingest() {
    step "Starting ingest, which takes sessions over HTTP"
    (
        umask 077
        ingest_environment
        cd "$home/app/ingest" || exit
        exec setsid dotnet "$home/app/ingest/Ingest.dll" </dev/null >>"$logs/ingest-1.log" 2>&1 9>&-
    ) &
    echo $! >"$run/ingest-1.pid"
    wait_until_begun "$run/ingest-1.pid" "$home/app/ingest/"
    wait_for_process ingest 1
}

print_ingest() {
    say
    say "Sessions over HTTP: http://127.0.0.1:$(ingest_port)/v1/sessions, with the key in $(ingest_key_file)"
}
