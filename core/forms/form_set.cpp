// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form_set.h"

#include "core/forms/form_reader.h"

#include <algorithm>
#include <tuple>

namespace suyuan::forms {

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> jsonFiles(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code ec;
  for (fs::directory_iterator it(folder, ec), end; !ec && it != end; it.increment(ec))
    if (it->path().extension() == ".json") files.push_back(it->path());
  std::ranges::sort(files);
  return files;
}

/// Forms not yet bound, with the overlays that wait for theirs.
class Gathering {
public:
  explicit Gathering(std::vector<Error>& faults) : faults_(faults) {}

  void take(const fs::path& folder) {
    std::vector<FormFile> overlays;
    for (const fs::path& file : jsonFiles(folder)) {
      auto read = readFormFile(file);
      if (!read) {
        faults_.push_back(std::move(read).error());
      } else if (!read->extends.empty()) {
        overlays.push_back(std::move(*read));
      } else if (auto bound = bind(*read); !bound) {
        faults_.push_back(std::move(bound).error());
      } else if (FormFile* there = find(read->form.id)) {
        *there = std::move(*read);
      } else {
        files_.push_back(std::move(*read));
      }
    }
    for (const FormFile& overlay : overlays)
      if (auto laid = lay(overlay); !laid) faults_.push_back(std::move(laid).error());
  }

  /// Over a copy first: a faulty overlay leaves the form as it was.
  Result<> lay(const FormFile& overlay) {
    FormFile* base = find(overlay.extends);
    if (base == nullptr)
      return failure(ErrorCode::RuleFileInvalid, {.file = overlay.file.string(), .layer = {}, .row = -1, .field = "/extends"}, "there is no form \"" + overlay.extends + "\"");
    FormFile tried = *base;
    SUYUAN_TRY(layOver(tried, overlay));
    if (auto bound = bind(tried); !bound) {
      Error error = std::move(bound).error();
      // A condition of the form itself that lacks what was taken away stands in the other file.
      const bool own = std::ranges::any_of(overlay.conditions, [&](const auto& c) { return c.line == error.place.row && c.pointer == error.place.field; });
      if (!own) error.detail = "with it a condition of \"" + overlay.extends + "\" fails at " + error.place.field + ": " + error.detail, error.place.row = -1;
      error.place.file = overlay.file.string();
      return std::unexpected(std::move(error));
    }
    *base = std::move(tried);
    return {};
  }

  FormFile* find(std::string_view id) {
    const auto found = std::ranges::find_if(files_, [&](const FormFile& f) { return f.form.id == id; });
    return found == files_.end() ? nullptr : &*found;
  }

  std::vector<Form> bound() {
    std::vector<Form> forms;
    for (const FormFile& file : files_)
      if (auto form = bind(file)) forms.push_back(std::move(*form));
    std::ranges::stable_sort(forms, {}, [](const Form& f) { return std::tuple(f.level, f.revisit, f.id); });
    return forms;
  }

private:
  std::vector<Error>& faults_;
  std::vector<FormFile> files_;
};

void takeResources(Gathering& all, const fs::path& resources, std::string_view province) {
  all.take(resources / "forms");
  if (!province.empty()) all.take(resources / "forms" / "provinces" / province);
}

} // namespace

const Form* FormSet::find(std::string_view id) const noexcept {
  const auto found = std::ranges::find(forms, id, &Form::id);
  return found == forms.end() ? nullptr : &*found;
}

const Question* FormSet::question(std::string_view id) const noexcept {
  for (const Form& form : forms)
    if (const Question* found = form.question(id)) return found;
  return nullptr;
}

FormSet loadForms(const fs::path& resources, std::string_view province, const fs::path& survey) {
  FormSet set;
  Gathering all(set.faults);
  takeResources(all, resources, province);
  if (!survey.empty()) all.take(survey / "forms");
  set.forms = all.bound();
  return set;
}

Result<Form> checkFormFile(const fs::path& file, const fs::path& resources, std::string_view province) {
  auto read = readFormFile(file);
  if (!read) return std::unexpected(std::move(read).error());
  if (read->extends.empty()) return bind(*read);
  std::vector<Error> faults;
  Gathering all(faults);
  takeResources(all, resources, province);
  SUYUAN_TRY(all.lay(*read));
  return bind(*all.find(read->extends));
}

} // namespace suyuan::forms
