// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/rule_book.h"

#include "core/rules/rule_book_reader.h"

#include <algorithm>

namespace suyuan::rules {

namespace {

/// A province's name becomes a file name: letters, digits, dash and underscore only, so that it cannot leave the folder.
bool isPlainName(std::string_view name) {
  return std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

using Messages = std::map<std::string, Bilingual, std::less<>>;

/// Puts the arguments in place of {name}. A part in square brackets is left out when an argument in it is empty.
std::string filled(std::string_view pattern, const RuleBook::Arguments& args, const Messages& messages,
                   std::string_view language) {
  std::string out;
  std::size_t optionalFrom = std::string::npos; // where in `out` the bracketed part began
  bool optionalEmpty = false;
  for (std::size_t i = 0; i < pattern.size();) {
    const char c = pattern[i];
    const std::size_t close = c == '{' ? pattern.find('}', i) : std::string_view::npos;
    if (close != std::string_view::npos) {
      const std::string_view name = pattern.substr(i + 1, close - i - 1);
      const auto arg = std::ranges::find_if(args, [&](const auto& a) { return a.first == name; });
      if (arg == args.end() || arg->second.empty()) {
        optionalEmpty = true;
      } else {
        // An argument may itself be a message key: the reason of a code fault.
        const auto inner = messages.find(arg->second);
        out += inner == messages.end() ? arg->second : inner->second.in(language);
      }
      i = close + 1;
    } else if (c == '[') {
      optionalFrom = out.size();
      optionalEmpty = false;
      ++i;
    } else if (c == ']') {
      if (optionalFrom != std::string::npos && optionalEmpty) out.resize(optionalFrom);
      optionalFrom = std::string::npos;
      ++i;
    } else {
      out.push_back(c);
      ++i;
    }
  }
  return out;
}

} // namespace

namespace {

constexpr std::size_t mostPacks = 8; ///< laid over one another

/// A pack and the ones below it that it extends, lowest first.
struct PackFile {
  std::string key;
  std::filesystem::path path;
  JsonValue root;
};

Result<> readPacks(const std::filesystem::path& rulesFolder, const std::string& named, std::vector<PackFile>& out,
                   std::vector<std::string> chain = {}, const std::filesystem::path& besides = {}) {
  const bool isPath = named.ends_with(".json");
  if (!isPath && !isPlainName(named))
    return failure(ErrorCode::RuleFileMissing, {.file = named, .layer = {}, .row = -1, .field = {}}, "not the name of a province's rules");
  std::filesystem::path path = isPath ? std::filesystem::path(named) : rulesFolder / "provinces" / (named + ".json");
  // A pack that stands elsewhere may extend one beside it.
  std::error_code ec;
  if (!isPath && !besides.empty() && std::filesystem::is_regular_file(besides / (named + ".json"), ec)) path = besides / (named + ".json");
  auto root = json::readJsonFile(path);
  if (!root) return std::unexpected(std::move(root).error());
  const std::string key = isPath ? path.stem().string() : named;
  chain.push_back(key);
  const auto extends = std::ranges::find(root->members, "extends", &JsonValue::Member::name);
  if (extends != root->members.end()) {
    const auto refuse = [&](std::string why) {
      return failure(ErrorCode::RuleFileInvalid, {.file = path.string(), .layer = {}, .row = extends->value.line, .field = "/extends"}, std::move(why));
    };
    if (extends->value.kind != JsonValue::Kind::Text || !isPlainName(extends->value.text) || extends->value.text.empty())
      return refuse("\"extends\" must be the name of a pack");
    if (std::ranges::contains(chain, extends->value.text)) {
      std::string circle;
      for (const std::string& pack : chain) circle += pack + " → ";
      return refuse("the packs extend one another in a circle: " + circle + extends->value.text);
    }
    if (chain.size() >= mostPacks) return refuse("more than " + std::to_string(mostPacks) + " packs extend one another");
    SUYUAN_TRY(readPacks(rulesFolder, extends->value.text, out, chain, path.parent_path()));
  }
  out.push_back({key, path, std::move(*root)});
  return {};
}

} // namespace

Result<RuleBook> RuleBook::load(const std::filesystem::path& rulesFolder, std::string_view province) {
  RuleBookReader reader;
  using Section = Result<> (RuleBookReader::*)(const JsonValue&, const std::string&);
  const auto read = [&](const char* file, Section section) -> Result<> {
    const auto path = rulesFolder / file;
    auto root = json::readJsonFile(path);
    if (!root) return std::unexpected(std::move(root).error());
    return (reader.*section)(*root, path.string());
  };
  SUYUAN_TRY(read("hj1235.json", &RuleBookReader::codes));
  SUYUAN_TRY(read("hj1312.json", &RuleBookReader::classes));
  SUYUAN_TRY(read("class_key.json", &RuleBookReader::classKey));
  SUYUAN_TRY(read("limits.json", &RuleBookReader::limits));
  SUYUAN_TRY(read("checks.json", &RuleBookReader::checks));
  SUYUAN_TRY(read("vocabulary.json", &RuleBookReader::vocabulary));
  SUYUAN_TRY(read("fieldwork.json", &RuleBookReader::fieldwork));
  SUYUAN_TRY(read("photos.json", &RuleBookReader::photos));
  SUYUAN_TRY(read("evidence.json", &RuleBookReader::evidence));
  if (!province.empty()) {
    std::vector<PackFile> packs;
    SUYUAN_TRY(readPacks(rulesFolder, std::string(province), packs));
    for (const PackFile& pack : packs) SUYUAN_TRY(reader.province(pack.root, pack.path.string(), pack.key));
  }

  const auto divisionsFolder = rulesFolder.lexically_normal() / ".." / "divisions";
  auto divisions = coding::DivisionTable::loadGbt2260(divisionsFolder / "gbt2260.csv");
  if (!divisions) return std::unexpected(std::move(divisions).error());
  const auto changesFile = divisionsFolder / "changes.json";
  auto changes = json::readJsonFile(changesFile);
  if (!changes) return std::unexpected(std::move(changes).error());
  SUYUAN_TRY(reader.changes(*changes, changesFile.string(), *divisions));
  // Townships come province by province; a missing table only means that townships are not named.
  std::error_code ec;
  std::vector<std::filesystem::path> townships;
  for (std::filesystem::directory_iterator it(divisionsFolder, ec), end; !ec && it != end; it.increment(ec))
    if (it->path().filename().string().ends_with("_townships.csv")) townships.push_back(it->path());
  std::ranges::sort(townships);
  for (const auto& file : townships) SUYUAN_TRY(divisions->loadTownships(file));
  return reader.take(std::make_shared<const coding::DivisionTable>(std::move(*divisions)));
}

std::span<const std::string> RuleBook::vocabulary(std::string_view field) const noexcept {
  const auto found = std::ranges::find(vocabularies_, field, &Vocabulary::field);
  if (found == vocabularies_.end()) return {};
  return found->words;
}

const Rule* RuleBook::rule(std::string_view id) const noexcept {
  const auto found = ruleIndex_.find(id);
  return found == ruleIndex_.end() ? nullptr : &rules_[found->second];
}

std::string RuleBook::message(std::string_view id, std::string_view language, const Arguments& args) const {
  const Bilingual* text = nullptr;
  if (const Rule* known = rule(id)) text = &known->message;
  else if (const auto found = faultMessages_.find(id); found != faultMessages_.end()) text = &found->second;
  if (!text) return std::string(id);

  return filled(text->in(language), args, faultMessages_, language);
}

std::string RuleBook::title(std::string_view id, std::string_view language) const {
  const Rule* known = rule(id);
  return known ? known->title.in(language) : std::string(id);
}

std::string RuleBook::advice(std::string_view id, std::string_view language) const {
  const Rule* known = rule(id);
  return known ? known->advice.in(language) : std::string{};
}

TypeLetters typeLettersFor(std::string_view class1, const RuleBook& book) {
  const coding::CodeTables& codes = book.codes();
  // Letters whose first class this is, of the present generation.
  for (const coding::TypeEntry& type : codes.types)
    if (type.generation != coding::TypeGeneration::Old && !type.class1.empty() && type.class1.front() == class1)
      return {type.code, !coding::isVerified(type.confidence)};
  for (const coding::TypeCandidate& candidate : codes.candidates)
    if (candidate.class1 == class1) return {candidate.letters.front(), !coding::isVerified(candidate.confidence)};
  return {};
}

} // namespace suyuan::rules
