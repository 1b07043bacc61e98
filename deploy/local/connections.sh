# shellcheck shell=bash disable=SC2034,SC2154
# How the workers and the operator reach the bed: sourced after bed.sh and open_bed.

# postgres_connection ROLE PASSWORD [DATABASE]: with $postgres_options, where somebody sets them.
postgres_connection() {
    echo "Host=127.0.0.1;Port=$postgres_port;Database=${3:-charging};Username=$1;Password=$2;${postgres_options:-}"
}

# amqp_connection USER
amqp_connection() { echo "amqp://$1:$(broker_password_of "$1")@127.0.0.1:$amqp_port/charging"; }

# Who only looks does so as the auditor; who changes something, as the operator, who may add to the audit trail.
login_of() {
    [[ " $* " != *' --record '* ]] || set -- operator
    case ${1:-} in audit | books | outcomes | reconcile | status | trace | watch) echo auditor ;; *) echo operator ;; esac
}
password_of() { local password=$1_password; echo "${!password}"; }

# operator_environment COMMAND: sees the workers' views; publishes as the upstream platform, tells of customers as the crm.
operator_environment() {
    export ConnectionStrings__Postgres ConnectionStrings__RabbitMq ConnectionStrings__Upstream ConnectionStrings__Crm
    ConnectionStrings__Postgres=$(postgres_connection "$(login_of "$@")" "$(password_of "$(login_of "$@")")")
    ConnectionStrings__RabbitMq=$(amqp_connection operator)
    ConnectionStrings__Upstream=$(amqp_connection upstream)
    ConnectionStrings__Crm=$(amqp_connection crm)
    export ConnectionStrings__Management
    ConnectionStrings__Management=http://operator:$(broker_password_of operator)@127.0.0.1:$management_port
    ConnectionStrings__Alertmanager=http://127.0.0.1:$(alertmanager_port)
    export ConnectionStrings__Alertmanager Operator__Published=$home/published.jsonl Operator__Receipts=$receipts Gateway__Ledger
    export Operator__GatewayJournal=$home/gateway.tsv
    Gateway__Ledger=$(gateway_ledger)
}

# worker_environment SERVICE: each worker logs in as itself, and migrates as the owner.
worker_environment() {
    local password=$1_password
    export ConnectionStrings__Postgres ConnectionStrings__Owner ConnectionStrings__RabbitMq
    ConnectionStrings__Postgres=$(postgres_connection "$1" "${!password}")
    ConnectionStrings__Owner=$(postgres_connection charging_owner "$owner_password")
    ConnectionStrings__RabbitMq=$(amqp_connection "$1")
    export Publishers__CustomerChanged__0=crm # customers are told by nobody else
    export Receipts__Folder=$receipts
    [[ $1 != payment ]] || gateway_environment
}
