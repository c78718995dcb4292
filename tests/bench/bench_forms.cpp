// SPDX-License-Identifier: GPL-3.0-or-later
// bench_forms FOLDER [entries] [runs]: a long list of units (default 100000) in a survey, read as a form's picker reads it, searched, and shown in a list view;
// the forms read, a form's state judged anew after each key, a whole form recorded. The survey is made in FOLDER at the first call.
// CSV: what, run, ms.
#include "app/desktop/forms/pick_model.h"
#include "core/forms/form_set.h"
#include "core/forms/last_values.h"
#include "core/forms/level_values.h"
#include "core/forms/record_answers.h"
#include "core/model/unit.h"
#include "tests/bench/bench_support.h"

#include <QApplication>
#include <QListView>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <format>
#include <random>

using namespace suyuan;
using namespace suyuan::bench;

namespace {

using Clock = std::chrono::steady_clock;
double since(Clock::time_point from) { return std::chrono::duration<double, std::milli>(Clock::now() - from).count(); }

Result<> make(store::SurveyFile& survey, std::int64_t entries) {
  constexpr std::array places{"长春市", "吉林市", "四平市", "辽源市", "通化市", "白山市", "松原市", "白城市"};
  constexpr std::array kinds{"化工有限公司", "污水处理厂", "食品加工厂", "畜禽养殖场", "水产合作社", "制药股份公司", "造纸厂", "建材有限公司", "农业园区", "物业管理站"};
  auto entry = survey.edit("bench", [&](store::Edit& edit) -> Result<> {
    std::mt19937_64 random(11);
    std::vector<Unit> units;
    for (std::int64_t i = 0; i < entries; ++i) {
      Unit unit;
      unit.name = std::format("{}{}第{}{}", places[random() % places.size()], i % 3 ? "宏达" : "北方", i, kinds[random() % kinds.size()]);
      unit.uscc = std::format("9122{:014}", i);
      unit.address = std::format("{}路{}号", i % 700, i % 90);
      units.push_back(std::move(unit));
    }
    return put(edit, units);
  });
  if (!entry) return std::unexpected(std::move(entry).error());
  return {};
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fputs("bench_forms FOLDER [entries] [runs]\n", stderr), 2;
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication app(argc, argv);
  const std::int64_t entries = argc > 2 ? std::atoll(argv[2]) : 100'000;
  const int runs = argc > 3 ? std::atoi(argv[3]) : 5;
  const char* given = std::getenv("SUYUAN_RESOURCES");
  const std::filesystem::path resources = given ? given : SUYUAN_RESOURCES_DIR;
  const auto folder = std::filesystem::path(argv[1]) / std::format("forms_{}", entries);
  auto book = rules::RuleBook::load(resources / "rules", "jilin");
  if (!book) return fail(book.error());
  auto pinyin = search::PinyinTable::load(resources / "pinyin" / "readings.txt");
  if (!pinyin) return fail(pinyin.error());
  const bool fresh = !std::filesystem::exists(folder);
  auto survey = fresh ? store::SurveyFile::create(folder, {.name = "bench", .divisionCode = "220000", .author = "bench"}) : store::SurveyFile::open(folder);
  if (!survey) return fail(survey.error());
  if (fresh)
    if (auto made = make(*survey, entries); !made) return fail(made.error());
  std::puts("what,run,ms");
  const auto print = [](const char* what, int run, double ms) { std::printf("%s,%d,%.2f\n", what, run, ms), std::fflush(stdout); };
  for (int run = 1; run <= runs; ++run) {
    auto from = Clock::now();
    auto reader = survey->openReader();
    if (!reader) return fail(reader.error());
    auto list = forms::readPickList(forms::RecordList::Units, *reader, book->divisions(), &*pinyin);
    if (!list) return fail(list.error());
    print("list read from the survey", run, since(from));
    from = Clock::now();
    desktop::PickModel model;
    QListView view;
    view.setUniformItemSizes(true);
    view.setLayoutMode(QListView::Batched);
    view.setBatchSize(200);
    view.setModel(&model);
    view.resize(420, 400);
    model.setList(*list);
    model.find(QString());
    view.show();
    QApplication::processEvents();
    view.grab();
    print("list opened and drawn, all entries", run, since(from));
    for (const char* text : {"化", "污水", "hg", "ccshd", "922200000000999", "长春 造纸", "没有这样的", "1"}) {
      from = Clock::now();
      model.find(QString::fromUtf8(text));
      view.grab();
      print(std::format("found and drawn: {} ({})", text, model.rowCount()).c_str(), run, since(from));
    }
  }
  for (int run = 1; run <= runs; ++run) {
    auto from = Clock::now();
    const auto set = forms::loadForms(resources, "jilin");
    print("forms read", run, since(from));
    forms::FormState state(*set.find("level-3-outfall"), *book);
    state.setPlace(forms::GivenPlace{Point{125.3, 43.9}, "CGCS2000", std::nullopt, std::nullopt, {}, std::nullopt});
    for (const auto& [id, text] : std::initializer_list<std::pair<const char*, const char*>>{{"is_outfall", "是"}, {"class_1", "其他排口"}, {"class_2", "城镇雨洪排口"}, {"drain_feature", "排水"}, {"can_sample", "是"},
                                                                                            {"ph", "7.1"}, {"cod_mgl", "40"}, {"nh3n_mgl", "3"}, {"name", "一号"}, {"outlet_shape", "管道"}, {"colour", "灰"}, {"smell", "无"}})
      state.set(id, std::string(text));
    from = Clock::now();
    std::size_t shown = 0;
    for (const forms::Question* q : state.form().questions()) shown += state.isShown(*q) && state.faultOf(*q) == forms::AnswerFault::None ? 1 : 0;
    shown += state.missing().size();
    print(std::format("form judged anew ({} questions)", shown).c_str(), run, since(from));
    from = Clock::now();
    auto made = forms::record(*survey, "bench", state, {.by = "bench"});
    if (!made) return fail(made.error());
    print("form recorded", run, since(from));
    from = Clock::now();
    if (auto values = forms::answersOf(survey->reader(), made->outfall, set); !values) return fail(values.error());
    print("levels side by side", run, since(from));
    from = Clock::now();
    if (auto last = forms::lastValues(survey->reader(), *set.find("level-2-outfall")); !last) return fail(last.error());
    print("last values", run, since(from));
  }
  std::printf("peak_rss_mb,,%.0f\n", peakMegabytes());
  return 0;
}
