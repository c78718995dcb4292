# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Installs packages on this machine: Suyuan's own list on Debian 13, the tools that make a root elsewhere. Sourced by sdk.sh.

# sdk_as_root CMD...: as root, by sudo when needed; fails when there is no way to become root without asking the void.
sdk_as_root() {
    if ((EUID == 0)); then
        "$@"
    elif command -v sudo >/dev/null && { [[ -t 0 ]] || sudo -n true 2>/dev/null; }; then
        sudo "$@"
    else
        return 1
    fi
}

sdk_can_become_root() { sdk_as_root true; }

# sdk_apt_install LOG PACKAGE...
sdk_apt_install() {
    local log=$1
    shift
    {
        sdk_as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 update &&
            sdk_as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends "$@"
    } >"$log" 2>&1 </dev/null
}

# sdk_why_failed LOG: the sentence for what went wrong, as far as the log shows it.
sdk_why_failed() {
    if grep -qE 'No space left on device|enough free space' "$1"; then
        printf 'the disk is full: free some space, then start again (details: %s)' "$1"
    elif grep -qE 'Could not (resolve|connect)|Temporary failure|Unable to connect|Network is unreachable|Connection (timed out|refused|failed)|Failed to fetch|Cannot initiate the connection' "$1"; then
        printf 'the package archive cannot be reached: check the network, then start again (details: %s)' "$1"
    else
        printf 'see %s for what it said, then start again' "$1"
    fi
}

# Debian 13 or later: the machine has the packages themselves.
sdk_is_debian_13() {
    local id version
    id=$(sed -n 's/^ID=//p' /etc/os-release 2>/dev/null | tr -d '"')
    version=$(sed -n 's/^VERSION_ID=//p' /etc/os-release 2>/dev/null | tr -d '"')
    [[ $id == debian ]] && ((${version%%.*} >= 13)) 2>/dev/null
}

# Installs the list's missing packages on this machine. Fails with a sentence said.
sdk_install_natively() {
    local log=$SDK_CACHE/apt.log missing
    sdk_take_lock
    mapfile -t missing < <(sdk_missing_packages build run)
    if ((${#missing[@]})); then
        sdk_say "installing ${#missing[@]} missing packages with apt-get (log: $log)"
        if ! sdk_apt_install "$log" "${missing[@]}"; then
            sdk_fail "the packages could not be installed: $(sdk_why_failed "$log")"
        fi
        sdk_say "packages installed"
    fi
    sdk_drop_lock
}

# sdk_install_tools LOG PACKAGE...: by whichever package manager this machine has.
sdk_install_tools() {
    local log=$1 command
    shift
    if command -v apt-get >/dev/null; then
        sdk_apt_install "$log" "$@"
        return
    elif command -v dnf >/dev/null; then
        command=(dnf install -y)
    elif command -v zypper >/dev/null; then
        command=(zypper --non-interactive install)
    elif command -v pacman >/dev/null; then
        command=(pacman -S --noconfirm --needed)
    else
        printf 'no package manager that we know\n' >"$log"
        return 1
    fi
    sdk_as_root "${command[@]}" "$@" >"$log" 2>&1 </dev/null
}

# sdk_need_tools PROGRAM...: programs that make and enter a root; missing ones are installed.
sdk_need_tools() {
    local tool missing=() packages=() log=$SDK_CACHE/tools.log
    for tool in "$@"; do
        if command -v "$tool" >/dev/null; then continue; fi
        missing+=("$tool")
        case $tool in
            bwrap) packages+=(bubblewrap) ;;
            newuidmap) if command -v apt-get >/dev/null; then packages+=(uidmap); else packages+=(shadow-utils); fi ;;
            *) packages+=("$tool") ;;
        esac
    done
    if ((${#missing[@]} == 0)); then return; fi
    if ! sdk_can_become_root; then
        sdk_fail "${missing[*]} cannot be found here and only an administrator can install them: install ${packages[*]}, then start again"
    fi
    sdk_say "installing ${packages[*]} (log: $log)"
    sdk_install_tools "$log" "${packages[@]}" || true
    hash -r
    for tool in "${missing[@]}"; do
        command -v "$tool" >/dev/null ||
            sdk_fail "$tool could not be installed: install ${packages[*]} by hand, then start again (details: $log)"
    done
}
