// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form.h"

#include <array>

namespace suyuan::forms {

namespace {

template <class E, std::size_t n>
std::optional<E> named(const std::array<std::pair<std::string_view, E>, n>& words, std::string_view word) noexcept {
  for (const auto& [name, value] : words)
    if (name == word) return value;
  return std::nullopt;
}

constexpr std::array<std::pair<std::string_view, QuestionType>, 9> types{{
    {"text", QuestionType::Text}, {"number", QuestionType::Number}, {"choice", QuestionType::Choice}, {"choices", QuestionType::Choices},
    {"yes-no", QuestionType::YesNo}, {"date", QuestionType::Date}, {"date-time", QuestionType::DateTime}, {"record", QuestionType::Record},
    {"position", QuestionType::Position},
}};
constexpr std::array<std::pair<std::string_view, WordSource>, 6> sources{{
    {"vocabulary", WordSource::Vocabulary}, {"classes", WordSource::Classes}, {"difficulties", WordSource::Difficulties},
    {"methods", WordSource::Methods}, {"sources", WordSource::Sources}, {"views", WordSource::Views},
}};
constexpr std::array<std::pair<std::string_view, RecordList>, 5> lists{{
    {"units", RecordList::Units}, {"rivers", RecordList::Rivers}, {"divisions", RecordList::Divisions}, {"places", RecordList::Places},
    {"teams", RecordList::Teams},
}};
constexpr std::array<std::pair<std::string_view, Carry>, 3> carries{{{"no", Carry::No}, {"offer", Carry::Offer}, {"fill", Carry::Fill}}};
constexpr std::array<std::pair<std::string_view, Verdict>, 3> verdicts{{
    {"confirm", Verdict::Confirm}, {"exclude", Verdict::Exclude}, {"pass-on", Verdict::PassOn}}};

} // namespace

std::string_view wordOf(QuestionType type) noexcept { return types[static_cast<std::size_t>(type)].first; }
std::string_view wordOf(Carry carry) noexcept { return carries[static_cast<std::size_t>(carry)].first; }
std::optional<QuestionType> questionTypeNamed(std::string_view word) noexcept { return named(types, word); }
std::optional<WordSource> wordSourceNamed(std::string_view word) noexcept { return named(sources, word); }
std::optional<RecordList> recordListNamed(std::string_view word) noexcept { return named(lists, word); }
std::optional<Carry> carryNamed(std::string_view word) noexcept { return named(carries, word); }
std::optional<Verdict> verdictNamed(std::string_view word) noexcept { return named(verdicts, word); }

const Question* Form::question(std::string_view wanted) const noexcept {
  for (const Section& section : sections)
    for (const Question& one : section.questions)
      if (one.id == wanted) return &one;
  return nullptr;
}

std::vector<const Question*> Form::questions() const {
  std::vector<const Question*> all;
  for (const Section& section : sections)
    for (const Question& one : section.questions) all.push_back(&one);
  return all;
}

} // namespace suyuan::forms
