// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/finding.h"
#include "core/rules/rule_book.h"
#include "core/store/reader.h"

#include <span>
#include <string>
#include <unordered_map>

namespace suyuan::desktop {

/// County and team of the outfall that a finding's record is, or belongs to.
class FindingPlaces {
public:
  struct Place {
    std::string county; ///< its name, or the six digits when no county has them; empty: not known
    std::string team;
    friend bool operator==(const Place&, const Place&) = default;
  };
  using Record = std::pair<Layer, Fid>;
  /// Of the records in the findings. Any thread, with the reader. Errors: the reader's.
  [[nodiscard]] static Result<FindingPlaces> read(store::Reader& reader, const rules::RuleBook& book, std::span<const Finding* const> findings);
  /// Of these few records alone, by their keys.
  [[nodiscard]] static Result<FindingPlaces> readFew(store::Reader& reader, const rules::RuleBook& book, std::span<const Record> records);

  [[nodiscard]] const Place& of(const Finding& finding) const;
  /// Takes what is known of records in the place of what was. True when something became different.
  bool put(const FindingPlaces& newer);

private:
  struct Hash {
    std::size_t operator()(const Record& record) const noexcept { return std::hash<Fid>()(record.second) ^ static_cast<std::size_t>(record.first); }
  };
  static Result<FindingPlaces> fill(store::Reader& reader, const rules::RuleBook& book, FindingPlaces made, bool few);
  std::unordered_map<Record, Place, Hash> places_;
};

} // namespace suyuan::desktop
