# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The steps that run.sh, test.sh and .ci/run share. Sourced by them, in the repository's top folder.

# As many compilers as processors, but no more than the memory holds (about 1 GB for each).
build_jobs() {
    local processors memory
    processors=$(nproc)
    memory=$(awk '/^MemAvailable:/ { print int($2 / 1048576) }' /proc/meminfo)
    ((memory = memory > 1 ? memory : 1))
    echo "$((memory < processors ? memory : processors))"
}

# build_phase SENTENCE CMD...: runs the command in the environment between two lines that say what and how long.
build_phase() {
    local what=$1 start=$SECONDS status=0
    shift
    printf '== %s\n' "$what"
    packaging/in-sdk.sh "$@" || status=$?
    if ((status)); then
        printf '== %s: failed after %d s\n' "$what" $((SECONDS - start)) >&2
        exit "$status"
    fi
    printf '== %s: %d s\n' "$what" $((SECONDS - start))
}

# build_preset PRESET [TARGET...]: configures and builds a preset (all of it when no target is named).
build_preset() {
    local preset=$1 targets=()
    shift
    if (($#)); then targets=(--target "$@"); fi
    build_phase "configure $preset" cmake --preset "$preset" -Wno-dev
    build_phase "build $preset" cmake --build --preset "$preset" "${targets[@]}" -- -j"$(build_jobs)"
}
