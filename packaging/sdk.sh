# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The environment that Suyuan is built, tested and run in: Debian 13's packages, on this machine itself where they can
# be installed, in a root of their own elsewhere. To be sourced; in-sdk.sh is the way in.
#
# Settings (environment):
#   SUYUAN_SDK_MODE       native or root, instead of choosing by the machine
#   SUYUAN_CACHE          folder of the roots and logs (default: XDG_CACHE_HOME/suyuan, ~/.cache/suyuan)
#   SUYUAN_DEBIAN_MIRROR  a Debian mirror's address, instead of mmdebstrap's default
#   SUYUAN_SDK_LIST, SUYUAN_SDK_NEEDED_MB, SUYUAN_SUBUID  for the tests of these scripts

SDK_PACKAGING=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
SDK_REPOSITORY=${SDK_PACKAGING%/*}
SDK_LIST=${SUYUAN_SDK_LIST:-$SDK_PACKAGING/sdk-packages.txt}
SDK_CACHE=${SUYUAN_CACHE:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/suyuan}

sdk_say() { printf 'suyuan: %s\n' "$*" >&2; }
sdk_fail() {
    sdk_say "$*"
    exit 1
}

# shellcheck source=packaging/lib/packages.sh
source "$SDK_PACKAGING/lib/packages.sh"
# shellcheck source=packaging/lib/enter.sh
source "$SDK_PACKAGING/lib/enter.sh"
# shellcheck source=packaging/lib/install.sh
source "$SDK_PACKAGING/lib/install.sh"
# shellcheck source=packaging/lib/root.sh
source "$SDK_PACKAGING/lib/root.sh"

# Sets SDK_ROOT: the root to enter, empty for the machine itself.
sdk_choose() {
    local root
    SDK_ROOT=
    if [[ -n ${SUYUAN_SDK_INSIDE:-} ]]; then return; fi
    root=$SDK_CACHE/sdk-$(sdk_hash)
    case ${SUYUAN_SDK_MODE:-} in
        native) return ;;
        root) SDK_ROOT=$root && return ;;
        '') ;;
        *) sdk_fail "SUYUAN_SDK_MODE is '$SUYUAN_SDK_MODE', and must be native or root" ;;
    esac
    if sdk_is_debian_13; then
        if [[ -z $(sdk_missing_packages build run) ]] || sdk_can_become_root; then return; fi
        # No right to install here, but a root of one's own may be there or may be made.
        if ! [[ -d $root ]] && ! command -v mmdebstrap >/dev/null; then
            sdk_fail "packages are missing and only an administrator can install them: apt-get install $(sdk_missing_packages build run | paste -sd' ')"
        fi
        SDK_ROOT=$root
    elif [[ -d $root ]] || [[ -n $(sdk_missing_packages build run) ]]; then
        SDK_ROOT=$root
    fi
}

# Makes the environment ready: packages installed, or the root made.
sdk_prepare() {
    sdk_choose
    if [[ -n $SDK_ROOT ]]; then
        if ! [[ -d $SDK_ROOT ]]; then sdk_make_root "$SDK_ROOT"; fi
        sdk_need_tools bwrap
    elif [[ -z ${SUYUAN_SDK_INSIDE:-} && -n $(sdk_missing_packages build run) ]]; then
        sdk_install_natively
    fi
}

# sdk_exec CMD...: runs the command in the environment; its exit code is ours. Never returns.
sdk_exec() {
    if [[ -n $SDK_ROOT ]]; then
        sdk_enter "$SDK_ROOT" "$@"
    else
        exec "$@"
    fi
}
