# shellcheck shell=bash disable=SC2034,SC2154
# How the workers and the operator reach the bed: sourced after bed.sh and open_bed.

# postgres_connection ROLE PASSWORD [DATABASE]
postgres_connection() {
    echo "Host=127.0.0.1;Port=$postgres_port;Database=${3:-charging};Username=$1;Password=$2"
}

# amqp_connection USER PASSWORD
amqp_connection() { echo "amqp://$1:$2@127.0.0.1:$amqp_port/charging"; }

# Who only looks does so as the auditor; who changes something, as the operator, who may add to the audit trail.
login_of() { case ${1:-} in audit | outcomes | reconcile | status | trace | watch) echo auditor ;; *) echo operator ;; esac; }
password_of() { local password=$1_password; echo "${!password}"; }

# operator_environment COMMAND: sees everything, and publishes sessions as the upstream platform does.
operator_environment() {
    export ConnectionStrings__Postgres ConnectionStrings__RabbitMq ConnectionStrings__Upstream
    ConnectionStrings__Postgres=$(postgres_connection "$(login_of "$@")" "$(password_of "$(login_of "$@")")")
    ConnectionStrings__RabbitMq=$(amqp_connection charging "$broker_password")
    ConnectionStrings__Upstream=$(amqp_connection upstream "$upstream_password")
    export ConnectionStrings__Management=http://charging:$broker_password@127.0.0.1:$management_port
    export Operator__Published=$home/published.jsonl Operator__Receipts=$receipts Gateway__Ledger
    export Operator__GatewayJournal=$home/gateway.tsv
    Gateway__Ledger=$(gateway_ledger)
}

# worker_environment SERVICE: each worker logs in as itself, and migrates as the owner.
worker_environment() {
    local password=$1_password
    export ConnectionStrings__Postgres ConnectionStrings__Owner ConnectionStrings__RabbitMq
    ConnectionStrings__Postgres=$(postgres_connection "$1" "${!password}")
    ConnectionStrings__Owner=$(postgres_connection charging_owner "$owner_password")
    ConnectionStrings__RabbitMq=$(amqp_connection charging "$broker_password")
    export Receipts__Folder=$receipts
    [[ $1 != payment ]] || gateway_environment
}
