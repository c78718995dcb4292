// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/panels/search_box.h"

#include "app/desktop/shell/look.h"
#include "app/text/error_text.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QSettings>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace suyuan::desktop {

namespace {

constexpr int detailRole = Qt::UserRole, kindRole = Qt::UserRole + 1;
constexpr int mostShown = 9;      // lines that the list shows without scrolling
constexpr qsizetype mostKept = 8; // former searches

/// Name and kind on one line, what is known besides on the next.
class HitDelegate : public QStyledItemDelegate {
public:
  using QStyledItemDelegate::QStyledItemDelegate;

  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
    return {100, option.fontMetrics.height() + small(option.font).second.height() + 8};
  }

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const bool chosen = (option.state & QStyle::State_Selected) != 0;
    if (chosen) painter->fillRect(option.rect, option.palette.highlight());
    const QRect inside = option.rect.adjusted(10, 4, -10, -4);
    QColor ink = option.palette.color(chosen ? QPalette::HighlightedText : QPalette::Text);
    painter->setPen(ink);
    const auto [font, metrics] = small(option.font);
    const QString kind = index.data(kindRole).toString();
    const int kindWidth = metrics.horizontalAdvance(kind);
    painter->setFont(option.font);
    painter->drawText(inside, Qt::AlignLeft | Qt::AlignTop, option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, inside.width() - kindWidth - 16));
    ink.setAlphaF(0.75F);
    painter->setPen(ink);
    painter->setFont(font);
    painter->drawText(inside, Qt::AlignRight | Qt::AlignTop, kind);
    painter->drawText(inside, Qt::AlignLeft | Qt::AlignBottom, metrics.elidedText(index.data(detailRole).toString(), Qt::ElideRight, inside.width()));
  }

private:
  static std::pair<QFont, QFontMetrics> small(QFont font) {
    font.setPointSizeF(font.pointSizeF() * 0.88);
    return {font, QFontMetrics(font)};
  }
};

QStringList formerSearches() { return QSettings().value(QStringLiteral("search/recent")).toStringList(); }

void keepSearch(const QString& text) {
  QStringList kept = formerSearches();
  kept.removeAll(text);
  kept.prepend(text);
  QSettings().setValue(QStringLiteral("search/recent"), kept.mid(0, mostKept));
}

} // namespace

SearchBox::SearchBox(SurveySession& session, QWidget& map, QWidget* window)
    : QFrame(window), searcher_(session), over_(map), text_(new QLineEdit), list_(new QListWidget), note_(new QLabel) {
  setObjectName(QStringLiteral("search_box"));
  setFrameShape(QFrame::StyledPanel);
  setAutoFillBackground(true);
  setBackgroundRole(QPalette::Window);
  text_->setObjectName(QStringLiteral("search_text"));
  text_->setAccessibleName(tr("Search"));
  text_->setPlaceholderText(tr("Name, code, division, pinyin (yth) or coordinate"));
  text_->setMaxLength(200);
  text_->setClearButtonEnabled(true);
  text_->addAction(icon("search"), QLineEdit::LeadingPosition);
  list_->setObjectName(QStringLiteral("search_list"));
  list_->setAccessibleName(tr("Found"));
  list_->setItemDelegate(new HitDelegate(list_));
  list_->setFocusPolicy(Qt::NoFocus); // the keys are the box's
  list_->setFrameShape(QFrame::NoFrame);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setUniformItemSizes(true);
  note_->setObjectName(QStringLiteral("search_note"));
  note_->setWordWrap(true);
  note_->setMargin(4);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(6, 6, 6, 6);
  column->setSpacing(4);
  column->addWidget(text_);
  column->addWidget(list_, 1);
  column->addWidget(note_);
  typing_.setSingleShot(true);
  typing_.setInterval(40); // a newer question stops the one that runs
  connect(&typing_, &QTimer::timeout, this, &SearchBox::ask);
  connect(text_, &QLineEdit::textChanged, this, &SearchBox::typed);
  connect(list_, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) { take(list_->row(item)); });
  text_->installEventFilter(this);
  map.installEventFilter(this);
  connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
    if (isVisible() && now != nullptr && !isAncestorOf(now) && now->window() == this->window()) close();
  });
  connect(&searcher_, &Searcher::progressed, this, [this] {
    if (isVisible() && !searcher_.isReady() && !text_->text().trimmed().isEmpty()) say(waitingText());
  });
  connect(&searcher_, &Searcher::located, this, [this](const QString& text, const std::optional<Point>& place) {
    if (!isVisible() || text != text_->text().trimmed()) return;
    locating_ = false;
    place_ = place;
    showFound();
  });
  connect(&searcher_, &Searcher::answered, this, [this](const QString& text, const search::SearchAnswer& answer) {
    if (!isVisible() || text != text_->text().trimmed()) return;
    answer_ = answer;
    showFound();
  });
  connect(&searcher_, &Searcher::failed, this, [this](const QString&, const Error& error) {
    if (!isVisible()) return;
    taking_ = false;
    say(error.code == ErrorCode::Cancelled ? tr("The search was stopped; type to search again.") : qs(text::sentence(error, currentLanguage())));
  });
  hide();
}

