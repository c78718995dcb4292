// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/terms.h"

#include <catch2/catch_test_macros.hpp>

#include <set>
#include <string>

using namespace suyuan;

namespace {

template <class E>
void everyTermReadsBack(std::size_t count) {
  const auto entries = termsOf<E>();
  CHECK(entries.size() == count);
  std::set<std::string_view> words;
  for (const auto& entry : entries) {
    CHECK_FALSE(entry.term.empty());
    CHECK(words.insert(entry.term).second);
    CHECK(term(entry.value) == entry.term);
    CHECK(parseTerm<E>(entry.term) == entry.value);
  }
  CHECK_FALSE(parseTerm<E>("").has_value());
  CHECK_FALSE(parseTerm<E>("没有的词").has_value());
}

} // namespace

TEST_CASE("every enumerator has one Chinese term and is read back from it") {
  everyTermReadsBack<OutfallClass>(4);
  everyTermReadsBack<OlderType>(7);
  everyTermReadsBack<SurveyStatus>(3);
  everyTermReadsBack<SurveyLevel>(3);
  everyTermReadsBack<Bank>(2);
  everyTermReadsBack<OutletShape>(8);
  everyTermReadsBack<InflowMode>(6);
  everyTermReadsBack<DrainFeature>(5);
  everyTermReadsBack<HandleType>(4);
  everyTermReadsBack<HandleStage>(3);
  everyTermReadsBack<ApproveStatus>(4);
  everyTermReadsBack<TraceStatus>(4);
  everyTermReadsBack<TraceMethod>(3);
  everyTermReadsBack<ChannelKind>(5);
  everyTermReadsBack<ZoneKind>(6);
  everyTermReadsBack<PhotoKind>(10);
}

TEST_CASE("the four classes carry the words of the State Council's opinion") {
  CHECK(term(OutfallClass::Industrial) == "工业排污口");
  CHECK(term(OutfallClass::TownTreatment) == "城镇污水处理厂排污口");
  CHECK(term(OutfallClass::Agricultural) == "农业排口");
  CHECK(term(OutfallClass::Other) == "其他排口");
}

TEST_CASE("the older spelling of 其他 is read") {
  CHECK(parseTerm<OutfallClass>("其它排口") == OutfallClass::Other);
  CHECK(parseTerm<OutletShape>("其它") == OutletShape::Other);
  CHECK_FALSE(parseTerm<Bank>("其它").has_value());
}

TEST_CASE("an older type has its usual place among the four classes") {
  CHECK(usualClass(OlderType::Industrial) == OutfallClass::Industrial);
  CHECK(usualClass(OlderType::TownSewage) == OutfallClass::TownTreatment);
  CHECK(usualClass(OlderType::Storm) == OutfallClass::Other);
  CHECK(usualClass(OlderType::Ditch) == OutfallClass::Other);
}
