// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/composition/pdf_file.h"

#include "tests/support/survey_builder.h"

#include <QProcess>
#include <QRegularExpression>

#include <catch2/catch_test_macros.hpp>

#include <fstream>

using namespace suyuan;
using namespace suyuan::composition;

namespace {

QString outputOf(const QString& program, const QStringList& arguments) {
  QProcess process;
  process.setProcessChannelMode(QProcess::MergedChannels);
  process.start(program, arguments);
  REQUIRE(process.waitForFinished(30'000));
  REQUIRE(process.exitCode() == 0);
  return QString::fromUtf8(process.readAllStandardOutput());
}

} // namespace

TEST_CASE("a PDF of several pages opens with its bookmarks, each at its page, and is sound to another reader") {
  const test::TempFolder folder;
  const auto out = folder / "atlas.pdf";
  {
    auto pdf = test::must(PdfFile::begin(out, {297, 210}, QStringLiteral("图集"), QStringLiteral("Noto Sans CJK SC")));
    const QStringList titles{QStringLiteral("接图表"), QStringLiteral("一号 (排口)\\"), QStringLiteral("二号")};
    for (int i = 0; i < titles.size(); ++i) {
      if (i > 0) test::must(pdf->turn());
      pdf->bookmark(titles[i]);
      pdf->painter().drawText(QRectF(10, 10, 100, 20), titles[i]);
    }
    test::must(pdf->commit());
  }
  const QString file = QString::fromStdString(out.string());
  CHECK(outputOf(QStringLiteral("pdfinfo"), {file}).contains(QRegularExpression(QStringLiteral("Pages:\\s+3"))));
  const QString structure = outputOf(QStringLiteral("pdfinfo"), {QStringLiteral("-dests"), file}); // says nothing of a damaged file but errors
  CHECK_FALSE(structure.contains(QStringLiteral("Error")));
  std::ifstream in(out, std::ios::binary);
  const QByteArray bytes = QByteArray::fromStdString(std::string(std::istreambuf_iterator<char>(in), {}));
  CHECK(bytes.count("/Parent ") >= 3);
  CHECK(bytes.contains("/PageMode /UseOutlines"));
  CHECK(bytes.contains("<FEFF63A556FE8868>")); // 接图表
  CHECK(bytes.contains("<FEFF4E8C53F7>"));     // 二号
  // Every entry of the update's table leads to its object.
  const qsizetype xref = bytes.lastIndexOf("xref\n", bytes.lastIndexOf("trailer"));
  qsizetype line = bytes.indexOf('\n', xref) + 1;
  int checked = 0;
  while (!bytes.sliced(line).startsWith("trailer")) {
    const QByteArrayList head = bytes.sliced(line, bytes.indexOf('\n', line) - line).split(' ');
    line = bytes.indexOf('\n', line) + 1;
    for (int i = 0; i < head[1].toInt(); ++i) {
      const qsizetype at = bytes.sliced(line, 10).toLongLong();
      CHECK(bytes.sliced(at).startsWith(QByteArray::number(head[0].toInt() + i) + " 0 obj"));
      line += 20;
      ++checked;
    }
  }
  CHECK(checked == 5); // catalog, outline, three lines
}

TEST_CASE("a file that Qt's writer did not make is left as it is") {
  for (const QByteArray& bytes : {QByteArray(), QByteArray("no pdf"), QByteArray("%PDF-1.4\ntrailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n12\n%%EOF")})
    CHECK(withOutline(bytes, {{QStringLiteral("一"), 0}}) == bytes);
}
