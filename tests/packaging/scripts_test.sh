#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck disable=SC2317,SC2016  # cases are called by name; inner shells expand their own words
# Tests of packaging/: scripts_test.sh CASE. ctest runs each case (CMakeLists.txt names them). 77 means skipped.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
repository=${here%/tests/packaging}
in_sdk=$repository/packaging/in-sdk.sh
folder=$(mktemp -d)
trap 'rm -rf --one-file-system "$folder"' EXIT

# The scripts under test start as on a fresh machine that is not Debian 13, with a root that takes no time to make.
unset SUYUAN_SDK_INSIDE SUYUAN_DEBIAN_MIRROR
export SUYUAN_SDK_MODE=root SUYUAN_CACHE=$folder/cache SUYUAN_SDK_NEEDED_MB=1
export TMPDIR=$folder SUYUAN_SUBUID=$folder/subuid
printf '%s:100000:65536\n' "$(id -un)" >"$SUYUAN_SUBUID"
export FAKE_CALLS=$folder/calls PATH=$here/fakes:$PATH

failed=0
expect() { # expect WHAT WANTED GOT
    if [[ $2 != "$3" ]]; then
        printf '%s:\n  wanted: %q\n  got:    %q\n' "$1" "$2" "$3" >&2
        failed=1
    fi
}
expect_says() { # expect_says FILE SENTENCE-PART
    if ! grep -qF -- "$2" "$1"; then
        printf 'wanted to read: %s\nin:\n' "$2" >&2
        cat "$1" >&2
        failed=1
    fi
}
skip() {
    printf 'skipped: %s\n' "$1"
    exit 77
}
# until_true CMD...: waits up to 20 s.
until_true() {
    local i
    for ((i = 0; i < 200; ++i)); do
        if "$@" 2>/dev/null; then return 0; fi
        sleep 0.1
    done
    printf 'waited in vain for: %s\n' "$*" >&2
    failed=1
    return 1
}
is_gone() { ! kill -0 "$1"; }
needs_root() {
    command -v bwrap >/dev/null || skip "bwrap is not installed"
    bwrap --dev-bind / / true 2>/dev/null || skip "bwrap may not make a namespace here"
}
leftovers() { find "$SUYUAN_CACHE" -mindepth 1 -maxdepth 1 \( -name '.making-*' -o -name 'sdk-*' -type d \) | wc -l; }

# The same promises hold in a root and on the machine itself.
check_transparency() {
    "$in_sdk" sh -c 'exit 37'
    expect "exit code" 37 $?
    "$in_sdk" no-such-program-at-all 2>/dev/null
    expect "exit code of a missing program" 127 $?

    local got
    got=$("$in_sdk" printf '<%s>' 'a b' "it's \"so\"" '长春 市' '' '$HOME' '*' $'two\nlines')
    expect "arguments" "<a b><it's \"so\"><长春 市><><\$HOME><*><two"$'\n'"lines>" "$got"

    mkdir -p "$folder/dir with 空格"
    got=$(cd "$folder/dir with 空格" && "$in_sdk" pwd)
    expect "working directory" "$folder/dir with 空格" "$got"

    got=$(printf 'one\ntwo' | "$in_sdk" cat)
    expect "input" $'one\ntwo' "$got"
    "$in_sdk" sh -c 'echo out; echo err >&2' >"$folder/out" 2>"$folder/err"
    expect "output" out "$(cat "$folder/out")"
    expect "messages" err "$(cat "$folder/err")"

    got=$(SUYUAN_SOME_WORD='排 污' "$in_sdk" sh -c 'echo "$SUYUAN_SOME_WORD"')
    expect "environment" '排 污' "$got"
    "$in_sdk" sh -c "echo mark > '$folder/written'"
    expect "files" mark "$(cat "$folder/written")"
    expect "user" "$(id -u):$(id -g)" "$("$in_sdk" sh -c 'echo "$(id -u):$(id -g)"')"
}

case_transparent_on_the_machine_itself() {
    export SUYUAN_SDK_MODE=native
    # As inside a root: the packages are there already.
    SUYUAN_SDK_INSIDE=yes check_transparency
    expect "roots made" 0 "$(find "$folder" -name 'sdk-*' | wc -l)"
}

