// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/photo_ledger_dialog.h"

#include "app/desktop/dialogs/take_photos_dialog.h"
#include "app/desktop/panels/photo_words.h"
#include "app/desktop/shell/look.h"
#include "app/text/error_text.h"
#include "core/sync/folder_hub.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <optional>

namespace suyuan::desktop {

namespace {

constexpr int ofOutfall = Qt::UserRole;

QString inFigures(std::int64_t count) { return QLocale().toString(static_cast<qlonglong>(count)); }

} // namespace

PhotoLedgerDialog::PhotoLedgerDialog(SurveySession& session, QWidget* parent)
    : QDialog(parent), session_(session), hub_(new QLineEdit), camera_(new QLineEdit), whole_(new QCheckBox(tr("Read &every file (slow, but sure)"))), onlyOpen_(new QCheckBox(tr("Only what is not in &order"))),
      list_(new QTreeWidget), verdict_(new QLabel) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Photo ledger"));
  resize(900, 560);
  auto* column = new QVBoxLayout(this);
  auto* fields = new QGridLayout;
  int line = 0;
  const auto folder = [&](const QString& text, QLineEdit* edit, const char* name, const QString& hint) {
    auto* label = new QLabel(text);
    label->setBuddy(edit);
    edit->setObjectName(QLatin1String(name));
    edit->setPlaceholderText(hint);
    auto* browse = new QPushButton(tr("Browse…"));
    browse->setAutoDefault(false);
    connect(browse, &QPushButton::clicked, this, [this, edit] {
      const QString chosen = QFileDialog::getExistingDirectory(this, tr("Folder"), edit->text());
      if (!chosen.isEmpty()) edit->setText(chosen);
    });
    fields->addWidget(label, line, 0);
    fields->addWidget(edit, line, 1);
    fields->addWidget(browse, line++, 2);
  };
  folder(tr("&Hub"), hub_, "ledger_hub", tr("the folder that is synced with; empty: sending is not looked at"));
  folder(tr("&Camera"), camera_, "ledger_camera", tr("a card whose photos should all be in the survey; may stay empty"));
  if (auto kept = session_.file().setting("sync.hub"); kept && *kept && std::filesystem::exists(**kept)) hub_->setText(qs(**kept));
  column->addLayout(fields);
  auto* row = new QHBoxLayout;
  whole_->setObjectName(QStringLiteral("ledger_whole"));
  onlyOpen_->setObjectName(QStringLiteral("ledger_open"));
  row->addWidget(whole_);
  row->addWidget(onlyOpen_);
  row->addStretch(1);
  column->addLayout(row);
  verdict_->setObjectName(QStringLiteral("ledger_verdict"));
  verdict_->setWordWrap(true);
  verdict_->setTextFormat(Qt::RichText);
  column->addWidget(verdict_);
  list_->setObjectName(QStringLiteral("ledger_list"));
  list_->setAccessibleName(tr("Ledger"));
  list_->setColumnCount(7);
  list_->setHeaderLabels({tr("Team or outfall"), tr("Taken"), tr("Stored"), tr("Sent"), tr("Confirmed"), tr("To review"), tr("Missing")});
  list_->setUniformRowHeights(true);
  list_->setAlternatingRowColors(true);
  list_->header()->resizeSection(0, 260);
  list_->header()->setStretchLastSection(true);
  column->addWidget(list_, 1);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  go_ = addButton(*buttons, tr("&Look again"), "ledger_go");
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(go_, &QPushButton::clicked, this, &PhotoLedgerDialog::run);
  connect(onlyOpen_, &QCheckBox::toggled, this, &PhotoLedgerDialog::fill);
  connect(list_, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem* item) {
    if (const Fid fid{item->data(0, ofOutfall).toLongLong()}; fid.isSet()) Q_EMIT chosen(Layer::Outfalls, fid);
  });
  run();
}

void PhotoLedgerDialog::run() {
  if (working_ || session_.isWriting()) return;
  working_ = true;
  go_->setEnabled(false);
  verdict_->setText(tr("Looking…"));
  media::LedgerOptions options{.quick = !whole_->isChecked()};
  if (const QString camera = camera_->text().trimmed(); !camera.isEmpty()) options.cameras.emplace_back(camera.toStdString());
  session_.write(
      tr("Photo ledger"),
      [options, hubFolder = hub_->text().trimmed().toStdString(), book = session_.sharedBook()](store::SurveyFile& survey, const std::stop_token& stop, const TaskRunner::Progress& progress) -> Result<Kept> {
        std::optional<sync::FolderHub> hub;
        if (!hubFolder.empty()) {
          auto opened = sync::FolderHub::open(hubFolder);
          if (!opened) return std::unexpected(std::move(opened).error());
          hub.emplace(std::move(*opened));
        }
        auto ledger = media::photoLedger(survey, hub ? &*hub : nullptr, options, inspectWith(book->photos()),
                                         [&](std::size_t done, std::size_t all) { progress(all == 0 ? 1.0 : static_cast<double>(done) / static_cast<double>(all)); }, stop);
        if (!ledger) return std::unexpected(std::move(ledger).error());
        auto views = media::viewsOfOutfalls(survey.reader(), book->photos().views);
        if (!views) return std::unexpected(std::move(views).error());
        return Kept{std::move(*ledger), std::move(*views)};
      },
      [self = QPointer(this)](Result<Kept> kept) {
        if (!self) return;
        self->working_ = false;
        self->go_->setEnabled(true);
        if (!kept) return self->verdict_->setText(qs(text::sentence(kept.error(), currentLanguage())).toHtmlEscaped());
        self->showLedger(*kept);
      });
}

