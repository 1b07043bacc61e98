# shellcheck shell=bash disable=SC2154
# ./charging images: the programs as container images, built and run without a container engine and without a registry; sourced
# after test.sh and ahead.sh. What is here is for a look before a release: it takes longer than a test may.

imaged=(Rating.Worker Invoicing.Worker Payment.Worker Operator Ingest)
base_image=$(sed -n 's/^ARG BASE=//p' "$root/deploy/Dockerfile")
stand_in=${base_image%@*}

run_images() {
    [[ $# == 0 || "$*" == publish ]] || fail "images takes 'publish' and nothing else; it got: $*"
    open_bed test
    take_lock
    publish_programs
    [[ $# == 0 ]] || return 0
    is_root || fail "images are run by runc, which root alone may without a user manager: run this as root," \
        "or build them with your own container engine (deploy/README.md)."
    open_engine
    make_base
    step "Building the images, twice each"
    for program in "${imaged[@]}"; do build_twice "$program"; done
    step "Starting the test bed"
    trap stop_test_bed EXIT
    start_anew
    step "Running the images, read only, as account 1654, without capabilities"
    for service in "${services[@]}"; do try_worker "$service"; done
    try_ingest
    try_rest
    b images --format '{{.Name}} {{.ID}} {{.Size}}' | grep -v "^${stand_in%:*} " | sort
    write_bill
    say_provenance
    [[ $base_image == *@* ]] || say "The base is named by a tag alone; where its registry can be asked: deploy/local/pin-base"
    step "All images were built twice with one id, and ran"
}

# Laid out where the Dockerfile takes them from, compiled ahead of time, with nothing that depends on the day or the folder.
publish_programs() {
    need_dotnet
    step "Publishing ${imaged[*]}"
    rm -rf "$root/.local/publish"
    for program in "${imaged[@]}"; do
        dotnet publish "$root/$program" -c Release -v q --nologo -nodeReuse:false -o "$root/.local/publish/$program" \
            -p:PublishDocumentationFiles=false 9>&- || fail "publishing $program failed; the errors are above."
    done
    compiled_in_place "${imaged[@]/#/$root/.local/publish/}"
    write_arguments
    chmod -R u=rwX,go=rX "$root/.local/publish"
}

# What the Dockerfile is told of the commit, for whatever builds it. Sources without a history have a version alone.
write_arguments() {
    local version revision
    version=$(dotnet "$root/.local/publish/Operator/Operator.dll" --version)
    published_as=(--build-arg "VERSION=${version%%+*}")
    if revision=$(git -C "$root" rev-parse --verify --quiet HEAD); then
        [[ -z $(git -C "$root" status --porcelain) ]] || revision+=-changed
        published_as+=(--build-arg "REVISION=$revision" --build-arg
            "CREATED=$(TZ=UTC0 git -C "$root" show -s --format=%cd --date=format-local:%Y-%m-%dT%H:%M:%SZ HEAD)")
    fi
    echo "${published_as[*]}" >"$root/.local/publish/arguments"
}

# buildah, umoci and runc with nothing of the machine's own: no images, no trust, no containers.
open_engine() {
    local folder
    folder=$("$root/deploy/local/tools/containers")
    engine_home=$home/images
    rm -rf "$engine_home"
    mkdir -p "$engine_home/.config/containers"
    echo '{ "default": [{ "type": "insecureAcceptAnything" }] }' >"$engine_home/.config/containers/policy.json"
    engine_environment=("HOME=$engine_home" "PATH=$folder/usr/bin:$folder/usr/sbin:$PATH"
        "LD_LIBRARY_PATH=$(echo "$folder"/usr/lib/*-linux-gnu)")
}

within() { env "${engine_environment[@]}" "$@"; }
b() { within buildah --root "$engine_home/store" --runroot "$engine_home/run" --storage-driver vfs "$@"; }

# What the base of the Dockerfile has, by its name: the machine's own .NET, and of Debian's packages the few that it is made of.
make_base() {
    local base=$engine_home/base container dotnet
    step "Making a stand-in for $stand_in"
    dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
    mkdir -p "$base/usr/share/dotnet/host" "$base/etc/ssl/certs" "$engine_home/packages"
    (
        cd "$engine_home/packages"
        apt-get download -q base-files libc6 libgcc-s1 libstdc++6 zlib1g tzdata \
            "$(apt-cache show libssl3t64 >/dev/null 2>&1 && echo libssl3t64 || echo libssl3)" >/dev/null 2>"$logs/images.log" ||
            fail "the packages of the base could not be had; see $logs/images.log"
        for package in ./*.deb; do dpkg -x "$package" "$base"; done
    )
    rm -rf "$base"/usr/share/{doc,man,locale,lintian}
    cp /etc/ssl/certs/ca-certificates.crt "$base/etc/ssl/certs/"
    cp -r "$dotnet/host/fxr" "$base/usr/share/dotnet/host/"
    mkdir "$base/usr/share/dotnet/shared"
    cp -r "$dotnet"/shared/Microsoft.{NETCore,AspNetCore}.App "$base/usr/share/dotnet/shared/"
    echo 'app:x:1654:1654::/home/app:/bin/false' >"$base/etc/passwd"
    echo 'app:x:1654:' >"$base/etc/group"
    container=$(b from scratch)
    b copy -q "$container" "$base" / >/dev/null
    b config --env APP_UID=1654 --env ASPNETCORE_HTTP_PORTS=8080 --user 1654 "$container"
    b commit -q --timestamp 0 "$container" "$stand_in" >/dev/null
}

name_of() { local name=${1%.Worker}; echo "charging/${name,,}"; }

# build_twice PROGRAM: the unchanged Dockerfile, and nothing of the first time is used for the second.
build_twice() {
    local first second
    first=$(build_image "$1") && second=$(build_image "$1") || fail "$1 could not be built; see $logs/images.log"
    [[ $first == "$second" ]] || fail "$1 gave two images of one source: $first and $second"
    b push -q "$(name_of "$1")" "oci:$engine_home/oci:$1" >/dev/null
    within umoci unpack --image "$engine_home/oci:$1" "$engine_home/$1" >>"$logs/images.log" 2>&1
}

build_image() {
    local created=${published_as[-1]#CREATED=}
    b bud -q --isolation chroot --no-cache --timestamp "$(date -d "$created" +%s 2>/dev/null || echo 0)" --pull-never \
        --build-arg SERVICE="$1" --build-arg BASE="$stand_in" "${published_as[@]}" \
        -f "$root/deploy/Dockerfile" -t "$(name_of "$1")" "$root" 2>>"$logs/images.log"
}

# bundle PROGRAM VARIABLES ARGUMENTS...: how runc runs it: what the image says, less every right, on this machine's network.
# VARIABLES is a file of settings.
bundle() {
    python3 - "$engine_home/$1/config.json" "$2" "$root/deploy/samples" "${@:3}" <<'PYTHON'
import json, sys

path, variables, samples, *arguments = sys.argv[1:]
config = json.load(open(path))
process = config["process"]
process["terminal"] = False
process["args"] = process["args"][:1] + arguments
process["capabilities"] = {kind: [] for kind in process["capabilities"]}
process["noNewPrivileges"] = True
given = [line.rstrip("\n") for line in open(variables)]
names = {line.split("=", 1)[0] for line in given}
process["env"] = [line for line in process["env"] if line.split("=", 1)[0] not in names] + given
config["root"]["readonly"] = True
config["linux"]["namespaces"] = [one for one in config["linux"]["namespaces"] if one["type"] != "network"]
options = ["nosuid", "nodev", "noexec"]
config["mounts"] = [one for one in config["mounts"] if one["destination"] not in ("/tmp", "/samples")] + [
    {"destination": "/tmp", "type": "tmpfs", "source": "tmpfs", "options": options + ["mode=1777", "size=64m"]},
    {"destination": "/samples", "type": "bind", "source": samples, "options": ["rbind", "ro"]},
]
assert process["user"]["uid"] == 1654, process["user"]
json.dump(config, open(path, "w"))
PYTHON
}

contain() { within runc --root "$engine_home/runc" run --bundle "$engine_home/$1" "$1" 9>&-; }

# command_in PROGRAM VARIABLES ARGUMENTS...
command_in() {
    bundle "$@"
    contain "$1" || fail "$1 ${*:3} failed in its image; what it said is above."
}

# settings_of SERVICE: those that the worker would have on this machine, as a file.
settings_of() {
    (
        gateway_key=none # the gateway within the worker needs none
        worker_environment "$1"
        Management__Port=$(port_of "$1" 1) Gateway__Kind=inProcess
        export Management__Port Gateway__Kind
        env | grep -E '^(ConnectionStrings|Publishers|Management|Gateway__Kind)' >"$engine_home/$1.env"
    )
    echo "$engine_home/$1.env"
}

try_worker() {
    local program=${1^}.Worker variables
    variables=$(settings_of "$1")
    command_in "$program" "$variables" --version
    command_in "$program" "$variables" migrate
    command_in "$program" "$variables" topology
    try_to_run "$1" "$program" "$variables"
}

# What it hears is where the image says, on its second port.
try_ingest() {
    (
        ingest_environment
        unset Ingest__Port
        env | grep -E '^(ConnectionStrings|Ingest__|Sources__|Management)' >"$engine_home/ingest.env"
    )
    try_to_run ingest Ingest "$engine_home/ingest.env"
}

# try_to_run SERVICE PROGRAM VARIABLES: until it is ready, and to its end.
try_to_run() {
    local program=$2 code=0
    bundle "$program" "$3"
    contain "$program" >"$logs/image-$1.log" 2>&1 &
    echo $! >"$run/image-$1.pid"
    until_true 60 answers_ready "$1" ||
        { tail "$logs/image-$1.log" >&2; fail "$program is not ready in its image after 60 s."; }
    within runc --root "$engine_home/runc" kill "$program" TERM
    wait "$(<"$run/image-$1.pid")" || code=$?
    rm -f "$run/image-$1.pid"
    ((code == 0)) || { tail "$logs/image-$1.log" >&2; fail "$program ended with $code after SIGTERM."; }
    if grep -iE 'gssapi|read-only file system|permission denied' "$logs/image-$1.log"; then
        fail "$program misses something in its image; see above."
    fi
    say "$program was ready on its port, and ended by itself."
}
answers_ready() { [[ $(first_line_of "$(port_of "$1" 1)" /health/ready) == *" 200 "* ]]; }

# A plan by the time of Prague needs the base's time zones; the operator reads the database as the auditor.
try_rest() {
    local variables=$engine_home/rating.env
    command_in Rating.Worker "$variables" quote --plan /samples/gallery/peak.yaml --session /samples/gallery/call.json
    (
        operator_environment audit
        env | grep -E '^(ConnectionStrings|Operator|Gateway__Ledger)' >"$engine_home/operator.env"
    )
    command_in Operator "$engine_home/operator.env" audit list >"$logs/image-operator.log"
}

# What is within each, as CycloneDX says it.
write_bill() {
    local tool
    tool=$("$root/deploy/local/tools/cyclonedx")
    step "Writing what is within each image to .local/bills"
    for program in "${imaged[@]}"; do
        "$tool" "$root/$program/$program.csproj" -o "$root/.local/bills" -fn "$program.cdx.json" -F Json --exclude-dev \
            >>"$logs/images.log" 2>&1 || fail "the bill of $program failed; see $logs/images.log"
        say ".local/bills/$program.cdx.json"
    done
}

# Who made what of what, as SLSA says it, beside the bill; whoever publishes an image signs it.
say_provenance() {
    for program in "${imaged[@]}"; do
        "$root/deploy/local/provenance" "$engine_home/oci" "$program" "$root/.local/bills/$program.cdx.json" \
            >"$root/.local/bills/$program.provenance.json"
        say ".local/bills/$program.provenance.json"
    done
}
