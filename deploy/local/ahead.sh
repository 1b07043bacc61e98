# shellcheck shell=bash disable=SC2154
# Programs compiled to machine code ahead of time, so that they start in a moment; what is done often the runtime compiles once
# more, and a worker has it do so before it is ready (docs/performance.md). Sourced after dotnet.sh.

# What others bring along and a start does not load, and the client of a gateway outside, which few load.
compiled_at_start='/(BouncyCastle|Newtonsoft|Stripe|System\.Configuration|System\.Security)\.[^/]*$'

# What no run used for so many days is from a build of before.
days_of_images=9

# programs_ahead FOLDER...: makes $home/ahead anew, with a folder for each of these built programs, named like it.
programs_ahead() {
    local folder crossgen images # the last two are found, and used by the rest
    rm -rf "$home/ahead"
    compile_programs "$@" || return 0
    for folder in "$@"; do link_program "$folder"; done
}

# compiled_in_place FOLDER...: the same, with the images in the place of what they were made from.
compiled_in_place() {
    local folder crossgen images sum file
    compile_programs "$@" || return 0
    for folder in "$@"; do
        assemblies_of "$folder" | while IFS=$'\t' read -r sum file; do put_image "$sum" "$file"; done
    done
}

# compile_programs FOLDER...: sets crossgen and images; false where the compiler cannot be had.
compile_programs() {
    say "Compiling to machine code what starts"
    if ! find_crossgen || ! compile_images "$@"; then
        say "That failed (see $logs/ahead.log): all works as well, but each start takes longer."
        return 1
    fi
}

# put_image SUM FILE: the image of what has that sum, as that file.
put_image() {
    cp --reflink=auto --remove-destination "$images/$1.dll" "$2" # the cache may lie on another disk
    touch "$images/$1.dll"
}

# The SDK's own compiler, and where its images go, which every checkout of this account shares: another version of it, of
# the runtime or of this file makes them anew.
find_crossgen() {
    dotnet restore "$root/deploy/local/crossgen.proj" -v q --nologo >"$logs/ahead.log" 2>&1 &&
        crossgen=$(dotnet msbuild "$root/deploy/local/crossgen.proj" --nologo -getProperty:Crossgen) || return 1
    [[ -x $crossgen ]] || { say "There is no $crossgen" >>"$logs/ahead.log"; return 1; }
    images=${XDG_CACHE_HOME:-${HOME:-$root/.local}/.cache}/charging/ahead
    images+=/$(frameworks | cat - "$root/deploy/local/ahead.sh" <(echo "$crossgen") | cksum | cut -d' ' -f1)
    mkdir -p "$images"
    find "$images" -type f -mtime +"$days_of_images" -delete
}

# The runtime's own assemblies, in its newest version.
frameworks() {
    local name
    for name in Microsoft.NETCore.App Microsoft.AspNetCore.App; do
        dotnet --list-runtimes | sed -n "s|^$name \(10\.[^ ]*\) \[\(.*\)\]$|\2/\1/*.dll|p" | tail -n 1
    done
}

# assemblies_of FOLDER...: lines of a file's sum and its path.
assemblies_of() {
    local folder
    for folder in "$@"; do sha256sum "$folder"/*.dll; done | grep -vE "$compiled_at_start" | sed 's/  /\t/'
}

# An image is kept under the sum of what it was made from, so that only what changed is compiled.
compile_images() {
    local sum file
    export crossgen images
    frameworks >"$images/frameworks"
    assemblies_of "$@" | sort -u -k 1,1 | while IFS=$'\t' read -r sum file; do
        [[ -e $images/$sum.dll ]] || printf '%s\n%s\n' "$file" "$images/$sum.dll"
    done | tr '\n' '\0' | xargs -0 -r -n 2 -P "$(nproc)" bash -c 'compile_image "$@"' compile_image >>"$logs/ahead.log" 2>&1
}

# compile_image ASSEMBLY IMAGE: written in one move, so that an aborted run leaves a whole file or none. Generics of others over
# an assembly's own types go into its image too (the runtime checks them against what it loads): else a worker that starts
# compiles eight thousand methods, with them five.
compile_image() {
    local framework references=() generics=(--opt-cross-module:'*' --non-local-generics-module:'*')
    while IFS= read -r framework; do references+=(-r "$framework"); done <"$images/frameworks"
    "$crossgen" "$1" -O "${generics[@]}" -o "$2.new" "${references[@]}" -r "${1%/*}/*.dll" && mv "$2.new" "$2"
}
export -f compile_image

# link_program FOLDER: all of the project's folder by links, and the images in the place of the assemblies.
link_program() {
    local name sum file
    name=$(basename "${1%%/bin/*}"/*.csproj .csproj)
    mkdir -p "$home/ahead/$name"
    ln -s "$1"/* "$home/ahead/$name"
    assemblies_of "$1" | while IFS=$'\t' read -r sum file; do
        put_image "$sum" "$home/ahead/$name/${file##*/}"
    done
}
