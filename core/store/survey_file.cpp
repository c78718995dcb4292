// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/survey_file.h"

#include "core/store/capture.h"
#include "core/store/edit_session.h"
#include "core/store/gpkg_functions.h"
#include "core/store/gpkg_schema.h"
#include "core/store/migrations.h"
#include "core/store/reader_impl.h"
#include "core/store/survey_impl.h"

#include <sqlite3.h>

#include <format>
#include <pwd.h>
#include <unistd.h>

namespace suyuan::store {

namespace fs = std::filesystem;

namespace {

std::string uriOf(const fs::path& file, std::string_view options) {
  std::string out = "file:";
  for (const unsigned char c : fs::absolute(file).string())
    if (std::isalnum(c) || c == '/' || c == '.' || c == '_' || c == '-') out.push_back(static_cast<char>(c));
    else out += std::format("%{:02X}", c);
  return out + "?" + std::string(options);
}

std::string systemUser() {
  const passwd* user = getpwuid(getuid());
  return user ? user->pw_name : "unknown";
}

std::unique_ptr<ReaderImpl> borrowed(sqlite3* db) {
  auto impl = std::make_unique<ReaderImpl>();
  impl->db = db;
  return impl;
}

/// The file's own place in an error that came from SQLite.
Error at(Error error, const fs::path& folder) {
  if (error.place.file.empty() || error.code == ErrorCode::SurveyCorrupt) error.place.file = folder.string();
  return error;
}

Result<> quickCheck(sqlite3* db) {
  auto answer = scalar(db, "PRAGMA quick_check(1)");
  if (!answer) return std::unexpected(std::move(answer).error());
  if (*answer != Value{std::string("ok")}) return failure(ErrorCode::SurveyCorrupt, {}, toText(*answer));
  return {};
}

} // namespace

Result<Connection> openConnection(const fs::path& database, bool writable, bool immutable) {
  sqlite3* raw = nullptr;
  const int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | (writable ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
  const std::string uri = uriOf(database, immutable ? "immutable=1" : writable ? "mode=rwc" : "mode=ro");
  const int code = sqlite3_open_v2(uri.c_str(), &raw, flags, nullptr);
  Connection connection(raw);
  if (code != SQLITE_OK) return std::unexpected(databaseError(raw, "open"));
  sqlite3_busy_timeout(raw, 5000);
  sqlite3_extended_result_codes(raw, 1);
  // Only the writer moves the log into the file: two connections doing so at once is the WAL-reset race.
  SUYUAN_TRY(execute(raw, std::format("PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536; "
                                      "PRAGMA trusted_schema=ON; PRAGMA wal_autocheckpoint={}", writable ? 4000 : 0)));
  SUYUAN_TRY(registerGpkgFunctions(raw));
  return connection;
}

namespace {

/// Verified copy of an open database; a live file is never copied as bytes, since its log would be missing.
Result<> copyDatabase(sqlite3* from, const fs::path& to) {
  auto copy = openConnection(to, true);
  if (!copy) return std::unexpected(std::move(copy).error());
  sqlite3_backup* backup = sqlite3_backup_init(copy->get(), "main", from, "main");
  if (!backup) return std::unexpected(databaseError(copy->get(), "backup"));
  sqlite3_backup_step(backup, -1);
  if (sqlite3_backup_finish(backup) != SQLITE_OK) return std::unexpected(databaseError(copy->get(), "backup"));
  auto answer = scalar(copy->get(), "PRAGMA integrity_check(1)");
  if (!answer) return std::unexpected(std::move(answer).error());
  if (*answer != Value{std::string("ok")}) return failure(ErrorCode::SurveyCorrupt, {.file = to.string()}, toText(*answer));
  return execute(copy->get(), "PRAGMA journal_mode=DELETE");
}

} // namespace

SurveyFile::SurveyFile(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SurveyFile::SurveyFile(SurveyFile&&) noexcept = default;
SurveyFile& SurveyFile::operator=(SurveyFile&&) noexcept = default;

SurveyFile::~SurveyFile() {
  if (!impl_ || !impl_->connection || isReadOnly()) return;
  sqlite3_exec(impl_->connection.get(), "PRAGMA optimize", nullptr, nullptr, nullptr);
}

Result<> SurveyFile::Impl::readInfo() {
  auto rows = Statement::prepare(connection.get(), "SELECT key, value FROM suyuan_meta");
  if (!rows) return std::unexpected(std::move(rows).error());
  while (true) {
    auto more = rows->step();
    if (!more) return std::unexpected(std::move(more).error());
    if (!*more) return {};
    const std::string_view key = rows->text(0);
    const std::string value(rows->text(1));
    if (key == "survey_id") info.id = value;
    else if (key == "name") info.name = value;
    else if (key == "division") info.divisionCode = value;
    else if (key == "device_id") info.deviceId = value;
    else if (key == "author") info.author = value;
    else if (key == "schema_version") info.schemaVersion = std::atoi(value.c_str());
  }
}

Result<SurveyFile> SurveyFile::create(const fs::path& folder, const NewSurvey& what) {
  std::error_code error;
  if (fs::exists(folder, error) && (!fs::is_directory(folder, error) || !fs::is_empty(folder, error)))
    return failure(ErrorCode::SurveyExists, {.file = folder.string()});
  fs::create_directories(folder / "media", error);
  if (error) return failure(ErrorCode::FileUnwritable, {.file = folder.string()}, error.message());
  const fs::path aside = folder / "survey.gpkg.new";
  const auto build = [&]() -> Result<> {
    auto connection = openConnection(aside, true);
    if (!connection) return std::unexpected(std::move(connection).error());
    sqlite3* db = connection->get();
    SUYUAN_TRY(execute(db, "PRAGMA page_size=4096; PRAGMA application_id=0x47504B47; PRAGMA user_version=10400; PRAGMA journal_mode=DELETE"));
    auto transaction = Transaction::begin(db);
    if (!transaction) return std::unexpected(std::move(transaction).error());
    SUYUAN_TRY(createSchema(db));
    auto meta = Statement::prepare(db, "INSERT INTO suyuan_meta(key, value) VALUES (?, ?)");
    if (!meta) return std::unexpected(std::move(meta).error());
    const std::pair<std::string_view, std::string> facts[]{
        {"schema_version", std::to_string(schemaVersion)}, {"survey_id", randomHex()}, {"device_id", randomHex(16)},
        {"name", what.name}, {"division", what.divisionCode}, {"author", what.author.empty() ? systemUser() : what.author},
        {"created_at", utcNow()}};
    for (const auto& [key, value] : facts) {
      meta->bindText(1, key);
      meta->bindText(2, value);
      SUYUAN_TRY(meta->run());
    }
    return transaction->commit();
  };
  if (auto built = build(); !built) {
    fs::remove(aside, error);
    return std::unexpected(at(std::move(built).error(), folder));
  }
  // The name that open() looks for appears only when the file is whole.
  fs::rename(aside, folder / "survey.gpkg", error);
  if (error) return failure(ErrorCode::FileUnwritable, {.file = folder.string()}, error.message());
  return open(folder, OpenMode::ReadWrite);
}

Result<SurveyFile> SurveyFile::open(const fs::path& folder, OpenMode mode, const FileSystemProbe& fileSystem) {
  auto impl = std::make_unique<Impl>();
  impl->folder = folder;
  const fs::path database = folder / "survey.gpkg";
  SUYUAN_TRY(inspectSurveyFile(database));
  impl->readOnly = ReadOnlyReason::Asked;
  impl->shared = !walCanBeTrusted(fileSystem ? fileSystem(folder) : fileSystemOf(folder));
  if (mode == OpenMode::ReadWrite) {
    impl->readOnly = ReadOnlyReason::None;
    if (::access(database.c_str(), W_OK) != 0 || ::access(folder.c_str(), W_OK) != 0) impl->readOnly = ReadOnlyReason::NoPermission;
    else if (const auto state = impl->lock.take(folder); state == WriterLock::State::Busy) impl->readOnly = ReadOnlyReason::OtherWriter;
    else if (state == WriterLock::State::NoPermission) impl->readOnly = ReadOnlyReason::NoPermission;
  }
  const bool writable = impl->readOnly == ReadOnlyReason::None;
  // Where side files cannot be made and none are there, a reader takes the file as it lies.
  impl->immutable = !writable && ::access(folder.c_str(), W_OK) != 0 && !fs::exists(folder / "survey.gpkg-wal");

  // A look with a reading connection first: a file that is damaged, newer or not ours is not touched.
  {
    auto looking = openConnection(database, false, impl->immutable);
    if (!looking) return std::unexpected(at(std::move(looking).error(), folder));
    auto version = storedVersion(looking->get());
    if (!version) return std::unexpected(at(std::move(version).error(), folder));
    if (*version == 0) return failure(ErrorCode::SurveyForeign, {.file = folder.string()}, "no suyuan_meta");
    if (*version > schemaVersion) return failure(ErrorCode::SurveyNewer, {.file = folder.string()}, {}, {std::to_string(*version)});
    if (impl->lock.lastHolderCrashed())
      if (auto sound = quickCheck(looking->get()); !sound) return std::unexpected(at(std::move(sound).error(), folder));
  }
  auto connection = openConnection(database, writable, impl->immutable);
  if (!connection) return std::unexpected(at(std::move(connection).error(), folder));
  impl->connection = std::move(*connection);
  sqlite3* db = impl->connection.get();
  if (writable) {
    const std::string wanted = impl->shared ? "delete" : "wal";
    auto journal = scalar(db, "PRAGMA journal_mode=" + wanted);
    if (!journal) return std::unexpected(at(std::move(journal).error(), folder));
    // Another program has the file open, and SQLite keeps the mode that it is in.
    if (impl->shared && toText(*journal) != wanted) return failure(ErrorCode::Database, {.file = folder.string()}, "journal mode " + toText(*journal));
    SUYUAN_TRY(execute(db, "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON"));
    auto version = storedVersion(db);
    if (version && *version < schemaVersion) {
      // No way back without a copy, so no step forward either.
      const fs::path kept = folder / std::format("survey.gpkg.v{}", *version);
      std::error_code ignored;
      fs::remove(kept, ignored); // left by an upgrade that did not come to its end
      if (auto copied = copyDatabase(db, kept); !copied) return std::unexpected(at(std::move(copied).error(), folder));
    }
    SUYUAN_TRY(migrate(db, migrations(), schemaVersion));
  }
  SUYUAN_TRY(impl->readInfo());
  impl->reader.emplace(borrowed(db).release());
  SurveyFile survey(std::move(impl));
  if (writable)
    if (auto adopted = survey.adoptForeignEdits(); !adopted) return std::unexpected(at(std::move(adopted).error(), folder));
  return survey;
}

const fs::path& SurveyFile::folder() const noexcept { return impl_->folder; }
fs::path SurveyFile::database() const { return impl_->folder / "survey.gpkg"; }
fs::path SurveyFile::media() const { return impl_->folder / "media"; }
fs::path SurveyFile::cache() const { return impl_->folder / "cache"; }
const SurveyInfo& SurveyFile::info() const noexcept { return impl_->info; }
bool SurveyFile::isReadOnly() const noexcept { return impl_->readOnly != ReadOnlyReason::None; }
ReadOnlyReason SurveyFile::readOnlyReason() const noexcept { return impl_->readOnly; }
bool SurveyFile::onSharedPlace() const noexcept { return impl_->shared; }
std::string SurveyFile::otherWriter() const { return impl_->lock.holder(); }
Reader& SurveyFile::reader() noexcept { return *impl_->reader; }

Result<Reader> SurveyFile::openReader() const {
  auto connection = openConnection(database(), false, impl_->immutable);
  if (!connection) return std::unexpected(at(std::move(connection).error(), impl_->folder));
  auto own = std::make_unique<ReaderImpl>();
  own->db = connection->get();
  own->owned = std::move(*connection);
  return Reader(own.release());
}

Result<std::optional<EntryId>> SurveyFile::Impl::write(Writing writing, const std::function<Result<>(Edit&, Writing&)>& work) {
  if (readOnly != ReadOnlyReason::None) return failure(ErrorCode::SurveyReadOnly, {.file = folder.string()});
  if (editing) return failure(ErrorCode::Internal, {}, "an edit inside an edit");
  editing = true;
  const struct Done {
    bool& editing;
    ~Done() { editing = false; }
  } done{editing};
  sqlite3* db = connection.get();
  auto transaction = begin();
  if (!transaction) return std::unexpected(std::move(transaction).error());
  SUYUAN_TRY(execute(db, "UPDATE suyuan_writer SET active = 1"));
  auto entry = EntryWriter::begin(db);
  if (!entry) return std::unexpected(std::move(entry).error());
  auto session = EditSession::start(db, *entry);
  if (!session) return std::unexpected(std::move(session).error());
  try {
    SUYUAN_TRY(work(**session, writing));
  } catch (const std::exception& thrown) {
    return failure(ErrorCode::Internal, {}, thrown.what());
  }
  SUYUAN_TRY((*session)->finish());
  if (entry->isEmpty()) return std::optional<EntryId>{};
  JournalEntry row;
  row.uid = randomHex();
  row.kind = writing.kind;
  row.label = writing.label;
  row.author = info.author;
  row.device = info.deviceId;
  row.at = utcNow();
  auto written = entry->finish(std::move(row), writing.undoesUid, {});
  if (!written) return std::unexpected(std::move(written).error());
  SUYUAN_TRY(execute(db, "UPDATE suyuan_writer SET active = 0"));
  session->reset();
  SUYUAN_TRY(transaction->commit());
  return std::optional{*written};
}

Result<std::optional<EntryId>> SurveyFile::edit(std::string_view label, const std::function<Result<>(Edit&)>& work) {
  return impl_->write({.label = std::string(label)}, [&](Edit& edit, Impl::Writing&) { return work(edit); });
}

Result<std::optional<std::string>> SurveyFile::setting(std::string_view key) const {
  return impl_->reader->setting(key);
}

Result<> SurveyFile::setSetting(std::string_view key, std::string_view value) {
  if (isReadOnly()) return failure(ErrorCode::SurveyReadOnly, {.file = impl_->folder.string()});
  auto write = Statement::prepare(impl_->connection.get(), "INSERT OR REPLACE INTO suyuan_setting(key, value) VALUES (?, ?)");
  if (!write) return std::unexpected(std::move(write).error());
  write->bindText(1, key);
  write->bindText(2, value);
  return write->run();
}

Result<> SurveyFile::setAuthor(std::string_view author) {
  if (isReadOnly()) return failure(ErrorCode::SurveyReadOnly, {.file = impl_->folder.string()});
  auto write = Statement::prepare(impl_->connection.get(), "INSERT OR REPLACE INTO suyuan_meta(key, value) VALUES ('author', ?)");
  if (!write) return std::unexpected(std::move(write).error());
  write->bindText(1, author);
  SUYUAN_TRY(write->run());
  impl_->info.author = author;
  return {};
}

Result<> SurveyFile::backupTo(const fs::path& target) {
  std::error_code error;
  if (fs::exists(target, error) && !fs::is_empty(target, error)) return failure(ErrorCode::SurveyExists, {.file = target.string()});
  fs::create_directories(target, error);
  if (error) return failure(ErrorCode::FileUnwritable, {.file = target.string()}, error.message());
  SUYUAN_TRY(copyDatabase(impl_->connection.get(), target / "survey.gpkg"));
  // The forms that an office adds lie beside the database; a copy without them would ask something else.
  for (const char* part : {"media", "forms"}) {
    const auto from = folder() / part;
    if (!fs::exists(from)) continue;
    fs::copy(from, target / part, fs::copy_options::recursive, error);
    if (error) return failure(ErrorCode::FileUnwritable, {.file = target.string()}, error.message());
  }
  return {};
}

} // namespace suyuan::store
