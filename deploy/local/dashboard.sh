# shellcheck shell=bash disable=SC2154
# ./charging up --dashboard: a page with the traces and metrics of the workers, on loopback; sourced after workers.sh.

# Its page, and where the workers send to (OTLP over HTTP); who opens the page or sends needs the bed's own key.
dashboard_port() { echo $((ports + 95)); }
otlp_port() { echo $((ports + 97)); }

dashboard_key() {
    grep -q '^dashboard_key=' "$home/env" ||
        echo "dashboard_key=$(head -c 24 /dev/urandom | base64 | tr '+/' 'xy')" >>"$home/env"
    # shellcheck source=/dev/null
    source "$home/env"
}

start_dashboard() {
    local program
    step "Starting the dashboard"
    program=$("$root/deploy/local/tools/dashboard") || exit 1
    dashboard_key
    mkdir -p "$home/dashboard"
    (
        umask 077
        export HOME=$home/dashboard ASPNETCORE_URLS ASPNETCORE_ENVIRONMENT=Production
        export ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL
        export Dashboard__Frontend__AuthMode=BrowserToken Dashboard__Frontend__BrowserToken=$dashboard_key
        export Dashboard__Otlp__AuthMode=ApiKey Dashboard__Otlp__PrimaryApiKey=$dashboard_key
        export Dashboard__Api__AuthMode=ApiKey Dashboard__Api__PrimaryApiKey=$dashboard_key
        ASPNETCORE_URLS=http://127.0.0.1:$(dashboard_port)
        ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://127.0.0.1:$((ports + 96))
        ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL=http://127.0.0.1:$(otlp_port)
        cd "${program%/*}" || exit
        exec setsid "$program" </dev/null >"$logs/dashboard.log" 2>&1 9>&-
    ) &
    echo $! >"$run/dashboard.pid"
    wait_until_begun "$run/dashboard.pid" Aspire.Dashboard
    until_true 60 dashboard_answers || fail "the dashboard is not ready after 60 s; see $logs/dashboard.log"
    traces_environment
}

dashboard_answers() { [[ $(first_line_of "$(dashboard_port)" /health) == *" 200 "* ]]; }

# traces_environment: of every worker that is started from here on.
traces_environment() {
    export OTEL_EXPORTER_OTLP_ENDPOINT OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf OTEL_METRIC_EXPORT_INTERVAL=10000
    export OTEL_EXPORTER_OTLP_HEADERS=x-otlp-api-key=$dashboard_key
    OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:$(otlp_port)
}

stop_dashboard() { stop_process "$run/dashboard.pid" Aspire.Dashboard 20; }

print_dashboard() {
    ! is_running "$run/dashboard.pid" Aspire.Dashboard ||
        say "Traces and metrics: http://127.0.0.1:$(dashboard_port)/login?t=$dashboard_key&returnUrl=/traces"
}
