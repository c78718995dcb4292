// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/record.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::exchange {

/// Words that tables use for one field.
struct Synonyms {
  std::string field;              ///< a field of some layer, or "lon", "lat", "height"
  std::vector<std::string> words; ///< folded (foldedColumn); the surer ones first
};

/// import_names.json: in the file's order, in which columns are given out.
/// Errors: ExchangeTableInvalid with line and reason, ResourceMissing.
[[nodiscard]] Result<std::vector<Synonyms>> loadImportNames(const std::filesystem::path& folder);
/// The same, from text; `file` is for the error's place.
[[nodiscard]] Result<std::vector<Synonyms>> parseImportNames(std::string_view text, const std::string& file);

/// shapefile_fields.csv: the name of every field in a shapefile's table. At most 10 bytes, capitals, digits and
/// underscores, unique within a layer, none missing.
class ShapefileNames {
public:
  /// Errors: ExchangeTableInvalid with line and reason, ResourceMissing.
  static Result<ShapefileNames> load(const std::filesystem::path& folder);
  static Result<ShapefileNames> parse(std::string_view text, const std::string& file);

  /// In the order of the layer's fields.
  [[nodiscard]] const std::vector<std::string>& of(Layer layer) const { return names_.at(layer); }
  [[nodiscard]] const std::string& fid() const noexcept { return fid_; } ///< column of the record number

private:
  std::map<Layer, std::vector<std::string>> names_;
  std::string fid_;
};

/// The tables of resources/exchange, as people may have edited them.
struct NameTables {
  std::vector<Synonyms> synonyms;
  ShapefileNames shapefile;
  /// Errors as its parts; ResourceMissing also for an empty folder name.
  static Result<NameTables> load(const std::filesystem::path& folder);
};

} // namespace suyuan::exchange