void SearchBox::open(std::optional<projection::Crs> map, std::optional<Point> middle) {
  map_ = std::move(map);
  middle_ = middle;
  searcher_.prepare();
  show();
  raise();
  text_->setFocus();
  text_->selectAll();
  typed();
}

void SearchBox::close() {
  if (!isVisible()) return;
  typing_.stop();
  locating_ = taking_ = false;
  searcher_.forget();
  const bool hadFocus = isAncestorOf(QApplication::focusWidget());
  hide();
  if (hadFocus)
    over_.setFocus();
}

QString SearchBox::waitingText() const {
  return tr("Making the search index (%1 %), once for this survey; a coordinate can be gone to at once.").arg(static_cast<int>(searcher_.prepared() * 100));
}

void SearchBox::typed() {
  const QString text = text_->text().trimmed();
  searcher_.forget();
  typing_.stop();
  locating_ = taking_ = false;
  place_.reset();
  answer_.reset();
  if (text.isEmpty()) {
    std::vector<Choice> former;
    for (const QString& one : formerSearches()) former.emplace_back(one);
    say(former.empty() ? tr("Any part of a name, a code with or without hyphens, the first letters of the pinyin, or a coordinate in degrees, DMS or metres.") : QString());
    return list(std::move(former));
  }
  // What was found stays until there is an answer, so that the list does not flicker.
  if (!choices_.empty() && std::holds_alternative<QString>(choices_.front())) list({});
  say(searcher_.isReady() ? QString() : waitingText());
  locating_ = true;
  searcher_.locate(text, map_); // needs no index
  typing_.start();
}

void SearchBox::showFound() {
  std::vector<Choice> found;
  if (place_) found.emplace_back(*place_);
  if (answer_)
    for (const search::SearchHit& hit : answer_->hits) found.emplace_back(hit);
  const bool none = found.empty(), whole = answer_ && !locating_;
  const bool stale = !locating_ && !choices_.empty() && std::holds_alternative<Point>(choices_.front()); // no coordinate any more
  if (!none || whole || stale) list(std::move(found));
  if (taking_ && !none && (place_ || whole)) return take(0);
  if (!whole) return;
  taking_ = false;
  say(none ? tr("Nothing has “%1” in its name, code, former name or pinyin, and it is no coordinate. Fewer characters find more; “yth” finds 伊通河, “125.31, 43.87” a place.").arg(text_->text().trimmed())
           : answer_->more ? tr("There is more: another character narrows it down.") : QString());
}

void SearchBox::ask() { searcher_.ask(text_->text().trimmed(), middle_); }