case_transparent_in_a_root() {
    needs_root
    "$in_sdk" true 2>/dev/null
    check_transparency
    expect "creations" 1 "$(wc -l <"$FAKE_CALLS")"
    expect "path" /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$("$in_sdk" sh -c 'echo $PATH')"
    expect "host libraries" "" "$(LD_LIBRARY_PATH=/nowhere "$in_sdk" sh -c 'echo "${LD_LIBRARY_PATH:-}"')"
    expect "locale" C.UTF-8 "$(LC_ALL='' LANG=xx_YY.UTF-8 "$in_sdk" sh -c 'echo $LANG')"
    # Inside, the scripts use what is there.
    expect "nested" 5 "$("$in_sdk" "$in_sdk" sh -c 'exit 5'; echo $?)"
}

case_signals_reach_the_command() {
    needs_root
    "$in_sdk" true 2>/dev/null
    local caller command
    "$in_sdk" bash -c 'trap "echo told; exit 42" TERM; echo $$; while :; do sleep 0.05; done' >"$folder/out" &
    caller=$!
    until_true test -s "$folder/out"
    kill -TERM "$caller"
    wait "$caller"
    expect "exit code after TERM" 42 $?
    expect "what the command did" told "$(tail -n 1 "$folder/out")"

    "$in_sdk" bash -c 'echo $$; exec sleep 60' >"$folder/id" &
    caller=$!
    until_true test -s "$folder/id"
    command=$(head -n 1 "$folder/id")
    kill -0 "$command" || expect "the command's id is the host's" yes no
    kill -KILL "$caller"
    wait "$caller" 2>/dev/null
    until_true is_gone "$command"
}

case_root_is_named_by_what_is_in_it() {
    local list=$folder/list before
    name_of() { SUYUAN_SDK_LIST=$list bash -c 'source "$1/packaging/sdk.sh"; sdk_hash' - "$repository"; }
    printf '# one\n[build]\ng++\ncmake\n\n[run]\nlibb # why\n' >"$list"
    before=$(name_of)
    expect "length" 12 ${#before}
    printf '[build]\ncmake\n# another\ng++\n[run]\nlibb\n' >"$list"
    expect "name after other comments and order" "$before" "$(name_of)"
    printf '[build]\ncmake\ng++\n[run]\nlibb\nlibc\n' >"$list"
    [[ $(name_of) != "$before" ]] || expect "name after another package" different same
    expect "run section" $'libb\nlibc' "$(SUYUAN_SDK_LIST=$list bash -c 'source "$1/packaging/sdk.sh"; sdk_packages run' - "$repository")"
}

case_list_is_well_formed() {
    local list=$repository/packaging/sdk-packages.txt
    expect "sections" $'[build]\n[run]' "$(grep '^\[' "$list")"
    expect "lines that are no package name" "" "$(sed 's/#.*//' "$list" | grep -vE '^(\[[a-z]+\]|[a-z0-9][a-z0-9+.-]+)?[[:space:]]*$')"
    expect "packages named twice" "" "$(sed 's/[[:space:]]*#.*//; /^$/d' "$list" | sort | uniq -d)"
}

case_interrupted_creation_leaves_nothing() {
    needs_root
    local signal code caller maker
    for signal in TERM HUP; do
        case $signal in TERM) code=143 ;; HUP) code=129 ;; esac
        : >"$FAKE_CALLS"
        FAKE_FAULT=hang "$in_sdk" true 2>"$folder/said" &
        caller=$!
        until_true test -s "$FAKE_CALLS"
        until_true grep -q 1/5 "$folder/said"
        maker=$(head -n 1 "$FAKE_CALLS")
        kill -s "$signal" "$caller"
        wait "$caller"
        expect "exit code after $signal" "$code" $?
        until_true is_gone "$maker"
        expect "left behind after $signal" 0 "$(leftovers)"
        expect_says "$folder/said" "nothing half-made was left behind"
    done
}

