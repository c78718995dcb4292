// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/compose_dialog.h"

#include "app/desktop/dialogs/map_areas.h"
#include "app/desktop/shell/look.h"
#include "app/text/error_text.h"
#include "app/text/resource_paths.h"
#include "gis/composition/write_page.h"

#include <QComboBox>
#include <QDate>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardPaths>
#include <QUrl>
#include <QVBoxLayout>

namespace suyuan::desktop {

/// The page on the desk: fitted into what room there is.
class PagePreview : public QWidget {
public:
  PagePreview() { setMinimumSize(420, 300); }
  void show(QImage page) {
    page_ = std::move(page);
    update();
  }

protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.fillRect(rect(), palette().mid());
    if (page_.isNull()) return;
    const QSizeF fitted = QSizeF(page_.size()).scaled(QSizeF(size()) - QSizeF(16, 16), Qt::KeepAspectRatio);
    const QRectF page(QPointF((width() - fitted.width()) / 2, (height() - fitted.height()) / 2), fitted);
    painter.fillRect(page.translated(2, 2), palette().shadow());
    painter.drawImage(page, page_);
  }

private:
  QImage page_;
};

namespace {

const QString allOutfalls = QStringLiteral("all"), currentView = QStringLiteral("view"), riverMark = QStringLiteral("river:");

/// 0 when the text says no scale: what fits is taken.
double scaleOf(QString text) {
  text.remove(QStringLiteral("1:")).remove(u',').remove(u' ').remove(u' ');
  bool good = false;
  const double denominator = text.toDouble(&good);
  return good && denominator >= 10 && denominator <= 1e9 ? denominator : 0;
}

} // namespace

ComposeDialog::ComposeDialog(SurveySession& session, render::SceneSnapshot scene, std::string crs, std::optional<Box> seen, QWidget* parent)
    : QDialog(parent), session_(session), scene_(std::move(scene)), crs_(std::move(crs)), seen_(seen), layout_(new QComboBox), extent_(new QComboBox),
      scale_(new QComboBox), language_(new QComboBox), format_(new QComboBox), dpi_(new QSpinBox), title_(new QLineEdit), file_(new QLineEdit), facts_(new QLabel),
      result_(new QLabel), preview_(new PagePreview), progress_(new QProgressBar) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Compose a map"));
  resize(1040, 600);
  auto* column = new QVBoxLayout(this);
  auto* row = new QHBoxLayout;
  auto* side = new QVBoxLayout;
  buildForm(*side);
  row->addLayout(side, 2);
  auto* desk = new QVBoxLayout;
  desk->addWidget(preview_, 1);
  facts_->setObjectName(QStringLiteral("compose_facts"));
  facts_->setWordWrap(true);
  desk->addWidget(facts_);
  row->addLayout(desk, 3);
  column->addLayout(row, 1);
  result_->setObjectName(QStringLiteral("compose_result"));
  result_->setWordWrap(true);
  result_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  column->addWidget(result_);
  progress_->setRange(0, 1000);
  column->addWidget(progress_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  open_ = addButton(*buttons, tr("Open the &page"), "compose_open");
  stop_ = addButton(*buttons, tr("&Stop"), "compose_stop");
  go_ = addButton(*buttons, tr("&Make the page"), "compose_go");
  go_->setDefault(true);
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(go_, &QPushButton::clicked, this, &ComposeDialog::run);
  connect(stop_, &QPushButton::clicked, this, [this] { tasks_.cancelAll(); });
  connect(open_, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(written_)); });
  connect(&tasks_, &TaskRunner::progressed, this, [this](double part) { progress_->setValue(static_cast<int>(part * 1000)); });
  // Typing a title or a scale draws once, when the hand rests.
  previewLater_.setSingleShot(true);
  previewLater_.setInterval(250);
  connect(&previewLater_, &QTimer::timeout, this, &ComposeDialog::startPreview);
  const auto later = [this] { previewLater_.start(); };
  for (QComboBox* box : {layout_, extent_, language_}) connect(box, &QComboBox::currentIndexChanged, this, later);
  connect(scale_, &QComboBox::currentTextChanged, this, later);
  connect(title_, &QLineEdit::textChanged, this, later);
  connect(extent_, &QComboBox::currentIndexChanged, this, &ComposeDialog::proposeFile);
  connect(format_, &QComboBox::currentIndexChanged, this, &ComposeDialog::proposeFile);
  connect(format_, &QComboBox::currentIndexChanged, this, &ComposeDialog::refresh);
  listAreas();
  proposeFile();
  refresh();
  previewLater_.start();
}

