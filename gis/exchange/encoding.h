// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace suyuan::exchange {

/// "UTF-8", "GBK" or iconv's own name for what .cpg files and people write ("65001", "CP936", "gb2312", "utf8" …).
[[nodiscard]] std::string encodingNamed(std::string_view text);
/// Encoding of a dBase language driver id; empty when the id says nothing sure (0, 3 and 0x57 stand in files of every kind).
[[nodiscard]] std::string encodingOfLdid(unsigned char ldid);

struct EncodingGuess {
  std::string encoding; ///< "UTF-8" or "GBK"
  std::string evidence; ///< "ascii", "bom", "valid-utf8", "valid-gb18030"
};
/// Judges bytes by validity. A few broken characters (text cut by a writer) do not turn the verdict.
/// Error EncodingUnknown when the bytes are neither.
[[nodiscard]] Result<EncodingGuess> guessEncoding(std::string_view bytes);

/// A path as UTF-8, whatever the system writes paths in.
[[nodiscard]] std::string utf8Path(const std::filesystem::path& path);

[[nodiscard]] bool isAscii(std::string_view text) noexcept;
[[nodiscard]] bool isUtf8(std::string_view text) noexcept;
/// Longest prefix of at most `bytes` bytes that does not end within a character.
[[nodiscard]] std::string_view cutUtf8(std::string_view text, std::size_t bytes) noexcept;

/// Text between UTF-8 and another encoding. One per thread.
class Recoder {
public:
  /// Error EncodingUnknown (args: the name).
  static Result<Recoder> make(const std::string& encoding);
  Recoder(Recoder&&) noexcept;
  Recoder& operator=(Recoder&&) noexcept;
  ~Recoder();

  /// False when the bytes are not text of this encoding; `out` then holds what could be read.
  bool toUtf8(std::string_view bytes, std::string& out);
  /// Appends at most `limit` bytes, whole characters only. Characters that cannot be said become '?'.
  struct Written {
    bool cut = false;
    std::string missing; ///< the characters replaced, UTF-8
  };
  Written fromUtf8(std::string_view text, std::size_t limit, std::string& out);

private:
  struct Impl;
  explicit Recoder(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

} // namespace suyuan::exchange
