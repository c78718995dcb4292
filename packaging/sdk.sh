# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The environment that Suyuan is built, tested and run in: Debian 13's packages, on this machine itself where they can
# be installed, in a root of their own elsewhere. To be sourced; in-sdk.sh is the way in.
#
# Settings (environment):
#   SUYUAN_SDK_MODE       native or root, instead of choosing by the machine
#   SUYUAN_CACHE          folder of the roots and logs (default: XDG_CACHE_HOME/suyuan, ~/.cache/suyuan)
#   SUYUAN_DEBIAN_MIRROR  a Debian mirror's address, instead of mmdebstrap's default
#   SUYUAN_SDK_LIST       another package list (the scripts' own tests)

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
