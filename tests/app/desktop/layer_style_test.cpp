// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/layer_style_dialog.h"
#include "app/desktop/panels/layer_panel.h"
#include "app/desktop/shell/map_styles.h"
#include "app/text/resource_paths.h"
#include "gis/render/legend.h"

#include "tests/app/desktop/open_window.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QListWidget>
#include <QMenu>
#include <QSpinBox>

#include <filesystem>
#include <fstream>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

Result<> outfallsOfTwoTowns(store::Edit& e) {
  for (int i = 0; i < 12; ++i) {
    Outfall outfall;
    outfall.geometry = Point{125.30 + i * 0.001, 43.90};
    outfall.name = "排口" + std::to_string(i);
    outfall.class1 = "工业排污口";
    outfall.riverName = i < 7 ? "伊通河" : i < 11 ? "新开河" : "";
    SUYUAN_TRY(e.insert(outfall));
  }
  return {};
}

QTreeWidgetItem* itemOf(LayerPanel& panel, Layer layer) {
  for (int i = 0; i < panel.topLevelItemCount(); ++i)
    if (panel.topLevelItem(i)->text(0).contains(labelOf(layer))) return panel.topLevelItem(i);
  return nullptr;
}

void useMenu(OpenWindow& open, const char* action) {
  auto& panel = *open.find<LayerPanel>("layers");
  QTreeWidgetItem* item = itemOf(panel, Layer::Outfalls);
  REQUIRE(item != nullptr);
  panel.setCurrentItem(item);
  QMenu* menu = panel.makeMenu();
  REQUIRE(menu != nullptr);
  auto* chosen = menu->findChild<QAction*>(QLatin1String(action));
  REQUIRE(chosen != nullptr);
  REQUIRE(chosen->isEnabled());
  chosen->trigger();
  menu->close();
}

LayerStyleDialog& openDialog(OpenWindow& open) {
  useMenu(open, "layer_style");
  return open.dialog<LayerStyleDialog>();
}

template <class Widget>
Widget& in(QDialog& dialog, const char* name) {
  auto* found = dialog.findChild<Widget*>(QLatin1String(name));
  REQUIRE(found != nullptr);
  return *found;
}

void press(QDialog& dialog, QDialogButtonBox::StandardButton which) {
  QTest::mouseClick(dialog.findChild<QDialogButtonBox*>()->button(which), Qt::LeftButton);
}

const render::LayerStyle& styleOf(OpenWindow& open) { return *open.window.canvas()->scene().find("outfalls")->style; }
QColor colorOf(OpenWindow& open, std::string_view word) { return styleOf(open).classes[static_cast<std::size_t>(styleOf(open).classOf(word))].symbol.color; }

/// A copy of the program's resources that a test may write in, in place of them while it lives.
struct OwnResources {
  QTemporaryDir folder;
  QByteArray former = qgetenv("SUYUAN_RESOURCES");
  OwnResources() {
    std::filesystem::copy(SUYUAN_RESOURCES_DIR, folder.path().toStdString(), std::filesystem::copy_options::recursive);
    qputenv("SUYUAN_RESOURCES", folder.path().toUtf8());
  }
  ~OwnResources() { qputenv("SUYUAN_RESOURCES", former); }
  OwnResources(const OwnResources&) = delete;
  OwnResources& operator=(const OwnResources&) = delete;
};

} // namespace

