// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/network_issues.h"

namespace suyuan::network {

/// Adds a CrossingWithoutJoint for every place where two channels cross, no node joins them, and their levels do not say
/// that one passes over the other. Stops early when asked; the caller looks.
void findCrossings(const DrainageGraph& graph, const IssueOptions& options, const std::stop_token& stop, std::vector<NetworkIssue>& issues);

} // namespace suyuan::network
