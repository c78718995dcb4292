# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Makes the Debian root: aside, under a lock, renamed when whole. Sourced by sdk.sh.

readonly SDK_NEEDED_MB=3000

# One setting-up at a time for this cache. The lock belongs to the open file: it ends with its last holder, whatever ends that.
sdk_take_lock() {
    mkdir -p "$SDK_CACHE" 2>/dev/null || sdk_fail "$SDK_CACHE cannot be written: set SUYUAN_CACHE to a folder of yours"
    exec {SDK_LOCK}>"$SDK_CACHE/sdk.lock"
    if ! flock -n "$SDK_LOCK"; then
        sdk_say "another setting-up is under way, waiting for it"
        flock "$SDK_LOCK"
    fi
}

sdk_drop_lock() { exec {SDK_LOCK}>&-; }

# sdk_check_space FOLDER MEGABYTES
sdk_check_space() {
    local free
    free=$(df -Pk "$1" | awk 'NR == 2 { print int($4 / 1024) }')
    if [[ -n $free ]] && ((free < $2)); then
        sdk_fail "not enough space: $1 has $free MB free and the Debian root needs $2 MB; free some, or set SUYUAN_CACHE to a folder elsewhere"
    fi
}

# What mmdebstrap's log lines mean to the person waiting.
sdk_phase() {
    case $1 in
        *'running apt-get update'*) sdk_say "1/5 fetching the package index" ;;
        *'downloading packages with apt'*) sdk_say "2/5 downloading the base system" ;;
        *'extracting archives'*) sdk_say "3/5 unpacking the base system" ;;
        *'installing remaining packages'*) sdk_say "4/5 downloading and installing $SDK_COUNT packages (the longest step)" ;;
        *'cleaning package lists'*) sdk_say "5/5 cleaning up" ;;
    esac
}

# sdk_follow PID LOG: says each phase as it comes in the log, until the process ends; gives its exit code.
sdk_follow() {
    local line log
    exec {log}<"$2"
    while kill -0 "$1" 2>/dev/null; do
        while IFS= read -r -u "$log" line; do sdk_phase "$line"; done
        sleep 0.3
    done
    exec {log}<&-
    wait "$1"
}

