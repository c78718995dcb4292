// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/reports/tracing_map.h"

#include "gis/layers/table_builder.h"
#include "gis/reports/map_image.h"

#include <QImage>
#include <QProcess>

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

using namespace suyuan;

namespace {

struct Folder {
  std::filesystem::path path;
  Folder() : path(std::filesystem::temp_directory_path() / ("suyuan-reports-" + std::to_string(std::random_device{}()))) {
    std::filesystem::create_directories(path);
  }
  ~Folder() { std::filesystem::remove_all(path); }
};

std::shared_ptr<const layers::FeatureTable> table(const char* name, std::int64_t fid, const Geometry& lonLat, const char* category,
                                                  const char* label) {
  auto made = std::make_shared<layers::FeatureTable>();
  made->name = name;
  layers::TableBuilder builder(*made);
  const GeometryKind kind = builder.addGeometry(lonLat);
  REQUIRE(builder.commit(fid, kind));
  made->category.add(category);
  made->status.add("已确认");
  made->grade.add("3");
  made->label.add(label);
  REQUIRE(builder.finish(projection::surveyCrs(), projection::Crs::parse("EPSG:4551").value()));
  return made;
}

reports::TracingMapInput example() {
  reports::TracingMapInput in;
  in.scene.style = render::loadStyle(SUYUAN_RESOURCES_DIR, "day").value();
  in.scene.add(table("rivers", 1, LineString{{{125.30, 43.86}, {125.32, 43.88}, {125.325, 43.91}, {125.33, 43.93}}}, "", "伊通河"));
  in.scene.add(table("channels", 2, LineString{{{125.341, 43.894}, {125.331, 43.893}, {125.3225, 43.895}}}, "管道", "人民大街污水管"));
  in.scene.add(table("units", 3, Point{125.341, 43.894}, "", "东风食品有限公司"));
  in.scene.add(table("outfalls", 4, Point{125.3225, 43.895}, "工业排污口", "南关区东风食品工业排污口"));
  in.outfall.fid = Fid{4};
  in.outfall.geometry = Point{125.3225, 43.895};
  in.outfall.name = "南关区东风食品工业排污口";
  in.outfall.codeNational = "AB-220102-0001-GY-00";
  in.outfall.class1 = "工业排污口";
  in.outfall.class2 = "工矿企业排污口";
  in.outfall.riverName = "伊通河";
  in.countyName = "长春市南关区";
  Unit unit;
  unit.geometry = Point{125.341, 43.894};
  unit.name = "东风食品有限公司";
  unit.uscc = "91220102MA0Y0XYZ0K";
  in.units = {unit};
  in.pathLines = {{{125.341, 43.894}, {125.331, 43.893}, {125.3225, 43.895}}};
  in.lengthMetres = 1534;
  in.note = "管线据 2023 年普查资料,末端 40 m 为推定。";
  in.date = "2026-05-12";
  return in;
}

std::string bytesOf(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

TEST_CASE("the tracing map is one PDF page with embedded fonts at a round scale") {
  const Folder folder;
  const auto report = reports::writeTracingMap(example(), folder.path / "map.pdf");
  REQUIRE(report);
  CHECK(report->scaleDenominator >= 8000);
  CHECK(report->scaleDenominator <= 20000);
  const std::string pdf = bytesOf(folder.path / "map.pdf");
  CHECK(pdf.starts_with("%PDF-"));
  CHECK(pdf.find("/Count 1") != std::string::npos);
  CHECK((pdf.find("/FontFile") != std::string::npos));
  CHECK(pdf.find("/Subtype /Image") == std::string::npos); // vectors, no picture
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path), {}) == 1);
}

TEST_CASE("below the plan stands the long section with its levels, sizes and slopes, in a picture and in vectors as well") {
  const Folder folder;
  auto in = example();
  in.section.length = 1534;
  in.section.levelled = 1000;
  in.section.pieces = {{.name = "上段", .from = 0, .to = 1000, .invertFrom = 203.5, .invertTo = 201.25, .size = 0.6}, {.name = "下段", .from = 1000, .to = 1534, .size = 0.8}};
  in.section.stations = {{Layer::Units, Fid{3}, "东风食品有限公司", 0}, {Layer::Wells, Fid{9}, "W17", 1000, 206.1, 201.25}, {Layer::Outfalls, Fid{4}, "一号", 1534}};
  REQUIRE(reports::writeTracingMap(in, folder.path / "map.pdf"));
  QProcess process;
  process.start(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), QString::fromStdString((folder.path / "map.pdf").string()), QStringLiteral("-")});
  REQUIRE(process.waitForFinished(30'000));
  const QString words = QString::fromUtf8(process.readAllStandardOutput());
  for (const char* word : {"AB-220102-0001-GY-00", "91220102MA0Y0XYZ0K", "纵断面", "管底高程", "201.25", "206.10", "W17", "0.6", "2.3", "高程已知 1000.0 m"}) {
    INFO(word << " in " << words.toStdString());
    CHECK(words.contains(QString::fromUtf8(word)));
  }
  REQUIRE(reports::writeTracingMap(in, folder.path / "map.svg"));
  CHECK(bytesOf(folder.path / "map.svg").contains("<svg"));
  REQUIRE(reports::writeTracingMap(in, folder.path / "map.png"));
  const QImage picture(QString::fromStdString((folder.path / "map.png").string()));
  CHECK(picture.width() == 3508);
  CHECK(reports::writeTracingMap(in, folder.path / "map.doc").error().code == ErrorCode::FormatUnknown);
}

TEST_CASE("a scale that was asked for is kept") {
  auto in = example();
  in.scaleDenominator = 25000;
  const Folder folder;
  const auto report = reports::writeTracingMap(in, folder.path / "map.pdf");
  REQUIRE(report);
  CHECK(report->scaleDenominator == 25000);
}

TEST_CASE("a report without place or in a folder that is not there fails and leaves nothing") {
  const Folder folder;
  auto nowhere = example();
  nowhere.outfall.geometry = {};
  nowhere.units.clear();
  nowhere.pathLines.clear();
  const auto failed = reports::writeTracingMap(nowhere, folder.path / "map.pdf");
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == ErrorCode::ReportFailed);
  CHECK(std::filesystem::is_empty(folder.path));
  CHECK(reports::writeTracingMap(example(), folder.path / "no" / "map.pdf").error().code == ErrorCode::FileUnwritable);
  auto degrees = example();
  degrees.mapCrs = "EPSG:4490";
  CHECK(reports::writeTracingMap(degrees, folder.path / "map.pdf").error().code == ErrorCode::ReportFailed);
}

TEST_CASE("the map image has the asked size and carries its decorations") {
  const Folder folder;
  const auto in = example();
  render::MapView view;
  view.size = {800, 600};
  view = view.fitted(in.scene.extent(), 40);
  REQUIRE(reports::writeMapImage(in.scene, view, folder.path / "map.png"));
  const QImage image(QString::fromStdString((folder.path / "map.png").string()));
  REQUIRE(image.size() == QSize(800, 600));
  int dark = 0; // the north arrow's corner
  for (int y = 20; y < 80; ++y)
    for (int x = 745; x < 788; ++x)
      if (qGray(image.pixel(x, y)) < 80) ++dark;
  CHECK(dark > 60);
}
