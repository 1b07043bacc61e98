#!/usr/bin/env bash
# The broker's users and their rights, from deploy/broker-rights. Sourced by deploy/local/broker; by itself it prints
# the commands that give them. usage: rights.sh VHOST
rights_file=${BASH_SOURCE[0]%/*}/../broker-rights

broker_users() { awk '!/^#/ && NF { print $1 }' "$rights_file" | sort -u; }

# right_of USER RIGHT: the regular expression; ^$ without a line.
right_of() {
    awk -v user="$1" -v right="$2" '
        !/^#/ && $1 == user && $2 == right { for (i = 3; i <= NF; i++) names = names "|" $i }
        END { print names == "" ? "^$" : "^(" substr(names, 2) ")$" }' "$rights_file"
}

# tags_of USER: with commas between them.
tags_of() {
    awk -v user="$1" '!/^#/ && $1 == user && $2 == "tags" { $1 = $2 = ""; sub(/^ +/, ""); gsub(/ +/, ","); print }' \
        "$rights_file"
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
    set -euo pipefail
    [[ $# == 1 ]] || { echo "usage: rights.sh VHOST" >&2; exit 2; }
    for user in $(broker_users); do
        printf "rabbitmqctl set_permissions -p '%s' %s '%s' '%s' '%s'\n" "$1" "$user" \
            "$(right_of "$user" configure)" "$(right_of "$user" write)" "$(right_of "$user" read)"
        [[ -z $(tags_of "$user") ]] || printf "rabbitmqctl set_user_tags %s %s\n" "$user" "$(tags_of "$user")"
    done
fi
