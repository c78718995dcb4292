// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coding/division_table.h"
#include "core/forms/form.h"
#include "core/search/pinyin.h"
#include "core/store/reader.h"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::forms {

/// A long list of names to pick from (units, places; 10^5 and more), searched at each key: by any part of name or code, by the first letters of the
/// pinyin (伊通河: yth), several words together. All in a few blocks of memory; a search is a scan of one of them. Read-only once made: any number of threads.
class PickList {
public:
  void reserve(std::size_t entries, std::size_t bytesEach = 64);
  /// `detail` is shown beside the name and searched too; `key` is a fid or a code as text.
  void add(std::string_view name, std::string_view detail, std::string_view key, const search::PinyinTable* pinyin);

  [[nodiscard]] std::size_t size() const noexcept { return starts_.size(); }
  [[nodiscard]] std::string_view name(std::size_t entry) const noexcept;
  [[nodiscard]] std::string_view detail(std::size_t entry) const noexcept;
  [[nodiscard]] std::string_view key(std::size_t entry) const noexcept;

  /// Entries that hold all words of the text, those whose name begins with it first, else in their order. An empty text finds all.
  [[nodiscard]] std::vector<std::uint32_t> find(std::string_view text) const;

private:
  struct Start {
    std::uint32_t text = 0, sought = 0, initials = 0;
    std::uint16_t name = 0, detail = 0; ///< bytes
    std::uint16_t key = 0;
  };
  std::string texts_;    ///< name, detail and key of each
  std::string sought_;   ///< what is searched: small letters, no blanks; a line each
  std::string initials_; ///< rows of first letters; a line each
  std::vector<Start> starts_;
};

/// Reads a list. Errors: Cancelled, the store's.
[[nodiscard]] Result<std::shared_ptr<const PickList>> readPickList(RecordList which, store::Reader& reader, const coding::DivisionTable& divisions,
                                                                  const search::PinyinTable* pinyin, const std::stop_token& stop = {});

} // namespace suyuan::forms
