// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/survey_file.h"

#include <memory>
#include <string_view>

struct sqlite3;

namespace suyuan::store {

/// core/sync's way into a survey: one transaction over journal and records. Nothing is kept unless commit().
class SyncAccess {
public:
  /// Error SurveyReadOnly. What other programs did before is an entry of its own, and kept whatever follows.
  [[nodiscard]] static Result<SyncAccess> begin(SurveyFile& survey);
  SyncAccess(SyncAccess&&) noexcept;
  ~SyncAccess();

  [[nodiscard]] sqlite3* connection() const noexcept; ///< the writer's, inside the transaction
  /// Sets a fact of suyuan_meta ("survey_id" …).
  Result<> setMeta(std::string_view key, std::string_view value);
  Result<> commit();

private:
  struct Impl;
  explicit SyncAccess(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

} // namespace suyuan::store
