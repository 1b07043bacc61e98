# shellcheck shell=bash
# A bed is a broker and a database of our own on loopback: "main" for demo and up, "test" for the tests, "second", "third" and
# "fourth" for those that run at the same time. Sourced by the scripts beside it; `open_bed NAME` sets where its files, ports and
# passwords are.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
# shellcheck source=deploy/local/rights.sh
source "$root/deploy/local/rights.sh"

say() { printf '%s\n' "$*"; }
step() { printf '\n==> %s\n' "$*"; }
fail() { printf 'charging: %s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }
is_root() { [[ $(id -u) == 0 ]]; }

# Whoever answers on a port of loopback holds it.
is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# until_true SECONDS COMMAND...: polls, because neither server tells anyone that it is ready.
until_true() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@"; do
        ((SECONDS < deadline)) || return 1
        sleep 0.2
    done
}

# is_running PID_FILE MARK: the process of the file lives and has MARK in its command line, so that a number that was
# given to another program meanwhile is not taken for ours.
is_running() {
    local pid line='' looks
    [[ -s $1 ]] && read -r pid <"$1" || return 1
    # While one program becomes another, the process has no command line, and lives; on a busy machine that may last.
    for ((looks = 0; looks < 100; looks++)); do
        line=$(tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline") 2>/dev/null || return 1
        [[ -z $line ]] && lives "$pid" || break
        sleep 0.02
    done
    [[ $line == *"$2"* ]]
}
# A process that has ended is there until it is waited for.
lives() { grep -qs '^State:[[:space:]]*[^ZX]' "/proc/$1/status"; }

# wait_until_begun PID_FILE MARK: a process that was just forked is not yet the program that it is about to become.
wait_until_begun() { until_true 30 begun_or_dead "$1" "$2" || true; }
begun_or_dead() { is_running "$1" "$2" || ! kill -0 "$(<"$1")" 2>/dev/null; }

# stop_process PID_FILE MARK SECONDS: asks with SIGTERM, and ends with SIGKILL what has not gone by then.
stop_process() {
    if is_running "$1" "$2"; then
        local pid
        pid=$(<"$1")
        kill -TERM "$pid"
        if ! until_true "$3" not_running "$1" "$2"; then
            say "Process $pid did not end within $3 s; killing it."
            kill -KILL "$pid"
            until_true 10 not_running "$1" "$2" || fail "process $pid cannot be killed; see: ps -fp $pid"
        fi
    fi
    rm -f "$1"
}
not_running() { ! is_running "$@"; }

# The account that PostgreSQL runs under when we are root, which it refuses to be.
database_account() { id -u postgres >/dev/null 2>&1 && echo postgres || echo nobody; }
as_database_account() {
    if is_root; then
        local account
        account=$(database_account)
        (cd / && exec setpriv --reuid="$account" --regid="$(id -g "$account")" --clear-groups -- "$@")
    else
        "$@"
    fi
}

open_bed() {
    bed=$1
    [[ $bed == main || $bed =~ ^(test|second|third|fourth)$ ]] || fail "there is no bed '$bed'; use main, test, second, third or fourth."
    home=$root/.local/$bed
    logs=$home/logs run=$home/run receipts=$home/receipts
    mkdir -p "$logs" "$run" "$receipts"
    # PostgreSQL's account passes through to its data; nobody else reads anything.
    chmod 711 "$root/.local" "$home"
    chmod 700 "$logs" "$run" "$receipts"
    [[ -s $home/env ]] || new_env
    # shellcheck source=/dev/null
    source "$home/env"
    need_passwords
    broker_passwords
    name_ports
}

# A bed of before has no passwords for the logins that came later.
need_passwords() {
    local who
    for who in operator auditor ingest; do
        grep -q "^${who}_password=" "$home/env" || echo "${who}_password=$(new_password)" >>"$home/env"
    done
    # shellcheck source=/dev/null
    source "$home/env"
}

# broker_password_of USER: on the broker. The tests know one password, of all.
broker_password_of() {
    local variable=${1//[^a-z0-9]/_}_broker_password
    if [[ $bed != main ]]; then echo "$broker_password"; else echo "${!variable}"; fi
}

# A bed from before each had a user of its own gets their passwords now.
broker_passwords() {
    local user variable
    [[ $bed == main ]] || return 0
    for user in $(broker_users); do
        variable=${user//[^a-z0-9]/_}_broker_password
        [[ -z ${!variable:-} ]] || continue
        printf -v "$variable" '%s' "$(new_password)"
        printf '%s=%s\n' "$variable" "${!variable}" >>"$home/env"
    done
}

new_password() { head -c 24 /dev/urandom | base64 | tr '+/' 'xy'; }

# Written in one move, so that an aborted start leaves a whole file or none.
new_env() {
    local data where
    data=$(data_folder)
    where=$(free_block) || exit 1
    [[ ! -d $data/database && ! -d $data/broker ]] ||
        fail "the passwords in $home/env are gone, but their data are still in $data. To begin anew: rm -rf $data"
    (
        umask 077
        {
            echo "# Made by ./charging for the bed '$bed'; removed by: ./charging down --wipe"
            printf 'data=%q\n' "$data"
            echo "ports=$where"
            for who in admin owner rating invoicing payment broker operator auditor ingest; do
                echo "${who}_password=$(new_password)"
            done
        } >"$home/env.new"
    )
    mv "$home/env.new" "$home/env"
}

# RabbitMQ's own scripts break at a space, and PostgreSQL's account must be able to enter: else the data go elsewhere.
data_folder() {
    if [[ $home != *[[:space:]]* ]] && as_database_account test -x "$home"; then
        echo "$home"
    else
        echo "/var/tmp/charging-$(id -u)-$(cksum <<<"$root" | cut -d' ' -f1)-$bed"
    fi
}

# The first of a hundred ports that are ours: 17100 for main and 17200 for test, or the next hundred that is free.
free_block() {
    local variable=CHARGING_${bed^^}_PORTS first
    if [[ -n ${!variable:-} ]]; then
        block_is_free "${!variable}" || fail "a port from ${!variable} on is taken; set $variable to another first port."
        echo "${!variable}"
        return
    fi
    first=$([[ $bed == main ]] && echo 17100 || echo 17200)
    for ((; first < 32000; first += 200)); do
        if block_is_free "$first"; then
            echo "$first"
            return
        fi
    done
    fail "found no hundred free ports; set $variable to a first port of your choice."
}

block_is_free() {
    local offset
    for offset in 0 1 2 3 4 5 6 7 10 30 50 70 80 90 91 95; do
        ! is_taken $(($1 + offset)) || return 1
    done
}

# Called before anything of the bed is started: ports that another program took meanwhile are exchanged for free ones.
refresh_ports() {
    local variable=CHARGING_${bed^^}_PORTS
    [[ ${!variable:-$ports} == "$ports" ]] && block_is_free "$ports" && return
    ports=$(free_block) || exit 1
    sed -i "s/^ports=.*/ports=$ports/" "$home/env"
    say "The ports of the bed '$bed' now begin at $ports."
    name_ports
}

# shellcheck disable=SC2034  # used by the scripts that source this one
name_ports() {
    amqp_port=$ports management_port=$((ports + 1)) prometheus_port=$((ports + 2))
    distribution_port=$((ports + 3)) epmd_port=$((ports + 4)) postgres_port=$((ports + 5))
}

make_data_folder() {
    [[ -d $data ]] && return
    [[ $data == "$home" ]] || say "The servers' data go to $data (this folder's path does not suit them)."
    mkdir "$data"
    chmod 711 "$data"
    [[ -O $data ]] || fail "$data belongs to somebody else; remove it, or move this folder to another path."
}
