// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz_target.h"

#include "core/coding/code_allocator.h"
#include "core/coding/outfall_code.h"
#include "core/coding/uscc.h"
#include "core/rules/rule_book.h"

using namespace suyuan;

namespace {

const coding::CodeTables& tables() {
  static const auto book = rules::RuleBook::load(std::string(SUYUAN_RESOURCES_DIR) + "/rules", "jilin");
  fuzzRequire(book.has_value());
  return book->codes();
}

} // namespace

std::vector<std::string> fuzzSeeds() {
  return {"FA-420581-0259-GY-00", "FA4205810319GY00", "ＦＡ－４２０５８１－０２５９－ＧＹ－００", "AB——220102——0001——QT——00", "11220100013828800N", "", "“排污口编码：FA.420581.0259.GY.00”。", "FА-42O581-259-GY-OO", "@lease/0123456789abcdef/01234567"};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string normal = coding::normaliseCode(text);
  fuzzRequire(coding::normaliseCode(normal) == normal);
  const coding::ParsedCode code = coding::parseCode(text, tables());
  fuzzRequire(code.valid() || !code.faults.empty());
  if (code.valid()) {
    fuzzRequire(code.canonical.size() == 20);
    const coding::ParsedCode again = coding::parseCode(code.canonical, tables());
    fuzzRequire(again.canonical == code.canonical && again.parts == code.parts);
  }
  const auto meant = coding::suggestCode(code, tables());
  if (meant) fuzzRequire(!code.valid() && coding::parseCode(*meant, tables()).canonical == *meant);
  for (const auto& fault : coding::contextFaults(code, tables(), {DivisionCode{220102}, "AB", "工业排污口", text}))
    fuzzRequire(!fault.hard && fault.at < code.canonical.size());
  (void)coding::parseMark(text);
  (void)coding::checkUscc(text);
  return 0;
}
