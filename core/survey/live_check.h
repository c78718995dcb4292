// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/outfall.h"
#include "core/rules/rule_book.h"
#include "core/store/reader.h"

#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <utility>
#include <vector>

namespace suyuan::survey {

/// What an edit changed: the findings of these records are now these, whatever they were before.
struct ChangedFindings {
  std::vector<std::pair<Layer, Fid>> records;
  std::vector<Finding> findings;
};

/// A survey that has been checked whole, and after each edit checks again only what that edit can touch: the record, what
/// belongs to it, outfalls with an equal code or name or near by, outfalls of the unit. One thread at a time.
/// Channels, waters, zones, divisions, wells and candidates are not followed: after an edit of those, start again. What is odd about how records
/// came about (evidence.*) stays as the whole check found it.
class LiveCheck {
public:
  /// Checks the whole survey on as many threads as there are readers. The first reader is kept for updates: it, and the
  /// book, must outlive this. Error Cancelled.
  [[nodiscard]] static Result<LiveCheck> start(std::span<store::Reader> readers, const rules::RuleBook& book,
                                               std::stop_token stop = {}, const std::function<void(double)>& progress = {});
  LiveCheck(LiveCheck&&) noexcept;
  LiveCheck& operator=(LiveCheck&&) noexcept;
  ~LiveCheck();

  /// All findings now, by layer and record, those set aside included (setAside tells them apart).
  [[nodiscard]] std::vector<Finding> findings() const;

  /// An outfall as it stands in the form, stored or not yet.
  [[nodiscard]] Result<ChangedFindings> update(const Outfall& outfall);
  /// A record that was written, changed or removed in the store: outfalls, units, samples, visits, photos. `before` is the
  /// outfall that a sample, visit or photo belonged to until now, when it was moved. Other layers: no change.
  [[nodiscard]] Result<ChangedFindings> refresh(Layer layer, Fid fid, Fid before = {});

  /// False for layers whose edits want a new start.
  [[nodiscard]] static bool follows(Layer layer) noexcept;

private:
  struct Impl;
  explicit LiveCheck(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

} // namespace suyuan::survey
