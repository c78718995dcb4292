// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/reports/county_bill.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

using namespace suyuan;

namespace {

struct Folder {
  std::filesystem::path path;
  Folder() : path(std::filesystem::temp_directory_path() / ("suyuan-bill-" + std::to_string(std::random_device{}()))) {
    std::filesystem::create_directories(path);
  }
  ~Folder() { std::filesystem::remove_all(path); }
};

reports::CountyBill bill(int findings) {
  reports::CountyBill out;
  out.county = QStringLiteral("长春市南关区");
  out.divisionCode = QStringLiteral("220102");
  out.survey = QStringLiteral("伊通河排查");
  out.ruleBook = QStringLiteral("2026.1");
  out.date = QStringLiteral("2026-11-25");
  out.outfalls = 40;
  out.rules = {{"name.fits", QStringLiteral("名称与模板不符"), QStringLiteral("HJ 1235-2021"), Severity::Warning, true, findings, 1}};
  for (int i = 0; i < findings; ++i)
    out.findings.push_back({QStringLiteral("AB-220102-%1-GY-00").arg(i + 1, 4, 10, QLatin1Char('0')), QStringLiteral("南关区某工业排污口"),
                            QStringLiteral("名称没有类别后缀"), QStringLiteral("补上后缀“工业排污口”"), Severity::Warning, true});
  out.ignored = {{QString(), QStringLiteral("南关区另一排口"), QStringLiteral("名称与模板不符"), QStringLiteral("标识牌已立"), QStringLiteral("王工"),
                  QStringLiteral("2026-11-20")}};
  return out;
}

std::string bytesOf(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::shared_ptr<const render::StyleSheet> style() { return render::loadStyle(SUYUAN_RESOURCES_DIR, "day").value(); }

} // namespace

TEST_CASE("a county is clean when no error is open, however many warnings are") {
  auto one = bill(3);
  CHECK(one.clean());
  CHECK(one.openOf(Severity::Warning) == 3);
  one.rules.push_back({"code.shape", QStringLiteral("编码不合"), QString(), Severity::Error, false, 0, 2});
  CHECK(one.clean()); // both were ignored with a reason
  one.rules.back().open = 1;
  CHECK_FALSE(one.clean());
}

TEST_CASE("a bill grows over as many pages as its findings need") {
  const Folder folder;
  const auto few = reports::writeCountyBillPdf(bill(3), *style(), folder.path / "few.pdf");
  const auto many = reports::writeCountyBillPdf(bill(300), *style(), folder.path / "many.pdf");
  REQUIRE(few);
  REQUIRE(many);
  CHECK(*few == 1);
  CHECK(*many >= 6);
  const std::string pdf = bytesOf(folder.path / "many.pdf");
  CHECK(pdf.starts_with("%PDF"));
  CHECK(pdf.find("/Count " + std::to_string(*many)) != std::string::npos);
}

TEST_CASE("a bill's workbook holds each finding and each reason in its own row") {
  const Folder folder;
  const auto path = folder.path / "bill.xlsx";
  REQUIRE(reports::writeCountyBillXlsx(bill(25), path));
  CHECK_FALSE(std::filesystem::exists(path.string() + ".part"));
  GDALAllRegister();
  const char* const options[] = {"HEADERS=FORCE", "FIELD_TYPES=STRING", nullptr};
  const GDALDatasetUniquePtr book(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR, nullptr, options));
  REQUIRE(book);
  REQUIRE(book->GetLayerCount() == 4);
  OGRLayer* findings = book->GetLayerByName("问题");
  REQUIRE(findings);
  CHECK(findings->GetFeatureCount() == 25);
  OGRLayer* ignored = book->GetLayerByName("已忽略");
  REQUIRE(ignored);
  std::vector<std::string> reasons; // of a sheet of one row GDAL gives the head as a row, too
  for (const auto& row : *ignored) reasons.emplace_back(row->GetFieldAsString(3));
  REQUIRE_FALSE(reasons.empty());
  CHECK(reasons.back() == "标识牌已立");
}

TEST_CASE("a bill that cannot be written says so and leaves nothing") {
  const Folder folder;
  const auto nowhere = folder.path / "missing" / "bill.pdf";
  const auto pdf = reports::writeCountyBillPdf(bill(1), *style(), nowhere);
  REQUIRE_FALSE(pdf);
  CHECK(pdf.error().code == ErrorCode::FileUnwritable);
  CHECK_FALSE(reports::writeCountyBillXlsx(bill(1), folder.path / "missing" / "bill.xlsx"));
  CHECK(std::filesystem::is_empty(folder.path));
}
