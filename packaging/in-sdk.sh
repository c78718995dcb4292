#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a command in Suyuan's build environment; see sdk.sh.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: packaging/in-sdk.sh CMD [ARGUMENT...]

Runs CMD with the packages of packaging/sdk-packages.txt: on this machine itself when it is Debian 13, in a Debian 13
root in ~/.cache/suyuan elsewhere (made at the first call). Working directory, file paths, environment, display, input
and exit code are those of the caller. packaging/sdk.sh lists the settings.
USAGE
}

case ${1:-} in
    -h | --help)
        usage
        exit 0
        ;;
    '')
        usage >&2
        exit 2
        ;;
esac

# shellcheck source=packaging/sdk.sh
source "$(dirname "${BASH_SOURCE[0]}")/sdk.sh"
sdk_prepare
sdk_exec "$@"
