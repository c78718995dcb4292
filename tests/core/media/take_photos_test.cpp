// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/media_folder.h"
#include "core/media/missing_views.h"
#include "core/media/photo_ledger.h"
#include "core/media/review_photos.h"
#include "core/model/candidate.h"
#include "core/sync/durable_file.h"
#include "core/sync/folder_hub.h"
#include "core/sync/sync.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <sys/stat.h>

using namespace suyuan;
using namespace suyuan::media;
using suyuan::test::must;
using suyuan::test::TempFolder;

namespace {

namespace fs = std::filesystem;

// A camera's card whose files are what these tests say they are: the use case does not read EXIF itself.
struct Card {
  TempFolder folder;
  store::SurveyFile survey = test::newSurvey(folder);
  Fid pipe = test::addOutfall(survey, test::outfallNumber(1));
  Point there = std::get<Point>(test::outfallNumber(1).geometry);
  std::vector<rules::PhotoView> views{{"near", {"近景"}, {}, {}}, {"far", {"远景"}, {}, {}}, {"flow", {"水的去向", "水的来源向"}, {}, {}}};
  rules::PhotoRules rules{.limits = {}, .views = views, .editors = {}};

  fs::path write(const std::string& name, const std::string& bytes) const {
    const fs::path file = folder / ("card/" + name);
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
    return file;
  }
  [[nodiscard]] Inspect inspect() const {
    return [at = there](const fs::path& file) -> Result<PhotoFacts> {
      std::ifstream in(file, std::ios::binary);
      if (!in) return failure(ErrorCode::FileUnreadable, {.file = file.string()});
      std::string first;
      std::getline(in, first);
      PhotoFacts facts;
      facts.kind = first.starts_with("text") ? MediaKind::Other : MediaKind::Photo;
      if (!first.starts_with("nowhere")) facts.position = at;
      facts.takenAt = parseUtc("2024-05-01T02:00:00Z");
      return facts;
    };
  }
  TakeReport take(const TakeOptions& options = {}) { return must(takePhotos(survey, must(filesBelow(folder / "card")), inspect(), rules, options)); }
  Ledger ledger(sync::Hub* hub = nullptr, const LedgerOptions& options = {}) { return must(photoLedger(survey, hub, options, inspect())); }
  std::vector<Photo> photos() { return must(survey.reader().all<Photo>()); }
};

std::string bytesOf(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

} // namespace

TEST_CASE("photos are stored by their hash, byte for byte, with a record that says whose they are") {
  Card card;
  const std::string bytes = "photo one" + std::string(3'000'000, 'x');
  const fs::path original = card.write("100CANON/近景/IMG_1.JPG", bytes);
  card.write("readme.txt", "text");
  const TakeReport report = card.take({.team = "一队"});
  CHECK(report.count(TakeOutcome::Taken) == 1);
  CHECK(report.count(TakeOutcome::NotMedia) == 1);
  CHECK(report.entries == 1);
  const auto photos = card.photos();
  REQUIRE(photos.size() == 1);
  const Photo& photo = photos.front();
  CHECK(photo.sha256 == must(sync::sha256OfFile(original)));
  CHECK(bytesOf(card.survey.media() / (photo.sha256 + ".jpg")) == bytes);
  CHECK(bytesOf(original) == bytes);
  CHECK(photo.fileName == "IMG_1.JPG");
  CHECK(photo.kind == "近景");
  CHECK(photo.team == "一队");
  CHECK(photo.bytes == static_cast<std::int64_t>(bytes.size()));
  CHECK(photo.outfallFid == card.pipe);
  CHECK(photo.placing == "自动归位");
  CHECK(photo.takenAt == "2024-05-01T02:00:00.000Z");
  CHECK(must(store::history(card.survey.reader(), Layer::Photos, photo.fid)).size() >= 1);
}

TEST_CASE("the same bytes twice are one file and one record, and that is told") {
  Card card;
  card.write("a.jpg", "photo same");
  card.write("b.JPEG", "photo same");
  const TakeReport report = card.take();
  CHECK(report.count(TakeOutcome::Taken) == 1);
  REQUIRE(report.count(TakeOutcome::Twice) == 1);
  CHECK(report.files[1].sameAs.filename() == "a.jpg");
  const TakeReport again = card.take();
  CHECK(again.count(TakeOutcome::Recorded) == 1);
  CHECK(again.count(TakeOutcome::Taken) == 0);
  CHECK(again.entries == 0);
  CHECK(card.photos().size() == 1);
  CHECK(MediaFolder(card.survey.media()).files().size() == 1);
}

TEST_CASE("a dry run says all and does nothing") {
  Card card;
  card.write("a.jpg", "photo a");
  const TakeReport report = card.take({.dryRun = true});
  CHECK(report.count(TakeOutcome::Taken) == 1);
  CHECK(report.files[0].placing.state == PlacingState::Sure);
  CHECK(card.photos().empty());
  CHECK(MediaFolder(card.survey.media()).files().empty());
}

TEST_CASE("a file that cannot be read keeps none of the others away") {
  Card card;
  card.write("a.jpg", "photo a");
  card.write("c.jpg", "photo c");
  const std::vector files{card.folder / "card/a.jpg", card.folder / "card/b.jpg", card.folder / "card/c.jpg"};
  const TakeReport report = must(takePhotos(card.survey, files, card.inspect(), card.rules, {}));
  CHECK(report.count(TakeOutcome::Taken) == 2);
  REQUIRE(report.count(TakeOutcome::Failed) == 1);
  CHECK(report.files[1].error.code == ErrorCode::FileUnreadable);
  CHECK(card.photos().size() == 2);
}

TEST_CASE("a stored file that went missing or was altered comes back from the camera") {
  Card card;
  card.write("a.jpg", "photo a");
  card.write("b.jpg", "photo b");
  (void)card.take();
  const auto photos = card.photos();
  REQUIRE(photos.size() == 2);
  const fs::path first = MediaFolder(card.survey.media()).fileOf(photos[0].sha256), second = MediaFolder(card.survey.media()).fileOf(photos[1].sha256);
  fs::remove(first);
  fs::permissions(second, fs::perms::owner_write, fs::perm_options::add);
  std::ofstream(second, std::ios::app) << "!";
  const Ledger broken = card.ledger();
  CHECK_FALSE(broken.closes());
  CHECK(broken.all.taken == 2);
  CHECK(broken.all.stored == 0);
  REQUIRE(broken.faults.size() == 2);
  CHECK(broken.faults[0].file == FileState::Missing);
  CHECK(broken.faults[1].file == FileState::Altered);
  CHECK(broken.faults[1].fileName == photos[1].fileName);
  const TakeReport again = card.take();
  CHECK(again.count(TakeOutcome::Restored) == 2);
  CHECK(card.ledger().closes());
  CHECK(card.photos().size() == 2);
}

TEST_CASE("a file that no record speaks of is found, and can be taken") {
  Card card;
  const std::string hash = must(sync::storeByHash(card.write("a.jpg", "photo a"), card.survey.media(), [](const std::string& h) { return h + ".jpg"; })).sha256;
  std::ofstream(card.survey.media() / "taking-abcdef.unfinished") << "half";
  std::ofstream(card.survey.media() / "notes.txt") << "somebody's";
  const auto orphans = must(orphansOf(card.survey));
  REQUIRE(orphans.size() == 1);
  CHECK(orphans[0].filename() == hash + ".jpg");
  CHECK_FALSE(card.ledger().closes());
  const TakeReport report = must(takePhotos(card.survey, orphans, card.inspect(), card.rules, {}));
  CHECK(report.count(TakeOutcome::Taken) == 1);
  CHECK(report.unfinishedGone == 1);
  CHECK(must(orphansOf(card.survey)).empty());
  CHECK(fs::exists(card.survey.media() / "notes.txt"));
  CHECK(card.ledger().closes());
}

TEST_CASE("many photos are recorded in batches, each with its files before it; undo takes a batch's records back") {
  Card card;
  for (int i = 0; i < 25; ++i) card.write(std::to_string(100 + i) + ".jpg", "photo " + std::to_string(i));
  const TakeReport report = card.take({.perEntry = 10});
  CHECK(report.entries == 3);
  CHECK(card.photos().size() == 25);
  must(card.survey.undo());
  CHECK(card.photos().size() == 20);
  CHECK(must(orphansOf(card.survey)).size() == 5);
}

TEST_CASE("stopping keeps what was taken and takes the rest the next time") {
  Card card;
  for (int i = 0; i < 10; ++i) card.write(std::to_string(100 + i) + ".jpg", "photo " + std::to_string(i));
  std::stop_source stop;
  const auto files = must(filesBelow(card.folder / "card"));
  const TakeReport report = must(takePhotos(card.survey, files, card.inspect(), card.rules, {}, [&](std::size_t done, std::size_t) { if (done == 3) stop.request_stop(); }, stop.get_token()));
  CHECK(report.files.size() == 4);
  CHECK(card.photos().size() == 4);
  CHECK(card.take().count(TakeOutcome::Taken) == 6);
}

TEST_CASE("a photo that is not certain waits for a person, who puts it") {
  Card card;
  card.write("a.jpg", "nowhere");
  CHECK(card.take().files[0].placing.state == PlacingState::Review);
  auto waiting = must(photosToReview(card.survey.reader(), card.rules.limits));
  REQUIRE(waiting.size() == 1);
  CHECK_FALSE(waiting[0].photo.outfallFid.isSet());
  CHECK(card.ledger().all.toReview == 1);
  const auto target = must(targetNamed(card.survey.reader(), toText(card.pipe)));
  must(putPhoto(card.survey, waiting[0].photo.fid, target.first, target.second, "近景"));
  CHECK(must(photosToReview(card.survey.reader(), card.rules.limits)).empty());
  const Photo put = card.photos().front();
  CHECK(put.outfallFid == card.pipe);
  CHECK(put.placing == "人工归位");
  CHECK(put.kind == "近景");
  CHECK(putPhoto(card.survey, Fid{77}, Layer::Outfalls, card.pipe).error().code == ErrorCode::RecordMissing);
  CHECK(putPhoto(card.survey, put.fid, Layer::Candidates, card.pipe).error().code == ErrorCode::RecordMissing);
  CHECK(targetNamed(card.survey.reader(), "nobody").error().code == ErrorCode::RecordMissing);
}

TEST_CASE("the views that an outfall lacks are told by its photos' kinds") {
  Card card;
  card.write("近景/a.jpg", "photo a");
  card.write("水的来源向 b.jpg", "photo b");
  (void)card.take();
  const auto all = must(viewsOfOutfalls(card.survey.reader(), card.views));
  REQUIRE(all.size() == 1);
  CHECK(all[0].photos == 2);
  CHECK(all[0].missing == std::vector<std::string>{"far"});
  CHECK(must(viewsOf(card.survey.reader(), card.pipe, card.views)).missing == std::vector<std::string>{"far"});
  CHECK(viewsOf(card.survey.reader(), Fid{3}, card.views).error().code == ErrorCode::RecordMissing);
}

TEST_CASE("photos of a candidate are its outfall's once it is confirmed") {
  Card card;
  card.write("近景/a.jpg", "photo a");
  (void)card.take();
  Candidate candidate;
  candidate.geometry = card.there;
  Fid fid;
  must(card.survey.edit("candidate", [&](store::Edit& edit) -> Result<> {
    auto added = edit.insert(candidate);
    if (!added) return std::unexpected(added.error());
    fid = *added;
    return {};
  }));
  must(putPhoto(card.survey, card.photos().front().fid, Layer::Candidates, fid));
  CHECK(must(viewsOf(card.survey.reader(), card.pipe, card.views)).photos == 0);
  must(card.survey.edit("confirm", [&](store::Edit& edit) { return edit.setField(Layer::Candidates, fid, "outfall_fid", toValue(card.pipe)); }));
  CHECK(must(viewsOf(card.survey.reader(), card.pipe, card.views)).missing == std::vector<std::string>{"far", "flow"});
  CHECK(card.ledger().byOutfall.at(card.pipe).taken == 1);
}

TEST_CASE("the ledger closes when all is taken, stored, sent and confirmed, and says what is not") {
  Card card;
  card.write("a.jpg", "photo a");
  card.write("b.jpg", "photo b");
  (void)card.take({.team = "一队"});
  auto hub = must(sync::FolderHub::open(card.folder / "hub"));
  Ledger before = card.ledger(&hub);
  CHECK(before.all == LedgerSum{2, 2, 0, 0, 0});
  CHECK(before.faults.size() == 2);
  CHECK_FALSE(before.faults[0].sent);
  must(sync::syncWith(card.survey, hub));
  const Ledger after = card.ledger(&hub, {.cameras = {card.folder / "card"}});
  CHECK(after.all == LedgerSum{2, 2, 2, 2, 0});
  CHECK(after.byTeam.at("一队") == after.all);
  CHECK(after.byOutfall.at(card.pipe) == after.all);
  CHECK(after.onCameras == 2);
  CHECK(after.closes());
  // A photo more on the card; the hub's copy of another rots.
  card.write("c.jpg", "photo c");
  const fs::path rotten = card.folder / "hub/media" / (card.photos()[1].sha256 + ".jpg");
  REQUIRE(fs::exists(rotten));
  std::ofstream(rotten, std::ios::app) << "!";
  const Ledger later = card.ledger(&hub, {.cameras = {card.folder / "card"}});
  CHECK(later.all == LedgerSum{2, 2, 2, 1, 0});
  REQUIRE(later.notTaken.size() == 1);
  CHECK(later.notTaken[0].filename() == "c.jpg");
  REQUIRE(later.faults.size() == 1);
  CHECK_FALSE(later.faults[0].confirmed);
  // A record that was not sent is not sent, though the hub has the bytes.
  must(card.survey.edit("kind", [&](store::Edit& edit) { return edit.setField(Layer::Photos, card.photos()[0].fid, "kind", Value{std::string("远景")}); }));
  CHECK(card.ledger(&hub).all.sent == 1);
}

TEST_CASE("names give an ending and a kind only when they are plain") {
  CHECK(endingOf("IMG.JPG") == "jpg");
  CHECK(endingOf("IMG") == "");
  CHECK(endingOf("IMG.j'pg") == "");
  CHECK(endingOf("IMG.jpg;rm") == "");
  CHECK(endingOf("IMG.照片") == "");
  CHECK(kindInName("/card/远景/1.jpg") == "远景");
  CHECK(kindInName("/远景/card/1.jpg") == "");
  CHECK(kindInName("/card/3号口 周边环境特征.jpg") == "周边环境特征");
}

TEST_CASE("hidden files and pipes are passed over, a missing folder is an error") {
  Card card;
  card.write("a.jpg", "photo a");
  card.write(".thumbs/b.jpg", "photo b");
  card.write("._a.jpg", "mac");
  REQUIRE(::mkfifo((card.folder / "card/pipe.jpg").c_str(), 0600) == 0);
  CHECK(must(filesBelow(card.folder / "card")).size() == 1);
  CHECK(filesBelow(card.folder / "nothing").error().code == ErrorCode::FileNotFound);
  CHECK(sync::storeByHash(card.folder / "card/pipe.jpg", card.survey.media(), [](const std::string& h) { return h; }).error().code == ErrorCode::FileUnreadable);
  CHECK(MediaFolder(card.survey.media()).files().empty());
}
