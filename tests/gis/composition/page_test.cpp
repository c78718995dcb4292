// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/composition/pdf_letters.h"
#include "gis/composition/write_page.h"
#include "gis/layers/table_builder.h"
#include "gis/projection/crs.h"
#include "gis/render/geo_bridge.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>

using namespace suyuan;
using namespace suyuan::composition;

namespace {

constexpr const char* mapCrs = "EPSG:4551"; ///< central meridian 126° E

struct Feature {
  Geometry lonLat;
  std::string category, label;
};

std::shared_ptr<const layers::FeatureTable> tableOf(const char* name, const std::vector<Feature>& features, const char* status = "") {
  auto made = std::make_shared<layers::FeatureTable>();
  made->name = name;
  layers::TableBuilder builder(*made);
  std::int64_t fid = 0;
  for (const Feature& feature : features) {
    const GeometryKind kind = builder.addGeometry(feature.lonLat);
    REQUIRE(builder.commit(++fid, kind));
    made->category.add(feature.category);
    made->status.add(status);
    made->grade.add("3");
    made->label.add(feature.label);
  }
  REQUIRE(builder.finish(projection::surveyCrs(), projection::Crs::parse(mapCrs).value()));
  return made;
}

/// Easting, northing to lon/lat.
Point lonLat(double x, double y) {
  static const render::GeoBridge bridge = render::GeoBridge::make(mapCrs).value();
  return bridge.toLonLat(Point{x, y}).value();
}

/// Two outfalls 4 km apart on one northing, a river, and a class that lies off the map.
PageContent example(const char* language = "zh") {
  PageContent page;
  page.mapCrs = mapCrs;
  page.language = language;
  page.scene.style = render::loadStyle(SUYUAN_RESOURCES_DIR, "day", language).value();
  page.scene.add(tableOf("rivers", {{LineString{{lonLat(440'000, 4'866'000), lonLat(446'000, 4'872'000)}}, "", "伊通河"}}));
  const Point west = lonLat(441'000, 4'869'000), east = lonLat(445'000, 4'869'000), far = lonLat(480'000, 4'869'000);
  page.scene.add(tableOf("outfalls", {{west, "工业排污口", "西口"}, {east, "工业排污口", "东口"}, {far, "农业排口", "远口"}}, "已确认"));
  page.extent = {440'000, 4'866'000, 446'000, 4'872'000};
  page.words = {{"title", QStringLiteral("南关区入河排污口分布图")}, {"date", QStringLiteral("2026-05-12")}};
  page.outfalls = {{west, "AB-220102-0001-GY-00", "西口", "工业排污口", "伊通河", "已确认"},
                   {east, "AB-220102-0002-GY-00", "东口", "工业排污口", "伊通河", "已确认"},
                   {far, "AB-220102-0003-NY-00", "远口", "农业排口", "伊通河", "已确认"}};
  return page;
}

Layout layoutNamed(const char* name, const char* language = "zh") { return findLayout(SUYUAN_RESOURCES_DIR, name, language).value(); }

struct Folder {
  QTemporaryDir folder;
  [[nodiscard]] std::filesystem::path file(const char* name) const { return folder.filePath(QLatin1String(name)).toStdString(); }
};

QByteArray bytesOf(const std::filesystem::path& path) {
  QFile file(QString::fromStdString(path.string()));
  REQUIRE(file.open(QIODevice::ReadOnly));
  return file.readAll();
}

/// What a tool of poppler says of a file.
QString poppler(const char* tool, const std::filesystem::path& file, const QStringList& options = {}) {
  QProcess process;
  process.start(QLatin1String(tool), options + QStringList{QString::fromStdString(file.string()), QStringLiteral("-")});
  REQUIRE(process.waitForFinished(60'000));
  return QString::fromUtf8(process.readAllStandardOutput());
}

} // namespace

TEST_CASE("a page's PDF has the paper's size in points, embedded fonts, text as text and a map of vectors") {
  const Folder folder;
  for (const auto& [name, wide, high] : {std::tuple("county_a4", 297.0, 210.0), std::tuple("county_a3", 420.0, 297.0), std::tuple("county_a0", 1189.0, 841.0)}) {
    INFO(name);
    const auto file = folder.file("map.pdf");
    const auto report = writePage(layoutNamed(name), example(), file);
    REQUIRE(report);
    CHECK_FALSE(report->mapIsPicture);
    const QByteArray pdf = bytesOf(file);
    const auto box = QRegularExpression(QStringLiteral("/MediaBox \\[0 0 ([0-9.]+) ([0-9.]+)\\]")).match(QString::fromLatin1(pdf));
    REQUIRE(box.hasMatch());
    CHECK(box.captured(1).toDouble() == Catch::Approx(wide / 25.4 * 72).margin(0.5));
    CHECK(box.captured(2).toDouble() == Catch::Approx(high / 25.4 * 72).margin(0.5));
    CHECK(pdf.contains("/FontFile"));
    CHECK_FALSE(pdf.contains("/Subtype /Image"));
    CHECK(pdf.contains("/Count 1"));
    const QString text = poppler("pdftotext", file);
    for (const char* words : {"南关区入河排污口分布图", "图例", "工业排污口", "2026-05-12", "中央经线126°E"}) {
      INFO(words);
      CHECK(text.contains(QString::fromUtf8(words)));
    }
  }
}

TEST_CASE("ground distances, scale bar and grid are true on the finished page") {
  const Folder folder;
  const double dpi = 254; // ten dots a millimetre
  PageContent page = example();
  page.scaleDenominator = 40'000;
  PageReport report;
  const auto image = pageImage(layoutNamed("county_a4"), page, dpi, &report);
  REQUIRE(image);
  CHECK(image->size() == QSize(2970, 2100));
  CHECK(report.scaleDenominator == 40'000);
  CHECK(report.barMm == Catch::Approx(report.barMetres * 1000 / 40'000).margin(1e-6));
  CHECK(report.barMetres >= 500);

  // The two outfalls: the middle of their orange (#d55e00) is where it must be, and 4 km are 100 mm.
  const auto middleOf = [&](double x, double y) {
    const QPointF at = report.map.toPaper(x, y) * 10;
    QPointF sum;
    int count = 0;
    for (int dy = -20; dy <= 20; ++dy)
      for (int dx = -20; dx <= 20; ++dx) {
        const QColor c = image->pixelColor(static_cast<int>(at.x()) + dx, static_cast<int>(at.y()) + dy);
        if (c.red() > 190 && c.green() > 70 && c.green() < 120 && c.blue() < 60) {
          sum += QPointF(static_cast<int>(at.x()) + dx, static_cast<int>(at.y()) + dy);
          ++count;
        }
      }
    REQUIRE(count > 20);
    return sum / count;
  };
  const QPointF west = middleOf(441'000, 4'869'000), east = middleOf(445'000, 4'869'000);
  CHECK((east.x() - west.x()) / 10 == Catch::Approx(100).margin(0.15));
  CHECK((east.y() - west.y()) / 10 == Catch::Approx(0).margin(0.15));
}

TEST_CASE("kilometre lines are drawn at their coordinates on paper") {
  PageContent page = example();
  page.scene.layers.clear(); // nothing but the grid in the frame
  page.outfalls.clear();
  page.scaleDenominator = 40'000;
  PageReport report;
  const auto image = pageImage(layoutNamed("county_a4"), page, 508, &report);
  REQUIRE(image);
  // 40 mm at 1:40,000 are 1.6 km: lines every 2 km, 50 mm apart.
  for (const double easting : {442'000.0, 444'000.0}) {
    const int at = static_cast<int>(std::lround(report.map.toPaper(easting, 4'869'500).x() * 20));
    const int row = static_cast<int>(report.map.toPaper(easting, 4'869'500).y() * 20);
    int darkest = 255, where = 0;
    for (int x = at - 100; x <= at + 100; ++x)
      if (const int grey = qGray(image->pixel(x, row)); grey < darkest) {
        darkest = grey;
        where = x;
      }
    CHECK(darkest < 200);
    CHECK(std::abs(where - at) <= 2); // a tenth of a millimetre
  }
  CHECK(report.legend.empty());
}

TEST_CASE("the legend has the classes on the map and no others, in the page's language") {
  for (const auto& [language, here, off] : {std::tuple("zh", "工业排污口", "农业排口"), std::tuple("en", "Industrial", "Agricultural")}) {
    PageReport report;
    REQUIRE(pageImage(layoutNamed("county_a4", language), example(language), 60, &report));
    CHECK(std::ranges::count(report.legend, QString::fromUtf8(here)) == 1);
    CHECK(std::ranges::count(report.legend, QString::fromUtf8(off)) == 0);
  }
}

TEST_CASE("the table lists the frame's outfalls, and says how many it has no room for") {
  const Folder folder;
  PageContent page = example();
  auto report = writePage(layoutNamed("county_a3"), page, folder.file("few.pdf"));
  REQUIRE(report);
  CHECK(report->outfalls == 2); // the third is off the map
  CHECK(report->listed == 2);
  for (int i = 0; i < 300; ++i) page.outfalls.push_back({lonLat(441'000 + i * 10, 4'870'000), "", QStringLiteral("口%1").arg(i), "", "", ""});
  report = writePage(layoutNamed("county_a3"), page, folder.file("many.pdf"));
  REQUIRE(report);
  CHECK(report->outfalls == 302);
  REQUIRE(report->listed < 302);
  const QString text = poppler("pdftotext", folder.file("many.pdf"));
  CHECK(text.contains(QStringLiteral("图内另有 %1 个排污口未列出").arg(302 - report->listed)));
  CHECK(text.contains(QStringLiteral("302 个")));
}

TEST_CASE("SVG carries the page's size in millimetres and its text as text") {
  const Folder folder;
  REQUIRE(writePage(layoutNamed("county_a4", "en"), example("en"), folder.file("map.svg")));
  const QString svg = QString::fromUtf8(bytesOf(folder.file("map.svg")));
  CHECK(svg.contains(QLatin1String("width=\"297mm\" height=\"210mm\"")));
  CHECK(svg.contains(QLatin1String("<text")));
  CHECK(svg.contains(QStringLiteral("central meridian 126° E")));
  CHECK_FALSE(svg.contains(QLatin1String("<image")));
  CHECK(svg.contains(QLatin1String("clip-path"))); // what runs out of the frame is cut there
}

TEST_CASE("a mass of points is a picture under labels that are still text") {
  std::vector<Feature> features;
  for (std::size_t i = 0; i <= massPoints; ++i)
    features.push_back({lonLat(440'100 + static_cast<double>(i % 250) * 23, 4'866'100 + static_cast<double>(i / 250) * 28), "工业排污口", ""});
  PageContent page = example();
  page.scene.layers.erase(page.scene.layers.begin() + 1);
  page.scene.add(tableOf("outfalls", features, "已确认"));
  const Folder folder;
  const auto report = writePage(layoutNamed("county_a4"), page, folder.file("mass.pdf"));
  REQUIRE(report);
  CHECK(report->mapIsPicture);
  CHECK(bytesOf(folder.file("mass.pdf")).contains("/Subtype /Image"));
  CHECK(poppler("pdftotext", folder.file("mass.pdf")).contains(QStringLiteral("伊")));
}

TEST_CASE("a page that fails or is stopped leaves what was there") {
  const Folder folder;
  const auto file = folder.file("map.pdf");
  {
    QFile before(QString::fromStdString(file.string()));
    REQUIRE(before.open(QIODevice::WriteOnly));
    before.write("before");
  }
  std::stop_source stop;
  const auto stopped = writePage(layoutNamed("county_a4"), example(), file, 300, stop.get_token(), [&](double) { stop.request_stop(); });
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().code == ErrorCode::Cancelled);
  PageContent degrees = example();
  degrees.mapCrs = "EPSG:4490";
  CHECK(writePage(layoutNamed("county_a4"), degrees, file).error().code == ErrorCode::ReportFailed);
  PageContent nothing = example();
  nothing.extent = {};
  CHECK(writePage(layoutNamed("county_a4"), nothing, file).error().code == ErrorCode::ReportFailed);
  CHECK(bytesOf(file) == "before");
  CHECK(writePage(layoutNamed("county_a4"), example(), folder.file("map.doc")).error().code == ErrorCode::FormatUnknown);
  CHECK(writePage(layoutNamed("county_a0"), example(), folder.file("map.png"), 2400).error().code == ErrorCode::RenderFailed);
  CHECK(writePage(layoutNamed("county_a4"), example(), folder.file("no/map.pdf")).error().code == ErrorCode::FileUnwritable);
  CHECK(QDir(folder.folder.path()).entryList(QDir::Files).size() == 1);
}

TEST_CASE("words of a page's PDF are found by the letters that were written, not by radicals drawn the same way") {
  const Folder folder;
  const auto file = folder.file("map.pdf");
  PageContent page = example();
  page.words["title"] = QStringLiteral("长春市入河排污口水户山长龙门车见一二十八大小工");
  REQUIRE(writePage(layoutNamed("county_a4"), page, file));
  const QString text = poppler("pdftotext", file);
  INFO(text.toStdString());
  CHECK(text.contains(page.words["title"]));
  CHECK(std::ranges::none_of(text, [](QChar c) { return c.unicode() >= 0x2E80 && c.unicode() <= 0x2FDF; }));
  // Mended once, the file is whole: its table of places leads to each object.
  QProcess check;
  check.start(QStringLiteral("pdffonts"), {QString::fromStdString(file.string())});
  REQUIRE(check.waitForFinished(60'000));
  CHECK(check.readAllStandardError().isEmpty());
  CHECK(check.readAllStandardOutput().contains("Noto"));
}

TEST_CASE("what is no PDF of the writer's form is left as it is") {
  const Folder folder;
  const auto file = folder.file("map.pdf");
  REQUIRE(writePage(layoutNamed("county_a4"), example(), file));
  const QByteArray good = bytesOf(file);
  const QString family = QString::fromStdString(example().scene.style->fontFamily);
  CHECK(withLetters(good, family) == good); // there is nothing left to mend
  for (const QByteArray& odd : {QByteArray(), QByteArray("%PDF-1.4\nstartxref\n"), QByteArray("startxref\n99999999\n"), good.first(good.size() / 2), good.sliced(good.size() / 2)})
    CHECK(withLetters(odd, family) == odd);
  // Cut short or damaged anywhere, it is not read past its end.
  for (qsizetype cut = 0; cut < good.size(); cut += good.size() / 97) {
    QByteArray damaged = good;
    damaged[cut] = static_cast<char>(damaged[cut] ^ 0x15);
    (void)withLetters(damaged, family);
    (void)withLetters(good.first(cut) + good.last(60), family);
  }
}

TEST_CASE("a name with spaced letters takes the room on paper that it was given, in PDF and SVG") {
  const Folder folder;
  PageContent page = example();
  Polygon county;
  county.rings.push_back({lonLat(443'000, 4'866'200), lonLat(445'900, 4'866'200), lonLat(445'900, 4'868'000), lonLat(443'000, 4'868'000), lonLat(443'000, 4'866'200)}); // clear of the river's name
  page.scene.add(tableOf("divisions", {{county, "county", "南关示范区"}}));
  const auto pdf = folder.file("map.pdf"), svg = folder.file("map.svg");
  REQUIRE(writePage(layoutNamed("county_a4"), page, pdf));
  const QString boxes = poppler("pdftotext", pdf, {"-bbox"});
  const auto word = QRegularExpression(QStringLiteral("xMin=\"([0-9.]+)\" yMin=\"[0-9.]+\" xMax=\"([0-9.]+)\" yMax=\"[0-9.]+\">南关示范区<")).match(boxes);
  INFO(boxes.toStdString());
  REQUIRE(word.hasMatch());
  const double wide = word.captured(2).toDouble() - word.captured(1).toDouble();
  CHECK(wide > 5 * 9); // five letters of 12 px at 0.75 pt, 2.5 px apart
  CHECK(wide < 5 * 9 + 5 * 2.5);
  // SVG knows no spacing: its letters stand one by one.
  REQUIRE(writePage(layoutNamed("county_a4"), page, svg));
  const QString drawing = QString::fromUtf8(bytesOf(svg));
  CHECK(drawing.contains(QStringLiteral(">关</text>")));
}

TEST_CASE("a page in Web Mercator is refused: it has no true scale") {
  PageContent page = example();
  page.mapCrs = "EPSG:3857";
  const auto image = pageImage(layoutNamed("county_a4"), page, 40);
  REQUIRE_FALSE(image);
  CHECK(image.error().code == ErrorCode::ReportFailed);
}
