// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/last_values.h"

#include "core/model/answer.h"

namespace suyuan::forms {

Result<LastValues> lastValues(store::Reader& reader, const Form& form) {
  LastValues last;
  store::Query newest;
  newest.orderBy = "fid"; // fids follow time
  newest.descending = true;
  newest.limit = 600;
  auto done = reader.scan(Layer::Answers, newest, [&](const Row& row) {
    const auto answer = fromRow<Answer>(row);
    const Question* q = form.question(answer.question);
    if (q != nullptr && q->carry != Carry::No) last.try_emplace(answer.question, Given{answer.value, answer.unit, {}, true});
    return true;
  });
  if (!done) return std::unexpected(std::move(done).error());
  return last;
}

void carryOver(FormState& state, const LastValues& last) {
  for (const Question* q : state.form().questions())
    if (q->carry == Carry::Fill && state.given(q->id).text.empty())
      if (const auto found = last.find(q->id); found != last.end()) state.set(q->id, found->second);
}

} // namespace suyuan::forms
