// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/entry_file.h"

#include "core/sync/durable_file.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <string_view>

namespace suyuan::sync {

namespace {

constexpr std::string_view magic = "SUYUAN-ENTRY 1\n";
constexpr std::string_view hashWord = "\nSHA256 ";

void append(std::vector<std::byte>& bytes, std::string_view text) {
  const auto* first = reinterpret_cast<const std::byte*>(text.data());
  bytes.insert(bytes.end(), first, first + text.size());
}

bool takeNumber(std::string_view& text, char end, std::size_t& number) {
  const auto stop = text.find(end);
  if (stop == std::string_view::npos || stop > 12) return false;
  const auto [at, error] = std::from_chars(text.data(), text.data() + stop, number);
  if (error != std::errc{} || at != text.data() + stop) return false;
  text.remove_prefix(stop + 1);
  return true;
}

} // namespace

std::vector<std::byte> encodeEntry(const HubEntry& entry, const std::string& previousUid) {
  std::size_t payload = 0;
  auto parts = nlohmann::json::array();
  for (const Blob& part : entry.parts) {
    payload += part.size();
    parts.push_back(part.size());
  }
  const nlohmann::json header{{"number", entry.number}, {"uid", entry.uid},     {"previous", previousUid},
                              {"device", entry.device}, {"author", entry.author}, {"kind", entry.kind},
                              {"label", entry.label},   {"at", entry.at},
                              {"undoes", entry.undoes}, {"hash", entry.hash},   {"parts", parts}};
  // Text that is not UTF-8 must not stop a sync: what cannot be written is replaced.
  const std::string text = header.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  std::vector<std::byte> bytes;
  bytes.reserve(magic.size() + text.size() + payload + 160);
  append(bytes, magic);
  append(bytes, std::to_string(text.size()) + " " + std::to_string(payload) + "\n");
  append(bytes, text);
  append(bytes, "\n");
  for (const Blob& part : entry.parts) bytes.insert(bytes.end(), part.begin(), part.end());
  const std::string hash = sha256(bytes);
  append(bytes, hashWord);
  append(bytes, hash + "\n");
  return bytes;
}

Result<DecodedEntry> decodeEntry(std::span<const std::byte> bytes, const std::string& file) {
  const auto damaged = [&](const char* why) { return failure(ErrorCode::HubDamaged, {.file = file}, why); };
  const std::string_view all{reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  if (!all.starts_with(magic)) return damaged("does not begin as an entry");
  std::string_view rest = all.substr(magic.size());
  std::size_t headerSize = 0;
  std::size_t payloadSize = 0;
  if (!takeNumber(rest, ' ', headerSize) || !takeNumber(rest, '\n', payloadSize)) return damaged("lengths unreadable");
  const std::size_t tail = hashWord.size() + 64 + 1;
  if (rest.size() != headerSize + 1 + payloadSize + tail) return damaged("cut off or too long");
  const std::string_view header = rest.substr(0, headerSize);
  const std::string_view payload = rest.substr(headerSize + 1, payloadSize);
  const std::string_view end = rest.substr(headerSize + 1 + payloadSize);
  const auto hashed = bytes.first(bytes.size() - tail);
  if (!end.starts_with(hashWord) || end.back() != '\n' || end.substr(hashWord.size(), 64) != sha256(hashed))
    return damaged("SHA-256 differs");

  const auto json = nlohmann::json::parse(header, nullptr, false);
  if (!json.is_object()) return damaged("header unreadable");
  DecodedEntry decoded;
  const auto text = [&](const char* key, std::string& out) {
    const auto found = json.find(key);
    if (found == json.end() || !found->is_string()) return false;
    out = found->get<std::string>();
    return true;
  };
  const auto number = json.find("number");
  if (number == json.end() || !number->is_number_integer()) return damaged("header incomplete");
  HubEntry& e = decoded.entry;
  e.number = number->get<std::int64_t>();
  if (!text("uid", e.uid) || !text("previous", decoded.previousUid) || !text("device", e.device) ||
      !text("author", e.author) || !text("kind", e.kind) || !text("label", e.label) || !text("at", e.at))
    return damaged("header incomplete");
  text("undoes", e.undoes);
  text("hash", e.hash);
  const auto parts = json.find("parts");
  if (parts == json.end() || !parts->is_array()) return damaged("header incomplete");
  std::size_t used = 0;
  for (const auto& size : *parts) {
    if (!size.is_number_unsigned() || size.get<std::size_t>() > payload.size() - used) return damaged("parts do not fit");
    const auto* first = reinterpret_cast<const std::byte*>(payload.data()) + used;
    e.parts.emplace_back(first, first + size.get<std::size_t>());
    used += size.get<std::size_t>();
  }
  if (used != payload.size()) return damaged("parts do not fit");
  return decoded;
}

} // namespace suyuan::sync
