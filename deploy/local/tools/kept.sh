# shellcheck shell=bash
# Tools that tests and images need, kept for every checkout of this account: sourced by the scripts beside this one.

umask 022
tools=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/charging/tools

# keep NAME COMMAND...: runs COMMAND in an empty folder that becomes $tools/NAME, unless it is there; two that want it at once
# take turns, and an aborted one leaves nothing. Sets kept.
keep() {
    kept=$tools/$1
    [[ ! -d $kept ]] || return 0
    mkdir -p "$tools"
    # In the background, and waited for: within a list of `||` nothing would stop at what fails.
    (
        flock 7
        [[ ! -d $kept ]] || exit 0
        rm -rf "$kept.new"
        mkdir "$kept.new"
        cd "$kept.new"
        "${@:2}" >&2
        mv "$kept.new" "$kept"
    ) 7>"$tools/$1.lock" &
    wait $! || { echo "$1 could not be had; what failed is above." >&2; exit 1; }
}

# npm_package NAME@VERSION [FILE...]: unpacks the package here, or those files of it alone, and runs none of its scripts.
npm_package() {
    npm pack --loglevel=error --ignore-scripts "$1" >/dev/null
    tar -xzf ./*.tgz --strip-components=1 "${@:2}"
    rm ./*.tgz
}

# npm_install NAME@VERSION...: these and what they need into node_modules here, and none of their scripts runs.
npm_install() {
    npm install --prefix "$PWD" --loglevel=error --ignore-scripts --no-audit --no-fund --no-update-notifier \
        --no-package-lock --save-exact "$@"
}
