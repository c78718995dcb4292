// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/network_fixes.h"
#include "core/network/network_issues.h"
#include "core/store/survey_file.h"

#include <span>
#include <vector>

namespace suyuan::survey {

/// An issue of the survey's network, and what would mend it.
struct NetworkFinding {
  network::NetworkIssue issue;
  std::optional<network::NetworkFix> fix;
};

/// Everything that is wrong with the network, in the order of the kinds. Error Cancelled.
[[nodiscard]] Result<std::vector<NetworkFinding>> checkNetwork(const network::DrainageGraph& graph, const network::IssueOptions& options = {},
                                                               std::stop_token stop = {});

struct MendReport {
  std::optional<EntryId> entry;              ///< nothing when nothing was left to mend
  std::vector<std::pair<Layer, Fid>> changed; ///< records changed or made
  std::size_t applied = 0;
  std::size_t together = 0; ///< gaps that the fix of their other side has closed
  std::size_t stale = 0; ///< the survey is no longer as the fix found it: left alone
};

/// Makes the fixes, one or all of a kind, as one journal entry that one undo takes back. A fix whose channel is not where
/// it was is left alone and counted; two fixes of one channel's reversal cancel nothing: the second is stale. Errors: the store's.
[[nodiscard]] Result<MendReport> mendNetwork(store::SurveyFile& survey, std::span<const network::NetworkFix> fixes);

} // namespace suyuan::survey
