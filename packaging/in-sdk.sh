#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail
# shellcheck source=packaging/sdk.sh
source "$(dirname "${BASH_SOURCE[0]}")/sdk.sh"
sdk_enter "$SDK_CACHE/sdk-$(sdk_hash)" "$@"
