// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/reports/table_report.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <catch2/catch_test_macros.hpp>

#include <QByteArray>
#include <QFile>

#include <filesystem>
#include <fstream>
#include <random>

using namespace suyuan;
namespace fs = std::filesystem;

namespace {

struct ReportFolder {
  fs::path path = fs::temp_directory_path() / ("suyuan-tables-" + std::to_string(std::random_device{}()));
  ReportFolder() { fs::create_directories(path); }
  ~ReportFolder() { fs::remove_all(path); }
};

reports::TableReport tables() {
  return {.title = QStringLiteral("排查日小结"),
          .lines = {QStringLiteral("项目：伊通河, 长春")},
          .tables = {{QStringLiteral("各队当日"), {QStringLiteral("队"), QStringLiteral("米")}, {{QStringLiteral("一队"), QVariant(qlonglong{1000})}, {QStringLiteral("=1+1"), QVariant(qlonglong{2})}}},
                     {QStringLiteral("各队[当日]"), {QStringLiteral("队"), QStringLiteral("%")}, {{QStringLiteral("说\"好\""), QVariant(94.25)}}}}};
}

Result<> write(const fs::path& out) {
  const render::StyleSheet style;
  return reports::writeTableReport(tables(), style, out, [](int page) { return QString::number(page); });
}

QByteArray bytesOf(const fs::path& file) {
  QFile in(QString::fromStdString(file.string()));
  REQUIRE(in.open(QIODevice::ReadOnly));
  return in.readAll();
}

} // namespace

TEST_CASE("tables are written as CSV that any sheet reads, and a text that looks like a formula stays a text") {
  const ReportFolder folder;
  REQUIRE(write(folder.path / "day.csv"));
  CHECK(bytesOf(folder.path / "day.csv") == QByteArray("\xEF\xBB\xBF" "排查日小结\r\n\"项目：伊通河, 长春\"\r\n\r\n各队当日\r\n队,米\r\n一队,1000\r\n'=1+1,2\r\n\r\n各队[当日]\r\n队,%\r\n\"说\"\"好\"\"\",94.3\r\n"));
}

TEST_CASE("a workbook has a sheet for each table, numbers as numbers") {
  const ReportFolder folder;
  REQUIRE(write(folder.path / "day.xlsx"));
  GDALAllRegister();
  const std::unique_ptr<GDALDataset> book(GDALDataset::Open((folder.path / "day.xlsx").c_str(), GDAL_OF_VECTOR));
  REQUIRE(book);
  REQUIRE(book->GetLayerCount() == 2);
  CHECK(std::string(book->GetLayer(0)->GetName()) == "各队当日");
  const std::unique_ptr<OGRFeature> row(book->GetLayer(0)->GetNextFeature());
  REQUIRE(row);
  CHECK(row->GetFieldAsInteger("米") == 1000);
  CHECK(row->GetFieldDefnRef(row->GetFieldIndex("米"))->GetType() != OFTString);
}

TEST_CASE("a page is written, and a file that cannot be written leaves what was there") {
  const ReportFolder folder;
  REQUIRE(write(folder.path / "day.pdf"));
  CHECK(bytesOf(folder.path / "day.pdf").startsWith("%PDF-"));
  const auto other = write(folder.path / "day.doc");
  REQUIRE_FALSE(other);
  CHECK(other.error().code == ErrorCode::FormatUnknown);
  for (const char* name : {"none/day.csv", "none/day.xlsx", "none/day.pdf"}) {
    const auto failed = write(folder.path / name);
    REQUIRE_FALSE(failed);
    CHECK(failed.error().code == ErrorCode::FileUnwritable);
  }
}
