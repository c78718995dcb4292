// SPDX-License-Identifier: GPL-3.0-or-later
// photos.json: required views, numbers and words of photos.
#include "core/rules/rule_book_reader.h"

#include "core/rules/rule_entry.h"

#include <algorithm>

namespace suyuan::rules {

void RuleBookReader::photoSections(JsonObject& file, bool overlay) {
  PhotoRules& photos = book_.photos_;
  file.object("photo_limits", overlay, [&](JsonObject& section) {
    PhotoLimits& t = photos.limits;
    const auto read = [&](std::string_view name, double& target, double low, double high) {
      if (const auto value = figure(section, name, overlay, low, high)) target = *value;
    };
    read("clock_off_s", t.clockOffS, 1, 86'400);
    read("range_m", t.rangeM, 1, 1e4);
    read("accuracy_m", t.accuracyM, 0.1, 1000);
    read("bearing_deg", t.bearingDeg, 1, 180);
    read("visit_min", t.visitMin, 1, 1440);
    read("track_near_m", t.trackNearM, 0, 1e4);
    read("sure_share", t.sureShare, 0.5, 1);
  });
  file.each("photo_views", overlay, [&](JsonObject& o) {
    PhotoView view;
    view.id = o.text("id");
    view.kinds = o.texts("kinds");
    if (o.ok() && view.kinds.empty()) o.fault("kinds", "no kind shows this view");
    view.title = Bilingual{o.text("zh"), o.text("en")};
    view.citation = citationOf(o);
    view.confidence = source(o);
    put(photos.views, std::move(view), [](const auto& e) { return e.id; }, overlay, o, "id");
  });
  file.object("photo_editors", overlay, [&](JsonObject& o) {
    auto words = o.texts("words");
    (void)source(o);
    if (o.ok() && std::ranges::contains(words, std::string())) o.fault("words", "an empty word");
    photos.editors = std::move(words);
  });
}

Result<> RuleBookReader::photos(const JsonValue& root, const std::string& name) {
  JsonReading reading(name);
  JsonObject file(reading, root, "");
  head(file, "suyuan-rules/photos/1");
  photoSections(file, false);
  file.finish();
  return reading.outcome();
}

} // namespace suyuan::rules
