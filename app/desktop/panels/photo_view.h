// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/photo_marks.h"

#include <QImage>
#include <QWidget>

#include <optional>
#include <vector>

namespace suyuan::desktop {

/// A picture as large as there is room, with its marks drawn over it as on an export's copy. With a tool in hand a drag makes an arrow, a click words.
class PhotoView : public QWidget {
  Q_OBJECT
public:
  enum class Tool : std::uint8_t { None, Arrow, Words };

  explicit PhotoView(QWidget* parent = nullptr);

  void setPicture(const QImage& picture); ///< turned right; null: none
  void setSaying(const QString& text);    ///< where there is no picture
  void setMarks(std::vector<media::PhotoMark> marks);
  void setTool(Tool tool);
  void setWords(const QString& words); ///< of the next mark
  [[nodiscard]] QRect pictureRect() const; ///< where it lies in the widget

Q_SIGNALS:
  void marked(const suyuan::media::PhotoMark& mark);

protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;

private:
  [[nodiscard]] QPointF shareOf(QPointF at) const; ///< of the picture's width and height, within it
  void redraw();
  QImage picture_, fitted_, shown_; ///< as given; at the widget's size; with marks
  QString saying_, words_;
  std::vector<media::PhotoMark> marks_;
  std::optional<media::PhotoMark> drawing_;
  Tool tool_ = Tool::None;
};

} // namespace suyuan::desktop
