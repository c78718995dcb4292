// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/session.h"
#include "core/survey/code_plan.h"

#include <cstdint>
#include <string>
#include <vector>

namespace suyuan::cli {

/// What `suyuan code` was asked for beside the folder.
struct CodeWork {
  std::string where, purpose, hub, csv;
  survey::BankOrder banks = survey::BankOrder::LeftThenRight;
  bool dryRun = false, overwrite = false;
  int count = 100, first = 0, last = 0;
  std::int64_t entry = 0;
  std::vector<std::string> branches;
};

// Each does one work on a survey, answers, and gives the exit code.
int assignCodes(Session& session, const std::string& folder, const CodeWork& work);
int renumber(Session& session, const std::string& folder, survey::Renumbering how, const CodeWork& work);
int codeBranches(Session& session, const std::string& folder, const std::string& outfall, const CodeWork& work);
int nameOutfalls(Session& session, const std::string& folder, const CodeWork& work);
int showTable(Session& session, const std::string& folder, const CodeWork& work);
int lease(Session& session, const std::string& folder, const std::string& series, const CodeWork& work);
int reserve(Session& session, const std::string& folder, const std::string& series, const CodeWork& work);
int listLeases(Session& session, const std::string& folder);

} // namespace suyuan::cli
