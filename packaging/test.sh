#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Sets the environment up, builds everything and runs the tests.
set -euo pipefail

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
    cat <<'USAGE'
usage: packaging/test.sh [CTEST ARGUMENT...]

Sets up, builds the release preset with its tests in build/release and runs them all; arguments go to ctest:
  packaging/test.sh -L core         the tests of one label (core, gis, app)
  packaging/test.sh -R 'trace'      the tests whose name fits
USAGE
    exit 0
fi

cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=packaging/lib/build.sh
source packaging/lib/build.sh

build_phase "set up" true
build_preset release
exec packaging/in-sdk.sh ctest --preset release --output-on-failure -j "$(nproc)" "$@"