TEST_CASE("a layer's style is changed in the window, is seen at once, is kept in the survey, and is undone") {
  OpenWindow open(outfallsOfTwoTowns);
  const QColor before = colorOf(open, "工业排污口");
  const double size = styleOf(open).base.size;
  REQUIRE(styleOf(open).label);
  const QImage former = open.window.canvas()->grab().toImage();
  {
    LayerStyleDialog& dialog = openDialog(open);
    dialog.setColor(0, QColor("#123456"));
    CHECK(colorOf(open, "工业排污口") == QColor("#123456"));
    CHECK(open.window.styles()->changesOf("outfalls").keys() == QStringList{QStringLiteral("class_colors")}); // all else is the theme's
    CHECK(in<QCheckBox>(dialog, "style_clusters").isChecked());
    CHECK(in<QListWidget>(dialog, "style_colors").count() >= 2);
    in<QSpinBox>(dialog, "style_size").setFocus();
    for (int i = 0; i < 5; ++i) QTest::keyClick(&in<QSpinBox>(dialog, "style_size"), Qt::Key_Up);
    CHECK(std::abs(styleOf(open).base.size - size * 1.5) < 1e-9);
    in<QCheckBox>(dialog, "style_labels").click();
    CHECK_FALSE(styleOf(open).label);
    goDownTo(in<QComboBox>(dialog, "style_far"), [](const QString& text) { return text.contains(QStringLiteral("250,000")); });
    CHECK(styleOf(open).maxScale == 250'000);
    press(dialog, QDialogButtonBox::Ok);
    open.settle();
    CHECK(open.window.canvas()->grab().toImage() != former);
  }
  CHECK(open.window.openSurvey(open.survey)); // from the disk
  open.settle();
  CHECK(colorOf(open, "工业排污口") == QColor("#123456"));
  CHECK_FALSE(styleOf(open).label);
  open.window.setTheme(Theme::Dark); // the change is the survey's, not the theme's
  open.settle();
  CHECK(colorOf(open, "工业排污口") == QColor("#123456"));
  open.window.setTheme(Theme::Light);
  open.settle();
  {
    LayerStyleDialog& dialog = openDialog(open);
    QTest::mouseClick(&in<QPushButton>(dialog, "style_reset"), Qt::LeftButton);
    CHECK(colorOf(open, "工业排污口") == before);
    press(dialog, QDialogButtonBox::Cancel);
    CHECK(colorOf(open, "工业排污口") == QColor("#123456"));
  }
  {
    LayerStyleDialog& dialog = openDialog(open);
    dialog.setColor(0, QColor("#654321"));
    press(dialog, QDialogButtonBox::Ok);
  }
  useMenu(open, "layer_undo_style");
  CHECK(colorOf(open, "工业排污口") == QColor("#123456"));
  CHECK_FALSE(open.window.styles()->canUndo());
}

TEST_CASE("outfalls may be classed by any field: its words become classes with colours of their own") {
  OpenWindow open(outfallsOfTwoTowns);
  LayerStyleDialog& dialog = openDialog(open);
  const QString field = labelOf(schemaOf(Layer::Outfalls).fields[static_cast<std::size_t>(schemaOf(Layer::Outfalls).indexOf("river_name"))]);
  goDownTo(in<QComboBox>(dialog, "style_classes"), [&](const QString& text) { return text == field; });
  waitFor(dialog);
  CHECK(in<QListWidget>(dialog, "style_colors").count() == 3); // the two, and the others
  CHECK(in<QListWidget>(dialog, "style_colors").item(0)->text() == QStringLiteral("伊通河"));
  press(dialog, QDialogButtonBox::Ok);
  open.settle();
  const auto& layer = *open.window.canvas()->scene().find("outfalls");
  CHECK(layer.table->category.word(0) == "伊通河");
  CHECK(layer.style->classOf("新开河") == 1);
  CHECK(colorOf(open, "伊通河") != colorOf(open, "新开河"));
  const auto legend = render::legendOf(open.window.canvas()->scene(), open.window.canvas()->view());
  CHECK(std::ranges::count(legend, QStringLiteral("新开河"), &render::LegendEntry::title) == 1);
  // An edit of that field shows in its new class.
  const Fid fid{layer.table->fids[0]};
  REQUIRE(open.window.session()->setField(Layer::Outfalls, fid, "river_name", Value{std::string("新开河")}, QStringLiteral("改")));
  open.settle();
  const auto& edited = *open.window.canvas()->scene().find("outfalls")->table;
  CHECK(edited.category.word(*edited.rowOf(fid.value)) == "新开河");
}

TEST_CASE("a style file that is changed is drawn without a restart; a broken one is told with its line, and the last good one stays") {
  const OwnResources own;
  const std::filesystem::path resources = own.folder.path().toStdString();
  {
    OpenWindow open(outfallsOfTwoTowns);
    const std::filesystem::path file = resources / "styles" / "day.json";
    std::ifstream read(file);
    const std::string good((std::istreambuf_iterator<char>(read)), std::istreambuf_iterator<char>());
    const auto background = [&] { return open.window.canvas()->scene().style->background; };
    const auto write = [&](std::string text) { std::ofstream(file) << text; };
    const auto with = [&](const char* color) {
      std::string text = good;
      const auto at = text.find("\"background\": \"") + 15;
      return text.replace(at, 7, color);
    };
    write(with("#ddeeff"));
    CHECK(QTest::qWaitFor([&] { return background() == QColor("#ddeeff"); }, 10'000));
    open.settle();
    CHECK(open.window.canvas()->grab().toImage().pixelColor(20, 20) == QColor("#ddeeff"));

    write(with("#nothex"));
    REQUIRE(QTest::qWaitFor([&] { return open.banner().contains(QStringLiteral("day.json")); }, 10'000));
    const auto line = std::count(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(good.find("\"background\"")), '\n') + 1;
    CHECK(open.banner().contains(QString::number(line)));
    CHECK(background() == QColor("#ddeeff"));

    // As many editors do: a new file in the old one's place.
    std::ofstream(resources / "styles" / "day.json.new") << with("#ffeedd");
    std::filesystem::rename(resources / "styles" / "day.json.new", file);
    CHECK(QTest::qWaitFor([&] { return background() == QColor("#ffeedd"); }, 10'000));
    write(with("#aabbcc")); // and it is followed from there on
    CHECK(QTest::qWaitFor([&] { return background() == QColor("#aabbcc"); }, 10'000));
  }
}

TEST_CASE("a theme follows the one that it extends, and the pictures of its symbols") {
  const OwnResources own;
  const std::filesystem::path resources = own.folder.path().toStdString();
  {
    OpenWindow open(outfallsOfTwoTowns);
    MapStyles styles(*open.window.session());
    styles.use("print", text::Language::Chinese); // extends day
    REQUIRE(styles.sheet());
    const auto replace = [](const std::filesystem::path& file, const std::string& what, const std::string& with) {
      std::ifstream read(file);
      std::string text((std::istreambuf_iterator<char>(read)), std::istreambuf_iterator<char>());
      REQUIRE(text.find(what) != std::string::npos);
      std::ofstream(file) << text.replace(text.find(what), what.size(), with);
    };
    replace(resources / "styles" / "day.json", "\"max_scale\": 60000,", "\"max_scale\": 61234,");
    CHECK(QTest::qWaitFor([&] { return styles.sheet()->layers.at("outfalls")->label->maxScale == 61'234; }, 10'000));
    replace(resources / "symbols" / "outfall_industrial.svg", "r=\"14\"", "r=\"11\"");
    CHECK(QTest::qWaitFor([&] { return styles.sheet()->pictures.at("outfall_industrial.svg")->contains("r=\"11\""); }, 10'000));
  }
}

TEST_CASE("records that cannot be drawn are listed under their layer by number, and lead to their record") {
  Fid lost;
  OpenWindow open([&](store::Edit& e) -> Result<> {
    SUYUAN_TRY(outfallsOfTwoTowns(e));
    Outfall nowhere;
    nowhere.name = "无坐标";
    auto fid = e.insert(nowhere);
    if (!fid) return std::unexpected(fid.error());
    lost = *fid;
    return {};
  });
  auto& panel = *open.find<LayerPanel>("layers");
  QTreeWidgetItem* layer = itemOf(panel, Layer::Outfalls);
  REQUIRE(layer != nullptr);
  QTreeWidgetItem* listed = layer->child(layer->childCount() - 1);
  REQUIRE(listed->childCount() == 1);
  CHECK(listed->text(1) == QStringLiteral("1"));
  CHECK(listed->child(0)->text(0).contains(QString::number(lost.value)));
  panel.setCurrentItem(listed->child(0));
  panel.setFocus();
  QTest::keyClick(&panel, Qt::Key_Return);
  CHECK(open.window.form()->fid() == lost);
  // Once it has a place it is on the map, and no more in the list.
  REQUIRE(open.window.session()->edit(QStringLiteral("坐标"), [&](store::Edit& e) { return e.setGeometry(Layer::Outfalls, lost, Geometry{Point{125.31, 43.9}}); }));
  open.settle();
  layer = itemOf(panel, Layer::Outfalls);
  CHECK(layer->child(layer->childCount() - 1)->childCount() == 0);
}
