// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/photo_thumbnails.h"
#include "core/model/photo.h"

#include <QAbstractListModel>

#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

namespace suyuan::desktop {

/// A photo, video or sound to be shown: of the survey, or a file that is not taken yet (its record has but a name then).
struct PhotoItem {
  Photo record;
  std::filesystem::path file; ///< empty: not there
  std::string key;            ///< names its thumbnail
};

/// Photos as a list. Their pictures are not in it: the thumbnails of the rows that are seen are asked for, and are told as changed rows.
class PhotoModel : public QAbstractListModel {
  Q_OBJECT
public:
  explicit PhotoModel(PhotoThumbnails& thumbnails, QObject* parent = nullptr);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override; ///< words for those who do not see, and tips

  void setItems(std::vector<PhotoItem> items);
  void replace(int row, const Photo& record); ///< tells when it is another
  void remove(int row);
  [[nodiscard]] const PhotoItem* at(int row) const;
  [[nodiscard]] const std::vector<PhotoItem>& items() const { return items_; }
  [[nodiscard]] int rowOf(Fid fid) const; ///< -1: none

  void want(int first, int last); ///< these rows are seen, those after them will be
  [[nodiscard]] std::optional<QImage> picture(int row) const;
  [[nodiscard]] PhotoThumbnails::State state(int row) const; ///< Broken also of what has no picture

private:
  void number();
  PhotoThumbnails& thumbnails_;
  std::vector<PhotoItem> items_;
  std::unordered_multimap<std::string, int> rows_; ///< by key
};

/// "近景 10:02:03", as far as they are known; else the file's name.
[[nodiscard]] QString captionOf(const Photo& photo);
/// Beijing time, "2024-05-01 10:02:03"; empty when there is none.
[[nodiscard]] QString beijingTime(const std::string& iso);
[[nodiscard]] QString durationText(double seconds); ///< "1:05"

} // namespace suyuan::desktop
