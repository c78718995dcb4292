// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/reclassify_dialog.h"

#include "app/desktop/dialogs/class_key_dialog.h"
#include "app/desktop/dialogs/plan_words.h"
#include "app/desktop/forms/class_link.h"
#include "app/desktop/panels/finding_card.h"
#include "app/desktop/shell/look.h"
#include "app/text/error_text.h"
#include "core/coding/outfall_code.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <algorithm>

namespace suyuan::desktop {

namespace {

constexpr std::array<const char*, 3> classFields{"class_1", "class_2", "class_3"};

std::string& classOf(Outfall& outfall, std::string_view field) {
  return field == "class_1" ? outfall.class1 : field == "class_2" ? outfall.class2 : outfall.class3;
}

QString procedureWord(const std::optional<rules::SetUpProcedure>& procedure) {
  if (!procedure) return QStringLiteral("—");
  return *procedure == rules::SetUpProcedure::Approval ? ReclassifyDialog::tr("approval") : ReclassifyDialog::tr("registration");
}

/// The code part by part: what it is, what it becomes, and whether the class asks for it.
QString codeTable(const survey::ClassChange& change, const Outfall& outfall, const coding::CodeTables& tables) {
  const auto was = coding::parseCode(outfall.codeNational, tables);
  if (!was.valid()) return QStringLiteral("<p>%1</p>").arg(outfall.codeNational.empty() ? ReclassifyDialog::tr("It has no code yet; nothing to change in it.") : ReclassifyDialog::tr("The code that it has is malformed: mend it first."));
  const auto is = change.codes.empty() ? std::nullopt : coding::parseCode(change.codes.front().after, tables).parts;
  QString html = QStringLiteral("<table cellspacing='0' cellpadding='3'><tr><th align='left'>%1</th><th align='left'>%2</th><th align='left'>%3</th><th></th></tr>")
                     .arg(ReclassifyDialog::tr("Part of the code"), ReclassifyDialog::tr("Now"), ReclassifyDialog::tr("New"));
  for (const char* part : codeParts) {
    const bool must = std::ranges::contains(change.means.mustChange, part);
    const QString after = must && is ? codePartValue(*is, part) : must && std::string_view(part) == "type" ? qs(change.means.typeAfter) : must ? QStringLiteral("?") : codePartValue(*was.parts, part);
    html += QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td><td>%2&nbsp;&nbsp;</td><td>%3&nbsp;&nbsp;</td><td>%4</td></tr>")
                .arg(codePartText(part), codePartValue(*was.parts, part), must ? QStringLiteral("<b>%1</b>").arg(after) : after,
                     must ? QStringLiteral("<b>%1</b>").arg(ReclassifyDialog::tr("must change")) : ReclassifyDialog::tr("must stay"));
  }
  html += QStringLiteral("</table>");
  if (change.means.typeUnverified) html += QStringLiteral("<p>%1</p>").arg(ReclassifyDialog::tr("The type letters rest on an entry that is not verified."));
  return html;
}

} // namespace

ReclassifyDialog::ReclassifyDialog(SurveySession& session, const Outfall& outfall, const rules::OutfallClasses& to, QWidget* parent)
    : QDialog(parent), session_(session), outfall_(outfall), wanted_(outfall), means_(new QTextBrowser), code_(new QCheckBox), name_(new QCheckBox) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Reclassify"));
  resize(760, 620);
  auto* column = new QVBoxLayout(this);
  auto* title = new QLabel(QStringLiteral("<b>%1</b>").arg((outfall.name.empty() ? tr("Unnamed outfall") : qs(outfall.name)).toHtmlEscaped()));
  title->setWordWrap(true);
  column->addWidget(title);
  const QString path = classPath(rules::classesOf(outfall));
  column->addWidget(new QLabel(tr("Class now: %1").arg(path.isEmpty() ? tr("no class") : path)));
  auto* form = new QFormLayout;
  const LayerSchema& schema = schemaOf(Layer::Outfalls);
  if (to != rules::OutfallClasses{}) rules::setClasses(wanted_, to);
  for (std::size_t level = 0; level < classes_.size(); ++level) {
    auto* box = classes_[level] = new QComboBox;
    box->setObjectName(QStringLiteral("reclassify_%1").arg(QLatin1String(classFields[level])));
    auto* label = new QLabel(labelOf(schema.fields[static_cast<std::size_t>(schema.indexOf(classFields[level]))]));
    label->setBuddy(box);
    form->addRow(label, box);
    connect(box, &QComboBox::currentIndexChanged, this, [this, level] {
      if (!filling_) chosen(level);
    });
  }
  auto* key = new QPushButton(tr("Find it by &questions…"));
  key->setObjectName(QStringLiteral("reclassify_key"));
  key->setAutoDefault(false);
  form->addRow(QString(), key);
  column->addLayout(form);
  means_->setObjectName(QStringLiteral("reclassify_means"));
  means_->setAccessibleName(tr("What the change means"));
  column->addWidget(means_, 1);
  code_->setObjectName(QStringLiteral("reclassify_code"));
  name_->setObjectName(QStringLiteral("reclassify_name"));
  column->addWidget(code_);
  column->addWidget(name_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
  apply_ = buttons->addButton(tr("&Change the class"), QDialogButtonBox::ActionRole);
  apply_->setObjectName(QStringLiteral("reclassify_apply"));
  apply_->setDefault(true);
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(apply_, &QPushButton::clicked, this, &ReclassifyDialog::apply);
  connect(key, &QPushButton::clicked, this, &ReclassifyDialog::useKey);
  offerWords();
  plan();
}

void ReclassifyDialog::offerWords() {
  filling_ = true;
  for (std::size_t level = 0; level < classes_.size(); ++level) {
    QComboBox* box = classes_[level];
    const QString now = qs(classOf(wanted_, classFields[level]));
    box->clear();
    box->addItem(QString());
    for (const std::string& word : classWords(session_.book().classes(), wanted_, classFields[level])) box->addItem(qs(word));
    if (box->findText(now) < 0) box->addItem(now); // a word that the table does not know
    box->setCurrentIndex(box->findText(now));
  }
  filling_ = false;
}

void ReclassifyDialog::chosen(std::size_t level) {
  const std::string text = classes_[level]->currentText().toStdString();
  for (const auto& [field, value] : classChange(session_.book().classes(), wanted_, classFields[level], text)) classOf(wanted_, field) = value;
  offerWords();
  plan();
}

void ReclassifyDialog::useKey() {
  auto* key = new ClassKeyDialog(session_.sharedBook(), this);
  key->setAttribute(Qt::WA_DeleteOnClose);
  connect(key, &QDialog::accepted, this, [this, key] {
    rules::setClasses(wanted_, key->found());
    offerWords();
    plan();
  });
  key->open();
}

void ReclassifyDialog::plan() {
  const std::uint64_t number = ++asked_;
  apply_->setEnabled(false);
  change_.reset();
  auto reader = session_.workerReader();
  if (!reader) {
    answered_ = number;
    return fail(reader.error());
  }
  tasks_.start(
      QString(),
      [reader = *reader, book = session_.sharedBook(), fid = outfall_.fid, device = session_.file().info().deviceId,
       to = rules::classesOf(wanted_)](std::stop_token, const TaskRunner::Progress&) {
        return survey::planClassChange(*reader, *book, fid, to, device);
      },
      [self = QPointer(this), number](Result<survey::ClassChange> change) {
        if (!self || number != self->asked_) return;
        self->answered_ = number;
        if (!change) return self->fail(change.error());
        self->fill(std::move(*change));
      });
}

void ReclassifyDialog::fill(survey::ClassChange change) {
  const char* language = text::code(currentLanguage()).data();
  QString html;
  if (!change.means.changes) {
    html = QStringLiteral("<p>%1</p>").arg(tr("Choose another class: here stands what follows from it, before anything is changed."));
  } else {
    html = QStringLiteral("<h4>%1</h4>").arg(tr("Code")) + codeTable(change, outfall_, session_.book().codes());
    if (!change.codeMissing.empty()) html += QStringLiteral("<p><b>%1</b></p>").arg(tr("The new code cannot be given now. %1").arg(missingText(change.codeMissing)));
    if (change.codes.size() > 1) html += QStringLiteral("<p>%1</p>").arg(tr("Branches with the same number follow: %1").arg(change.codes.size() - 1));
    html += QStringLiteral("<h4>%1</h4><p>%2</p>").arg(tr("Set up by"), procedureWord(change.means.procedureBefore) + QStringLiteral(" → ") + procedureWord(change.means.procedureAfter));
    html += QStringLiteral("<h4>%1</h4><ul>").arg(tr("What else follows"));
    for (const rules::Consequence* one : change.means.follows)
      html += QStringLiteral("<li>%1<br><small>%2 [%3]</small></li>").arg(qs(one->text.in(language)).toHtmlEscaped(), qs(one->citation.in(language)).toHtmlEscaped(), confidenceText(one->confidence));
    html += QStringLiteral("</ul>");
  }
  means_->setHtml(html);
  code_->setVisible(!change.codes.empty());
  code_->setChecked(!change.codes.empty());
  if (!change.codes.empty()) code_->setText(tr("Give the new c&ode: %1 → %2").arg(qs(change.codes.front().before), qs(change.codes.front().after)));
  const bool named = change.nameAfter != change.nameBefore;
  name_->setVisible(named);
  name_->setChecked(named);
  if (named) name_->setText(tr("Give the new &name: %1").arg(qs(change.nameAfter)));
  apply_->setEnabled(change.means.changes && !session_.isReadOnly());
  change_ = std::move(change);
}

void ReclassifyDialog::fail(const Error& error) {
  change_.reset();
  apply_->setEnabled(false);
  code_->hide();
  name_->hide();
  means_->setPlainText(qs(text::sentence(error, currentLanguage())));
}

void ReclassifyDialog::apply() {
  if (!change_ || session_.isWriting()) return;
  apply_->setEnabled(false);
  session_.writeEntry(
      windowTitle(),
      // The book goes along: the plan points into it.
      [change = *change_, book = session_.sharedBook(), codes = code_->isChecked() && !change_->codes.empty(), name = name_->isChecked()](store::SurveyFile& file) {
        return survey::applyClassChange(file, change, codes, name);
      },
      [self = QPointer(this)](Result<std::optional<EntryId>> entry) {
        if (!self) return;
        if (!entry) return self->fail(entry.error());
        Q_EMIT self->carriedOut(tr("The class is changed. Ctrl+Z takes it back, code and name with it."));
        self->accept();
      });
}

} // namespace suyuan::desktop
