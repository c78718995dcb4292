# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The package list (sdk-packages.txt) and the names that follow from it. Sourced by sdk.sh.

# Changes with what root.sh does to a fresh root, so that an old root is not taken for a new one.
readonly SDK_RECIPE=1
readonly SDK_SUITE=trixie

# sdk_packages [SECTION...]: package names of these sections (all when none is given), sorted, one a line.
sdk_packages() {
    awk -v wanted=" $* " '
        { sub(/#.*/, ""); gsub(/[ \t\r]+/, "") }
        /^\[.*\]$/ { section = substr($0, 2, length($0) - 2); next }
        $0 != "" && (wanted == "  " || index(wanted, " " section " ")) { print }
    ' "$SDK_LIST" | LC_ALL=C sort -u
}

# The root's name follows from what is in it: comments and order in the list do not matter.
sdk_hash() {
    { printf 'recipe %s %s %s\n' "$SDK_RECIPE" "$SDK_SUITE" "$(uname -m)"; sdk_packages; } | sha256sum | cut -c1-12
}

# sdk_missing_packages [SECTION...]: those that dpkg does not have installed; all of them where there is no dpkg.
sdk_missing_packages() {
    local wanted
    wanted=$(sdk_packages "$@")
    if ! command -v dpkg-query >/dev/null; then
        printf '%s\n' "$wanted"
        return
    fi
    # shellcheck disable=SC2086  # one word per package
    LC_ALL=C comm -23 <(printf '%s\n' "$wanted") \
        <(dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' $wanted 2>/dev/null | sed -n 's/^.i //p' | LC_ALL=C sort -u)
}
