// SPDX-License-Identifier: GPL-3.0-or-later
// The index: where it lies, how it is made and brought up to date. Finding is in find.cpp.
#include "core/search/search.h"

#include <chrono>
#include <format>
#include <random>
#include <system_error>

namespace suyuan::search {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t mostFollowed = 20'000;  ///< changed records; reading all is as quick for more
constexpr std::int64_t mostRenamed = 100'000;  ///< of one entry, looked at for former names

std::uint64_t mixed(std::uint64_t hash, std::string_view text) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return (hash ^ 0xFF) * 1099511628211ULL;
}

std::uint64_t numberOf(const std::vector<SearchRecord>& records, std::uint64_t hash) {
  for (const SearchRecord& record : records)
    for (const auto* list : {&record.names, &record.codes, &record.formerNames, &record.formerCodes})
      for (const std::string& word : *list) hash = mixed(hash, word);
  return hash;
}

/// Indexes that a stopped program left half made.
void removeLeftovers(const fs::path& file) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(file.parent_path(), error)) {
    const bool leftover = entry.path().filename().string().starts_with(file.filename().string() + ".new-");
    if (leftover && fs::file_time_type::clock::now() - entry.last_write_time(error) > std::chrono::hours(1)) fs::remove(entry.path(), error);
  }
}

} // namespace

Search::Search(const store::SurveyFile& survey, std::shared_ptr<const PinyinTable> pinyin, std::shared_ptr<const coding::DivisionTable> divisions)
    : file_(placeOf(survey)), pinyin_(std::move(pinyin)), divisions_(std::move(divisions)), tableRecords_(divisionRecords(*divisions_)),
      origin_{survey.info().id, numberOf(tableRecords_, pinyin_->version())}, homeDivision_(survey.info().divisionCode) {}

fs::path Search::placeOf(const store::SurveyFile& survey) { return survey.cache() / "search.sqlite"; }

Result<> Search::refresh(store::Reader& reader, std::stop_token stop, const std::function<void(double)>& progress) {
  if (!index_)
    if (auto opened = SearchIndex::open(file_, origin_)) index_ = std::move(*opened);
  if (index_) {
    auto followed = follow(reader);
    if (followed || followed.error().code == ErrorCode::Cancelled) return followed;
  }
  // Stale beyond following, damaged, of another version, or not there: the survey has everything.
  std::error_code error;
  fs::create_directories(file_.parent_path(), error);
  auto built = build(file_, reader, stop, progress);
  if (built || built.error().code == ErrorCode::Cancelled || stop.stop_requested()) return built;
  return build({}, reader, stop, progress); // where nothing can be written it goes with us
}

Result<> Search::follow(store::Reader& reader) {
  auto now = journalPlace(reader);
  if (!now) return std::unexpected(std::move(now).error());
  auto before = index_->place(); // so that an index that cannot be written serves while nothing changes
  if (!before) return std::unexpected(std::move(before).error());
  if (*before == *now) return {};
  return index_->follow(
      [&](const JournalPlace& reached) -> Result<std::optional<SearchIndex::Following>> {
        if (reached == *now) return std::nullopt;
        auto news = journalNews(reader, reached, *now, mostFollowed);
        if (!news) return std::unexpected(std::move(news).error());
        if (news->tooMany) return failure(ErrorCode::SearchIndexDamaged, {}, "stale");
        return SearchIndex::Following{std::move(*news), *now};
      },
      [&](Layer layer, Fid fid) { return readSearchRecord(reader, layer, fid); }, *pinyin_);
}

Result<> Search::build(const fs::path& file, store::Reader& reader, std::stop_token stop, const std::function<void(double)>& progress) {
  const fs::path made = file.empty() ? fs::path() : fs::path(file.string() + std::format(".new-{:08x}", std::random_device()()));
  if (!file.empty()) removeLeftovers(file);
  const auto fill = [&]() -> Result<SearchIndex> {
    auto place = journalPlace(reader); // before the records: what is edited meanwhile is followed later
    if (!place) return std::unexpected(std::move(place).error());
    std::int64_t all = 1, done = 0;
    for (const Layer layer : searchedLayers) {
      auto count = reader.count(layer);
      if (!count) return std::unexpected(std::move(count).error());
      all += *count;
    }
    auto former = formerWords(reader, mostRenamed);
    if (!former) return std::unexpected(std::move(former).error());
    auto index = SearchIndex::create(made);
    if (!index) return std::unexpected(std::move(index).error());
    for (const SearchRecord& record : tableRecords_) SUYUAN_TRY(index->putNew(record, *pinyin_));
    Result<> outcome;
    for (const Layer layer : searchedLayers) {
      SUYUAN_TRY(readSearchRecords(reader, layer, [&](SearchRecord& record) {
        if (++done % 1024 == 0) {
          if (stop.stop_requested()) outcome = failure(ErrorCode::Cancelled);
          if (progress) progress(static_cast<double>(done) / static_cast<double>(all));
        }
        if (const auto known = former->find({layer, record.fid}); known != former->end()) addFormer(record, known->second);
        if (outcome) outcome = index->putNew(record, *pinyin_);
        return outcome.has_value();
      }));
      if (!outcome) return std::unexpected(std::move(outcome).error());
    }
    SUYUAN_TRY(index->finish(origin_, *place));
    return std::move(*index);
  };
  auto index = fill();
  std::error_code error;
  if (index && !made.empty()) {
    fs::rename(made, file, error);
    if (error) index = failure(ErrorCode::FileUnwritable, {.file = file.string()}, error.message());
  }
  if (!index) {
    if (!made.empty()) fs::remove(made, error);
    return std::unexpected(std::move(index).error());
  }
  index_ = std::move(*index);
  if (progress) progress(1);
  return follow(reader);
}

} // namespace suyuan::search
