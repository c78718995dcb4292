// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sampling/lab_sheet.h"
#include "core/store/survey_file.h"

#include <cstdint>
#include <string>
#include <vector>

namespace suyuan::sampling {

/// What became of a sheet: read = rows with anything in them; each is in a sample that was taken or was there already, or in `refused`.
struct LabIntake {
  std::int64_t read = 0, taken = 0, already = 0; ///< rows; samples; samples
  std::vector<LabRemark> refused, remarks;       ///< as of LabSheet, with the outfalls that are not known
};

/// Takes the samples of a sheet into the survey, all in one journal entry, each at the outfall of its code or, where only one has it, its name. A
/// sample that is there already (outfall, time and the laboratory's number) is not taken twice. Errors: the store's.
[[nodiscard]] Result<LabIntake> takeLabSheet(store::SurveyFile& survey, LabSheet sheet, bool dryRun = false);

} // namespace suyuan::sampling
