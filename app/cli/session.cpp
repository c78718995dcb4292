// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/session.h"

#include "app/text/error_text.h"
#include "app/text/finding_text.h"
#include "app/text/resource_paths.h"

#include <csignal>
#include <cstdio>
#include <thread>
#include <unistd.h>

namespace suyuan::cli {

namespace {

std::stop_source& stopSource() {
  static std::stop_source source;
  return source;
}

volatile std::sig_atomic_t interrupted = 0;

std::string dumped(const Json& document) { return document.dump(2, ' ', false, Json::error_handler_t::replace); }

} // namespace

void Session::answer(const Json& document, const std::string& lines) const {
  const std::string text = json ? dumped(document) + "\n" : lines;
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
}

void Session::say(const std::string& line) const { std::fprintf(stderr, "%s\n", line.c_str()); }

int Session::fail(const Error& error) {
  const std::string sentence = text::sentence(error, language);
  say(sentence);
  if (json) {
    Json place = Json::object();
    if (!error.place.file.empty()) place["file"] = error.place.file;
    if (!error.place.layer.empty()) place["layer"] = error.place.layer;
    if (error.place.row >= 0) place["row"] = error.place.row;
    if (!error.place.field.empty()) place["field"] = error.place.field;
    const std::string document = dumped({{"error",
                                          {{"number", static_cast<int>(error.code)},
                                           {"key", std::string(errorKey(error.code))},
                                           {"place", place},
                                           {"args", error.args},
                                           {"message", sentence}}}});
    std::printf("%s\n", document.c_str());
  }
  return exitCode = error.code == ErrorCode::Usage ? WrongCall : Failed;
}

Result<const rules::RuleBook*> Session::book() {
  if (!book_) {
    auto resources = text::resourcesFolder();
    if (!resources) return std::unexpected(std::move(resources).error());
    auto loaded = rules::RuleBook::load(*resources / "rules", province);
    if (!loaded) return std::unexpected(std::move(loaded).error());
    book_ = std::move(*loaded);
  }
  return &*book_;
}

Result<store::SurveyFile> Session::openForWriting(const std::filesystem::path& folder) const {
  auto survey = store::SurveyFile::open(folder, store::OpenMode::ReadWrite);
  if (survey && survey->isReadOnly()) {
    if (survey->readOnlyReason() == store::ReadOnlyReason::OtherWriter)
      return failure(ErrorCode::SurveyLocked, {.file = folder.string()}, {}, {survey->otherWriter()});
    return failure(ErrorCode::SurveyReadOnly, {.file = folder.string()});
  }
  return survey;
}

Result<store::SurveyFile> Session::openForReading(const std::filesystem::path& folder) const {
  return store::SurveyFile::open(folder, store::OpenMode::ReadOnly);
}

std::function<void(double)> Session::progress(const std::string& label) const {
  if (json || isatty(STDERR_FILENO) == 0) return {};
  return [label, last = -1](double done) mutable {
    const int percent = static_cast<int>(done * 100);
    if (percent == last) return;
    last = percent;
    std::fprintf(stderr, "\r%s %d %%%s", label.c_str(), percent, percent >= 100 ? "\n" : "");
  };
}

std::stop_token Session::stopToken() {
  // A signal handler may not touch a stop_source; a thread watches the flag it sets.
  static const std::jthread watcher([](std::stop_token end) {
    std::signal(SIGINT, [](int) { interrupted = 1; });
    while (!end.stop_requested() && interrupted == 0) usleep(50'000);
    if (interrupted != 0) stopSource().request_stop();
  });
  return stopSource().get_token();
}

Json jsonOf(const Value& value, FieldType type) {
  if (isNull(value)) return nullptr;
  if (type == FieldType::Fid) return toText(value);
  if (const auto* whole = std::get_if<std::int64_t>(&value)) {
    if (type == FieldType::Boolean) return *whole != 0;
    return *whole;
  }
  if (const auto* real = std::get_if<double>(&value)) return *real;
  return toText(value);
}

Json jsonOf(const Finding& finding) {
  Json args = Json::object();
  for (const auto& [name, value] : finding.args) args[name] = value;
  Json json{{"rule", finding.rule},
            {"severity", std::string(text::severityKey(finding.severity))},
            {"layer", std::string(layerName(finding.layer))},
            {"fid", toText(finding.fid)},
            {"field", finding.field},
            {"args", args}};
  if (finding.unverified) json["unverified"] = true;
  if (finding.fix) json["fix"] = {{"field", finding.fix->field}, {"value", toText(finding.fix->value)}};
  return json;
}

} // namespace suyuan::cli
