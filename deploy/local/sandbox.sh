# shellcheck shell=bash disable=SC2034,SC2154
# The sandbox gateway of the main bed, from which its payment workers draw: sourced before connections.sh.

sandbox_port() { echo $((ports + 80)); }
webhook_port() { echo $((ports + 70)); }
page_port() { echo $((ports + 92)); }
gateway_ledger() { echo "$home/sandbox/ledger.jsonl"; }

# The keys that sandbox and workers share; a bed from before there was a sandbox gets them now.
gateway_keys() {
    [[ -z ${gateway_key:-} ]] || return 0
    gateway_key=sk_test_$(head -c 24 /dev/urandom | base64 | tr '+/' 'xy')
    webhook_secret=whsec_$(head -c 24 /dev/urandom | base64 | tr '+/' 'xy')
    printf 'gateway_key=%s\nwebhook_secret=%s\n' "$gateway_key" "$webhook_secret" >>"$home/env"
}

# By what the links are signed by which customers pay; a bed of before gets one now.
page_key() {
    local file=$home/pay.key
    [[ -s $file ]] || (umask 077 && new_password >"$file")
    cat "$file"
}

# gateway_environment: of the payment workers. Events go to one of them, whichever; it tells the others by message. Links to the
# payment page are in the mails of all.
gateway_environment() {
    export Gateway__Kind=stripe Gateway__Stripe__ApiBase Gateway__Stripe__ApiKey=$gateway_key Paying__Url Paying__Keys__0
    Gateway__Stripe__ApiBase=http://127.0.0.1:$(sandbox_port)
    Paying__Url=http://127.0.0.1:$(page_port) Paying__Keys__0=$(page_key)
}

# webhook_environment: of that one, which also has the page on which customers pay by themselves.
webhook_environment() {
    export Gateway__Stripe__WebhookPort Gateway__Stripe__WebhookSecrets__0=$webhook_secret
    export Payment__Roles=collect,receipts,pay Paying__Page__Port Paying__Page__Checkout
    Gateway__Stripe__WebhookPort=$(webhook_port)
    Paying__Page__Port=$(page_port) Paying__Page__Checkout=http://127.0.0.1:$(sandbox_port)
}

start_sandbox() {
    step "Starting the sandbox gateway"
    mkdir -p "$home/sandbox"
    chmod 700 "$home/sandbox"
    (
        umask 077
        export Sandbox__Folder=$home/sandbox Sandbox__Port Sandbox__ApiKey=$gateway_key
        export Webhook__Url Webhook__Secret=$webhook_secret
        Sandbox__Port=$(sandbox_port)
        Webhook__Url=http://127.0.0.1:$(webhook_port)/webhooks/stripe
        cd "$home/app/sandbox" || exit
        exec setsid dotnet "$home/app/sandbox/Sandbox.dll" </dev/null >>"$logs/sandbox-1.log" 2>&1 9>&-
    ) &
    echo $! >"$run/sandbox-1.pid"
    wait_until_begun "$run/sandbox-1.pid" "$home/app/sandbox/"
    wait_for_process sandbox 1
}
