// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/entry_changes.h"
#include "app/desktop/shell/task_runner.h"
#include "core/network/drainage_graph.h"
#include "core/rules/rule_book.h"
#include "core/store/journal.h"
#include "core/store/survey_file.h"
#include "core/survey/ignored_findings.h"
#include "gis/location/place_finder.h"

#include <QObject>

#include <memory>

namespace suyuan::desktop {

/// The open survey. Lives in the window's thread. Single edits (under 2 ms, durable) are made here at once; what takes
/// longer goes through `write`, which lends the file to a worker: until it is back isWriting() is true and edits are
/// refused with SurveyLocked. Reading for the window uses a read-only connection of its own.
class SurveySession : public QObject {
  Q_OBJECT
public:
  /// What an opened survey consists of. Reading it takes some tenths of a second for a large one: any thread.
  struct Parts {
    std::unique_ptr<store::SurveyFile> file;
    std::unique_ptr<store::Reader> reader;
    std::shared_ptr<const rules::RuleBook> book;
  };
  [[nodiscard]] static Result<Parts> read(const std::filesystem::path& folder);
  explicit SurveySession(Parts parts);
  ~SurveySession() override;

  [[nodiscard]] const store::SurveyFile& file() const { return *file_; }
  [[nodiscard]] store::Reader& reader() { return *reader_; } ///< window's thread, short reads
  [[nodiscard]] const rules::RuleBook& book() const { return *book_; }
  [[nodiscard]] std::shared_ptr<const rules::RuleBook> sharedBook() const { return book_; }
  [[nodiscard]] TaskRunner& tasks() { return tasks_; }
  [[nodiscard]] bool isReadOnly() const { return readOnly_; }
  [[nodiscard]] bool isWriting() const { return writing_; }
  [[nodiscard]] const location::PlaceFinder* places() const { return places_.get(); } ///< null until read

  /// A reader of a worker's own, made in either thread.
  [[nodiscard]] Result<std::shared_ptr<store::Reader>> workerReader() const;

  Result<std::optional<EntryId>> edit(const QString& label, const std::function<Result<>(store::Edit&)>& work);
  Result<> setField(Layer layer, Fid fid, std::string_view field, const Value& value, const QString& label);
  Result<> undo();
  Result<> redo();
  Result<> undoEntry(EntryId entry);
  Result<> setSetting(std::string_view key, std::string_view value); ///< of this copy; refused while a worker writes
  Result<> setAuthor(std::string_view author); ///< of the entries from now on; likewise
  /// Sets findings aside with a reason, or takes them up again, one undo step each. Errors: SurveyLocked; ValueInvalid
  /// when the reason is empty.
  Result<> ignore(std::span<const Finding> findings, const QString& reason);
  Result<> takeUp(std::span<const store::IgnoredFinding> ignored);
  [[nodiscard]] std::optional<std::string> undoLabel() const;
  [[nodiscard]] std::optional<std::string> redoLabel() const;

  /// Long writing on a worker. `work` takes (SurveyFile&, stop_token, const Progress&) and returns a Result;
  /// `done` gets it in the window's thread, after everything() was signalled.
  template <class Work, class Done>
  void write(const QString& title, Work work, Done done) {
    writing_ = true;
    tasks_.start(
        title,
        [this, work = std::move(work)](std::stop_token stop, const TaskRunner::Progress& progress) mutable {
          return work(*file_, stop, progress);
        },
        [this, done = std::move(done)](auto answer) mutable {
          writing_ = false;
          forgetNetwork();
          Q_EMIT everythingChanged();
          done(std::move(answer));
        });
  }

  /// Long writing of one journal entry on a worker: `work` takes a SurveyFile& and returns Result<optional<EntryId>>.
  /// What it changed is told record by record, as after an edit, so that nothing else is read again.
  template <class Work, class Done>
  void writeEntry(const QString& title, Work work, Done done) {
    writing_ = true;
    tasks_.start(
        title, [this, work = std::move(work)](std::stop_token, const TaskRunner::Progress&) mutable { return work(*file_); },
        [this, title, done = std::move(done)](Result<std::optional<EntryId>> entry) mutable {
          writing_ = false;
          if (entry && *entry) {
            tell(**entry);
            Q_EMIT recorded(title);
          }
          done(std::move(entry));
        });
  }

  /// The drainage network, built on a worker and kept until something that it rests on changes.
  void withNetwork(std::function<void(Result<std::shared_ptr<const network::DrainageGraph>>)> then);
  void readPlaces(); ///< on a worker; after it places() answers

Q_SIGNALS:
  /// These records of any layers, by an edit, an undo or a redo.
  void changed(const std::vector<suyuan::desktop::ChangedRecord>& records);
  void everythingChanged(); ///< too much to name
  void networkChanged();    ///< the network that withNetwork gives is another one; only once it was asked for
  void placesRead();
  void recorded(const QString& label);

private:
  void tell(EntryId entry);
  void forgetNetwork();
  void followInNetwork(const std::vector<ChangedRecord>& records);
  Result<> take(Result<EntryId> entry); ///< after an undo or a redo
  std::unique_ptr<store::SurveyFile> file_;
  std::unique_ptr<store::Reader> reader_;
  std::shared_ptr<const rules::RuleBook> book_;
  std::shared_ptr<const network::DrainageGraph> graph_;
  std::uint64_t networkAge_ = 0; ///< rises with each change that means something to the network
  std::shared_ptr<const location::PlaceFinder> places_;
  bool readOnly_ = false;
  bool writing_ = false;
  TaskRunner tasks_; // last: stops before the file goes
};

} // namespace suyuan::desktop
