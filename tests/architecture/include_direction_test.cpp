// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

using Modules = std::set<std::string>;

// Allowed edges, as in ARCHITECTURE.md; a module may always include itself. Everything of app may include what is below.
const std::map<std::string, Modules> allowed{
    {"core/model", {}},
    {"core/coding", {"core/model"}},
    {"core/json", {"core/model"}},
    {"core/rules", {"core/model", "core/json", "core/coding"}},
    {"core/network", {"core/model"}},
    {"core/store", {"core/model"}},
    {"core/evidence", {"core/model", "core/media", "core/rules", "core/store"}},
    {"core/search", {"core/model", "core/store", "core/coding"}},
    {"core/sync", {"core/model", "core/store", "core/coding"}},
    {"core/survey", {"core/model", "core/coding", "core/evidence", "core/rules", "core/network", "core/store"}},
    {"core/fieldwork", {"core/model", "core/coding", "core/rules", "core/store", "core/survey", "core/gnss"}},
    {"core/gnss", {"core/model"}},
    {"core/sampling", {"core/model", "core/json", "core/rules", "core/store"}},
    {"core/forms", {"core/model", "core/coding", "core/json", "core/rules", "core/store", "core/search", "core/fieldwork"}},
    {"core/media", {"core/model", "core/rules", "core/store", "core/sync"}},
    {"gis/gdal", {"core/model"}},
    {"gis/projection", {"core/model"}},
    {"gis/exchange", {"core/model", "core/json", "core/sampling", "core/store", "core/network", "core/survey", "gis/gdal", "gis/projection"}},
    {"gis/layers", {"core/model", "core/store", "gis/gdal", "gis/projection"}},
    {"gis/render", {"core/model", "core/json", "core/store", "gis/projection", "gis/layers"}},
    {"gis/backdrop", {"core/model", "gis/gdal", "gis/projection", "gis/layers", "gis/render"}},
    {"gis/tiles", {"core/model", "core/json", "core/store", "gis/projection", "gis/backdrop"}},
    {"gis/composition", {"core/model", "core/json", "gis/projection", "gis/layers", "gis/render"}},
    {"gis/reports", {"core/model", "core/survey", "gis/projection", "gis/layers", "gis/render", "gis/composition"}},
    {"gis/location", {"core/model", "core/store", "core/coding", "core/gnss", "gis/projection"}},
    {"gis/media", {"core/model", "core/media"}},
    {"app/text", {"core/model", "core/evidence", "core/rules", "core/media", "core/network", "core/sampling", "core/store", "core/survey"}},
};

/// First two parts of an include's path: "core/store/edit.h" → "core/store".
std::string moduleOf(const std::string& path) {
  const auto second = path.find('/', path.find('/') + 1);
  return path.substr(0, second);
}

struct Include {
  std::string file, module, target;
  bool quoted = false;
};

std::vector<Include> includesOf(const fs::path& root) {
  std::vector<Include> found;
  for (const char* top : {"core", "gis", "app"})
    for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
      const auto extension = entry.path().extension();
      if (extension != ".h" && extension != ".cpp") continue;
      const std::string file = fs::relative(entry.path(), root).generic_string();
      std::ifstream in(entry.path());
      for (std::string line; std::getline(in, line);) {
        if (!line.starts_with("#include ")) continue;
        const bool quoted = line[9] == '"';
        const auto end = line.find(quoted ? '"' : '>', 10);
        found.push_back({file, moduleOf(file), line.substr(10, end - 10), quoted});
      }
    }
  return found;
}

const std::vector<Include>& all() {
  static const auto found = includesOf(SUYUAN_SOURCE_DIR);
  return found;
}

} // namespace

TEST_CASE("includes follow the arrows of ARCHITECTURE.md") {
  REQUIRE(all().size() > 200);
  for (const Include& include : all()) {
    const bool ours = include.target.starts_with("core/") || include.target.starts_with("gis/") || include.target.starts_with("app/");
    if (!include.quoted || !ours) continue;
    const std::string target = moduleOf(include.target);
    INFO(include.file << " includes " << include.target);
    if (target == include.module) continue;
    if (const auto edges = allowed.find(include.module); edges != allowed.end()) {
      CHECK(edges->second.contains(target));
    } else {
      // A folder that the table does not know may only be the app's.
      CHECK(include.module.starts_with("app/"));
    }
  }
}

TEST_CASE("core knows neither Qt nor GDAL, gis knows no widgets") {
  for (const Include& include : all()) {
    INFO(include.file << " includes " << include.target);
    if (include.module.starts_with("core/")) {
      CHECK_FALSE((include.target.starts_with("Q") || include.target.starts_with("gdal") || include.target.starts_with("ogr") ||
                   include.target.starts_with("proj")));
    }
    if (include.module.starts_with("gis/")) CHECK(include.target.find("QtWidgets") == std::string::npos);
    if (include.module.starts_with("gis/")) CHECK_FALSE(include.target.ends_with("Widget"));
  }
}