void SearchBox::list(std::vector<Choice> choices) {
  choices_ = std::move(choices);
  list_->clear();
  for (const Choice& choice : choices_) {
    auto* item = new QListWidgetItem(list_);
    QStringList detail;
    if (const auto* at = std::get_if<Point>(&choice)) {
      item->setText(tr("Longitude %1°, latitude %2°").arg(at->x, 0, 'f', 6).arg(at->y, 0, 'f', 6));
      item->setData(kindRole, tr("Coordinate"));
      detail << tr("Go to this place on the map");
    } else if (const auto* text = std::get_if<QString>(&choice)) {
      item->setText(*text);
      item->setData(kindRole, tr("Searched before"));
      detail << tr("Search again");
    } else if (const auto* hit = std::get_if<search::SearchHit>(&choice)) {
      item->setText(hit->name.empty() ? qs(hit->code) : qs(hit->name));
      item->setData(kindRole, labelOf(hit->layer));
      for (const std::string& part : {hit->code, hit->kind, hit->division, hit->water})
        if (!part.empty()) detail << qs(part);
      if (!hit->former.empty()) detail << tr("formerly %1").arg(qs(hit->former));
      if (hit->parts > 1) detail << tr("%1 parts").arg(hit->parts);
    }
    item->setData(detailRole, detail.join(QStringLiteral(" · ")));
    item->setData(Qt::AccessibleTextRole, QString((QStringList{item->text(), item->data(kindRole).toString()} + detail).join(QStringLiteral(", "))));
  }
  if (!choices_.empty() && !std::holds_alternative<QString>(choices_.front())) list_->setCurrentRow(0);
  place();
}

void SearchBox::say(const QString& text) {
  note_->setText(text);
  note_->setVisible(!text.isEmpty());
  place();
}

void SearchBox::place() {
  const QWidget* over = parentWidget();
  const int wide = std::min(fontMetrics().horizontalAdvance(u'0') * 84, over->width() - 24);
  const auto rows = std::min<int>(static_cast<int>(choices_.size()), mostShown);
  list_->setVisible(rows > 0);
  list_->setFixedHeight(rows * (rows > 0 ? list_->sizeHintForRow(0) : 0) + 2);
  layout()->activate();
  const int top = over_.mapTo(over, QPoint(0, 0)).y() + 8;
  const int high = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(wide) : sizeHint().height();
  setGeometry((over->width() - wide) / 2, top, wide, std::min(high + 2 * frameWidth(), over->height() - top - 8));
}

void SearchBox::take(int row) {
  if (row < 0 || row >= static_cast<int>(choices_.size())) return;
  const Choice choice = choices_[static_cast<std::size_t>(row)];
  if (const auto* text = std::get_if<QString>(&choice)) {
    text_->setText(*text);
    return;
  }
  keepSearch(text_->text().trimmed());
  close();
  if (const auto* at = std::get_if<Point>(&choice)) Q_EMIT placeChosen(*at);
  else if (const auto* hit = std::get_if<search::SearchHit>(&choice)) Q_EMIT hitChosen(*hit);
}

bool SearchBox::eventFilter(QObject* watched, QEvent* event) {
  if (watched == &over_ && (event->type() == QEvent::Resize || event->type() == QEvent::Move) && isVisible()) place();
  if (watched != text_ || event->type() != QEvent::KeyPress) return QFrame::eventFilter(watched, event);
  const auto* key = static_cast<QKeyEvent*>(event);
  const int last = list_->count() - 1, now = list_->currentRow();
  switch (key->key()) {
  case Qt::Key_Down: list_->setCurrentRow(std::min(now + 1, last)); return true;
  case Qt::Key_Up: list_->setCurrentRow(std::max(now - 1, last < 0 ? -1 : 0)); return true;
  case Qt::Key_PageDown: list_->setCurrentRow(std::min(now + mostShown, last)); return true;
  case Qt::Key_PageUp: list_->setCurrentRow(std::max(now - mostShown, last < 0 ? -1 : 0)); return true;
  case Qt::Key_Return:
  case Qt::Key_Enter:
    if (isSettled() || (place_ && now == 0)) {
      take(now);
    } else { // what is listed is the answer to an older question
      taking_ = true;
      if (typing_.isActive()) typing_.stop(), ask();
    }
    return true;
  case Qt::Key_Escape: close(); return true;
  default: return QFrame::eventFilter(watched, event);
  }
}

} // namespace suyuan::desktop
