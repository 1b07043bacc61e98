# shellcheck shell=bash disable=SC2154
# Building and calling the .NET programs; sourced after bed.sh and connections.sh.

need_dotnet() {
    has dotnet && dotnet --list-sdks 2>/dev/null | grep -q '^10\.' && return
    fail "the .NET 10 SDK is missing. On Debian 12 and Ubuntu 24.04 it comes from Microsoft's packages
    (https://learn.microsoft.com/dotnet/core/install/linux); anywhere, into your own folder, with:
        curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0 && export PATH=\"\$HOME/.dotnet:\$PATH\""
}

# build SOLUTION_OR_FILTER: one compiler for all projects, since each that begins anew compiles itself and the analyzers first;
# it has a name of its own, so that nobody else's is used or ended. Leaves no process behind, nor one that would hold our lock.
build() {
    local compiler=charging-$$ code=0
    need_dotnet
    step "Building $(basename "$1") (Release)"
    dotnet build "$1" -c Release -v q --nologo -nodeReuse:false \
        -p:UseSharedCompilation=true -p:SharedCompilationId="$compiler" 9>&- || code=$?
    end_compiler "$compiler"
    ((code == 0)) || fail "the build failed; the errors are above."
}

# end_compiler NAME: by itself it would end ten minutes later.
end_compiler() {
    local sdk
    sdk=$(dotnet --info 9>&- | sed -n 's/^ *Base Path: *//p')
    dotnet "$sdk/Roslyn/bincore/VBCSCompiler.dll" -shutdown "-pipename:$1" >/dev/null 2>&1 9>&- || true
}

# run_command PROGRAM ARGUMENTS...: one that answers and ends; the runtime compiles for it as quickly as it can, and not
# as well as it can, which is a worker's setting.
run_command() { DOTNET_TC_QuickJit=1 DOTNET_TC_CallCountingDelayMs=64 exec dotnet "$@"; }

# worker_command NAME ARGUMENTS...: a command of a worker, with the bed's database and broker.
worker_command() {
    local name=$1
    shift
    [[ -f $home/app/$name/${name^}.Worker.dll ]] || fail "the workers are not built yet; run: ./charging up"
    (
        worker_environment "$name"
        run_command "$home/app/$name/${name^}.Worker.dll" "$@"
    )
}

# file_command NAME ARGUMENTS...: a command of a worker that needs nothing but files, as it was built last.
file_command() {
    local program=$root/${1^}.Worker/bin/Release/net10.0/${1^}.Worker.dll
    shift
    [[ -f $program ]] || build "$root/deploy/local/run.slnf" >&2
    run_command "$program" "$@"
}

# operator_command ARGUMENTS...
operator_command() {
    [[ -f $home/app/operator/Operator.dll ]] || fail "the operator's commands are not built yet; run: ./charging up"
    (
        operator_environment "$@"
        run_command "$home/app/operator/Operator.dll" "$@"
    )
}
