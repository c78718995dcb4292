# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Runs a command in the Debian root, with the host's files around it. Sourced by sdk.sh.

# The host's own system; every other directory at the top of the tree is passed through under its own path.
sdk_is_system_dir() {
    case $1 in
        bin | sbin | lib | lib32 | lib64 | libx32 | libexec | usr | etc | var | dev | proc | sys | run | boot | snap | lost+found) return 0 ;;
        *) return 1 ;;
    esac
}

# Variables that point a compiler, a loader or a library at the host's files: wrong inside, so not passed on.
# (To set one for a command inside: in-sdk.sh env NAME=VALUE CMD.)
readonly SDK_HOST_VARIABLES=(
    LD_LIBRARY_PATH LD_PRELOAD LIBRARY_PATH CPATH C_INCLUDE_PATH CPLUS_INCLUDE_PATH
    PKG_CONFIG_PATH PKG_CONFIG_LIBDIR CMAKE_PREFIX_PATH QTDIR QT_PLUGIN_PATH QML_IMPORT_PATH QML2_IMPORT_PATH
    GDAL_DATA GDAL_DRIVER_PATH PROJ_DATA PROJ_LIB PYTHONHOME PYTHONPATH
)

# sdk_has_locale ROOT NAME: the root knows this locale.
sdk_has_locale() {
    local name=${2//UTF-8/utf8}
    [[ -n $name && -d $1/usr/lib/locale/$name ]]
}

# sdk_bind_arguments ROOT: fills SDK_BIND with bwrap's arguments.
sdk_bind_arguments() {
    local root=$1 entry name zone path
    SDK_BIND=(--ro-bind "$root/usr" /usr --ro-bind "$root/etc" /etc --bind "$root/var" /var)
    for entry in "$root"/*; do
        case ${entry##*/} in usr | etc | var) continue ;; esac
        if [[ -L $entry ]]; then SDK_BIND+=(--symlink "$(readlink "$entry")" "/${entry##*/}"); fi
    done
    # No process or network namespace: process ids, displays and devices are the host's.
    SDK_BIND+=(--dev-bind /dev /dev --dev-bind /proc /proc --ro-bind-try /sys /sys --tmpfs /run)

    for entry in /* /.[!.]*; do
        name=${entry#/}
        if sdk_is_system_dir "$name"; then continue; fi
        if [[ -L $entry ]]; then
            SDK_BIND+=(--symlink "$(readlink "$entry")" "$entry")
        elif [[ -d $entry || -f $entry ]]; then
            SDK_BIND+=(--dev-bind "$entry" "$entry")
        fi
    done
    for path in /var/tmp /run/user /run/dbus /run/media; do
        if [[ -d $path ]]; then SDK_BIND+=(--bind "$path" "$path"); fi
    done
    # Homes and work folders below /var or /run, as some systems have them.
    for path in "$SDK_REPOSITORY" "$(pwd -P)" "${HOME:-}" "${XAUTHORITY:-}"; do
        case $path in
            /var/tmp | /var/tmp/* | /run/user/* | /run/media/*) ;;
            /var/?* | /run/?*) if [[ -e $path ]]; then SDK_BIND+=(--bind "$path" "$path"); fi ;;
        esac
    done

    for path in /etc/resolv.conf /etc/hosts /etc/passwd /etc/group /etc/localtime /etc/ssl/certs/ca-certificates.crt; do
        if [[ -e $path && -f $root$path && ! -L $root$path ]]; then SDK_BIND+=(--ro-bind "$(readlink -f "$path")" "$path"); fi
    done

    local variable
    for variable in "${SDK_HOST_VARIABLES[@]}"; do SDK_BIND+=(--unsetenv "$variable"); done
    zone=$(readlink -f /etc/localtime 2>/dev/null)
    zone=${zone#*/zoneinfo/}
    # Qt takes the zone's name from TZ, since localtime is a plain file inside.
    if [[ -z ${TZ:-} && $zone == [A-Z]* && -e $root/usr/share/zoneinfo/$zone ]]; then SDK_BIND+=(--setenv TZ "$zone"); fi
    if ! sdk_has_locale "$root" "${LC_ALL:-${LANG:-}}"; then
        for variable in "${!LC_@}"; do SDK_BIND+=(--unsetenv "$variable"); done
        SDK_BIND+=(--setenv LANG C.UTF-8)
    fi
    SDK_BIND+=(
        --setenv PATH /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
        --setenv SUYUAN_SDK_INSIDE "${root##*/}"
        --chdir "$PWD"
    )
}

# The terminal sends its interrupt to the whole foreground group by itself; any other sender means us alone.
sdk_signal_is_ours_alone() {
    local stat
    read -r stat </proc/$$/stat || return 0
    # After "pid (name) ": state ppid pgrp session tty tpgid
    local group foreground
    read -r _ _ group _ _ foreground _ <<<"${stat##*) }"
    [[ $group != "$foreground" ]]
}

# Passes a signal on to the command itself (bwrap's child, whose id bwrap writes into the pipe).
sdk_forward() {
    local line
    SDK_INTERRUPTED=1
    if [[ $1 == INT || $1 == QUIT ]] && ! sdk_signal_is_ours_alone; then return 0; fi
    while [[ -z $SDK_CHILD ]] && IFS= read -r -t 2 -u "$SDK_INFO" line; do
        if [[ $line =~ \"child-pid\":\ *([0-9]+) ]]; then SDK_CHILD=${BASH_REMATCH[1]}; fi
    done
    kill -s "$1" "${SDK_CHILD:-$SDK_BWRAP}" 2>/dev/null || true
}

# sdk_enter ROOT CMD...: runs the command inside and exits with its exit code. Never returns.
sdk_enter() {
    local root=$1 status=0 later=0 signal ignored kept=INT,QUIT
    shift
    sdk_bind_arguments "$root"
    ignored=$(trap -p INT QUIT)
    # A command in the background starts with INT and QUIT ignored; inside, they are put back as they were.
    case $ignored in *SIGINT*) kept=${kept/INT,/} ;; esac
    case $ignored in *SIGQUIT*) kept=${kept/,QUIT/} && kept=${kept/QUIT/} ;; esac

    SDK_CHILD=''
    exec {SDK_INFO}<> <(:)
    bwrap --die-with-parent --info-fd "$SDK_INFO" "${SDK_BIND[@]}" -- \
        /usr/bin/env ${kept:+"--default-signal=$kept"} "$@" <&0 &
    SDK_BWRAP=$!
    for signal in INT QUIT TERM HUP USR1 USR2; do
        # shellcheck disable=SC2064  # this signal's name, now
        trap "sdk_forward $signal" "$signal"
    done
    while :; do
        SDK_INTERRUPTED=''
        wait "$SDK_BWRAP" && later=0 || later=$?
        # Interrupted by a signal that was passed on: wait again; 127 means that the first wait had it already.
        if ((later != 127)) || [[ $status == 0 ]]; then status=$later; fi
        if [[ -z $SDK_INTERRUPTED ]]; then exit "$status"; fi
    done
}
