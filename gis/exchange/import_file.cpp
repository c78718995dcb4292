// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/import_file.h"

#include "gis/exchange/batch_queue.h"
#include "gis/exchange/column_names.h"
#include "gis/exchange/gcj02_check.h"
#include "gis/exchange/row_maker.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <format>
#include <numeric>
#include <thread>

namespace suyuan::exchange {

namespace {

constexpr std::size_t previewRows = 50, sampleValues = 5;

/// Settings' key of a mapping: the layer and the set of columns, so that the next month's file finds it.
std::string mappingKey(Layer layer, std::vector<std::string> columns) {
  std::ranges::sort(columns);
  std::uint64_t hash = 14695981039346656037ULL; // FNV-1a: the key must be the same in every build
  for (const auto& column : columns) {
    for (const char c : column) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    hash = (hash ^ 0xFF) * 1099511628211ULL;
  }
  return std::format("import.mapping/{}/{:016x}", layerName(layer), hash);
}

/// By a reader, so that a preview needs no writer. What cannot be read was not remembered.
std::map<std::string, std::string> rememberedMapping(store::Reader& survey, const std::string& key) {
  std::string kept;
  (void)survey.select("SELECT value FROM suyuan_setting WHERE key = ?", {Value{key}}, [&](const std::vector<Value>& row) {
    if (const auto* text = std::get_if<std::string>(&row.at(0))) kept = *text;
    return false;
  });
  const auto json = nlohmann::json::parse(kept, nullptr, false);
  std::map<std::string, std::string> mapping;
  if (json.is_object())
    for (const auto& [field, column] : json.items())
      if (column.is_string()) mapping[field] = column.get<std::string>();
  return mapping;
}

} // namespace

Result<ImportPreview> previewImport(const ImportRequest& request, store::Reader* survey) {
  auto tables = NameTables::load(request.tables);
  if (!tables) return std::unexpected(std::move(tables).error());
  auto source = Source::open(request);
  if (!source) return std::unexpected(std::move(source).error());
  ImportPreview preview{.layers = source->layers, .layer = source->layer, .encoding = source->encoding,
                        .encodingEvidence = source->encodingEvidence, .notes = source->notes,
                        .geometry = source->geometryName, .rowCount = source->expected};
  auto recoder = Recoder::make(source->columnEncoding);
  if (!recoder) return std::unexpected(std::move(recoder).error());
  for (std::size_t i = 0; i < source->columns.size(); ++i)
    preview.columns.push_back({source->columns[i], source->types[i], {}, {}});
  std::vector<std::size_t> all(source->columns.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  const bool count = source->expected < 0;
  std::int64_t rows = 0;
  auto done = source->read(all, [&](const SourceBatch& batch) {
    std::string scratch, text;
    for (std::size_t row = 0; row < batch.rows && preview.rows.size() < previewRows; ++row) {
      auto& line = preview.rows.emplace_back();
      for (std::size_t column = 0; column < batch.columns.size(); ++column) {
        if (!recoder->toUtf8(batch.columns[column].text(row, scratch), text)) text = "\xEF\xBF\xBD";
        auto& samples = preview.columns[column].samples;
        if (!text.empty() && samples.size() < sampleValues && std::ranges::find(samples, text) == samples.end()) samples.push_back(text);
        line.push_back(text);
      }
    }
    rows += static_cast<std::int64_t>(batch.rows);
    return count || preview.rows.size() < previewRows;
  });
  if (!done) return std::unexpected(std::move(done).error());
  if (count) preview.rowCount = rows;
  std::map<std::string, std::string> remembered;
  if (survey) remembered = rememberedMapping(*survey, mappingKey(request.as, source->columns));
  auto plan = planImport(*source, request, remembered, *tables);
  if (!plan) {
    // A preview shows what is missing instead of refusing to show anything.
    preview.fault = std::move(plan).error();
    preview.mapping = proposeMapping(source->columns, schemaOf(request.as), *tables);
    if (source->crs) preview.crs = source->crs->code();
  } else {
    preview.mapping = plan->mapping;
    if (plan->crs) preview.crs = plan->crs->code();
    preview.crsEvidence = plan->crsEvidence;
    preview.notes.insert(preview.notes.end(), plan->notes.begin(), plan->notes.end());
    if (survey)
      if (auto note = gcj02Note(*source, *plan, *survey)) preview.notes.push_back(std::move(*note));
  }
  for (const auto& [field, column] : preview.mapping)
    for (auto& each : preview.columns)
      if (each.name == column) each.field = field;
  return preview;
}

Result<ImportReport> importFile(store::SurveyFile& survey, const ImportRequest& request, const Progress& progress, std::stop_token stop) {
  const auto started = std::chrono::steady_clock::now();
  auto tables = NameTables::load(request.tables);
  if (!tables) return std::unexpected(std::move(tables).error());
  auto source = Source::open(request);
  if (!source) return std::unexpected(std::move(source).error());
  const std::string key = mappingKey(request.as, source->columns);
  auto plan = planImport(*source, request, rememberedMapping(survey.reader(), key), *tables);
  if (!plan) return std::unexpected(std::move(plan).error());
  if (auto note = gcj02Note(*source, *plan, survey.reader())) plan->notes.push_back(std::move(*note));
  auto maker = RowMaker::make(*source, *plan);
  if (!maker) return std::unexpected(std::move(maker).error());

  ImportReport report{.encoding = source->encoding, .crs = plan->crs ? plan->crs->code() : std::string()};
  const auto strictFault = [&] {
    const RefusedRow first = maker->refused.empty() ? RefusedRow{} : maker->refused.front();
    return failure(ErrorCode::RowsRefused, {.file = source->file, .layer = source->layer, .row = first.row},
                   first.why + " " + first.detail, {std::to_string(maker->refusedCount)});
  };
  const auto work = [&](store::Edit* edit) -> Result<> {
    BatchQueue queue(4);
    Result<> readDone;
    // Declared after what it uses: it is joined first, on every way out.
    std::jthread reader([&] {
      readDone = source->read(plan->wanted, [&](const SourceBatch& batch) {
        auto rows = queue.spare();
        maker->take(batch, rows);
        return queue.push(std::move(rows));
      });
      queue.finish();
    });
    struct Stopper {
      BatchQueue& queue;
      ~Stopper() { queue.stop(); }
    } const stopper{queue};
    while (auto rows = queue.pop()) {
      if (stop.stop_requested()) return failure(ErrorCode::Cancelled, {.file = source->file});
      if (edit && !rows->empty()) SUYUAN_TRY(edit->insertBulk(request.as, *rows));
      report.taken += static_cast<std::int64_t>(rows->size());
      if (progress && source->expected > 0) progress(std::min(1.0, static_cast<double>(report.taken) / static_cast<double>(source->expected)));
      queue.giveBack(std::move(*rows));
    }
    reader.join();
    if (!readDone) return readDone;
    if (stop.stop_requested()) return failure(ErrorCode::Cancelled, {.file = source->file});
    if (request.strict && maker->refusedCount > 0) return strictFault();
    if (maker->read == 0) return failure(ErrorCode::SourceEmpty, {.file = source->file, .layer = source->layer}, "no records");
    if (report.taken == 0) {
      const RefusedRow& first = maker->refused.front();
      return failure(ErrorCode::SourceEmpty, {.file = source->file, .layer = source->layer, .row = first.row},
                     std::format("all {} records refused, the first: {} {}", maker->read, first.why, first.detail));
    }
    return {};
  };
  if (request.dryRun) {
    SUYUAN_TRY(work(nullptr));
  } else {
    auto entry = survey.edit("导入 " + source->fileName, [&](store::Edit& edit) { return work(&edit); });
    if (!entry) return std::unexpected(std::move(entry).error());
    // Losing what was remembered must not fail an import that is on the disk.
    if (!survey.setSetting(key, nlohmann::json(plan->mapping).dump()))
      report.notes.push_back({.key = NoteKey::MappingNotRemembered, .args = {}});
  }
  report.read = maker->read;
  report.refusedCount = maker->refusedCount;
  report.refused = std::move(maker->refused);
  if (report.read != report.taken + report.refusedCount)
    return failure(ErrorCode::Internal, {.file = source->file}, std::format("{} read, {} taken, {} refused", report.read, report.taken, report.refusedCount));
  report.notes.insert(report.notes.end(), source->notes.begin(), source->notes.end());
  report.notes.insert(report.notes.end(), plan->notes.begin(), plan->notes.end());
  if (maker->exchangedAxes > 0) report.notes.push_back({.key = NoteKey::AxesExchanged, .args = {}, .count = maker->exchangedAxes});
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  if (progress) progress(1.0);
  return report;
}

} // namespace suyuan::exchange
