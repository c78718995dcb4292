// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sync_access.h"

#include "core/store/survey_impl.h"

namespace suyuan::store {

struct SyncAccess::Impl {
  SurveyFile::Impl* survey = nullptr;
  std::optional<Transaction> transaction;
  [[nodiscard]] sqlite3* db() const { return survey->connection.get(); }
};

SyncAccess::SyncAccess(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SyncAccess::SyncAccess(SyncAccess&&) noexcept = default;

SyncAccess::~SyncAccess() {
  if (!impl_) return;
  impl_->transaction.reset();
  // Outside the transaction; a failure here would show at the next edit's commit.
  [[maybe_unused]] const auto restored = execute(impl_->db(), "PRAGMA foreign_keys=ON");
}

Result<SyncAccess> SyncAccess::begin(SurveyFile& survey) {
  if (survey.isReadOnly()) return failure(ErrorCode::SurveyReadOnly, {.file = survey.folder().string()});
  auto impl = std::make_unique<Impl>();
  impl->survey = survey.impl_.get();
  SyncAccess access(std::move(impl));
  sqlite3* db = access.connection();
  // A record may be deleted in one copy and get a sample in another: both must come in, so references wait.
  SUYUAN_TRY(execute(db, "PRAGMA foreign_keys=OFF"));
  auto transaction = access.impl_->survey->begin();
  if (!transaction) return std::unexpected(std::move(transaction).error());
  access.impl_->transaction.emplace(std::move(*transaction));
  SUYUAN_TRY(execute(db, "UPDATE suyuan_writer SET active = 1"));
  return access;
}

sqlite3* SyncAccess::connection() const noexcept { return impl_->db(); }

Result<> SyncAccess::setMeta(std::string_view key, std::string_view value) {
  auto write = Statement::prepare(impl_->db(), "INSERT OR REPLACE INTO suyuan_meta(key, value) VALUES (?, ?)");
  if (!write) return std::unexpected(std::move(write).error());
  write->bindText(1, key);
  write->bindText(2, value);
  SUYUAN_TRY(write->run());
  return impl_->survey->readInfo();
}

Result<> SyncAccess::commit() {
  SUYUAN_TRY(execute(impl_->db(), "UPDATE suyuan_writer SET active = 0"));
  return impl_->transaction->commit();
}

} // namespace suyuan::store