void ComposeDialog::buildForm(QLayout& into) {
  auto* form = new QFormLayout;
  const auto named = [](QWidget* widget, const char* name) { widget->setObjectName(QLatin1String(name)); };
  named(layout_, "compose_layout");
  named(extent_, "compose_extent");
  named(scale_, "compose_scale");
  named(language_, "compose_language");
  named(format_, "compose_format");
  named(dpi_, "compose_dpi");
  named(title_, "compose_title");
  named(file_, "compose_file");
  if (const auto resources = text::resourcesFolder())
    for (const std::string& name : composition::layoutNames(*resources))
      if (const auto layout = composition::findLayout(*resources, name, text::code(currentLanguage()))) layout_->addItem(layout->title, qs(name));
  layout_->setCurrentIndex(std::max(0, layout_->findData(QStringLiteral("county_a4"))));
  if (seen_) extent_->addItem(tr("What the window shows"), currentView);
  extent_->addItem(tr("All outfalls"), allOutfalls);
  scale_->setEditable(true);
  scale_->setInsertPolicy(QComboBox::NoInsert);
  scale_->addItem(tr("What fits"));
  for (const int denominator : {2000, 5000, 10'000, 25'000, 50'000, 100'000, 250'000}) scale_->addItem(QStringLiteral("1:") + QLocale(QLocale::English).toString(denominator));
  language_->addItem(QStringLiteral("中文"), QStringLiteral("zh"));
  language_->addItem(QStringLiteral("English"), QStringLiteral("en"));
  language_->setCurrentIndex(currentLanguage() == text::Language::English ? 1 : 0);
  format_->addItem(tr("PDF (vectors, to print)"), QStringLiteral(".pdf"));
  format_->addItem(tr("SVG (vectors, to draw on)"), QStringLiteral(".svg"));
  format_->addItem(tr("PNG (picture)"), QStringLiteral(".png"));
  dpi_->setRange(50, 1200);
  dpi_->setValue(300);
  dpi_->setSuffix(tr(" dpi"));
  title_->setPlaceholderText(tr("Made of the place's name"));
  form->addRow(tr("&Layout"), layout_);
  form->addRow(tr("&Area"), extent_);
  form->addRow(tr("S&cale"), scale_);
  form->addRow(tr("&Title"), title_);
  form->addRow(tr("La&nguage"), language_);
  form->addRow(tr("F&ormat"), format_);
  form->addRow(tr("&Resolution"), dpi_);
  auto* row = new QHBoxLayout;
  auto* browse = new QPushButton(tr("&Browse…"));
  browse->setAutoDefault(false);
  row->addWidget(file_, 1);
  row->addWidget(browse);
  auto* label = new QLabel(tr("&File"));
  label->setBuddy(file_);
  form->addRow(label, row);
  connect(browse, &QPushButton::clicked, this, [this] {
    const QString chosen = QFileDialog::getSaveFileName(this, tr("File to write"), file_->text());
    if (!chosen.isEmpty()) file_->setText(chosen);
  });
  if (auto* box = qobject_cast<QBoxLayout*>(&into)) {
    box->addLayout(form);
    box->addStretch(1);
  }
}

void ComposeDialog::listAreas() {
  auto reader = session_.workerReader();
  if (!reader) return result_->setText(qs(text::sentence(reader.error(), currentLanguage())));
  tasks_.start(
      QString(), [reader = *reader, book = session_.sharedBook()](std::stop_token, const TaskRunner::Progress&) { return mapAreasOf(*reader, *book); },
      [self = QPointer(this)](Result<MapAreas> areas) {
        if (!self) return;
        if (!areas) return self->result_->setText(qs(text::sentence(areas.error(), currentLanguage())));
        const auto number = [](std::int64_t count) { return QLocale().toString(static_cast<qlonglong>(count)); };
        for (const auto* divisions : {&areas->prefectures, &areas->counties})
          for (const CountyRow& division : *divisions)
            self->extent_->addItem(tr("%1 (%2, %3 outfalls)").arg(division.name, qs(division.code.text()), number(division.outfalls)), qs(division.code.text()));
        for (const RiverRow& river : areas->rivers)
          self->extent_->addItem(tr("River %1 (%2 outfalls)").arg(qs(river.name), number(river.outfalls)), riverMark + qs(river.name));
      });
}

Result<ComposeDialog::Asked> ComposeDialog::asked() const {
  auto reader = session_.workerReader();
  if (!reader) return std::unexpected(std::move(reader).error());
  Asked out;
  out.layout = layout_->currentData().toString().toStdString();
  const QString extent = extent_->currentData().toString();
  if (extent == currentView) out.request.box = seen_;
  else if (extent.startsWith(riverMark)) out.request.river = extent.mid(riverMark.size()).toStdString();
  else if (extent != allOutfalls) out.request.division = DivisionCode::parse(extent.toStdString());
  out.request.scaleDenominator = scaleOf(scale_->currentText());
  out.request.title = title_->text().trimmed().toStdString();
  out.request.today = QDate::currentDate().toString(Qt::ISODate).toStdString();
  out.request.language = language_->currentData().toString() == QLatin1String("en") ? text::Language::English : text::Language::Chinese;
  out.request.loadedCrs = crs_;
  out.scene = scene_;
  out.reader = *reader;
  out.survey = session_.file().info();
  out.book = session_.sharedBook();
  return out;
}

Result<ComposeDialog::Preview> ComposeDialog::draw(const Asked& asked, int pixels, std::stop_token stop) {
  const auto resources = text::resourcesFolder();
  if (!resources) return std::unexpected(resources.error());
  const auto layout = composition::findLayout(*resources, asked.layout, text::code(asked.request.language));
  if (!layout) return std::unexpected(layout.error());
  pages::MapPageRequest request = asked.request;
  request.loaded = asked.scene.get();
  auto page = pages::mapPageOf(*asked.reader, asked.survey, *asked.book, *resources, *layout, request, stop);
  if (!page) return std::unexpected(std::move(page).error());
  Preview preview;
  auto image = composition::pageImage(*layout, *page, pixels / (layout->size.width() / 25.4), &preview.report, stop);
  if (!image) return std::unexpected(std::move(image).error());
  preview.image = std::move(*image);
  return preview;
}

Result<composition::PageReport> ComposeDialog::write(const Asked& asked, const std::string& file, double dpi, std::stop_token stop, const TaskRunner::Progress& progress) {
  const auto resources = text::resourcesFolder();
  if (!resources) return std::unexpected(resources.error());
  const auto layout = composition::findLayout(*resources, asked.layout, text::code(asked.request.language));
  if (!layout) return std::unexpected(layout.error());
  pages::MapPageRequest request = asked.request;
  request.loaded = asked.scene.get();
  auto page = pages::mapPageOf(*asked.reader, asked.survey, *asked.book, *resources, *layout, request, stop);
  if (!page) return std::unexpected(std::move(page).error());
  progress(0.2);
  const std::filesystem::path out(file);
  std::error_code ignored; // the writer says what is wrong with the folder
  if (!out.parent_path().empty()) std::filesystem::create_directories(out.parent_path(), ignored);
  return composition::writePage(*layout, *page, out, dpi, stop, [&](double part) { progress(0.2 + 0.8 * part); });
}

void ComposeDialog::startPreview() {
  previews_.cancelAll();
  auto ask = asked();
  if (!ask) return facts_->setText(qs(text::sentence(ask.error(), currentLanguage())));
  const int pixels = static_cast<int>(std::max(preview_->width(), 420) * devicePixelRatioF());
  previews_.start(
      QString(), [ask = std::move(*ask), pixels](std::stop_token stop, const TaskRunner::Progress&) { return draw(ask, pixels, stop); },
      [self = QPointer(this)](Result<Preview> drawn) {
        if (!self) return;
        if (!drawn) {
          if (drawn.error().code != ErrorCode::Cancelled) self->facts_->setText(qs(text::sentence(drawn.error(), currentLanguage())));
          return;
        }
        const composition::PageReport& report = drawn->report;
        const QLocale locale;
        self->facts_->setText(tr("1:%1; paper %2 × %3 mm").arg(locale.toString(report.scaleDenominator, 'f', 0), locale.toString(report.size.width()), locale.toString(report.size.height())) +
                              (report.outfalls > report.listed && report.listed > 0
                                   ? u' ' + tr("The table has room for %1 of %2 outfalls, and says so.").arg(locale.toString(static_cast<qlonglong>(report.listed)), locale.toString(static_cast<qlonglong>(report.outfalls)))
                                   : QString()));
        self->preview_->show(std::move(drawn->image));
      });
}

void ComposeDialog::proposeFile() {
  const QString ending = format_->currentData().toString();
  if (!file_->text().isEmpty() && file_->text() != proposed_) { // somebody's own: only the ending follows the format
    const QFileInfo own(file_->text());
    file_->setText(own.path() + QLatin1Char('/') + own.completeBaseName() + ending);
    return;
  }
  const QString extent = extent_->currentData().toString();
  const auto division = DivisionCode::parse(extent.toStdString());
  const QString place = division                      ? qs(session_.book().divisions().fullName(*division))
                        : extent.startsWith(riverMark) ? extent.mid(riverMark.size()).replace(u'/', u'_')
                                                       : qs(session_.file().info().name);
  proposed_ = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) + QLatin1Char('/') + place + QStringLiteral("入河排污口分布图") + ending;
  file_->setText(proposed_);
}

void ComposeDialog::refresh() {
  progress_->setVisible(making_);
  open_->setVisible(!written_.isEmpty() && !making_);
  stop_->setVisible(making_);
  go_->setEnabled(!making_ && layout_->count() > 0);
  for (QWidget* editor : std::initializer_list<QWidget*>{layout_, extent_, scale_, language_, format_, title_, file_}) editor->setEnabled(!making_);
  dpi_->setEnabled(!making_ && format_->currentData().toString() == QLatin1String(".png"));
}

void ComposeDialog::run() {
  QString file = file_->text().trimmed();
  if (file.isEmpty()) return;
  if (QFileInfo(file).suffix().isEmpty()) file_->setText(file += format_->currentData().toString());
  auto ask = asked();
  if (!ask) return result_->setText(qs(text::sentence(ask.error(), currentLanguage())));
  written_.clear();
  progress_->setValue(0);
  result_->setText(tr("Making the page…"));
  making_ = true;
  tasks_.start(
      QString(),
      [ask = std::move(*ask), file = file.toStdString(), dpi = dpi_->value()](std::stop_token stop, const TaskRunner::Progress& progress) {
        return write(ask, file, dpi, stop, progress);
      },
      [self = QPointer(this), file](Result<composition::PageReport> made) {
        if (!self) return;
        self->making_ = false;
        if (!made) {
          self->result_->setText(made.error().code == ErrorCode::Cancelled ? tr("Stopped; no page was written.") : qs(text::sentence(made.error(), currentLanguage())));
        } else {
          self->written_ = file;
          self->result_->setText(tr("Written: %1").arg(QDir::toNativeSeparators(file)) +
                                 (made->mapIsPicture ? u' ' + tr("The map holds so many features that it is a picture of %1 dpi on the page.").arg(composition::massDpi) : QString()));
        }
        self->refresh();
      });
  refresh();
}

} // namespace suyuan::desktop
