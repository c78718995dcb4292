// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/composition/pdf_letters.h"

#include <QFont>
#include <QRawFont>

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <vector>

namespace suyuan::composition {

namespace {

constexpr char16_t firstRadical = 0x2E80, lastRadical = 0x2FD5, firstLetter = 0x4E00, lastLetter = 0x9FFF;

using Letters = std::unordered_map<char16_t, char16_t>; ///< of radicals

std::vector<quint32> glyphsOf(const QRawFont& font, char16_t first, char16_t last) {
  QString codes;
  for (int code = first; code <= last; ++code) codes += QChar(code);
  std::vector<quint32> glyphs(static_cast<std::size_t>(codes.size()));
  int count = static_cast<int>(glyphs.size());
  if (!font.glyphIndexesForChars(codes.constData(), static_cast<int>(codes.size()), glyphs.data(), &count)) count = 0;
  glyphs.resize(static_cast<std::size_t>(count));
  return glyphs;
}

Letters lettersOf(const QString& family) {
  Letters letters;
  const QRawFont font = QRawFont::fromFont(QFont(family), QFontDatabase::SimplifiedChinese);
  if (!font.isValid()) return letters;
  std::unordered_map<quint32, char16_t> letterOfGlyph;
  const std::vector<quint32> ofLetters = glyphsOf(font, firstLetter, lastLetter);
  for (std::size_t i = 0; i < ofLetters.size(); ++i)
    if (ofLetters[i] != 0) letterOfGlyph.try_emplace(ofLetters[i], static_cast<char16_t>(firstLetter + i));
  const std::vector<quint32> ofRadicals = glyphsOf(font, firstRadical, lastRadical);
  for (std::size_t i = 0; i < ofRadicals.size(); ++i)
    if (const auto letter = letterOfGlyph.find(ofRadicals[i]); letter != letterOfGlyph.end())
      letters.emplace(static_cast<char16_t>(firstRadical + i), letter->second);
  return letters;
}

/// Gives the codes of a map from glyphs to codes that name a radical the letter's. Each is four digits, before and after.
void mend(QByteArray& pdf, qsizetype from, qsizetype to, const Letters& letters) {
  const auto mendCode = [&](qsizetype at) { // of "<2F0A>"
    bool isCode = false;
    const auto code = static_cast<char16_t>(pdf.sliced(at + 1, 4).toUShort(&isCode, 16));
    if (const auto letter = letters.find(code); isCode && letter != letters.end()) pdf.replace(at + 1, 4, QByteArray::number(letter->second, 16).toUpper());
  };
  // A line is "<first glyph> <last glyph> " and the first one's code, or all of their codes in brackets.
  constexpr qsizetype codesAt = 14;
  for (qsizetype line = pdf.indexOf('\n', pdf.indexOf("beginbfrange", from)); line >= 0 && line < to; line = pdf.indexOf('\n', line + 1)) {
    const qsizetype begin = line + 1, end = std::min(pdf.indexOf('\n', begin), to);
    if (end - begin < codesAt + 6 || pdf[begin] != '<') continue;
    if (pdf[begin + codesAt] == '[') {
      for (qsizetype at = pdf.indexOf('<', begin + codesAt); at >= 0 && at + 6 <= end; at = pdf.indexOf('<', at + 1)) mendCode(at);
    } else if (pdf.sliced(begin, 6) == pdf.sliced(begin + 7, 6)) {
      mendCode(begin + codesAt);
    }
  }
}

} // namespace

QByteArray withLetters(QByteArray pdf, const QString& family) {
  std::optional<Letters> letters;
  for (qsizetype from = pdf.indexOf("stream\n/CIDInit"); from >= 0; from = pdf.indexOf("stream\n/CIDInit", from + 1)) {
    const qsizetype to = pdf.indexOf("endcmap", from);
    if (to < 0) break;
    if (!letters) letters = lettersOf(family);
    mend(pdf, from, to, *letters);
  }
  return pdf;
}

} // namespace suyuan::composition
