// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/forms/drafts.h"

#include "app/desktop/shell/look.h"

#include <algorithm>

namespace suyuan::desktop {

namespace {

std::string draftKey(Fid fid, const std::string& field) { return toText(fid) + "/" + field; }

/// Goes on with the draft that was left behind, else begins one.
forms::DraftJournal journalOf(const store::SurveyFile& survey) {
  if (auto drafts = forms::draftsOf(survey.folder())) {
    const auto own = std::ranges::find_if(*drafts, [](const forms::Draft& d) { return d.head.kind == Drafts::kind; });
    if (own != drafts->end())
      if (auto journal = forms::DraftJournal::resume(*own)) return std::move(*journal);
  }
  return {survey.folder(), {Drafts::kind, {}, {}, {}, survey.info().author, {}}};
}

} // namespace

Drafts::Drafts(const store::SurveyFile& survey) : journal_(journalOf(survey)) {
  for (const auto& [key, value] : journal_.values()) {
    const auto slash = key.find('/');
    const auto fid = parseFid(std::string_view(key).substr(0, slash));
    if (fid && slash != key.npos) texts_[{*fid, key.substr(slash + 1)}] = qs(std::string_view(value).substr(1)); // after the mark that a text is there
  }
}

void Drafts::keep(Fid fid, const std::string& field, const QString& text) {
  QString& now = texts_[{fid, field}];
  if (!now.isNull() && now == text) return;
  now = text.isNull() ? QString(QLatin1String("")) : text;
  // A full disk: the field itself is recorded when it is left, and says so.
  (void)journal_.put(draftKey(fid, field), "=" + now.toStdString());
}

void Drafts::drop(Fid fid, const std::string& field) {
  if (texts_.erase({fid, field}) == 0) return;
  if (texts_.empty()) journal_.discard();
  else (void)journal_.put(draftKey(fid, field), {});
}

void Drafts::dropAll() {
  texts_.clear();
  journal_.discard();
}

} // namespace suyuan::desktop
