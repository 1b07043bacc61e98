# shellcheck shell=bash disable=SC2034,SC2154
# Where broker and database come from: the programs of this machine, else a Docker engine that answers, else apt.
# Sourced after bed.sh. find_broker and find_database set broker_by and database_by to "programs" or "engine".

find_broker() {
    broker_by=programs
    rabbitmq_programs && return
    if engine_answers; then
        broker_by=engine
        return
    fi
    install_packages rabbitmq-server
    rabbitmq_programs || fail "rabbitmq-server was installed, but its programs are not in /usr/lib/rabbitmq/bin"
}

find_database() {
    database_by=programs
    postgresql_programs && return
    if engine_answers; then
        database_by=engine
        return
    fi
    install_packages postgresql
    postgresql_programs || fail "postgresql was installed, but its programs are not in /usr/lib/postgresql/*/bin"
}

# Not /usr/sbin/rabbitmq-server: that one drops to the machine's own account and data.
rabbitmq_programs() {
    local candidate
    has erl && epmd=$(command -v epmd || ls /usr/lib/erlang/erts-*/bin/epmd 2>/dev/null) || return 1
    for candidate in "${CHARGING_RABBITMQ_BIN:-}" /usr/lib/rabbitmq/bin /usr/lib/rabbitmq/lib/*/sbin /opt/rabbitmq/sbin; do
        rabbitmq=$candidate
        [[ -x $candidate/rabbitmq-server && -x $candidate/rabbitmq-env ]] && return
    done
    return 1
}

# The version stands in the name of the folder of its own library.
rabbitmq_version() {
    local library
    library=$(find -L "$rabbitmq/.." -maxdepth 4 -path '*/plugins/rabbit-[0-9]*' -prune 2>/dev/null | tail -1)
    basename "${library:-rabbit-unknown}" .ez | cut -d- -f2
}

# The version that wrote the data goes before a newer one, which could not read them.
postgresql_programs() {
    local candidate kept
    kept=$(cat "${data:-}/database/PG_VERSION" 2>/dev/null || true)
    for candidate in "${CHARGING_POSTGRESQL_BIN:-}" ${kept:+"/usr/lib/postgresql/$kept/bin"} \
        $(compgen -G '/usr/lib/postgresql/*/bin' | sort -rV) $(compgen -G '/usr/pgsql-*/bin' | sort -rV); do
        postgresql=$candidate
        [[ -x $candidate/initdb && -x $candidate/postgres && -x $candidate/pg_ctl ]] && return
    done
    return 1
}

engine_answers() { has docker && docker compose version >/dev/null 2>&1 && timeout 10 docker version >/dev/null 2>&1; }

# engine ARGUMENTS...: docker compose for this bed. Each server that was started so leaves a mark for `stop`.
engine() {
    export amqp_port management_port prometheus_port postgres_port admin_password data
    docker compose -p "charging-$(cksum <<<"$root" | cut -d' ' -f1)-$bed" -f "$root/deploy/compose.yaml" "$@"
    local name=${*: -1}
    case $1 in
        up) touch "$run/$name.engine" "$home/engine" ;;
        stop | kill) rm -f "$run/$name.engine" ;;
    esac
}
engine_runs() { [[ -e $run/$1.engine ]]; }

# install_packages NAME...: the packages would start servers of the machine's own, and at every boot from then on; both
# are prevented, and a server that was there before is never reached since then its programs were found.
install_packages() {
    has apt-get || fail "$* is missing, and neither a Docker engine nor apt-get is here. Install it (RabbitMQ 3.10 or" \
        "later, PostgreSQL 15 or later) and run this again."
    [[ ${CHARGING_INSTALLS:-yes} == yes ]] ||
        fail "$* is missing on this machine. In a terminal, ./charging bed start installs it; or as root:" \
            "apt-get install --no-install-recommends $*"
    local as_root=()
    if ! is_root; then
        has sudo || fail "$* is missing. As root: apt-get install $*"
        as_root=(sudo)
    fi
    say "Missing on this machine: $*. Installing with apt-get, without starting any service:"
    say "    ${as_root[*]} apt-get install --no-install-recommends $*"
    "${as_root[@]}" bash -s -- "$@" <"$root/deploy/local/install-packages"
}
