#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Sets the environment up, builds, makes the demo survey and opens the window on it.
set -euo pipefail

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
    cat <<'USAGE'
usage: packaging/run.sh [ARGUMENT...]

Sets up and builds Suyuan (build/release/bin). Without arguments it then makes the demo survey in build/demo and opens
the window on it; without a display it leaves the demo's outputs and pictures of the window there. With arguments it
runs the command line program with them instead, in your working directory:
  packaging/run.sh check build/demo/survey
  packaging/run.sh --version
The window alone: packaging/in-sdk.sh build/release/bin/suyuan-desktop [SURVEY]
USAGE
    exit 0
fi

caller=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/.."
repository=$PWD
# shellcheck source=packaging/lib/build.sh
source packaging/lib/build.sh
programs=$repository/build/release/bin

# With arguments the output is the program's alone; the building is told on the other channel.
{
    build_phase "set up" true
    build_preset release suyuan suyuan-desktop
} >&2

if (($#)); then
    cd "$caller"
    exec "$repository/packaging/in-sdk.sh" "$programs/suyuan" "$@"
fi

build_phase "demo survey in build/demo" "$programs/suyuan" demo build/demo --replace

if [[ -n ${DISPLAY:-} || -n ${WAYLAND_DISPLAY:-} ]]; then
    echo "== opening the window on build/demo/survey"
    exec packaging/in-sdk.sh "$programs/suyuan-desktop" build/demo/survey
fi

echo "== there is no display here, so pictures of the window are made instead"
packaging/in-sdk.sh env QT_QPA_PLATFORM=offscreen "$programs/suyuan-desktop" --screenshots build/demo/screenshots build/demo/survey
cat <<WHERE

The survey:       $repository/build/demo/survey
What it exported: $repository/build/demo/out
The window:       $repository/build/demo/screenshots
On a machine with a display, packaging/run.sh opens the window itself.
WHERE