# Ends what is still running and removes what is half made (never across a mount).
sdk_abandon_root() {
    local status=$?
    trap '' INT TERM HUP
    if ((${#SDK_MAKING[@]})); then
        kill -TERM "${SDK_MAKING[@]}" 2>/dev/null || true
        wait "${SDK_MAKING[@]}" 2>/dev/null || true
    fi
    sdk_remove_aside
    if ((status > 128)); then sdk_say "interrupted: nothing half-made was left behind"; fi
    exit "$status"
}

sdk_remove_aside() {
    local aside
    for aside in "$SDK_CACHE"/.making-*; do
        if [[ -e $aside ]]; then rm -rf --one-file-system "$aside"; fi
    done
}

# sdk_guarded CMD...: becomes the command, in a process group of its own that ends as a whole, and at once, when it is
# told to or when we are killed outright. (mmdebstrap alone finishes its step first, which takes a minute or more.)
sdk_guarded() {
    # shellcheck disable=SC2016  # for the inner shell
    exec setsid setpriv --pdeathsig TERM bash -c '
        trap "trap \"\" TERM; kill -TERM 0; wait; exit 143" TERM
        "$@" & wait $!' guard "$@"
}

# sdk_bootstrap ASIDE LOG: fills ASIDE/root.
sdk_bootstrap() {
    local aside=$1 log=$2 packages status=0 target=$1/root options
    packages=$(sdk_packages | paste -sd,)
    SDK_COUNT=$(sdk_packages | wc -l)
    options=(
        --variant=apt --include="$packages"
        --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*'
        --dpkgopt='path-include=/usr/share/doc/*/copyright' --dpkgopt=force-unsafe-io
        --aptopt='Acquire::Languages "none"'
    )
    mkdir -p "$target" || return
    : >"$log"
    if ((EUID == 0)); then
        options+=("$SDK_SUITE" "$target")
    else
        # A plain user's root is made in a user namespace of its own, where it cannot be left with the right owners: it
        # comes out as an archive and is unpacked as the user's own files, which is all that compiling needs.
        mkfifo "$aside/archive"
        tar -x --no-same-owner --exclude='./dev/*' -C "$target" <"$aside/archive" >>"$log" 2>&1 &
        SDK_MAKING+=($!)
        options+=(--mode=unshare --format=tar "$SDK_SUITE" -)
    fi
    if [[ -n ${SUYUAN_DEBIAN_MIRROR:-} ]]; then options+=("$SUYUAN_DEBIAN_MIRROR"); fi

    if ((EUID == 0)); then
        sdk_guarded mmdebstrap "${options[@]}" >>"$log" 2>&1 </dev/null &
    else
        TMPDIR=${TMPDIR:-/var/tmp} sdk_guarded mmdebstrap "${options[@]}" >"$aside/archive" 2>>"$log" </dev/null &
    fi
    SDK_MAKING+=($!)
    sdk_follow $! "$log" || status=$?
    if ((EUID != 0 && status == 0)); then wait "${SDK_MAKING[0]}" || status=$?; fi
    return "$status"
}

# Gives the mounts of sdk_enter plain files to land on.
sdk_finish_root() {
    local root=$1 name
    for name in resolv.conf hosts localtime; do
        rm -f "$root/etc/$name"
        : >"$root/etc/$name"
    done
    if [[ -f $root/usr/share/zoneinfo/Etc/UTC ]]; then cp "$root/usr/share/zoneinfo/Etc/UTC" "$root/etc/localtime"; fi
}

# sdk_make_root ROOT: makes it unless it is there by the time that the lock is ours. Fails with a sentence said.
sdk_make_root() {
    local root=$1 name=${1##*/} aside log old
    sdk_take_lock
    if [[ -d $root ]]; then
        sdk_drop_lock
        return
    fi
    sdk_need_tools mmdebstrap bwrap
    bwrap --dev-bind / / true 2>/dev/null ||
        sdk_fail "bwrap may not make a namespace here, as in a container without that right or where user namespaces are forbidden: allow it, or use Debian 13 itself, then start again"
    sdk_remove_aside
    sdk_check_space "$SDK_CACHE" "${SUYUAN_SDK_NEEDED_MB:-$SDK_NEEDED_MB}"
    if ((EUID != 0)); then
        sdk_need_tools newuidmap
        grep -qE "^($(id -un)|$EUID):" "${SUYUAN_SUBUID:-/etc/subuid}" 2>/dev/null ||
            sdk_fail "this account has no range of user ids to make a Debian root with: let an administrator run 'usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $(id -un)', then start again"
        sdk_check_space "${TMPDIR:-/var/tmp}" "${SUYUAN_SDK_NEEDED_MB:-$SDK_NEEDED_MB}"
    fi

    log=$SDK_CACHE/$name.log
    aside=$SDK_CACHE/.making-$name
    sdk_say "this machine is not Debian 13: making a Debian 13 root in $root"
    sdk_say "it happens once, takes about 2 GB and some minutes (log: $log)"
    SDK_MAKING=()
    trap sdk_abandon_root EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    trap 'exit 129' HUP
    if ! sdk_bootstrap "$aside" "$log"; then
        sdk_fail "the Debian root could not be made: $(sdk_why_failed "$log")"
    fi
    sdk_finish_root "$aside/root"
    mv -T "$aside/root" "$root"
    sdk_remove_aside
    trap - EXIT INT TERM HUP
    sdk_say "the Debian root is ready"
    for old in "$SDK_CACHE"/sdk-*/; do
        old=${old%/}
        if [[ $old != "$root" && ! -L $old ]]; then sdk_say "an older root is no longer used; to free its space: rm -rf --one-file-system '$old'"; fi
    done
    sdk_drop_lock
}
