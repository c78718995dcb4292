// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/form_state.h"
#include "core/model/outfall.h"
#include "core/store/survey_file.h"

#include <string>

namespace suyuan::forms {

/// What a filled form is recorded for.
struct RecordRequest {
  Fid outfall;   ///< that it is about; not set: a new one, or the one that the candidate becomes
  Fid candidate; ///< that was checked, or (level 1) is described; not set: none
  Fid visit;     ///< that is gone on with; not set: a new visit
  std::string by;   ///< who fills the form in
  std::string team; ///< whose candidate it is; empty: the answer to "team"
  std::string at;   ///< UTC with milliseconds; empty: now
  std::string localCode; ///< 临时编号 of a new outfall
};

struct RecordedForm {
  Fid outfall, candidate, visit, sample; ///< what was made or changed; not set: none
  std::size_t answers = 0; ///< new answer rows
};

/// Records a form within one edit: makes or changes the outfall (or, level 1, the candidate), its visit with the visit's own values, a sample
/// where something was measured, how the position came about, and an answer for each answered question with level, who and when.
///
/// Answers are only ever added: those of earlier levels and visits stay. A field of the outfall takes the answer of the highest level; a value
/// that stood there without an answer is kept as an answer of the level that the record had. An incomplete form is recorded as it is.
///
/// A candidate is moved as resources/rules/fieldwork.json lets a team move it (HJ 1232-2021 第7、8章): confirmed, excluded or passed on, as the form's
/// words say. Errors: RecordMissing; those of fieldwork::mayMove; the store's. The caller's edit is to be given up then.
[[nodiscard]] Result<RecordedForm> record(store::Edit& edit, store::Reader& reader, const FormState& state, const RecordRequest& request);

/// The same as an entry of its own.
[[nodiscard]] Result<RecordedForm> record(store::SurveyFile& survey, const std::string& label, const FormState& state, const RecordRequest& request);

/// The outfall as the answers make it, over what is known of it; for proposals and rules while it is typed.
[[nodiscard]] Outfall asOutfall(const FormState& state, Outfall base = {});

} // namespace suyuan::forms