void PhotoLedgerDialog::showLedger(const Kept& kept) {
  kept_ = kept;
  const media::Ledger& ledger = kept_.ledger;
  std::int64_t incomplete = 0;
  for (const media::OutfallViews& of : kept_.views) incomplete += !of.missing.empty();
  QStringList open;
  if (const auto lost = ledger.all.taken - ledger.all.stored; lost > 0) open << tr("%1 files are missing or altered").arg(inFigures(lost));
  if (ledger.hubAsked && ledger.all.sent < ledger.all.taken) open << tr("%1 are not sent").arg(inFigures(ledger.all.taken - ledger.all.sent));
  if (ledger.confirmAsked && ledger.all.confirmed < ledger.all.taken) open << tr("%1 are not confirmed").arg(inFigures(ledger.all.taken - ledger.all.confirmed));
  if (!ledger.notTaken.empty()) open << tr("%1 are on the camera and not in the survey").arg(inFigures(static_cast<std::int64_t>(ledger.notTaken.size())));
  if (!ledger.orphans.empty()) open << tr("%1 are stored without a record").arg(inFigures(static_cast<std::int64_t>(ledger.orphans.size())));
  if (ledger.all.toReview > 0) open << tr("%1 wait for a look").arg(inFigures(ledger.all.toReview));
  if (incomplete > 0) open << tr("%1 outfalls lack views").arg(inFigures(incomplete));
  const QString words = open.isEmpty() ? tr("The ledger closes; nobody has to go back.") : tr("Before going home: %1.").arg(open.join(currentLanguage() == text::Language::Chinese ? QStringLiteral("，") : QStringLiteral(", ")));
  verdict_->setText(open.isEmpty() ? QStringLiteral("<b>✓ %1</b>").arg(words.toHtmlEscaped()) : QStringLiteral("<b style='color:%1'>✗ %2</b>").arg(missingColour(), words.toHtmlEscaped()));
  fill();
}

QTreeWidgetItem* PhotoLedgerDialog::group(const QString& title) {
  auto* item = new QTreeWidgetItem(list_, {title});
  QFont bold = item->font(0);
  bold.setBold(true);
  item->setFont(0, bold);
  item->setExpanded(true);
  return item;
}

QTreeWidgetItem* PhotoLedgerDialog::addLine(QTreeWidgetItem* parent, const QString& name, const media::LedgerSum& sum, const QString& missing) {
  const media::Ledger& ledger = kept_.ledger;
  const bool stored = sum.stored == sum.taken, sent = !ledger.hubAsked || sum.sent == sum.taken, confirmed = !ledger.confirmAsked || sum.confirmed == sum.taken;
  if (onlyOpen_->isChecked() && stored && sent && confirmed && sum.toReview == 0 && missing.isEmpty()) return nullptr;
  const auto asked = [](bool was, std::int64_t count) { return was ? inFigures(count) : QStringLiteral("–"); };
  auto* item = new QTreeWidgetItem(parent, {name, inFigures(sum.taken), inFigures(sum.stored), asked(ledger.hubAsked, sum.sent), asked(ledger.confirmAsked, sum.confirmed), inFigures(sum.toReview), missing});
  for (int i = 1; i <= 5; ++i) item->setTextAlignment(i, Qt::AlignRight | Qt::AlignVCenter);
  const QColor red(missingColour());
  for (const auto& [at, good] : {std::pair(2, stored), std::pair(3, sent), std::pair(4, confirmed), std::pair(5, sum.toReview == 0), std::pair(6, missing.isEmpty())})
    if (!good) item->setForeground(at, red);
  return item;
}

void PhotoLedgerDialog::fill() {
  list_->clear();
  const media::Ledger& ledger = kept_.ledger;
  addLine(list_->invisibleRootItem(), tr("All"), ledger.all, {});
  auto* teams = group(tr("Teams"));
  for (const auto& [team, sum] : ledger.byTeam) addLine(teams, team.empty() ? tr("(no team)") : qs(team), sum, {});
  auto* outfalls = group(tr("Outfalls"));
  const rules::PhotoRules& rules = session_.book().photos();
  for (const media::OutfallViews& of : kept_.views) {
    const auto sum = ledger.byOutfall.find(of.outfall);
    if (auto* item = addLine(outfalls, qs(of.label), sum == ledger.byOutfall.end() ? media::LedgerSum{} : sum->second, viewTitles(rules, of.missing)))
      item->setData(0, ofOutfall, QVariant::fromValue<qlonglong>(of.outfall.value));
  }
  if (const auto none = ledger.byOutfall.find(Fid{}); none != ledger.byOutfall.end()) addLine(outfalls, tr("(not put to an outfall)"), none->second, {});
  constexpr int most = 1000; // a list that nobody reads to its end
  auto* files = group(tr("Files"));
  const auto file = [&](const QString& name, const QString& what) {
    if (files->childCount() >= most) return;
    auto* item = new QTreeWidgetItem(files, {name, {}, {}, {}, {}, {}, what});
    item->setForeground(6, QColor(missingColour()));
  };
  for (const media::LedgerFault& fault : ledger.faults)
    file(qs(fault.fileName), fault.file == media::FileState::Missing ? tr("the stored file is missing") : fault.file == media::FileState::Altered ? tr("the stored file was altered") : !fault.sent ? tr("not sent yet") : tr("the hub's copy is wrong"));
  for (const auto& one : ledger.notTaken) file(qs(one.string()), tr("on the camera, not in the survey"));
  for (const auto& one : ledger.orphans) file(qs(one.filename().string()), tr("stored, but without a record"));
  for (QTreeWidgetItem* one : {teams, outfalls, files}) one->setHidden(one->childCount() == 0);
}

} // namespace suyuan::desktop
