// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/outfall.h"
#include "core/model/visit.h"
#include "core/sync/folder_hub.h"
#include "core/sync/sync.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace suyuan::test {

/// Several copies of one survey around one hub folder, in a temporary folder of its own.
class Copies {
public:
  explicit Copies(int count);
  ~Copies();
  Copies(const Copies&) = delete;
  Copies& operator=(const Copies&) = delete;

  [[nodiscard]] store::SurveyFile& operator[](int copy) { return *copies_[static_cast<std::size_t>(copy)]; }
  [[nodiscard]] std::filesystem::path hubFolder() const { return root_ / "hub"; }
  [[nodiscard]] const std::filesystem::path& root() const { return root_; }
  [[nodiscard]] sync::FolderHub hub() const;
  [[nodiscard]] int count() const { return static_cast<int>(copies_.size()); }

  [[nodiscard]] std::filesystem::path folder(int copy) const { return root_ / ("copy" + std::to_string(copy)); }
  /// Leaves a copy to another process, and takes it back.
  void close(int copy);
  void reopen(int copy);

  sync::SyncReport sync(int copy);
  /// Everyone syncs twice in turn, so that what the last one sent reaches the first.
  void settle();

  Fid addOutfall(int copy, const std::string& name);
  void set(int copy, Fid outfall, std::string_view field, const Value& value);
  void remove(int copy, Fid outfall);
  [[nodiscard]] std::optional<Outfall> outfall(int copy, Fid fid);
  [[nodiscard]] std::string hash(int copy);
  /// Every record and the whole review list as text: equal in equal copies.
  [[nodiscard]] std::string listText(int copy);
  /// All hashes and lists are the same; every reference leads somewhere.
  void requireEqual();

private:
  std::filesystem::path root_;
  std::vector<std::unique_ptr<store::SurveyFile>> copies_;
};

} // namespace suyuan::test
