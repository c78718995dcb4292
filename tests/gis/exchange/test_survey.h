// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/outfall.h"
#include "core/store/survey_file.h"
#include "gis/exchange/export_layers.h"
#include "gis/exchange/import_file.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>

namespace suyuan::test {

/// A folder of its own with a new survey in it; gone at the end.
class TestSurvey {
public:
  TestSurvey();
  ~TestSurvey();
  TestSurvey(const TestSurvey&) = delete;
  TestSurvey& operator=(const TestSurvey&) = delete;

  std::filesystem::path folder;
  std::optional<store::SurveyFile> survey;

  std::filesystem::path write(const std::string& name, std::string_view bytes) const;
  std::int64_t outfalls();
};

inline std::filesystem::path tables() { return std::filesystem::path(SUYUAN_RESOURCES_DIR) / "exchange"; }

// The functions under test with the tables of the source tree.
inline Result<exchange::ImportReport> importFile(store::SurveyFile& survey, exchange::ImportRequest request, const exchange::Progress& progress = {},
                                                 std::stop_token stop = {}) {
  request.tables = tables();
  return exchange::importFile(survey, request, progress, stop);
}
inline Result<exchange::ImportPreview> previewImport(exchange::ImportRequest request, store::Reader* survey = nullptr) {
  request.tables = tables();
  return exchange::previewImport(request, survey);
}
inline Result<exchange::PreflightReport> preflightExport(store::Reader& reader, exchange::ExportRequest request) {
  request.tables = tables();
  return exchange::preflightExport(reader, request);
}
inline Result<exchange::ExportReport> exportLayers(store::Reader& reader, exchange::ExportRequest request, const exchange::Progress& progress = {},
                                                   std::stop_token stop = {}) {
  request.tables = tables();
  return exchange::exportLayers(reader, request, progress, stop);
}

/// How many notes have a key.
inline std::ptrdiff_t notes(const std::vector<Note>& all, NoteKey key) { return std::ranges::count(all, key, &Note::key); }

/// Output of a program, standard error included.
std::string run(const std::string& command);

inline std::filesystem::path data(const std::string& name) { return std::filesystem::path(SUYUAN_TEST_DATA) / "exchange" / name; }

} // namespace suyuan::test