case_killed_creation_is_cleaned_by_the_next() {
    needs_root
    local caller maker
    FAKE_FAULT=hang "$in_sdk" true 2>/dev/null &
    caller=$!
    until_true test -s "$FAKE_CALLS"
    maker=$(head -n 1 "$FAKE_CALLS")
    kill -KILL "$caller"
    wait "$caller" 2>/dev/null
    until_true is_gone "$maker"
    "$in_sdk" sh -c 'exit 6' 2>/dev/null
    expect "the next call" 6 $?
    expect "folders: the root and nothing else" 1 "$(leftovers)"
}

case_two_callers_make_one_root() {
    needs_root
    local first second
    FAKE_SECONDS=1 "$in_sdk" sh -c 'exit 11' 2>"$folder/first" &
    first=$!
    until_true test -s "$FAKE_CALLS"
    "$in_sdk" sh -c 'exit 12' 2>"$folder/second" &
    second=$!
    wait "$first"
    expect "first" 11 $?
    wait "$second"
    expect "second" 12 $?
    expect "creations" 1 "$(wc -l <"$FAKE_CALLS")"
    expect "what the second says" 1 "$(wc -l <"$folder/second")"
    expect_says "$folder/second" "waiting"
}

# fails_with_one_sentence PART: the call fails, says PART in its last line, and leaves nothing.
fails_with_one_sentence() {
    "$in_sdk" true 2>"$folder/said"
    expect "exit code" 1 $?
    tail -n 1 "$folder/said" >"$folder/last"
    expect_says "$folder/last" "$1"
    expect "left behind" 0 "$(leftovers)"
}

case_what_is_missing_is_said() {
    needs_root
    SUYUAN_SDK_NEEDED_MB=999999999 fails_with_one_sentence "not enough space"
    expect "lines when space is missing" 1 "$(wc -l <"$folder/said")"
    expect "creations without space" 0 "$([[ -e $FAKE_CALLS ]] && wc -l <"$FAKE_CALLS" || echo 0)"
    FAKE_FAULT=network fails_with_one_sentence "check the network"
    FAKE_FAULT=disk fails_with_one_sentence "the disk is full"
    mkdir "$folder/empty"
    printf '#!/bin/sh\necho "E: no such thing"; exit 100\n' >"$folder/empty/apt-get"
    chmod +x "$folder/empty/apt-get"
    PATH=$folder/empty:$PATH bash -c 'source "$1/packaging/sdk.sh"; mkdir -p "$SDK_CACHE"; sdk_need_tools no-such-tool-at-all' - "$repository" 2>"$folder/said"
    expect "exit code without a tool" 1 $?
    expect_says "$folder/said" "install no-such-tool-at-all"
}

case_wrong_calls_are_refused() {
    "$in_sdk" >/dev/null 2>&1
    expect "in-sdk.sh without a command" 2 $?
    SUYUAN_SDK_MODE=perhaps "$in_sdk" true 2>"$folder/said"
    expect "unknown mode" 1 $?
    expect_says "$folder/said" "must be native or root"
    local script
    for script in in-sdk.sh run.sh test.sh; do
        "$repository/packaging/$script" --help >"$folder/said"
        expect "$script --help" 0 $?
        expect_says "$folder/said" "usage: packaging/$script"
    done
}

case_scripts_are_sound() {
    local script
    cd "$repository" || exit 1
    for script in packaging/*.sh packaging/lib/*.sh tests/packaging/*.sh tests/packaging/fakes/* .ci/run; do
        bash -n "$script" || failed=1
        grep -q 'SPDX-License-Identifier: GPL-3.0-or-later' "$script" || expect "licence of $script" yes no
    done
    for script in packaging/{in-sdk,run,test}.sh .ci/run; do
        [[ -x $script ]] || expect "$script can be run" yes no
    done
    if command -v shellcheck >/dev/null; then shellcheck -x -P . packaging/*.sh packaging/lib/*.sh .ci/run || failed=1; fi
}

if [[ $(type -t "case_${1:-}") != function ]]; then
    printf 'usage: scripts_test.sh CASE, one of:\n' >&2
    declare -F | sed -n 's/^declare -f case_/  /p' >&2
    exit 2
fi
"case_$1"
exit "$failed"
