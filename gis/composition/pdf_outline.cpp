// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/composition/pdf_outline.h"

#include <QRegularExpression>

#include <algorithm>
#include <optional>

namespace suyuan::composition {

namespace {

/// What the update needs to know of the file.
struct Anatomy {
  qsizetype lastXref = 0; ///< what startxref says
  int size = 0;           ///< objects, 0 among them
  int root = 0, info = 0;
  QByteArray catalog;     ///< its dictionary between << and >>
  std::vector<int> pages; ///< object numbers in order
};

std::optional<int> numberAfter(const QByteArray& text, const QByteArray& key) {
  const qsizetype at = text.indexOf(key);
  if (at < 0) return std::nullopt;
  qsizetype from = at + key.size();
  while (from < text.size() && text[from] == ' ') ++from;
  qsizetype to = from;
  while (to < text.size() && text[to] >= '0' && text[to] <= '9') ++to;
  return to > from ? std::optional(text.sliced(from, to - from).toInt()) : std::nullopt;
}

/// The dictionary of an object that lies in the file as plain text. Qt's writer puts each object at a line's beginning.
std::optional<QByteArray> dictionaryOf(const QByteArray& pdf, int object) {
  const QByteArray head = "\n" + QByteArray::number(object) + " 0 obj\n<<";
  const qsizetype at = pdf.indexOf(head);
  if (at < 0) return std::nullopt;
  const qsizetype from = at + head.size(), to = pdf.indexOf(">>\nendobj", from);
  return to < 0 ? std::nullopt : std::optional(pdf.sliced(from, to - from));
}

std::optional<Anatomy> anatomyOf(const QByteArray& pdf) {
  Anatomy made;
  const qsizetype start = pdf.lastIndexOf("startxref"), trailer = pdf.lastIndexOf("trailer");
  if (start < 0 || trailer < 0 || trailer > start) return std::nullopt;
  const auto xref = numberAfter(QByteArray(pdf.sliced(start)).replace('\n', ' '), "startxref");
  const QByteArray dictionary = pdf.sliced(trailer, start - trailer);
  const auto size = numberAfter(dictionary, "/Size"), root = numberAfter(dictionary, "/Root");
  if (!xref || !size || !root) return std::nullopt;
  made.lastXref = *xref, made.size = *size, made.root = *root;
  made.info = numberAfter(dictionary, "/Info").value_or(0);
  const auto catalog = dictionaryOf(pdf, made.root);
  const auto tree = catalog ? numberAfter(*catalog, "/Pages") : std::nullopt;
  const auto pages = tree ? dictionaryOf(pdf, *tree) : std::nullopt;
  if (!pages) return std::nullopt;
  made.catalog = *catalog;
  const qsizetype kids = pages->indexOf('['), end = pages->indexOf(']', kids);
  if (kids < 0 || end < 0) return std::nullopt;
  static const QRegularExpression reference(QStringLiteral("(\\d+)\\s+0\\s+R"));
  for (const QRegularExpressionMatch& match : reference.globalMatch(QString::fromLatin1(pages->sliced(kids, end - kids)))) made.pages.push_back(match.captured(1).toInt());
  return made.pages.empty() ? std::nullopt : std::optional(std::move(made));
}

/// Text of a PDF as UTF-16 with its mark, in hex.
QByteArray hexOf(const QString& text) {
  QByteArray hex = "<FEFF";
  for (const QChar c : text) hex += QByteArray::number(c.unicode(), 16).rightJustified(4, '0').toUpper();
  return hex + ">";
}

} // namespace

QByteArray withOutline(QByteArray pdf, const std::vector<Bookmark>& bookmarks) {
  const auto file = anatomyOf(pdf);
  if (!file || bookmarks.empty()) return pdf;
  std::vector<std::pair<int, qsizetype>> places; // of the new objects
  const auto object = [&](int number, const QByteArray& dictionary) {
    places.emplace_back(number, pdf.size());
    pdf += QByteArray::number(number) + " 0 obj\n<<\n" + dictionary + ">>\nendobj\n";
  };
  const int outline = file->size, first = outline + 1, count = static_cast<int>(bookmarks.size());
  if (!pdf.endsWith('\n')) pdf += '\n';
  object(file->root, file->catalog.trimmed() + "\n/Outlines " + QByteArray::number(outline) + " 0 R\n/PageMode /UseOutlines\n");
  object(outline, "/Type /Outlines\n/First " + QByteArray::number(first) + " 0 R\n/Last " + QByteArray::number(first + count - 1) + " 0 R\n/Count " + QByteArray::number(count) + "\n");
  for (int i = 0; i < count; ++i) {
    const Bookmark& one = bookmarks[static_cast<std::size_t>(i)];
    const int page = file->pages[static_cast<std::size_t>(std::clamp(one.page, 0, static_cast<int>(file->pages.size()) - 1))];
    QByteArray dictionary = "/Title " + hexOf(one.title) + "\n/Parent " + QByteArray::number(outline) + " 0 R\n/Dest [" + QByteArray::number(page) + " 0 R /Fit]\n";
    if (i > 0) dictionary += "/Prev " + QByteArray::number(first + i - 1) + " 0 R\n";
    if (i + 1 < count) dictionary += "/Next " + QByteArray::number(first + i + 1) + " 0 R\n";
    object(first + i, dictionary);
  }
  const qsizetype xref = pdf.size();
  std::ranges::sort(places);
  pdf += "xref\n";
  for (std::size_t i = 0; i < places.size();) {
    std::size_t next = i + 1;
    while (next < places.size() && places[next].first == places[next - 1].first + 1) ++next;
    pdf += QByteArray::number(places[i].first) + " " + QByteArray::number(static_cast<qsizetype>(next - i)) + "\n";
    for (; i < next; ++i) pdf += QByteArray::number(places[i].second).rightJustified(10, '0') + " 00000 n \n";
  }
  pdf += "trailer\n<<\n/Size " + QByteArray::number(first + count) + "\n/Root " + QByteArray::number(file->root) + " 0 R\n";
  if (file->info > 0) pdf += "/Info " + QByteArray::number(file->info) + " 0 R\n";
  pdf += "/Prev " + QByteArray::number(file->lastXref) + "\n>>\nstartxref\n" + QByteArray::number(xref) + "\n%%EOF\n";
  return pdf;
}

} // namespace suyuan::composition
