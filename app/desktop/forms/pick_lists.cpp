// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/forms/pick_lists.h"

#include "app/text/resource_paths.h"

namespace suyuan::desktop {

namespace {

struct ReadList {
  std::shared_ptr<const forms::PickList> list;
  std::shared_ptr<const search::PinyinTable> pinyin;
};

std::shared_ptr<const search::PinyinTable> readPinyin() {
  const auto resources = text::resourcesFolder();
  if (!resources) return nullptr;
  auto table = search::PinyinTable::load(*resources / "pinyin" / "readings.txt");
  return table ? std::make_shared<const search::PinyinTable>(std::move(*table)) : nullptr; // without it names are found by their characters
}

} // namespace

PickLists::PickLists(SurveySession& session, QObject* parent) : QObject(parent), session_(session) {
  connect(&session_, &SurveySession::changed, this, [this](const std::vector<ChangedRecord>& records) {
    for (const ChangedRecord& record : records) stale(record.layer);
  });
  connect(&session_, &SurveySession::everythingChanged, this, [this] {
    for (auto& [which, kept] : kept_) kept.stale = true;
  });
}

PickLists::~PickLists() = default;

void PickLists::stale(Layer layer) {
  using forms::RecordList;
  for (const auto& [of, which] : {std::pair{Layer::Units, RecordList::Units}, {Layer::Rivers, RecordList::Rivers}, {Layer::Teams, RecordList::Teams}, {Layer::Divisions, RecordList::Places}})
    if (of == layer)
      if (const auto found = kept_.find(which); found != kept_.end()) found->second.stale = true;
}

std::shared_ptr<const forms::PickList> PickLists::list(forms::RecordList which) {
  Kept& kept = kept_[which];
  if (kept.stale && !kept.reading) {
    kept.reading = true;
    kept.stale = false;
    tasks_.start(
        QString(),
        [which, reader = session_.workerReader(), book = session_.sharedBook(), pinyin = pinyin_](const std::stop_token& stop, const TaskRunner::Progress&) -> Result<ReadList> {
          if (!reader) return std::unexpected(reader.error());
          ReadList read{nullptr, pinyin ? pinyin : readPinyin()};
          auto list = forms::readPickList(which, **reader, book->divisions(), read.pinyin.get(), stop);
          if (!list) return std::unexpected(std::move(list).error());
          read.list = std::move(*list);
          return read;
        },
        [this, which](Result<ReadList> read) {
          Kept& now = kept_[which];
          now.reading = false;
          if (!read) {
            if (read.error().code != ErrorCode::Cancelled) Q_EMIT failed(read.error());
            return;
          }
          now.list = std::move(read->list);
          pinyin_ = std::move(read->pinyin);
          Q_EMIT ready(which);
        });
  }
  return kept.list;
}

} // namespace suyuan::desktop
